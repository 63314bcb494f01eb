import type { Where } from 'payload'

import type { InvoiceStatus } from '../records.ts'

import { summaryFields, visibleTo, type InvoiceSummary } from './invoiceSummary.ts'
import type { SelectionSum, SumsScope } from './balance.ts'
import { processingPayments, withProcessing } from './processingPayments.ts'
import { documentYears, selectionSums, yearBounds } from './sums.ts'

export const INVOICES_PER_PAGE = 25

export const invoiceSortKeys = ['issued', 'status', 'due', 'total', 'number'] as const
export type InvoiceSortKey = (typeof invoiceSortKeys)[number]
/** A key ascending, or with a minus descending. */
export type InvoiceSort = InvoiceSortKey | `-${InvoiceSortKey}`

export interface InvoiceListQuery {
  sort: InvoiceSort
  status: InvoiceStatus | null
  year: number | null
  /** Part of a number or reference; empty for all. */
  q: string
  page: number
}

export interface InvoiceList {
  docs: InvoiceSummary[]
  total: number
  page: number
  pages: number
  /** Whether the client has any document at all, filters aside. */
  hasAny: boolean
  years: number[]
  sums: SelectionSum[]
}

const sortFields: Record<InvoiceSortKey, string> = {
  issued: 'issueDate',
  status: 'statusRank',
  due: 'dueDate',
  total: 'total',
  number: 'number',
}

/** Sort fields with tie-breaks: within a status the newest first; the id last, so that pages never overlap. */
const sortOf = (sort: InvoiceSort): string[] => {
  const descending = sort.startsWith('-')
  const key = (descending ? sort.slice(1) : sort) as InvoiceSortKey
  const sign = descending ? '-' : ''
  return key === 'status' ? [`${sign}statusRank`, '-issueDate', '-id'] : [`${sign}${sortFields[key]}`, `${sign}id`]
}

const filterOf = (query: InvoiceListQuery, clientId: SumsScope['clientId']): Where => {
  const and: Where[] = [visibleTo(clientId)]
  if (query.status) and.push({ status: { equals: query.status } })
  // An issued credit note stands as 'sent', but nobody waits for it to be paid.
  if (query.status === 'sent') and.push({ kind: { equals: 'invoice' } })
  if (query.year !== null) {
    const [from, before] = yearBounds(query.year)
    and.push({ issueDate: { greater_than_equal: from } }, { issueDate: { less_than: before } })
  }
  if (query.q) and.push({ or: [{ number: { contains: query.q } }, { reference: { contains: query.q } }] })
  return { and }
}

/** One page of a client's documents, with what the filters have to offer and what the selection adds up to. */
export const invoiceList = async (scope: SumsScope & { query: InvoiceListQuery }): Promise<InvoiceList> => {
  const { payload, options, clientId, query } = scope
  const where = filterOf(query, clientId)
  const read = (page: number) =>
    payload.find({
      collection: options.slugs.invoices,
      where,
      select: summaryFields,
      sort: sortOf(query.sort),
      depth: 0,
      limit: INVOICES_PER_PAGE,
      page,
      overrideAccess: true,
    })
  const [first, processing, years, sums] = await Promise.all([
    read(query.page),
    processingPayments(scope),
    documentYears(scope),
    selectionSums(scope, { status: query.status, year: query.year }, query.q ? where : null),
  ])
  // A page past the end, from an old bookmark or after documents went away: the last one instead of nothing.
  const found = first.docs.length === 0 && first.totalDocs > 0 ? await read(first.totalPages) : first
  const filtered = query.status !== null || query.year !== null || query.q !== ''
  return {
    docs: withProcessing(found.docs as unknown as InvoiceSummary[], processing),
    total: found.totalDocs,
    page: found.page ?? 1,
    pages: Math.max(1, found.totalPages),
    hasAny: found.totalDocs > 0 || (filtered && (years.length > 0 || (await hasAny(scope)))),
    years,
    sums,
  }
}

const hasAny = async ({ payload, options, clientId }: SumsScope): Promise<boolean> => {
  const found = await payload.find({
    collection: options.slugs.invoices,
    where: visibleTo(clientId),
    select: { kind: true },
    depth: 0,
    limit: 1,
    pagination: false,
    overrideAccess: true,
  })
  return found.docs.length > 0
}
