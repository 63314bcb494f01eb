import type { PayloadRequest, Where } from 'payload'

import { staffName } from '../access/staff.ts'
import { recordEvent } from '../access/trail.ts'
import { refundableAmount } from '../domain/ledger.ts'
import { formatMoney } from '../domain/money.ts'
import { PortalError } from '../errors.ts'
import type { ID, Payment } from '../records.ts'
import { toStripeAmount } from '../stripe/amounts.ts'
import { writeRefundMetadata } from '../stripe/metadata.ts'
import { asPortalError } from '../stripe/stripeErrors.ts'
import { stripeFor } from '../stripe/stripeClient.ts'
import { count, findById, findMany } from '../store.ts'
import { installationId } from './installation.ts'
import { settleStripePayment } from './settleStripePayment.ts'

export interface RefundInput {
  /** In minor units. Default: all that is left. */
  amount?: number | null
  /** Whether a credit note goes with it; else the amount is due again. */
  creditNote: boolean
  /** Printed on the credit note. */
  reason?: string | null
}

/**
 * Sends money of a card payment back through Stripe. Whether a credit note goes with it travels with the refund itself:
 * whoever hears of the refund first (this call, the webhook, or the nightly check after a crash) writes refund and note
 * in one transaction, once.
 *
 * Two presses at once are one refund: the idempotency key is made of what has been returned so far. Throws `not-found`,
 * `not-refundable`, `refund-exceeds`, `bad-amount`, `stripe-off`, `stripe-unreachable`, `stripe-refused`.
 */
export const refundPayment = async (
  req: PayloadRequest,
  id: ID,
  input: RefundInput,
): Promise<{ payment: Payment; creditNote: { id: ID; number: string | null } | null }> => {
  const payment = await findById(req, 'payments', id)
  if (!payment) throw new PortalError('not-found')
  const left = refundableAmount(payment)
  if (left === 0 || !payment.stripePaymentIntent) throw new PortalError('not-refundable')
  const amount = input.amount ?? left
  if (!Number.isSafeInteger(amount) || amount <= 0) throw new PortalError('bad-amount')
  if (amount > left) {
    throw new PortalError('refund-exceeds', { value: formatMoney(left, payment.currency, req.i18n.language) })
  }
  const stripeAmount = toStripeAmount(amount, payment.currency)
  if (stripeAmount === null) throw new PortalError('bad-amount')
  const { stripe } = await stripeFor(req)
  const installation = await installationId(req)
  const wantsNote = input.creditNote && Boolean(payment.invoice)
  const failedBefore = (payment.refunds ?? []).filter(({ status }) => status === 'failed').length
  // Stripe repeats a refusal to the same key for a day: what it refused once may be asked again, with money on the account.
  const refusedBefore = await count(req, 'portalEvents', refusalsOf(payment))
  const key = [
    'refund',
    installation,
    payment.id,
    payment.amountReturned ?? 0,
    failedBefore,
    refusedBefore,
    amount,
    wantsNote,
  ].join(':')
  const notesBefore = await notesOf(req, payment)
  try {
    await stripe.refunds.create(
      {
        payment_intent: payment.stripePaymentIntent,
        amount: stripeAmount,
        reason: 'requested_by_customer',
        metadata: writeRefundMetadata({
          installation,
          creditNote: wantsNote,
          reason: input.reason?.trim() || null,
          by: staffName(req),
        }),
      },
      { idempotencyKey: key },
    )
    await settleStripePayment(req, payment.stripePaymentIntent)
  } catch (error) {
    const problem = asPortalError(error)
    if (problem.code === 'stripe-refused') {
      await recordEvent(req, {
        type: REFUSED,
        client: payment.client,
        invoice: payment.invoice ?? null,
        data: { payment: payment.id, amount, currency: payment.currency },
      })
    }
    throw problem
  }
  const after = await findById(req, 'payments', id)
  const note = wantsNote
    ? (await notesOf(req, payment)).find((one) => !notesBefore.some((old) => old.id === one.id))
    : null
  return { payment: after ?? payment, creditNote: note ? { id: note.id, number: note.number ?? null } : null }
}

const REFUSED = 'refund-refused'

const refusalsOf = ({ client, invoice }: Payment): Where => ({
  and: [
    { type: { equals: REFUSED } },
    { client: { equals: client } },
    ...(invoice ? [{ invoice: { equals: invoice } }] : []),
  ],
})

const notesOf = (req: PayloadRequest, { invoice }: Payment) =>
  invoice
    ? findMany(req, 'invoices', {
        where: { and: [{ corrects: { equals: invoice } }, { sentAt: { exists: true } }] },
        sort: ['-id'],
        select: { number: true },
      })
    : Promise.resolve([])
