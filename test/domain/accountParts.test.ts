import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { accountParts } from '../../src/domain/accountParts.ts'
import { accountStatement } from '../../src/domain/accountStatement.ts'

const statementOf = (currency: string, entries: number) => ({
  currency,
  ...accountStatement(
    Array.from({ length: entries }, (_, index) => ({
      ...{ id: index, kind: 'invoice' as const, number: `${currency}-${index}`, reference: null, corrects: null },
      ...{ day: '2025-01-01', dueDay: null, total: index + 1 },
    })),
    [],
    { from: '2025-01-01', to: '2025-12-31' },
  ),
})

describe('a long statement', () => {
  it('goes on in the next part where the one before ended', () => {
    const [first, second, ...rest] = accountParts([statementOf('EUR', 5), statementOf('USD', 1)], 3)
    expect(first?.map(({ currency, entries, isEnd }) => [currency, entries.length, isEnd])).toEqual([['EUR', 3, false]])
    expect(second?.map(({ currency, entries, isEnd }) => [currency, entries.length, isEnd])).toEqual([
      ['EUR', 2, true],
      ['USD', 1, true],
    ])
    expect(second?.map(({ broughtForward }) => broughtForward)).toEqual([1 + 2 + 3, null])
    expect(rest).toEqual([])
  })

  it('loses no entry and doubles none, however it is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 9 }), { maxLength: 4 }), fc.integer({ min: 1, max: 6 }), (lengths, size) => {
        const statements = lengths.map((length, index) => statementOf(`C${index}`, length))
        const parts = accountParts(statements, size)
        expect(parts.flat().flatMap(({ entries }) => entries)).toEqual(statements.flatMap(({ entries }) => entries))
        expect(parts.flat().filter(({ isEnd }) => isEnd)).toHaveLength(statements.length)
        expect(parts.every((part) => part.reduce((sum, { entries }) => sum + entries.length, 0) <= size)).toBe(true)
      }),
    )
  })
})
