import type { PayloadRequest } from 'payload'

import { addDays, dayOf, yearOf } from '../../src/domain/days.ts'
import { documentHash } from '../../src/domain/documentHash.ts'
import { quoteRank, revisionNumber, validUntilOf } from '../../src/domain/quoteStatus.ts'
import { storedDay } from '../../src/domain/storedDay.ts'
import { documentSnapshot } from '../../src/operations/documentSnapshot.ts'
import type { BusinessSettings, Client, ID, Invoice, Quote, QuoteStatus } from '../../src/records.ts'
import { claim, create, findMany, insertOnly } from '../../src/store.ts'
import type { QuotePlan } from './planQuotes.ts'

interface QuoteBook {
  settings: BusinessSettings
  today: string
  staff: string
}

const at = (day: string, hour = 10): string => `${day}T${String(hour).padStart(2, '0')}:20:00.000Z`

const statusOf = (plan: QuotePlan, validUntil: string, today: string): QuoteStatus => {
  if (plan.accepted) return 'accepted'
  if (plan.declined) return 'declined'
  return today > validUntil ? 'expired' : 'sent'
}

const answerOf = ({ accepted, declined, client }: QuotePlan, hash: string): Partial<Quote> => {
  if (accepted) {
    return {
      acceptedAt: at(accepted.on, 17),
      acceptedName: accepted.name,
      acceptedVia: accepted.byMouth ? 'staff' : 'portal',
      acceptedEmail: accepted.byMouth ? null : client.email,
      acceptedHash: hash,
    }
  }
  return declined
    ? { declinedAt: at(declined.on, 12), declinedEmail: client.email, declineReason: declined.reason }
    : {}
}

/** Who did what to a quote, as the trail would tell it. */
const writeTrail = async (tx: PayloadRequest, quote: Quote, plan: QuotePlan, staff: string): Promise<void> => {
  const about = { client: plan.client.id, quote: quote.id }
  const byStaff = { ...about, actorKind: 'staff', actorName: staff } as const
  const byClient = { ...about, actorKind: 'client', actorName: plan.client.email } as const
  const { number, total, currency, sentAt, viewedAt } = quote
  if (sentAt)
    await insertOnly(tx, 'portalEvents', {
      ...byStaff,
      type: 'quote-sent',
      at: sentAt,
      data: { number, total, currency },
    })
  if (viewedAt) await insertOnly(tx, 'portalEvents', { ...byClient, type: 'quote-viewed', at: viewedAt })
  if (plan.accepted) {
    await insertOnly(tx, 'portalEvents', {
      ...(plan.accepted.byMouth ? byStaff : byClient),
      type: plan.accepted.byMouth ? 'quote-marked-accepted' : 'quote-accepted',
      at: at(plan.accepted.on, 17),
      data: { number, name: plan.accepted.name, total, currency },
    })
  }
  if (plan.declined) {
    const data = { number, reason: plan.declined.reason }
    await insertOnly(tx, 'portalEvents', { ...byClient, type: 'quote-declined', at: at(plan.declined.on, 12), data })
  }
}

/** Issues a draft on a day of the past, under a number of that past. */
const issue = async (
  tx: PayloadRequest,
  draft: Quote,
  { plan, number, book }: { plan: QuotePlan; number: string; book: QuoteBook },
): Promise<Quote> => {
  const { settings, today, staff } = book
  const issueDate = plan.issued ?? today
  const validUntil = validUntilOf(draft, { issueDate, validDays: plan.validDays ?? settings.quoteValidDays })
  const snapshot = documentSnapshot({
    kind: 'quote',
    document: draft,
    client: plan.client,
    settings,
    number,
    issueDate,
    validUntil,
  })
  const status = statusOf(plan, validUntil, today)
  const change: Partial<Quote> = {
    number,
    status,
    statusRank: quoteRank[status],
    issueDate: storedDay(issueDate),
    validUntil: storedDay(validUntil),
    sentAt: at(issueDate, 9),
    viewedAt: plan.viewed ? at(plan.viewed) : null,
    views: plan.viewed ? 2 : 0,
    snapshot,
    ...answerOf(plan, documentHash(snapshot)),
  }
  await claim(tx, 'quotes', { id: { equals: draft.id } }, change)
  const issued = { ...draft, ...change }
  await writeTrail(tx, issued, plan, staff)
  return issued
}

/** The last paid invoice of this client came of a quote: the same lines, three weeks before. */
const quoteOfInvoice = async (tx: PayloadRequest, client: Client, book: QuoteBook, number: string): Promise<void> => {
  const [invoice] = await findMany(tx, 'invoices', {
    where: {
      and: [{ client: { equals: client.id } }, { status: { equals: 'paid' } }, { kind: { equals: 'invoice' } }],
    },
    sort: '-issueDate',
    limit: 1,
  })
  const day = invoice?.issueDate ? dayOf(invoice.issueDate) : null
  if (!invoice || !day) return
  const plan: QuotePlan = {
    client,
    currency: invoice.currency,
    lines: invoice.lines.map(({ id: _id, amount: _amount, ...line }) => line),
    discountPercent: invoice.discountPercent ?? undefined,
    withholdingPercent: invoice.withholdingPercent ?? undefined,
    reference: invoice.reference ?? undefined,
    issued: addDays(day, -21),
    viewed: addDays(day, -20),
    accepted: { on: addDays(day, -14), name: client.name },
  }
  const quote = await issue(tx, await draftOf(tx, plan), { plan, number, book })
  await becomeInvoice(tx, quote.id, invoice)
}

const becomeInvoice = async (tx: PayloadRequest, id: ID, invoice: Invoice): Promise<void> => {
  await claim(
    tx,
    'quotes',
    { id: { equals: id } },
    {
      status: 'converted',
      statusRank: quoteRank.converted,
      invoice: invoice.id,
      convertedAt: invoice.sentAt ?? invoice.createdAt,
    },
  )
  await claim(tx, 'invoices', { id: { equals: invoice.id } }, { quote: id, updatedAt: invoice.updatedAt })
}

const draftOf = (tx: PayloadRequest, plan: QuotePlan, extra: Partial<Quote> = {}): Promise<Quote> =>
  create(tx, 'quotes', {
    client: plan.client.id,
    currency: plan.currency,
    lines: plan.lines,
    discountPercent: plan.discountPercent ?? null,
    withholdingPercent: plan.withholdingPercent ?? null,
    reference: plan.reference ?? null,
    notes: plan.notes ?? null,
    shared: plan.shared ?? false,
    ...extra,
  })

/** Writes planned quotes, numbered outside the settings' series, as the rest of the past is. */
export const writeQuotes = async (
  tx: PayloadRequest,
  plans: QuotePlan[],
  book: QuoteBook & { converted: Client },
): Promise<void> => {
  const numberOf = (count: number, day: string) => `LUM-P-${yearOf(day)}-${String(count).padStart(3, '0')}`
  await quoteOfInvoice(tx, book.converted, book, numberOf(1, book.today))
  let count = 1
  let revised: Quote | null = null
  for (const plan of plans) {
    const earlier: Quote | null = revised
    const draft = await draftOf(tx, plan, earlier ? { revises: earlier.id, revision: 2 } : {})
    if (!plan.issued) continue
    if (!earlier) count += 1
    const number = earlier?.number ? revisionNumber(earlier.number, 2) : numberOf(count, plan.issued)
    const quote = await issue(tx, draft, { plan, number, book })
    if (earlier) await claim(tx, 'quotes', { id: { equals: earlier.id } }, { revisedBy: quote.id })
    revised = plan.isRevised ? quote : null
  }
}
