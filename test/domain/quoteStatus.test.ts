import { describe, expect, it } from 'vitest'

import { canonicalJson, documentHash } from '../../src/domain/documentHash.ts'
import {
  canConvert,
  canMarkAccepted,
  canReviseQuote,
  isAnswerable,
  quoteState,
  revisionNumber,
  validUntilOf,
} from '../../src/domain/quoteStatus.ts'
import type { Quote } from '../../src/records.ts'

const quote = (data: Partial<Pick<Quote, 'status' | 'validUntil' | 'revisedBy'>> = {}) => ({
  status: 'sent' as const,
  validUntil: '2026-12-06T12:00:00.000Z',
  revisedBy: null,
  ...data,
})

describe('a sent quote', () => {
  it('can be answered on its last day, and has expired the day after', () => {
    expect(quoteState(quote(), '2026-12-06')).toBe('sent')
    expect(quoteState(quote(), '2026-12-07')).toBe('expired')
    expect(isAnswerable(quote(), '2026-12-06')).toBe(true)
    expect(isAnswerable(quote(), '2026-12-07')).toBe(false)
  })

  it('is superseded by its revision, whatever became of it before, unless it was accepted', () => {
    expect(quoteState(quote({ revisedBy: 2 }), '2026-12-01')).toBe('superseded')
    expect(quoteState(quote({ status: 'declined', revisedBy: 2 }), '2026-12-01')).toBe('superseded')
    expect(quoteState(quote({ status: 'accepted', revisedBy: 2 }), '2026-12-01')).toBe('accepted')
    expect(isAnswerable(quote({ revisedBy: 2 }), '2026-12-01')).toBe(false)
  })

  it('can be revised until it is accepted, and only once', () => {
    const allowed = (['draft', 'sent', 'expired', 'declined', 'accepted', 'converted'] as const).filter((status) =>
      canReviseQuote(quote({ status })),
    )
    expect(allowed).toEqual(['sent', 'expired', 'declined'])
    expect(canReviseQuote(quote({ revisedBy: 2 }))).toBe(false)
  })

  it('can be marked as accepted after its last day too, but not once the client has declined it', () => {
    expect(canMarkAccepted(quote({ status: 'expired' }))).toBe(true)
    expect(canMarkAccepted(quote({ status: 'declined' }))).toBe(false)
    expect(canConvert(quote({ status: 'accepted' }))).toBe(true)
    expect(canConvert(quote())).toBe(false)
  })
})

describe('the last day of a quote', () => {
  it('is the one it names, else so many days from its issue', () => {
    const terms = { issueDate: '2026-11-06', validDays: 30 }
    expect(validUntilOf({ validUntil: '2026-11-20T12:00:00.000Z' }, terms)).toBe('2026-11-20')
    expect(validUntilOf({ validUntil: null }, terms)).toBe('2026-12-06')
  })
})

describe('the number of a revision', () => {
  it('is the first quote’s with the count of the revision', () => {
    expect(revisionNumber('Q-2026-0007', 2)).toBe('Q-2026-0007/2')
    expect(revisionNumber('Q-2026-0007/2', 3)).toBe('Q-2026-0007/3')
    expect(revisionNumber('Q-2026-0007/9', 10)).toBe('Q-2026-0007/10')
  })

  it('leaves a slash of the pattern’s own alone', () => {
    expect(revisionNumber('2026/7', 2)).toBe('2026/7/2')
    expect(revisionNumber('2026/1', 2)).toBe('2026/1/2')
    expect(revisionNumber('2026/1/2', 3)).toBe('2026/1/3')
  })
})

describe('the fingerprint of a version', () => {
  it('is the same in whatever order the database gives the keys back', () => {
    expect(documentHash({ total: 100, lines: [{ a: 1, b: null }] })).toBe(
      documentHash({ lines: [{ b: null, a: 1 }], total: 100 }),
    )
    expect(documentHash({ a: 1, b: undefined })).toBe(documentHash({ a: 1 }))
  })

  it('is another one after any change', () => {
    const before = documentHash({ lines: ['one', 'two'], total: 100 })
    expect(documentHash({ lines: ['two', 'one'], total: 100 })).not.toBe(before)
    expect(documentHash({ lines: ['one', 'two'], total: 101 })).not.toBe(before)
    expect(documentHash({ lines: ['one', 'two'], total: '100' })).not.toBe(before)
  })

  it('is taken of JSON that anybody can write again', () => {
    expect(canonicalJson({ b: [1, null, 'ñ'], a: { d: true, c: 1.5 } })).toBe(
      '{"a":{"c":1.5,"d":true},"b":[1,null,"ñ"]}',
    )
  })
})
