import type { Where } from 'payload'

import { daysOf, isNarrowed, type Period } from '../domain/period.ts'
import type { InvoiceStatus } from '../records.ts'

import { summaryFields, visibleTo, type InvoiceSummary } from './invoiceSummary.ts'
import type { SelectionSum, SumsScope } from './balance.ts'
import { processingPayments, withProcessing } from './processingPayments.ts'
import { documentYears, instantsOf, selectionSums } from './sums.ts'

export const INVOICES_PER_PAGE = 25

export const invoiceSortKeys = ['issued', 'status', 'due', 'total', 'number'] as const
export type InvoiceSortKey = (typeof invoiceSortKeys)[number]
/** A key ascending, or with a minus descending. */
export type InvoiceSort = InvoiceSortKey | `-${InvoiceSortKey}`

/** Which documents a list shows, or an export holds. */
export interface InvoiceFilter extends Period {
  status: InvoiceStatus | null
  /** Part of a number or reference; empty for all. */
  q: string
}

export interface InvoiceListQuery extends InvoiceFilter {
  sort: InvoiceSort
  page: number
}

export const isFiltered = (filter: InvoiceFilter): boolean =>
  filter.status !== null || filter.q !== '' || isNarrowed(filter)

export interface InvoiceList {
  docs: InvoiceSummary[]
  total: number
  page: number
  pages: number
  /** Whether the client has any document at all, filters aside. */
  hasAny: boolean
  years: number[]
  sums: SelectionSum[]
  /** Issued documents among all that match, on any page: what a download would hold. */
  downloadable: number
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

/** The documents of a client that a filter leaves, private drafts never among them. */
export const filterOf = (query: InvoiceFilter, clientId: SumsScope['clientId']): Where => {
  const and: Where[] = [visibleTo(clientId)]
  if (query.status) and.push({ status: { equals: query.status } })
  // An issued credit note stands as 'sent', but nobody waits for it to be paid.
  if (query.status === 'sent') and.push({ kind: { equals: 'invoice' } })
  const { from, before } = instantsOf(daysOf(query))
  if (from) and.push({ issueDate: { greater_than_equal: from } })
  if (before) and.push({ issueDate: { less_than: before } })
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
  const [first, processing, years, sums, drafts] = await Promise.all([
    read(query.page),
    processingPayments(scope),
    documentYears(scope),
    selectionSums(scope, { status: query.status, ...daysOf(query) }, query.q ? where : null),
    countDrafts(scope, where),
  ])
  // A page past the end, from an old bookmark or after documents went away: the last one instead of nothing.
  const found = first.docs.length === 0 && first.totalDocs > 0 ? await read(first.totalPages) : first
  const filtered = isFiltered(query)
  return {
    docs: withProcessing(found.docs as unknown as InvoiceSummary[], processing),
    total: found.totalDocs,
    page: found.page ?? 1,
    pages: Math.max(1, found.totalPages),
    hasAny: found.totalDocs > 0 || (filtered && (years.length > 0 || (await hasAny(scope)))),
    years,
    sums,
    downloadable: found.totalDocs - drafts,
  }
}

const countDrafts = async ({ payload, options }: SumsScope, where: Where): Promise<number> =>
  (
    await payload.count({
      collection: options.slugs.invoices,
      where: { and: [where, { status: { equals: 'draft' } }] },
      overrideAccess: true,
    })
  ).totalDocs

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
