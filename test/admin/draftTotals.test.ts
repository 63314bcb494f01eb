import { describe, expect, it } from 'vitest'

import { draftLineAmount, draftTotals } from '../../src/admin/totals/draftTotals.ts'
import { computeTotals } from '../../src/domain/totals.ts'

const line = { description: 'Design', quantity: 2, unitPrice: 45_000, taxRate: 21, taxCategory: 'standard' as const }

describe('totals while a document is being written', () => {
  it('are those the server will compute', () => {
    const form = {
      lines: [line, { ...line, unitPrice: 1_333, taxRate: 10 }],
      discountPercent: 5,
      withholdingPercent: 15,
    }
    const { lineAmounts: _, ...computed } = computeTotals(form)
    expect(draftTotals(form)).toEqual({ ...computed, counted: 2, skipped: 0 })
  })

  it('leave out lines that are not complete yet, and count them', () => {
    const unfinished = [{ quantity: 1 }, { quantity: null, unitPrice: 5 }, null, 'x', { ...line, taxRate: 400 }]
    expect(draftTotals({ lines: [line, ...unfinished] })).toMatchObject({ subtotal: 90_000, counted: 1, skipped: 5 })
  })

  it('count a line before it has words', () => {
    expect(draftTotals({ lines: [{ ...line, description: '' }] })?.subtotal).toBe(90_000)
  })

  it('are nothing without a complete line', () => {
    expect(draftTotals({})).toBeNull()
    expect(draftTotals({ lines: 3 })).toBeNull()
    expect(draftTotals({ lines: [{}] })).toBeNull()
  })

  it('ignore percentages that can’t be meant', () => {
    expect(draftTotals({ lines: [line], discountPercent: 400, withholdingPercent: 'x' })).toMatchObject({
      discountTotal: 0,
      withholding: 0,
    })
  })

  it('refuse what grows beyond every invoice instead of failing', () => {
    expect(draftTotals({ lines: [{ ...line, unitPrice: Number.MAX_SAFE_INTEGER }] })).toBeNull()
    expect(draftTotals({ lines: [{ ...line, quantity: Number.NaN }] })).toBeNull()
  })

  it('give a line’s own amount as soon as there is one', () => {
    expect(draftLineAmount({ quantity: 3, unitPrice: 1250, discountPercent: 10 })).toBe(3375)
    expect(draftLineAmount({ quantity: 3, unitPrice: undefined, discountPercent: null })).toBeNull()
  })
})
