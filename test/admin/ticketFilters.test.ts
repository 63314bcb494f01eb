import { describe, expect, it } from 'vitest'

import { filterIn, filterQuery, TICKET_FILTERS, type ListParams } from '../../src/admin/ticketList/ticketFilters.ts'

const paramsOf = (query: string): ListParams => Object.fromEntries(new URLSearchParams(query))

describe('the heaps of tickets', () => {
  it.each(TICKET_FILTERS)('%s is found again in its own address, whatever is searched in it', (filter) => {
    const query = filterQuery(filter, 7)
    expect(filterIn(paramsOf(query), 7)).toBe(filter)
    // As Payload's own builder of filters writes it.
    expect(filterIn(paramsOf(query.replaceAll('where%5B', 'where%5Bor%5D%5B0%5D%5B')), 7)).toBe(filter)
    expect(filterIn({ ...paramsOf(query), search: 'domain', page: '2', columns: '["subject"]' }, 7)).toBe(filter)
  })

  it('is none where somebody made a selection of their own, or it is a colleague’s', () => {
    expect(filterIn({ 'where[or][0][and][0][client][equals]': '3' }, 7)).toBeNull()
    expect(filterIn(paramsOf(filterQuery('mine', 8)), 7)).toBeNull()
  })

  it('shows first who has waited longest for us, and what moved last elsewhere', () => {
    expect(paramsOf(filterQuery('open', 7)).sort).toBe('lastAt')
    expect(paramsOf(filterQuery('closed', 7)).sort).toBe('-lastAt')
  })

  it('leaves what is searched and an order that a person chose, and forgets the page', () => {
    const present = { ...paramsOf(filterQuery('open', 7)), search: 'domain', page: '3', limit: '50' }
    expect(paramsOf(filterQuery('closed', 7, present))).toEqual({
      'where[and][0][status][equals]': 'closed',
      search: 'domain',
      limit: '50',
      sort: '-lastAt',
    })
    expect(paramsOf(filterQuery('closed', 7, { ...present, sort: 'subject' })).sort).toBe('subject')
  })
})
