import { describe, expect, it } from 'vitest'

import { choiceOf } from '../../src/admin/tax/taxChoices.ts'
import type { TaxRateSetting } from '../../src/records.ts'

const rates: TaxRateSetting[] = [
  { label: 'VAT 21 %', rate: 21, category: 'standard' },
  { label: 'Zero', rate: 0, category: 'zero' },
  { label: 'Exempt', rate: 0, category: 'exempt' },
]

describe('the tax of a line', () => {
  it('is one of the settings’ rates by rate and category', () => {
    expect(choiceOf({ rate: 21, category: 'standard' }, rates)).toBe(0)
    expect(choiceOf({ rate: 0, category: 'exempt' }, rates)).toBe(2)
  })

  it('goes by the category alone where a category has no rate', () => {
    expect(choiceOf({ rate: null, category: 'zero' }, rates)).toBe(1)
    expect(choiceOf({ rate: 21, category: 'exempt' }, rates)).toBe(2)
  })

  it('is its own where the settings know no such rate, or it has none yet', () => {
    expect(choiceOf({ rate: 10, category: 'standard' }, rates)).toBe(-1)
    expect(choiceOf({ rate: null, category: 'standard' }, rates)).toBe(-1)
    expect(choiceOf({ rate: 21, category: 'standard' }, [])).toBe(-1)
  })
})
