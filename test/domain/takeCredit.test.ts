import { describe, expect, it } from 'vitest'

import { takeCredit } from '../../src/domain/takeCredit.ts'

const sources = [
  { id: 1, amount: 3_000 },
  { id: 2, amount: 5_000 },
]

describe('taking credit from several payments', () => {
  it('uses up the oldest first', () => {
    expect(takeCredit(sources, 4_000)).toEqual([
      { id: 1, amount: 3_000 },
      { id: 2, amount: 1_000 },
    ])
    expect(takeCredit(sources, 2_000)).toEqual([{ id: 1, amount: 2_000 }])
  })

  it('takes no more than there is, and nothing for nothing', () => {
    expect(takeCredit(sources, 9_000)).toEqual(sources)
    expect(takeCredit(sources, 0)).toEqual([])
    expect(takeCredit([], 100)).toEqual([])
  })
})
