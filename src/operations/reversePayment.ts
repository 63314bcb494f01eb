import type { PayloadRequest } from 'payload'

import { recordEvent } from '../access/trail.ts'
import { netAmount } from '../domain/ledger.ts'
import { PortalError } from '../errors.ts'
import type { ID, Payment } from '../records.ts'
import { claim, findById, findRow } from '../store.ts'
import { inTransaction } from '../transaction.ts'
import { settleInvoice, settleUnallocated } from './settleInvoice.ts'
import { checkReach, invoicesOn, lockInvoices, OvertakenError, withdrawCredit } from './withdrawCredit.ts'

const MAX_ROUNDS = 40

/** What became of the rows and invoices that a change of this row's money reaches. */
const settleAround = async (tx: PayloadRequest, row: Payment, invoices: readonly ID[], now: Date): Promise<void> => {
  for (const invoice of invoices) await settleInvoice(tx, invoice, now)
  const after = await findRow(tx, 'payments', { id: { equals: row.id } })
  if (after && !after.invoice) await settleUnallocated(tx, after)
}

const reverseOnce = async (
  req: PayloadRequest,
  payment: Payment,
  source: Payment | null,
  now: Date,
): Promise<Payment> => {
  const touched = await invoicesOn(req, [payment])
  const invoices = [...new Set([...touched, ...(source?.invoice ? [source.invoice] : [])])]
  return inTransaction(req, async (tx) => {
    await lockInvoices(tx, invoices)
    const before = await claim(tx, 'payments', { id: { equals: payment.id } }, {})
    await checkReach(tx, payment, invoices)
    const reversed = await claim(
      tx,
      'payments',
      { and: [{ id: { equals: payment.id } }, { status: { equals: 'succeeded' } }] },
      { status: 'reversed', reversedAt: now.toISOString() },
    )
    if (!before || !reversed) throw new PortalError('already-reversed')
    if (source) {
      await claim(tx, 'payments', { id: { equals: source.id } }, { amountMoved: { $inc: -netAmount(before) } })
    }
    await withdrawCredit(tx, payment.id)
    await settleAround(tx, payment, invoices, now)
    if (source) await settleAround(tx, source, [], now)
    await recordEvent(tx, {
      type: 'payment-reversed',
      client: payment.client,
      invoice: payment.invoice ?? null,
      data: { payment: payment.id, amount: payment.amount, currency: payment.currency },
    })
    return reversed
  })
}

/**
 * Takes back a payment that was recorded by mistake, or credit that was applied by mistake. The row stays, marked as
 * reversed; what the invoice owes follows. Credit that had been drawn from it is withdrawn from where it went; applied
 * credit that is taken back lies again where it came from. Safe to call twice: only a row that still counts is claimed.
 *
 * Throws `not-found`, `already-reversed`, and `not-allowed` for card payments (those are refunded).
 */
export const reversePayment = async (req: PayloadRequest, id: ID, now: Date = new Date()): Promise<Payment> => {
  const payment = await findById(req, 'payments', id)
  if (!payment) throw new PortalError('not-found')
  if (payment.method === 'stripe') throw new PortalError('not-allowed')
  const source = payment.source ? await findById(req, 'payments', payment.source) : null
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    try {
      return await reverseOnce(req, payment, source, now)
    } catch (error) {
      if (!(error instanceof OvertakenError)) throw error
    }
  }
  throw new PortalError('busy')
}
