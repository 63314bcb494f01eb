import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { downloadQuery, isForDownload, listQueryString, noFilter, parseListQuery } from '../../src/queries/listQuery.ts'

describe('the address of an invoices list', () => {
  it('means every document, newest first, when it says nothing', () => {
    expect(parseListQuery({})).toEqual({ sort: '-issued', ...noFilter, page: 1 })
  })

  it('says status, year, text, order and page', () => {
    const query = parseListQuery({ status: 'overdue', year: '2025', q: ' PO-7 ', sort: '-total', page: '3' })
    expect(query).toEqual({ ...noFilter, sort: '-total', status: 'overdue', year: 2025, q: 'PO-7', page: 3 })
  })

  it.each([
    { sort: 'password' },
    { sort: '-' },
    { status: 'toString' },
    { year: '20x5' },
    { year: '99999' },
    { page: '-4' },
    { page: '1e9' },
    { page: '' },
    { q: '\u0000' },
    { sort: ['evil', 'total'] },
  ])('counts what it does not understand as not said: %j', (query) => {
    expect(parseListQuery(query)).toEqual(parseListQuery({}))
  })

  it('never fails and never asks for what no list has', () => {
    const value = fc.oneof(fc.string(), fc.array(fc.string()), fc.constant(undefined))
    const anything = fc.record({ sort: value, status: value, year: value, q: value, page: value })
    fc.assert(
      fc.property(anything, (query) => {
        const parsed = parseListQuery(query)
        expect(parsed.page).toBeGreaterThanOrEqual(1)
        expect(parsed.q.length).toBeLessThanOrEqual(80)
        expect(parsed.q).not.toContain('\u0000')
      }),
    )
  })

  it('says a quarter, and days from and to', () => {
    expect(parseListQuery({ year: '2025-Q3' })).toMatchObject({ year: 2025, quarter: 3 })
    expect(parseListQuery({ from: '2025-02-03', to: '2025-02-30' })).toMatchObject({ from: '2025-02-03', to: null })
    expect(parseListQuery({ year: '2025-Q5', from: '0001-01-01' })).toEqual(parseListQuery({}))
  })

  it.each([
    { status: 'paid', year: '2024', q: 'a&b=c ñ', sort: 'status', page: '7' },
    { year: '2024-Q4', from: '2024-11-01', to: '2024-11-30', page: '2' },
  ])('survives a round trip: %j', (given) => {
    const query = parseListQuery(given)
    const back = new URLSearchParams(listQueryString(query, { page: query.page }))
    expect(parseListQuery(Object.fromEntries(back))).toEqual(query)
  })

  it('goes back to the first page when anything else changes', () => {
    const query = parseListQuery({ page: '9', status: 'paid' })
    expect(listQueryString(query, { status: 'void' })).toBe('?status=void')
    expect(listQueryString(query, { page: 10 })).toBe('?status=paid&page=10')
  })

  it('may be meant to download all of it, which no other link goes on saying', () => {
    const query = parseListQuery({ year: '2025-Q2' })
    expect(downloadQuery(query)).toBe('?year=2025-Q2&download=1')
    expect(downloadQuery(noFilter)).toBe('?download=1')
    const back = Object.fromEntries(new URLSearchParams(downloadQuery(query)))
    expect([isForDownload(back), isForDownload({ download: 'x' }), isForDownload({})]).toEqual([true, false, false])
    expect(listQueryString(parseListQuery(back))).toBe('?year=2025-Q2')
  })
})
