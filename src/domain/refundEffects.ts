import type { Payment } from '../records.ts'

import { appliedAmount, netAmount } from './ledger.ts'

interface RefundFacts {
  payment: Pick<Payment, 'status' | 'amount' | 'amountReturned' | 'amountMoved'>
  /** What the payment's invoice has beyond what it needs, on whichever row it lies; null where there is no invoice. */
  invoiceExcess: number | null
}

export interface RefundEffects {
  /** What the payment's own invoice owes again, unless a credit note goes with the refund. */
  dueAgain: number
  /** What was moved on to other invoices as credit and has to be withdrawn there. */
  withdrawn: number
}

/** What sending `amount` of a payment back does to the books. */
export const refundEffects = ({ payment, invoiceExcess }: RefundFacts, amount: number): RefundEffects => {
  const before = { ...payment, amountMoved: payment.amountMoved ?? 0 }
  const left = netAmount(before) - amount
  const withdrawn = Math.max(before.amountMoved - left, 0)
  const lostByInvoice = appliedAmount(before) - Math.max(left - before.amountMoved, 0)
  return { dueAgain: invoiceExcess === null ? 0 : Math.max(lostByInvoice - invoiceExcess, 0), withdrawn }
}
