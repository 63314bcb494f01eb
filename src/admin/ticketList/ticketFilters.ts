import type { Where } from 'payload'

import type { ID } from '../../records.ts'

export const TICKET_FILTERS = ['open', 'mine', 'unassigned', 'waiting', 'closed', 'all'] as const
export type TicketFilter = (typeof TICKET_FILTERS)[number]

type Condition = readonly [
  field: 'status' | 'assignee',
  operator: 'equals' | 'not_equals' | 'exists',
  value: ID | false,
]

/** Which tickets a filter shows, for whoever looks. */
const conditionsOf = (filter: TicketFilter, me: ID | null): readonly Condition[] => {
  switch (filter) {
    case 'mine':
      return [
        ['status', 'not_equals', 'closed'],
        ['assignee', 'equals', me ?? ''],
      ]
    case 'unassigned':
      return [
        ['status', 'not_equals', 'closed'],
        ['assignee', 'exists', false],
      ]
    case 'all':
      return []
    default:
      return [['status', 'equals', filter]]
  }
}

export const filterWhere = (filter: TicketFilter, me: ID | null): Where => ({
  and: conditionsOf(filter, me).map(([field, operator, value]) => ({ [field]: { [operator]: value } })),
})

/** Whoever has waited longest comes first where somebody waits for us; elsewhere what moved last. */
const sortOf = (filter: TicketFilter): string =>
  filter === 'open' || filter === 'mine' || filter === 'unassigned' ? 'lastAt' : '-lastAt'

/** In the shorter of Payload's two forms: the longer one opens the builder of filters, each time. */
const pairsOf = (filter: TicketFilter, me: ID | null): [string, string][] =>
  conditionsOf(filter, me).map(([field, operator, value], index) => [
    `where[and][${index}][${field}][${operator}]`,
    String(value),
  ])

/** What the list's address says beside a filter. */
export type ListParams = Readonly<Record<string, string | string[] | undefined>>

const only = (value: string | string[] | undefined): string => (typeof value === 'string' ? value : '')

/** The filter an address stands for, or null where it is somebody's own selection. */
export const filterIn = (params: ListParams, me: ID | null): TicketFilter | null => {
  const given = Object.entries(params)
    .filter(([name, value]) => name.startsWith('where') && value !== undefined && value !== '')
    // Payload's builder writes the longer form, once it was touched.
    .map(([name, value]) => `${name.replace('[or][0]', '')}=${only(value)}`)
    .sort()
    .join('&')
  const fits = (filter: TicketFilter) =>
    pairsOf(filter, me)
      .map((pair) => pair.join('='))
      .sort()
      .join('&') === given
  return TICKET_FILTERS.find(fits) ?? null
}

/** A filter's query: Payload's own words, so that its search, its filters and its columns go on working. */
export const filterQuery = (filter: TicketFilter, me: ID | null, params: ListParams = {}): string => {
  const present = filterIn(params, me)
  const sort = only(params.sort)
  // An order that a person chose is theirs; one that came with the filter goes with it.
  const isChosen = sort !== '' && (present === null || sort !== sortOf(present))
  const kept = ['search', 'limit'].flatMap((name): [string, string][] => {
    const value = only(params[name])
    return value ? [[name, value]] : []
  })
  const pairs: [string, string][] = [...pairsOf(filter, me), ...kept, ['sort', isChosen ? sort : sortOf(filter)]]
  return pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&')
}
