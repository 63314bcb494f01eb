import type { Where } from 'payload'

import type { ID, Invoice, Quote } from '../records.ts'
import type { SumsScope } from './balance.ts'
import { filterOf, type InvoiceFilter } from './invoiceList.ts'
import { allRows, countRows, matchingIds } from './tableRows.ts'

/** Documents picked one by one. */
export interface ChosenDocuments {
  kind: 'chosen'
  invoices: ID[]
  quotes: ID[]
}

/** Which issued documents an export holds. */
export type ExportSelection =
  | ChosenDocuments
  /** Everything a list shows; without any filter, everything; and every issued quote beside it, where that is wanted. */
  | { kind: 'filtered'; filter: InvoiceFilter; withQuotes: boolean }

/**
 * Whose documents an export may hold: one client's, by an id that can't be left out; or those of any client, for staff
 * alone, who then name each document.
 */
export type ExportScope =
  | (SumsScope & { selection: ExportSelection })
  | (Omit<SumsScope, 'clientId'> & { anyClient: true; selection: ChosenDocuments })

/** A quote's PDF lies beside the books and is no part of them. */
export type ExportQuote = Pick<
  Quote,
  | 'id'
  | 'client'
  | 'number'
  | 'revision'
  | 'status'
  | 'revisedBy'
  | 'issueDate'
  | 'validUntil'
  | 'acceptedAt'
  | 'declinedAt'
  | 'sentAt'
  | 'currency'
  | 'subtotal'
  | 'discountTotal'
  | 'withholding'
  | 'total'
  | 'reference'
  | 'pdf'
> & { kind: 'quote' }

/** What an export tells of a document, and where its PDF lies. */
export type ExportRow = ExportInvoice | ExportQuote

export type ExportInvoice = Pick<
  Invoice,
  | 'id'
  | 'client'
  | 'kind'
  | 'number'
  | 'status'
  | 'issueDate'
  | 'dueDate'
  | 'sentAt'
  | 'currency'
  | 'subtotal'
  | 'discountTotal'
  | 'withholding'
  | 'total'
  | 'amountPaid'
  | 'amountDue'
  | 'reference'
  | 'pdf'
>

const invoiceColumns = {
  client: 'id',
  kind: 'text',
  number: 'text',
  status: 'text',
  issueDate: 'instant',
  dueDate: 'instant',
  sentAt: 'instant',
  currency: 'text',
  subtotal: 'number',
  discountTotal: 'number',
  withholding: 'number',
  total: 'number',
  amountPaid: 'number',
  amountDue: 'number',
  reference: 'text',
  pdf: 'id',
} as const

const quoteColumns = {
  client: 'id',
  number: 'text',
  revision: 'number',
  status: 'text',
  revisedBy: 'id',
  issueDate: 'instant',
  validUntil: 'instant',
  acceptedAt: 'instant',
  declinedAt: 'instant',
  sentAt: 'instant',
  currency: 'text',
  subtotal: 'number',
  discountTotal: 'number',
  withholding: 'number',
  total: 'number',
  reference: 'text',
  pdf: 'id',
} as const

/** The first batch is small, so that the download begins at once. */
const BATCHES = [50, 500]

// A draft has no number yet, and nothing of it belongs into anybody's books.
const issued: Where = { status: { not_equals: 'draft' } }

const ofClient = (scope: ExportScope): Where[] => ('anyClient' in scope ? [] : [{ client: { equals: scope.clientId } }])

const withIds = (scope: ExportScope, ids: readonly ID[]): Where => ({
  and: [{ id: { in: ids } }, ...ofClient(scope), issued],
})

/** Null where the selection holds none. */
const invoicesIn = (scope: ExportScope): Where | null => {
  const { selection } = scope
  if (selection.kind === 'chosen') return selection.invoices.length > 0 ? withIds(scope, selection.invoices) : null
  if ('anyClient' in scope) return null
  return { and: [filterOf(selection.filter, scope.clientId), ...ofClient(scope), issued] }
}

/** Null where the selection holds none. */
const quotesIn = (scope: ExportScope): Where | null => {
  const { selection } = scope
  if (selection.kind === 'chosen') return selection.quotes.length > 0 ? withIds(scope, selection.quotes) : null
  return selection.withQuotes ? { and: [...ofClient(scope), issued] } : null
}

/** How many documents a selection holds. */
export const countExport = async (scope: ExportScope): Promise<number> => {
  const { payload, options } = scope
  const count = (slug: string, where: Where | null) => (where ? countRows(payload, slug, where) : 0)
  const [invoices, quotes] = await Promise.all([
    count(options.slugs.invoices, invoicesIn(scope)),
    count(options.slugs.quotes, quotesIn(scope)),
  ])
  return invoices + quotes
}

/** The documents of a selection by their ids, each in the order in which they came about. */
export interface ExportIds {
  invoices: ID[]
  quotes: ID[]
}

/**
 * All that a selection holds, from one look at it: what is issued meanwhile is no part of it, and nothing is left out or
 * taken twice.
 */
export const exportIds = async (scope: ExportScope): Promise<ExportIds> => {
  const { payload, options } = scope
  const ids = (slug: string, where: Where | null) => (where ? matchingIds(payload, slug, where) : [])
  const [invoices, quotes] = await Promise.all([
    ids(options.slugs.invoices, invoicesIn(scope)),
    ids(options.slugs.quotes, quotesIn(scope)),
  ])
  return { invoices, quotes }
}

function* slices(ids: readonly ID[], sizes: readonly number[]) {
  for (let at = 0, number = 0; at < ids.length; number += 1) {
    const size = sizes[Math.min(number, sizes.length - 1)] ?? 1
    yield ids.slice(at, at + size)
    at += size
  }
}

/** The rows of these documents, invoices and credit notes first, in batches of these sizes, the last one that of all further ones. */
export async function* exportRows(
  scope: ExportScope,
  { invoices, quotes }: ExportIds,
  sizes: readonly number[] = BATCHES,
): AsyncGenerator<ExportRow[], void> {
  const { payload, options } = scope
  for (const ids of slices(invoices, sizes)) {
    const wanted = { where: withIds(scope, ids), columns: invoiceColumns }
    yield await allRows<ExportInvoice>(payload, options.slugs.invoices, wanted)
  }
  for (const ids of slices(quotes, sizes)) {
    const wanted = { where: withIds(scope, ids), columns: quoteColumns }
    const rows = await allRows<Omit<ExportQuote, 'kind'>>(payload, options.slugs.quotes, wanted)
    yield rows.map((quote) => ({ ...quote, kind: 'quote' }))
  }
}
