import type { Where } from 'payload'

import type { ID, Quote } from '../records.ts'
import { parseId } from '../store.ts'

import type { SumsScope } from './balance.ts'
import { documentLink, type DocumentLink } from './documentLink.ts'
import { visibleTo } from './invoiceSummary.ts'

/** Something that happened to a quote, for the page to put in words. */
export type QuoteHistoryEntry =
  | { type: 'sent'; at: string; to: string | null }
  | { type: 'viewed' | 'converted'; at: string }
  | { type: 'accepted'; at: string; name: string }
  | { type: 'declined'; at: string }

export interface QuotePageData {
  quote: Quote
  /** The revision that takes its place, once the client may see it. */
  newer: DocumentLink | null
  /** What it replaces. */
  earlier: DocumentLink | null
  /** What it became, once the client may see it. */
  invoice: DocumentLink | null
  /** Newest first. */
  history: QuoteHistoryEntry[]
}

const historyOf = (quote: Quote): QuoteHistoryEntry[] => {
  const entries: QuoteHistoryEntry[] = []
  if (quote.sentAt) entries.push({ type: 'sent', at: quote.sentAt, to: quote.recipients?.join(', ') || null })
  if (quote.viewedAt) entries.push({ type: 'viewed', at: quote.viewedAt })
  if (quote.acceptedAt) entries.push({ type: 'accepted', at: quote.acceptedAt, name: quote.acceptedName ?? '' })
  if (quote.declinedAt) entries.push({ type: 'declined', at: quote.declinedAt })
  if (quote.convertedAt) entries.push({ type: 'converted', at: quote.convertedAt })
  return entries.sort((a, b) => b.at.localeCompare(a.at))
}

const own = ({ clientId }: SumsScope, id: ID): Where => ({ and: [{ id: { equals: id } }, visibleTo(clientId)] })

/** Whether the client has this quote. */
export const hasQuote = async (scope: SumsScope & { id: ID }): Promise<boolean> => {
  const wantedId = parseId(scope, scope.id)
  if (wantedId === null) return false
  const { totalDocs } = await scope.payload.count({
    collection: scope.options.slugs.quotes,
    where: own(scope, wantedId),
    overrideAccess: true,
  })
  return totalDocs > 0
}

/** One quote with all that hangs on it, or null where the client has no such quote. */
export const quotePage = async (scope: SumsScope & { id: ID }): Promise<QuotePageData | null> => {
  const wantedId = parseId(scope, scope.id)
  if (wantedId === null) return null
  const found = await scope.payload.find({
    collection: scope.options.slugs.quotes,
    where: own(scope, wantedId),
    depth: 0,
    limit: 1,
    pagination: false,
    overrideAccess: true,
  })
  const quote = (found.docs as unknown as Quote[])[0]
  if (!quote) return null
  const [newer, earlier, invoice] = await Promise.all([
    documentLink(scope, 'quotes', quote.revisedBy),
    documentLink(scope, 'quotes', quote.revises),
    documentLink(scope, 'invoices', quote.invoice),
  ])
  return { quote, newer, earlier, invoice, history: historyOf(quote) }
}
