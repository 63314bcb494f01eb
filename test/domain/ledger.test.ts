import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import {
  appliedAmount,
  netAmount,
  overdrawn,
  partOfTotals,
  refundableAmount,
  spreadExcess,
} from '../../src/domain/ledger.ts'
import type { PaymentStatus } from '../../src/records.ts'

const row = (data: Partial<Parameters<typeof appliedAmount>[0]> = {}) => ({
  status: 'succeeded' as PaymentStatus,
  amount: 100,
  amountReturned: 0,
  amountMoved: 0,
  ...data,
})

describe('what a row of the ledger is worth', () => {
  it.each([
    ['pending', 0],
    ['processing', 0],
    ['failed', 0],
    ['reversed', 0],
    ['succeeded', 100],
    ['refunded', 100],
    ['disputed', 100],
  ] as const)('%s counts %i until something goes back', (status, worth) => {
    expect(netAmount(row({ status }))).toBe(worth)
  })

  it('is never negative, and what was moved on beyond it has to come back', () => {
    expect(appliedAmount(row({ amountReturned: 30, amountMoved: 50 }))).toBe(20)
    expect(appliedAmount(row({ amountReturned: 80, amountMoved: 50 }))).toBe(0)
    expect(overdrawn(row({ amountReturned: 80, amountMoved: 50 }))).toBe(30)
    expect(overdrawn(row({ amountReturned: 30, amountMoved: 50 }))).toBe(0)
  })

  it('can be sent back by card alone, and not while a bank decides', () => {
    const card = { ...row(), method: 'stripe' as const }
    expect(refundableAmount({ ...card, disputeStatus: null, amountReturned: 40 })).toBe(60)
    expect(refundableAmount({ ...card, disputeStatus: 'won' })).toBe(100)
    expect(refundableAmount({ ...card, disputeStatus: 'open' })).toBe(0)
    expect(refundableAmount({ ...card, disputeStatus: 'lost' })).toBe(0)
    expect(refundableAmount({ ...row(), method: 'cash' })).toBe(0)
  })
})

describe('an invoice’s excess', () => {
  it('lies on what came last', () => {
    expect(spreadExcess([row(), row({ amount: 50 }), row({ amount: 30 })], 60)).toEqual([0, 30, 30])
    expect(spreadExcess([row(), row({ status: 'failed' })], 20)).toEqual([20, 0])
  })

  it('is spread whole, and on no row more than it brought', () => {
    const rows = fc.array(
      fc.record({
        status: fc.constantFrom<PaymentStatus>('succeeded', 'failed', 'refunded'),
        amount: fc.integer({ min: 1, max: 1_000 }),
        amountReturned: fc.integer({ min: 0, max: 1_000 }),
        amountMoved: fc.integer({ min: 0, max: 1_000 }),
      }),
    )
    fc.assert(
      fc.property(rows, fc.nat(5_000), (all, excess) => {
        const spread = spreadExcess(all, excess)
        const applied = all.map(appliedAmount)
        const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0)
        expect(sum(spread)).toBe(Math.min(excess, sum(applied)))
        expect(spread.every((amount, index) => amount >= 0 && amount <= (applied[index] ?? 0))).toBe(true)
      }),
    )
  })
})

describe('a part of an invoice', () => {
  it('is exactly that amount, in the proportions of the whole, give or take the cent that rounding leaves', () => {
    const group = fc.record({ base: fc.integer({ min: 0, max: 10_000_000 }), percent: fc.constantFrom(0, 4, 10, 21) })
    const whole = fc
      .tuple(fc.array(group, { minLength: 1, maxLength: 5 }), fc.constantFrom(0, 7, 15))
      .map(([groups, withheld]) => {
        const taxes = groups.map(({ base, percent }) => ({ base, amount: Math.round((base * percent) / 100) }))
        const net = taxes.reduce((sum, { base }) => sum + base, 0)
        const withholding = Math.round((net * withheld) / 100)
        const total = taxes.reduce((sum, { base, amount }) => sum + base + amount, 0) - withholding
        return { taxes, withholding, total }
      })
      .filter(({ total }) => total > 0)
    fc.assert(
      fc.property(whole, fc.double({ min: 0, max: 1, noNaN: true }), (invoice, share) => {
        const part = Math.max(1, Math.floor(invoice.total * share))
        const { taxes, withholding } = partOfTotals(invoice, part)
        expect(taxes.reduce((sum, { base, amount }) => sum + base + amount, 0) - withholding).toBe(part)
        taxes.forEach(({ base, amount }, index) => {
          const of = invoice.taxes[index]!
          expect(Math.abs(amount - (of.amount * part) / invoice.total)).toBeLessThanOrEqual(0.5)
          expect(Math.abs(base - (of.base * part) / invoice.total)).toBeLessThanOrEqual(invoice.taxes.length + 1)
        })
      }),
    )
  })

  it('of the whole is the whole', () => {
    const invoice = { taxes: [{ base: 3_333, amount: 700 }], withholding: 500, total: 3_533 }
    expect(partOfTotals(invoice, 3_533)).toEqual({ taxes: invoice.taxes, withholding: 500 })
  })
})
