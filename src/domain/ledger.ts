/**
 * What a row of the ledger is worth. Money comes in by a row and may go back (refunds, lost disputes) or move on to
 * another invoice as credit: a row of method `credit` whose `source` is the row it came from. Every amount is in the
 * currency's minor unit; nothing here is ever negative.
 */
import type { Payment, PaymentRefund, PaymentStatus } from '../records.ts'

/** Statuses in which a row's money has arrived. A dispute takes nothing until it is lost. */
export const receivedStatuses: readonly PaymentStatus[] = ['succeeded', 'refunded', 'disputed']

type Row = Pick<Payment, 'status' | 'amount' | 'amountReturned' | 'amountMoved'>

/** Whether the row's money has arrived, whatever became of it afterwards. */
export const isReceived = ({ status }: Pick<Payment, 'status'>): boolean => receivedStatuses.includes(status)

/** What is left of a row's money. */
export const netAmount = (row: Omit<Row, 'amountMoved'>): number =>
  isReceived(row) ? Math.max(row.amount - (row.amountReturned ?? 0), 0) : 0

/** What the row brings its own invoice: what is left and was not moved on. */
export const appliedAmount = (row: Row): number => Math.max(netAmount(row) - (row.amountMoved ?? 0), 0)

/** How much more was moved on than is left: that much credit has to be withdrawn from where it went. */
export const overdrawn = (row: Row): number => Math.max((row.amountMoved ?? 0) - netAmount(row), 0)

/** Refunds that have not failed: one that has gave nothing back. */
export const arrivedRefunds = ({ refunds }: Pick<Payment, 'refunds'>): PaymentRefund[] =>
  (refunds ?? []).filter(({ status }) => status !== 'failed')

/** What went back through refunds. */
export const refundedAmount = (payment: Pick<Payment, 'refunds'>): number =>
  arrivedRefunds(payment).reduce((sum, { amount }) => sum + amount, 0)

/** What staff may still send back of a card payment. */
export const refundableAmount = (
  payment: Pick<Payment, 'method' | 'status' | 'amount' | 'amountReturned' | 'disputeStatus'>,
): number =>
  payment.method === 'stripe' && payment.disputeStatus !== 'open' && payment.disputeStatus !== 'lost'
    ? netAmount(payment)
    : 0

/**
 * Which rows an invoice's excess lies on: the latest first, since the earlier ones paid for it. `rows` are in the order
 * in which they were received; answers each row's unapplied amount in the same order.
 */
export const spreadExcess = (rows: readonly Row[], excess: number): number[] => {
  let left = excess
  const spread = rows.map(() => 0)
  for (let index = rows.length - 1; index >= 0 && left > 0; index -= 1) {
    const row = rows[index]
    if (!row) continue
    const share = Math.min(appliedAmount(row), left)
    spread[index] = share
    left -= share
  }
  return spread
}

export interface SplitGroup {
  base: number
  amount: number
}

/**
 * A part of an invoice in its own proportions: each tax group's base and tax, and the withholding, scaled so that
 * together they are exactly `part`. What rounding leaves over goes to the largest base. For credit notes that go with a
 * partial refund.
 */
export const partOfTotals = <G extends SplitGroup>(
  whole: { taxes: readonly G[]; withholding: number; total: number },
  part: number,
): { taxes: G[]; withholding: number } => {
  const scaled = (amount: number): number => {
    const exact = BigInt(amount) * BigInt(part)
    const total = BigInt(whole.total)
    const isNegative = exact < 0n
    const absolute = isNegative ? -exact : exact
    const rounded = (2n * absolute + total) / (2n * total)
    return Number(isNegative ? -rounded : rounded)
  }
  const taxes = whole.taxes.map((group) => ({ ...group, base: scaled(group.base), amount: scaled(group.amount) }))
  const withholding = scaled(whole.withholding)
  const sum = taxes.reduce((total, group) => total + group.base + group.amount, 0) - withholding
  const largest = taxes.reduce<G | null>(
    (best, group) => (best === null || Math.abs(group.base) > Math.abs(best.base) ? group : best),
    null,
  )
  if (largest) largest.base += part - sum
  return { taxes, withholding }
}
