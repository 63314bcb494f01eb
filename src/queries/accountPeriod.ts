import { daysOf } from '../domain/period.ts'
import type { Query } from '../domain/query.ts'
import { queryText } from '../domain/query.ts'
import { parseListQuery } from './listQuery.ts'

export interface AccountPeriod {
  /** Null: from the very beginning. */
  from: string | null
  /** Never after today: nothing has happened there yet. */
  to: string
}

/**
 * The period that an address means: `from` and `to`, or `year` (`2025`, `2025-Q1`, `all`); where it says nothing, the
 * present year on a page and everything in a file, as `otherwise` tells.
 */
export const accountPeriod = (query: Query, today: string, otherwise: 'year' | 'all'): AccountPeriod => {
  const asked = parseListQuery(query)
  const saysNothing = asked.year === null && asked.from === null && asked.to === null
  if (saysNothing) {
    const wantsAll = otherwise === 'all' || queryText(query, 'year') === 'all'
    return { from: wantsAll ? null : `${today.slice(0, 4)}-01-01`, to: today }
  }
  const { from, to } = daysOf(asked)
  const end = to === null || to > today ? today : to
  // A period that begins in the future or ends before it begins is a day without entries, not an error.
  return { from: from !== null && from > end ? end : from, to: end }
}
