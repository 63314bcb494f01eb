import { addDays, yearOf } from '../../src/domain/days.ts'
import { invoiceStatus, settledAmounts, statusRank } from '../../src/domain/invoiceStatus.ts'
import { formatNumber } from '../../src/domain/numbering.ts'
import { storedDay } from '../../src/domain/storedDay.ts'
import { makeKey } from '../../src/domain/token.ts'
import { documentSnapshot, documentTotals } from '../../src/operations/documentSnapshot.ts'
import { appliedAmount } from '../../src/operations/settleInvoice.ts'
import type { BusinessSettings, ID, Invoice, InvoiceKind, Payment, PortalEvent } from '../../src/records.ts'
import { insertEvents, insertInvoices, insertPayments, reserveIds, type BulkDatabase } from './bulkInsert.ts'
import type { DocumentPlan, PlannedPayment } from './documentPlan.ts'

/** The past keeps numbers of its own, which the settings' patterns never give: the counters start with the present. */
const historicPattern: Record<InvoiceKind, string> = {
  invoice: 'LUM-{YYYY}-{0000}',
  'credit-note': 'LUM-R-{YYYY}-{000}',
}

interface Facts {
  settings: BusinessSettings
  /** The business's day. */
  today: string
  now: Date
}

interface Entry {
  plan: DocumentPlan
  kind: InvoiceKind
  /** For a credit note. */
  corrected?: Entry
  issueDate: string | null
  invoice: Invoice
}

type Unwritten = Omit<Payment, 'id'>
type UnwrittenEvent = Omit<PortalEvent, 'id'>

/** A plausible minute of a working day, the same for the same document; never later than now. */
const instantOn = (day: string, seed: number, now: Date): string => {
  const minutes = 8 * 60 + ((seed * 37) % (8 * 60))
  const at = Date.parse(`${day}T00:00:00Z`) + minutes * 60_000 + ((seed * 7919) % 60_000)
  return new Date(Math.min(at, now.getTime() - 60_000)).toISOString()
}

const blank = (plan: DocumentPlan, kind: InvoiceKind, { settings, now }: Facts): Invoice => {
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

const paymentOf = (planned: PlannedPayment, invoice: Invoice, owed: number): Unwritten => {
  const amount = planned.amount ?? owed
  const at = storedDay(planned.on)
  return {
    client: invoice.client,
    invoice: invoice.id,
    amount,
    currency: invoice.currency,
    method: planned.method ?? 'bank-transfer',
    status: planned.refund && planned.refund.amount >= amount ? 'refunded' : 'succeeded',
    refunds: planned.refund ? [{ amount: planned.refund.amount, at: storedDay(planned.refund.on) }] : [],
    receivedAt: at,
    note: planned.note ?? null,
    reversedAt: null,
    createdAt: at,
    updatedAt: at,
  }
}

/** Every plan as a document, the credit notes as documents of their own; by issue day, drafts last. */
const entriesOf = (plans: DocumentPlan[], facts: Facts): Entry[] => {
  const entries = plans.flatMap((plan): Entry[] => {
    const invoice: Entry = {
      plan,
      kind: 'invoice',
      issueDate: plan.issued ?? null,
      invoice: blank(plan, 'invoice', facts),
    }
    if (!plan.credit || !plan.issued) return [invoice]
    const note = blank(plan, 'credit-note', facts)
    return [invoice, { plan, kind: 'credit-note', corrected: invoice, issueDate: plan.credit.on, invoice: note }]
  })
  return entries.sort((a, b) => (a.issueDate ?? '9999').localeCompare(b.issueDate ?? '9999'))
}

const issue = (entry: Entry, issueDate: string, value: number, { settings, now }: Facts): void => {
  const { invoice, plan, kind, corrected } = entry
  const seed = Number(invoice.id)
  const dueDate = kind === 'invoice' ? addDays(issueDate, plan.terms ?? settings.paymentTermsDays) : null
  const viewed = kind === 'invoice' && plan.viewed !== null ? (plan.viewed ?? addDays(issueDate, 1)) : null
  Object.assign(invoice, {
    number: formatNumber(historicPattern[kind], yearOf(issueDate), value),
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
    invoice,
    client: plan.client,
    settings,
    number: invoice.number ?? '',
    issueDate,
    dueDate,
    corrected: corrected?.invoice ?? null,
  })
}

/** What is paid, credited and due, and the status that follows: the same rules that settle a real invoice. */
const settle = (entry: Entry, note: Invoice | undefined, { today, now }: Facts): Unwritten[] => {
  const { invoice, plan, kind } = entry
  if (!invoice.sentAt) return []
  const voidsIt = kind === 'invoice' && note !== undefined && note.total >= invoice.total
  if (voidsIt) invoice.voidedAt = note.sentAt ?? now.toISOString()
  const payments: Unwritten[] = []
  const amounts = () =>
    settledAmounts({
      kind,
      issued: true,
      total: invoice.total,
      credited: kind === 'invoice' ? (note?.total ?? 0) : 0,
      applied: payments.reduce((sum, payment) => sum + appliedAmount(payment), 0),
    })
  for (const planned of kind === 'invoice' ? (plan.payments ?? []) : []) {
    payments.push(paymentOf(planned, invoice, amounts().amountDue))
  }
  const { excess: _excess, ...settled } = amounts()
  Object.assign(invoice, settled)
  invoice.status = invoiceStatus(
    {
      kind,
      sentAt: invoice.sentAt,
      voidedAt: invoice.voidedAt ?? null,
      total: invoice.total,
      amountCredited: invoice.amountCredited,
      amountDue: invoice.amountDue,
      dueDate: invoice.dueDate ?? null,
    },
    today,
  )
  invoice.statusRank = statusRank[invoice.status]
  if (invoice.status === 'paid')
    invoice.paidAt =
      payments
        .map((payment) => payment.receivedAt)
        .sort()
        .at(-1) ?? invoice.sentAt
  return payments
}

const eventsOf = ({ invoice, kind, corrected, plan }: Entry, staff: string): UnwrittenEvent[] => {
  if (!invoice.sentAt) return []
  const { client, number, total, currency } = invoice
  const about = { client, invoice: invoice.id }
  const byStaff = { ...about, actorKind: 'staff', actorName: staff } as const
  const events: UnwrittenEvent[] = [
    {
      ...byStaff,
      type: kind === 'invoice' ? 'invoice-sent' : 'credit-note-issued',
      at: invoice.sentAt,
      data: { number, total, currency, ...(corrected ? { corrects: corrected.invoice.number } : {}) },
    },
  ]
  if (invoice.viewedAt) {
    events.push({
      ...about,
      type: 'invoice-viewed',
      at: invoice.viewedAt,
      actorKind: 'client',
      actorName: plan.client.email,
      data: null,
    })
  }
  if (corrected?.invoice.voidedAt) {
    const { reason } = invoice
    events.push({
      ...byStaff,
      invoice: corrected.invoice.id,
      type: 'invoice-voided',
      at: invoice.sentAt,
      data: { creditNote: number, reason },
    })
  }
  return events
}

const paymentEvent = (
  id: ID,
  { client, invoice, receivedAt, amount, currency, method }: Unwritten,
  staff: string,
): UnwrittenEvent => ({
  type: 'payment-recorded',
  at: receivedAt,
  client,
  invoice: invoice ?? null,
  actorKind: 'staff',
  actorName: staff,
  data: { payment: id, amount, currency, method },
})

/** Writes planned documents with their payments and their trail, in the order of their issue days. */
export const writeBooks = async (
  db: BulkDatabase,
  plans: DocumentPlan[],
  facts: Facts & { staff: string },
): Promise<{ invoices: Invoice[]; payments: Payment[] }> => {
  const entries = entriesOf(plans, facts)
  const ids = await reserveIds(db, 'invoices', entries.length)
  entries.forEach((entry, index) => {
    entry.invoice.id = ids[index] ?? 0
  })
  const used = new Map<string, number>()
  const notes = new Map<Entry, Invoice>()
  for (const entry of entries) {
    if (!entry.issueDate) continue
    const series = `${entry.kind} ${yearOf(entry.issueDate)}`
    const value = (used.get(series) ?? 0) + 1
    used.set(series, value)
    issue(entry, entry.issueDate, value, facts)
    if (entry.corrected) notes.set(entry.corrected, entry.invoice)
  }
  const unwritten = entries
    .flatMap((entry) => settle(entry, notes.get(entry), facts))
    .sort((a, b) => a.receivedAt.localeCompare(b.receivedAt))
  const paymentIds = await reserveIds(db, 'payments', unwritten.length)
  const payments = unwritten.map((payment, index): Payment => ({ ...payment, id: paymentIds[index] ?? 0 }))
  const invoices = entries.map(({ invoice }) => invoice)
  const events = [
    ...entries.flatMap((entry) => eventsOf(entry, facts.staff)),
    ...payments.map((payment) => paymentEvent(payment.id, payment, facts.staff)),
  ].sort((a, b) => a.at.localeCompare(b.at))
  const eventIds = await reserveIds(db, 'portal_events', events.length)
  await insertInvoices(db, invoices)
  await insertPayments(db, payments)
  await insertEvents(
    db,
    events.map((event, index) => {
      const at = { createdAt: event.at, updatedAt: event.at }
      return { ...event, ...at, id: eventIds[index] ?? 0 }
    }),
  )
  return { invoices, payments }
}
