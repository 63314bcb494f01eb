import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  checkPattern,
  collidesWithCounter,
  counterKey,
  formatNumber,
  matchesPattern,
  patternsCollide,
} from '../../src/domain/numbering.ts'

describe('a number', () => {
  test.each([
    ['INV-{YYYY}-{0000}', 2026, 42, 'INV-2026-0042'],
    ['INV-{YYYY}-{0000}', 2026, 12345, 'INV-2026-12345'],
    ['{YY}/{000}', 2026, 7, '26/007'],
    ['F{0}', 2026, 10, 'F10'],
    ['{0000}.{YYYY} A#1_x', 2026, 3, '0003.2026 A#1_x'],
  ])('%s in %s at %s is %s', (pattern, year, value, number) => {
    expect(checkPattern(pattern)).toBeNull()
    expect(formatNumber(pattern, year, value)).toBe(number)
    expect(matchesPattern(pattern, number)).toBe(true)
  })

  test('matches only where the pattern could have given it', () => {
    expect(matchesPattern('INV-{YYYY}-{0000}', 'INV-2019-0001')).toBe(true)
    for (const number of ['INV-2026-001', 'INV-2026-00001', 'INV-2026-0001 ', 'inv-2026-0001', 'XINV-2026-0001', '']) {
      expect(matchesPattern('INV-{YYYY}-{0000}', number), number).toBe(false)
    }
    expect(matchesPattern('A.{000}', 'AX001')).toBe(false)
  })

  test('is refused without a counter value, a counter or a year', () => {
    expect(() => formatNumber('INV-{0000}', 2026, -1)).toThrow(RangeError)
    expect(() => formatNumber('INV', 2026, 1)).toThrow(RangeError)
    expect(() => formatNumber('INV-{0000}', 12026, 1)).toThrow(RangeError)
  })
})

test.each([
  ['', 'pattern-missing'],
  ['   ', 'pattern-missing'],
  ['INV-{YYYY}', 'pattern-counter-missing'],
  ['INV-0000', 'pattern-counter-missing'],
  ['{000}-{000}', 'pattern-counter-repeated'],
  ['INV-{MM}-{000}', 'pattern-placeholder-unknown'],
  ['INV-{}-{000}', 'pattern-placeholder-unknown'],
  ['INV-{{000}', 'pattern-characters'],
  ['INV<{000}', 'pattern-characters'],
  ['INV"\r\n{000}', 'pattern-characters'],
  [' INV-{000}', 'pattern-characters'],
  [`${'x'.repeat(36)}{000}`, 'pattern-too-long'],
  ['Nº-{000}', null],
  ['Ñ {YYYY}/{000}', null],
])('pattern %j: %s', (pattern, code) => {
  expect(checkPattern(pattern)).toBe(code)
})

describe('counters', () => {
  test('a year has its own, and a pattern without a year has one for ever', () => {
    expect(counterKey('invoice', 'INV-{YYYY}-{0000}', 2026)).toBe('invoice:INV-2026-{0}')
    expect(counterKey('invoice', 'INV-{YYYY}-{0000}', 2027)).toBe('invoice:INV-2027-{0}')
    expect(counterKey('invoice', 'INV-{0000}', 2027)).toBe(counterKey('invoice', 'INV-{0000}', 2026))
  })

  test('the two series never share one', () => {
    expect(counterKey('credit-note', 'X-{0000}', 2026)).not.toBe(counterKey('invoice', 'X-{0000}', 2026))
  })

  test('what renders alike counts on: a wider counter, a year written out, a pattern changed back', () => {
    const key = counterKey('invoice', 'INV-{YYYY}-{0000}', 2026)
    expect(counterKey('invoice', 'INV-{YYYY}-{000000}', 2026)).toBe(key)
    expect(counterKey('invoice', 'INV-2026-{0000}', 2026)).toBe(key)
    expect(counterKey('invoice', 'FAC-{YYYY}-{0000}', 2026)).not.toBe(key)
  })

  test('no number comes twice, however often the pattern is changed and changed back', () => {
    const patterns = ['INV-{YYYY}-{0000}', 'INV-{YYYY}-{00}', 'INV-2026-{0000}', 'F{YY}/{000}', 'F26/{0}', 'INV-{0000}']
    const step = fc.record({ pattern: fc.constantFrom(...patterns), year: fc.integer({ min: 2025, max: 2028 }) })
    fc.assert(
      fc.property(fc.array(step, { minLength: 100, maxLength: 400 }), (steps) => {
        const counters = new Map<string, number>()
        const numbers = steps.map(({ pattern, year }) => {
          const key = counterKey('invoice', pattern, year)
          const value = (counters.get(key) ?? 0) + 1
          counters.set(key, value)
          return formatNumber(pattern, year, value)
        })
        expect(new Set(numbers).size).toBe(numbers.length)
      }),
      { numRuns: 50 },
    )
  })
})

describe('colliding patterns', () => {
  test.each([
    ['INV-{YYYY}-{0000}', 'CN-{YYYY}-{0000}', false],
    ['INV-{YYYY}-{0000}', 'INV-{YYYY}-{0000}', true],
    ['INV-{YYYY}-{0000}', 'INV-{YYYY}-{00}', true],
    ['INV-{YYYY}-{0000}', 'inv-{YYYY}-{0000}', true],
    ['INV-{YYYY}-{0000}', 'INV-2026-{0000}', true],
    ['INV-{YYYY}-{0000}', 'INV-{0000}', false],
    ['INV-{0000}', 'INV-1{000}', true],
    ['INV-{0000}', 'INV-R{000}', false],
    ['{YYYY}{0000}', '{0000}{YYYY}', true],
    ['{YY}-{000}', '{000}-{YY}', false],
    ['{YY}-{00}', '{00}-{YY}', true],
    ['{YY}-{000}A', '{000}-{YY}', false],
    ['{YYYY}{0000}', '{0}', true],
    ['A{00}', 'B{00}', false],
  ])('%s and %s: %s', (a, b, collide) => {
    expect(patternsCollide(a, b)).toBe(collide)
    expect(patternsCollide(b, a)).toBe(collide)
  })

  test('patterns that are said not to collide never give one number', () => {
    const piece = fc.constantFrom('A', 'b', '-', '1', '26', '2026', '{YYYY}', '{YY}', '')
    const pattern = fc
      .tuple(piece, piece, fc.constantFrom('{0}', '{00}', '{0000}'), piece)
      .map((pieces) => pieces.join(''))
    const year = fc.constantFrom(2012, 2026, 2027)
    const value = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.constantFrom(2026, 12026, 260001, 20260001))
    fc.assert(
      fc.property(pattern, pattern, year, year, value, value, (a, b, yearA, yearB, valueA, valueB) => {
        if (formatNumber(a, yearA, valueA) === formatNumber(b, yearB, valueB)) expect(patternsCollide(a, b)).toBe(true)
      }),
      { numRuns: 5000 },
    )
  })

  test('a new pattern is checked against counters in use, its own excepted', () => {
    const collides = (pattern: string, key: string) => collidesWithCounter('invoice', pattern, 2026, key)
    expect(collides('INV-{YYYY}-{0000}', 'invoice:INV-2026-{0}')).toBe(false)
    expect(collides('INV-{YYYY}-{000000}', 'invoice:INV-2026-{0}')).toBe(false)
    expect(collides('INV-{YYYY}-{0000}', 'invoice:INV-2025-{0}')).toBe(false)
    expect(collides('INV-{YYYY}-{0000}', 'invoice:FAC-{0}')).toBe(false)
    expect(collides('INV-{YYYY}-{0000}', 'credit-note:INV-2026-{0}')).toBe(true)
    expect(collides('INV-1{000}', 'invoice:INV-{0}')).toBe(true)
    expect(collides('INV{YYYY}{0000}', 'invoice:INV{0}')).toBe(true)
  })
})
