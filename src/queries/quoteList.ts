import type { Where } from 'payload'

import type { SumsScope } from './balance.ts'
import { visibleTo } from './invoiceSummary.ts'
import { quoteFields, toAnswer, type QuoteSummary } from './quoteSummary.ts'

export const QUOTES_PER_PAGE = 25

/** What a list may be narrowed to: the three things a reader asks. */
export const quoteFilters = ['open', 'accepted', 'closed'] as const
export type QuoteFilter = (typeof quoteFilters)[number]

export interface QuoteListQuery {
  filter: QuoteFilter | null
  page: number
}

export interface QuoteList {
  docs: QuoteSummary[]
  total: number
  page: number
  pages: number
}

const filters: Record<QuoteFilter, Where> = {
  open: toAnswer,
  accepted: { status: { in: ['accepted', 'converted'] } },
  closed: {
    or: [
      { status: { in: ['declined', 'expired'] } },
      { and: [{ status: { equals: 'sent' } }, { revisedBy: { exists: true } }] },
    ],
  },
}

const SHOWN_TO_ANSWER = 5

const find = async ({ payload, options }: SumsScope, where: Where, sort: string[], limit: number, page = 1) => {
  const found = await payload.find({
    collection: options.slugs.quotes,
    where,
    select: quoteFields,
    sort,
    depth: 0,
    limit,
    page,
    overrideAccess: true,
  })
  return { ...found, docs: found.docs as unknown as QuoteSummary[] }
}

/** One page of a client's quotes, the newest first. */
export const quoteList = async (scope: SumsScope & { query: QuoteListQuery }): Promise<QuoteList> => {
  const { filter, page } = scope.query
  const where: Where = { and: [visibleTo(scope.clientId), ...(filter ? [filters[filter]] : [])] }
  const read = (wanted: number) => find(scope, where, ['-issueDate', '-id'], QUOTES_PER_PAGE, wanted)
  const first = await read(page)
  // A page past the end, from an old bookmark: the last one instead of nothing.
  const found = first.docs.length === 0 && first.totalDocs > 0 ? await read(first.totalPages) : first
  return {
    docs: found.docs,
    total: found.totalDocs,
    page: found.page ?? 1,
    pages: Math.max(1, found.totalPages),
  }
}

/** What waits for the client's answer, what ends first on top. */
export const quotesToAnswer = async (scope: SumsScope): Promise<QuoteSummary[]> =>
  (
    await find(
      scope,
      { and: [{ client: { equals: scope.clientId } }, toAnswer] },
      ['validUntil', 'id'],
      SHOWN_TO_ANSWER,
    )
  ).docs
