import { describe, expect, it } from 'vitest'

import { refundEffects } from '../../src/domain/refundEffects.ts'
import type { Payment } from '../../src/records.ts'

const paid = (data: Partial<Payment> = {}) => ({ status: 'succeeded' as const, amount: 10_000, ...data })

describe('what a refund does to the books', () => {
  it('the invoice owes again what was sent back', () => {
    expect(refundEffects({ payment: paid(), invoiceExcess: 0 }, 4_000)).toEqual({ dueAgain: 4_000, withdrawn: 0 })
  })

  it('what no invoice needed is the client’s credit: sending it back makes nothing due', () => {
    const payment = paid({ amount: 15_000 })
    expect(refundEffects({ payment, invoiceExcess: 5_000 }, 5_000).dueAgain).toBe(0)
    expect(refundEffects({ payment, invoiceExcess: 5_000 }, 7_000).dueAgain).toBe(2_000)
  })

  it('money that paid no invoice makes none due', () => {
    expect(refundEffects({ payment: paid(), invoiceExcess: null }, 10_000)).toEqual({ dueAgain: 0, withdrawn: 0 })
  })

  it('credit that was moved on is withdrawn only where the money no longer reaches for it', () => {
    const payment = paid({ amountMoved: 3_000 })
    expect(refundEffects({ payment, invoiceExcess: 0 }, 7_000)).toEqual({ dueAgain: 7_000, withdrawn: 0 })
    expect(refundEffects({ payment, invoiceExcess: 0 }, 9_000)).toEqual({ dueAgain: 7_000, withdrawn: 2_000 })
  })

  it('counts what went back before', () => {
    const payment = paid({ amountReturned: 6_000, amountMoved: 3_000 })
    expect(refundEffects({ payment, invoiceExcess: 0 }, 4_000)).toEqual({ dueAgain: 1_000, withdrawn: 3_000 })
  })
})
