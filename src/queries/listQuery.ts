import { isDay } from '../domain/days.ts'
import { noPeriod, type Period } from '../domain/period.ts'
import { queryText, type Query } from '../domain/query.ts'
import { invoiceSortKeys, type InvoiceFilter, type InvoiceListQuery, type InvoiceSort } from './invoiceList.ts'
import type { InvoiceStatus } from '../records.ts'

const statuses: readonly InvoiceStatus[] = ['draft', 'sent', 'overdue', 'paid', 'void']
const sorts: readonly InvoiceSort[] = invoiceSortKeys.flatMap((key) => [key, `-${key}`] as const)

const FIRST_DAY = '1900-01-01'
const LAST_DAY = '2199-12-31'
const MAX_SEARCH = 80
const MAX_PAGE = 1_000_000

export const noFilter: InvoiceFilter = { status: null, ...noPeriod, q: '' }

const defaults: InvoiceListQuery = { sort: '-issued', ...noFilter, page: 1 }

/** Reads the list's query string. Whatever it does not understand counts as not said: bookmarks and typos never fail. */
export const parseListQuery = (query: Query): InvoiceListQuery => {
  const [, year, quarter] = /^((?:19|20|21)\d\d)(?:-Q([1-4]))?$/.exec(queryText(query, 'year')) ?? []
  const day = (name: string) => {
    const text = queryText(query, name)
    return isDay(text) && text >= FIRST_DAY && text <= LAST_DAY ? text : null
  }
  const page = queryText(query, 'page')
  const pageNumber = /^\d{1,7}$/.test(page) ? Number(page) : 1
  return {
    sort: sorts.find((sort) => sort === queryText(query, 'sort')) ?? defaults.sort,
    status: statuses.find((status) => status === queryText(query, 'status')) ?? null,
    year: year ? Number(year) : null,
    quarter: quarter ? Number(quarter) : null,
    from: day('from'),
    to: day('to'),
    // A NUL byte is no text to Postgres: it would answer with an error.
    q: queryText(query, 'q').replaceAll('\u0000', '').trim().slice(0, MAX_SEARCH),
    page: Math.min(Math.max(pageNumber, 1), MAX_PAGE),
  }
}

/** A year, or one of its quarters, as the address says it: `2025`, `2025-Q1`. */
export const yearText = ({ year, quarter }: Pick<Period, 'year' | 'quarter'>): string =>
  year === null ? '' : `${year}${quarter === null ? '' : `-Q${quarter}`}`

const periodParameters = (period: Period): [string, string][] =>
  [
    ['year', yearText(period)],
    ['from', period.from ?? ''],
    ['to', period.to ?? ''],
  ].flatMap(([name = '', value = '']) => (value ? [[name, value] satisfies [string, string]] : []))

/** What narrows a list, as the fields of a form. */
export const filterFields = (filter: InvoiceFilter): [string, string][] => [
  ...(filter.status ? [['status', filter.status] satisfies [string, string]] : []),
  ...periodParameters(filter),
  ...(filter.q ? [['q', filter.q] satisfies [string, string]] : []),
]

/** The query string of a list that downloads all it shows, once a person is there. */
export const downloadQuery = (filter: InvoiceFilter): string =>
  `?${new URLSearchParams([...filterFields(filter), ['download', '1']]).toString()}`

/** Whether a list was opened in order to download all it shows. */
export const isForDownload = (query: Query): boolean => queryText(query, 'download') === '1'

/** The query string of a list, without what is default anyway; any other change goes back to the first page. */
export const listQueryString = (query: InvoiceListQuery, change: Partial<InvoiceListQuery> = {}): string => {
  const next = { ...query, page: 1, ...change }
  const params = new URLSearchParams()
  for (const [name, value] of filterFields(next)) params.set(name, value)
  if (next.sort !== defaults.sort) params.set('sort', next.sort)
  if (next.page > 1) params.set('page', String(next.page))
  const text = params.toString()
  return text ? `?${text}` : ''
}
