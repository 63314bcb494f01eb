import type { PayloadRequest } from 'payload'
import type Stripe from 'stripe'

import { recordEvent } from '../access/trail.ts'
import type { Payment } from '../records.ts'
import { claim, findMany } from '../store.ts'
import { isMissing, isUnexpectedState } from '../stripe/stripeErrors.ts'
import { stripeKeys } from '../stripe/stripeKeys.ts'
import { stripeFor } from '../stripe/stripeClient.ts'
import { inTransaction } from '../transaction.ts'
import { settleStripePayment } from './settleStripePayment.ts'

/** Ends an offer that Stripe knows nothing of: never made there, or of an account we have left. */
const dropOffer = async (req: PayloadRequest, row: Payment): Promise<void> => {
  await inTransaction(req, async (tx) => {
    const dropped = await claim(
      tx,
      'payments',
      {
        and: [
          { id: { equals: row.id } },
          { status: { equals: 'pending' } },
          { stripePaymentIntent: row.stripePaymentIntent ? { equals: row.stripePaymentIntent } : { exists: false } },
        ],
      },
      { status: 'failed', cancelRequested: false, stripeVersion: { $inc: 1 } },
    )
    if (!dropped) return
    await recordEvent(tx, {
      type: 'payment-cancelled',
      client: row.client,
      invoice: row.invoice ?? null,
      data: { payment: row.id, amount: row.amount, currency: row.currency },
    })
  })
}

/**
 * Ends an open payment, so that nobody can confirm it any more. Stripe decides a race with a client who confirms at the
 * same moment: where it was paid first, it is settled instead. Safe to call any number of times.
 */
export const cancelPayment = async (req: PayloadRequest, stripe: Stripe, row: Payment): Promise<void> => {
  if (!row.stripePaymentIntent) return dropOffer(req, row)
  try {
    await stripe.paymentIntents.cancel(row.stripePaymentIntent, { cancellation_reason: 'abandoned' })
  } catch (error) {
    if (isMissing(error)) return dropOffer(req, row)
    if (!isUnexpectedState(error)) throw error
  }
  const { outcome } = await settleStripePayment(req, row.stripePaymentIntent)
  if (outcome === 'foreign') await dropOffer(req, row)
}

/**
 * Cancels what was marked for it: offers for more than is due, after the invoice was paid otherwise or voided. The mark
 * was written in that transaction, so that a process that died right after it is made good by the next look.
 */
export const cancelUnneeded = async (req: PayloadRequest): Promise<void> => {
  const rows = await findMany(req, 'payments', {
    where: {
      and: [
        { method: { equals: 'stripe' } },
        { cancelRequested: { equals: true } },
        { status: { in: ['pending', 'failed'] } },
      ],
    },
    limit: 100,
  })
  if (rows.length === 0 || !(await stripeKeys(req)).hasSecretKey) return
  const { stripe } = await stripeFor(req)
  for (const row of rows) {
    try {
      await cancelPayment(req, stripe, row)
    } catch (error) {
      req.payload.logger.warn({ err: error, msg: `payload-client-portal: payment ${row.id} is not cancelled yet.` })
    }
  }
}
