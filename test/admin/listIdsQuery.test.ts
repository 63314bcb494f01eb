import { describe, expect, it } from 'vitest'

import { listIdsQuery } from '../../src/admin/download/listIdsQuery.ts'

const asked = (address: string) =>
  [...new URLSearchParams(listIdsQuery(new URLSearchParams(address), ['number', 'reference']))].filter(([name]) =>
    name.startsWith('where'),
  )

describe('what an admin’s list shows, asked of the API', () => {
  it('is everything where the list is not narrowed, whichever page and order it is on', () => {
    expect(asked('page=3&limit=10&sort=-total&depth=1')).toEqual([])
    const query = new URLSearchParams(listIdsQuery(new URLSearchParams('page=3&limit=10&sort=-total'), []))
    expect(Object.fromEntries(query)).toEqual({
      limit: '0',
      pagination: 'false',
      depth: '0',
      sort: 'id',
      'select[number]': 'true',
    })
  })

  it('keeps the list’s filters and its search, which both must hold', () => {
    expect(asked('where[or][0][and][0][client][equals]=7&search=INV 1')).toEqual([
      ['where[and][0][or][0][and][0][client][equals]', '7'],
      ['where[and][1][or][0][number][like]', 'INV 1'],
      ['where[and][1][or][1][reference][like]', 'INV 1'],
    ])
  })
})
