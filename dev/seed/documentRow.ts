import { addDays, yearOf } from '../../src/domain/days.ts'
import { statusRank } from '../../src/domain/invoiceStatus.ts'
import { formatNumber } from '../../src/domain/numbering.ts'
import { storedDay } from '../../src/domain/storedDay.ts'
import { makeKey } from '../../src/domain/token.ts'
import { documentSnapshot, documentTotals } from '../../src/operations/documentSnapshot.ts'
import type { BusinessSettings, Invoice, InvoiceKind } from '../../src/records.ts'
import type { DocumentPlan } from './documentPlan.ts'

export interface BookFacts {
  settings: BusinessSettings
  /** The business's day. */
  today: string
  now: Date
  /** Number patterns for what is written here, other than the ones the counters serve. */
  patterns: Record<InvoiceKind, string>
}

/** A planned document and the row it becomes. */
export interface Entry {
  plan: DocumentPlan
  kind: InvoiceKind
  /** For a credit note. */
  corrected?: Entry
  issueDate: string | null
  invoice: Invoice
}

/** A plausible minute of a working day, the same for the same document; never later than now. */
const instantOn = (day: string, seed: number, now: Date): string => {
  const minutes = 8 * 60 + ((seed * 37) % (8 * 60))
  const at = Date.parse(`${day}T00:00:00Z`) + minutes * 60_000 + ((seed * 7919) % 60_000)
  return new Date(Math.min(at, now.getTime() - 60_000)).toISOString()
}

/** The row of a draft: lines and totals, nothing issued yet. */
export const draftRow = (plan: DocumentPlan, kind: InvoiceKind, { settings, now }: BookFacts): Invoice => {
  const isNote = kind === 'credit-note'
  const lines = (isNote ? plan.credit?.lines : undefined) ?? plan.lines
  const input = {
    lines,
    discountPercent: plan.discountPercent ?? null,
    withholdingPercent: plan.withholdingPercent ?? null,
  }
  const { lineAmounts, ...totals } = documentTotals(input, settings)
  const createdAt = now.toISOString()
  return {
    id: 0,
    kind,
    corrects: null,
    reason: isNote ? (plan.credit?.reason ?? null) : null,
    number: null,
    client: plan.client.id,
    recipients: plan.recipients ?? [],
    status: 'draft',
    statusRank: statusRank.draft,
    shared: isNote ? false : (plan.shared ?? false),
    issueDate: null,
    supplyDate: null,
    dueDate: plan.dueDate ? storedDay(plan.dueDate) : null,
    currency: plan.currency,
    ...input,
    lines: lines.map((line, index) => ({ ...line, amount: lineAmounts[index] ?? 0 })),
    reference: plan.reference ?? null,
    notes: isNote ? null : (plan.notes ?? null),
    ...totals,
    amountPaid: 0,
    amountCredited: 0,
    amountDue: 0,
    sentAt: null,
    viewedAt: null,
    views: 0,
    paidAt: null,
    voidedAt: null,
    revises: null,
    revisedBy: null,
    snapshot: null,
    pdf: null,
    pdfSha256: null,
    pdfWarnings: null,
    replyKey: makeKey(),
    createdAt,
    updatedAt: createdAt,
  }
}

/** Issues a draft's row on a day of the past, with its snapshot. The row has its id already. */
export const issueRow = (
  entry: Entry,
  issueDate: string,
  value: number,
  { settings, now, patterns }: BookFacts,
): void => {
  const { invoice, plan, kind, corrected } = entry
  const seed = Number(invoice.id)
  const dueDate = kind === 'invoice' ? addDays(issueDate, plan.terms ?? settings.paymentTermsDays) : null
  const viewed = kind === 'invoice' && plan.viewed !== null ? (plan.viewed ?? addDays(issueDate, 1)) : null
  Object.assign(invoice, {
    number: formatNumber(patterns[kind], yearOf(issueDate), value),
    corrects: corrected?.invoice.id ?? null,
    issueDate: storedDay(issueDate),
    supplyDate: corrected?.invoice.issueDate ?? null,
    dueDate: dueDate ? storedDay(dueDate) : null,
    sentAt: instantOn(issueDate, seed, now),
    viewedAt: viewed ? instantOn(viewed, seed + 3, now) : null,
    views: viewed ? (plan.views ?? 1 + (seed % 4)) : 0,
  } satisfies Partial<Invoice>)
  invoice.createdAt = invoice.updatedAt = invoice.sentAt ?? invoice.createdAt
  invoice.snapshot = documentSnapshot({
    kind,
    document: invoice,
    supplyDate: invoice.supplyDate,
    reason: invoice.reason,
    client: plan.client,
    settings,
    number: invoice.number ?? '',
    issueDate,
    dueDate,
    corrected: corrected?.invoice ?? null,
  })
}
