import { invoiceSortKeys, type InvoiceListQuery, type InvoiceSort } from '../queries/invoiceList.ts'
import type { InvoiceStatus } from '../records.ts'

import { queryText } from './frame.ts'

const statuses: readonly InvoiceStatus[] = ['draft', 'sent', 'overdue', 'paid', 'void']
const sorts: readonly InvoiceSort[] = invoiceSortKeys.flatMap((key) => [key, `-${key}`] as const)

const MAX_SEARCH = 80
const MAX_PAGE = 1_000_000

const defaults: InvoiceListQuery = { sort: '-issued', status: null, year: null, q: '', page: 1 }

/** Reads the list's query string. Whatever it does not understand counts as not said: bookmarks and typos never fail. */
export const parseListQuery = (query: Record<string, string | string[] | undefined>): InvoiceListQuery => {
  const year = queryText(query, 'year')
  const page = queryText(query, 'page')
  const pageNumber = /^\d{1,7}$/.test(page) ? Number(page) : 1
  return {
    sort: sorts.find((sort) => sort === queryText(query, 'sort')) ?? defaults.sort,
    status: statuses.find((status) => status === queryText(query, 'status')) ?? null,
    year: /^(19|20|21)\d\d$/.test(year) ? Number(year) : null,
    // A NUL byte is no text to Postgres: it would answer with an error.
    q: queryText(query, 'q').replaceAll('\u0000', '').trim().slice(0, MAX_SEARCH),
    page: Math.min(Math.max(pageNumber, 1), MAX_PAGE),
  }
}

/** The query string of a list, without what is default anyway; any other change goes back to the first page. */
export const listQueryString = (query: InvoiceListQuery, change: Partial<InvoiceListQuery> = {}): string => {
  const next = { ...query, page: 1, ...change }
  const params = new URLSearchParams()
  if (next.status) params.set('status', next.status)
  if (next.year !== null) params.set('year', String(next.year))
  if (next.q) params.set('q', next.q)
  if (next.sort !== defaults.sort) params.set('sort', next.sort)
  if (next.page > 1) params.set('page', String(next.page))
  const text = params.toString()
  return text ? `?${text}` : ''
}
