import type { PayloadRequest } from 'payload'

import { recordEvent } from '../access/trail.ts'
import { PortalError } from '../errors.ts'
import type { ID, Payment } from '../records.ts'
import { claim, findById } from '../store.ts'
import { inTransaction } from '../transaction.ts'
import { lockIssuedInvoice, settleInvoice } from './settleInvoice.ts'

/**
 * Takes back a payment that was recorded by mistake. The row stays, marked as reversed; what the invoice owes follows.
 * Safe to call twice: only a payment that still counts is claimed.
 *
 * Throws `not-found`, `already-reversed`, and `not-allowed` for card payments (those are refunded).
 */
export const reversePayment = async (req: PayloadRequest, id: ID): Promise<Payment> => {
  const payment = await findById(req, 'payments', id)
  if (!payment) throw new PortalError('not-found')
  if (payment.method === 'stripe') throw new PortalError('not-allowed')
  return inTransaction(req, async (tx) => {
    if (payment.invoice) await lockIssuedInvoice(tx, payment.invoice)
    const reversed = await claim(
      tx,
      'payments',
      { and: [{ id: { equals: payment.id } }, { status: { equals: 'succeeded' } }] },
      { status: 'reversed', reversedAt: new Date().toISOString() },
    )
    if (!reversed) throw new PortalError('already-reversed')
    if (payment.invoice) await settleInvoice(tx, payment.invoice)
    await recordEvent(tx, {
      type: 'payment-reversed',
      client: payment.client,
      invoice: payment.invoice ?? null,
      data: { payment: payment.id, amount: payment.amount, currency: payment.currency },
    })
    return reversed
  })
}
