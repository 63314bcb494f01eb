import type { Where } from 'payload'

import { arrivedRefunds } from '../domain/ledger.ts'
import type { ID, Invoice, Payment } from '../records.ts'
import { parseId } from '../store.ts'

import { documentLink, type DocumentLink } from './documentLink.ts'
import { summaryFields, visibleTo, type InvoiceSummary } from './invoiceSummary.ts'
import type { SumsScope } from './balance.ts'

/** Something that happened to a document, for the page to put in words. */
export type InvoiceHistoryEntry =
  | { type: 'issued'; at: string }
  | { type: 'sent'; at: string; to: string | null }
  | { type: 'viewed'; at: string }
  | { type: 'payment'; at: string; amount: number; method: Payment['method'] }
  | { type: 'refund'; at: string; amount: number }
  | { type: 'reversed'; at: string; amount: number }
  | { type: 'paid'; at: string }
  | { type: 'credited'; at: string; number: string; id: ID }
  | { type: 'void'; at: string }

export interface InvoicePageData {
  invoice: Invoice
  /** What a bank is still working on, in the minor unit. */
  amountProcessing: number
  /** Newest first. Without those that never came to anything. */
  payments: Payment[]
  /** Credit notes against this invoice, oldest first. */
  corrections: InvoiceSummary[]
  /** The quote it was made of. */
  quote: DocumentLink | null
  /** On a credit note: the invoice it corrects. */
  corrected: InvoiceSummary | null
  /** Newest first. */
  history: InvoiceHistoryEntry[]
}

/** Payments a client has reason to see: not what was merely expected or failed. */
const isShown = (payment: Payment) => payment.status !== 'pending' && payment.status !== 'failed'

const historyOf = (invoice: Invoice, payments: Payment[], corrections: InvoiceSummary[]): InvoiceHistoryEntry[] => {
  const entries: InvoiceHistoryEntry[] = []
  if (invoice.sentAt) entries.push({ type: 'sent', at: invoice.sentAt, to: invoice.recipients?.join(', ') || null })
  else if (invoice.issueDate && invoice.status !== 'draft') entries.push({ type: 'issued', at: invoice.issueDate })
  if (invoice.viewedAt) entries.push({ type: 'viewed', at: invoice.viewedAt })
  for (const payment of payments) {
    if (payment.status !== 'processing') {
      entries.push({ type: 'payment', at: payment.receivedAt, amount: payment.amount, method: payment.method })
    }
    for (const refund of arrivedRefunds(payment)) entries.push({ type: 'refund', at: refund.at, amount: refund.amount })
    if (payment.reversedAt) entries.push({ type: 'reversed', at: payment.reversedAt, amount: payment.amount })
  }
  for (const note of corrections) {
    if (note.number && note.issueDate)
      entries.push({ type: 'credited', at: note.issueDate, number: note.number, id: note.id })
  }
  if (invoice.status === 'paid' && invoice.paidAt) entries.push({ type: 'paid', at: invoice.paidAt })
  if (invoice.voidedAt) entries.push({ type: 'void', at: invoice.voidedAt })
  // A day sorts before the instants of that day, and the order things were added in breaks ties.
  return entries
    .map((entry, index) => ({ entry, index }))
    .sort((a, b) => b.entry.at.localeCompare(a.entry.at) || b.index - a.index)
    .map(({ entry }) => entry)
}

/** Whether the client has this document. */
export const hasInvoice = async ({ payload, options, clientId, id }: SumsScope & { id: ID }): Promise<boolean> => {
  const wantedId = parseId({ payload }, id)
  if (wantedId === null) return false
  const { totalDocs } = await payload.count({
    collection: options.slugs.invoices,
    where: { and: [{ id: { equals: wantedId } }, visibleTo(clientId)] },
    overrideAccess: true,
  })
  return totalDocs > 0
}

/**
 * One document with all that hangs on it, or null where the client has no such document (someone else's, a private
 * draft, an id that is none).
 */
export const invoicePage = async (scope: SumsScope & { id: ID }): Promise<InvoicePageData | null> => {
  const { payload, options, clientId, id } = scope
  const wantedId = parseId({ payload }, id)
  if (wantedId === null) return null

  const read = async (collection: string, where: Where, sort: string[], select?: Record<string, true>) => {
    const found = await payload.find({
      collection: collection,
      where,
      sort,
      depth: 0,
      limit: 200,
      pagination: false,
      overrideAccess: true,
      ...(select ? { select } : {}),
    })
    return found.docs as unknown[]
  }
  const { slugs } = options
  const [invoices, allPayments, notes] = await Promise.all([
    read(slugs.invoices, { and: [{ id: { equals: wantedId } }, visibleTo(clientId)] }, ['id']),
    read(slugs.payments, { client: { equals: clientId }, invoice: { equals: wantedId } }, ['-receivedAt', '-id']),
    read(
      slugs.invoices,
      { and: [visibleTo(clientId), { corrects: { equals: wantedId } }, { status: { not_equals: 'draft' } }] },
      ['issueDate', 'id'],
      summaryFields,
    ),
  ])
  const invoice = invoices[0] as Invoice | undefined
  if (!invoice) return null
  const payments = (allPayments as Payment[]).filter(isShown)
  const corrections = notes as InvoiceSummary[]
  const corrected = invoice.corrects
    ? await read(
        slugs.invoices,
        { and: [{ id: { equals: invoice.corrects } }, visibleTo(clientId)] },
        ['id'],
        summaryFields,
      )
    : []
  const underWay = payments.filter(({ status }) => status === 'processing')
  return {
    invoice,
    amountProcessing: underWay.reduce((sum, { amount }) => sum + amount, 0),
    payments,
    corrections,
    quote: await documentLink(scope, 'quotes', invoice.quote),
    corrected: (corrected[0] as InvoiceSummary | undefined) ?? null,
    history: historyOf(invoice, payments, corrections),
  }
}
