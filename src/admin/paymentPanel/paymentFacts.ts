import type { Payment } from '../../records.ts'

/** What the refund dialog needs to know; everything in it may go to the browser. */
export interface RefundDialogFacts {
  payment: Pick<Payment, 'id' | 'status' | 'amount' | 'amountReturned' | 'amountMoved' | 'currency'>
  /** What can still be sent back. */
  left: number
  /** `Visa •••• 4242`, where it is known. */
  method: string | null
  client: string
  /** The invoice it paid: what it owes now, what it has beyond its needs, and whether a credit note is possible. */
  invoice: { number: string; amountDue: number; excess: number; canCredit: boolean } | null
  /** REST address of the payment. */
  url: string
}
