/** What Stripe says of one payment at this moment, in our own terms. The only reader of its objects. */
import type Stripe from 'stripe'

import type { DisputeStatus, RefundStatus } from '../records.ts'
import { fromStripeAmount } from './amounts.ts'
import { readPaymentMetadata, readRefundMetadata, type PaymentMetadata, type RefundMetadata } from './metadata.ts'
import { isMissing } from './stripeErrors.ts'

export interface RefundTruth {
  stripeId: string
  amount: number
  at: string
  status: RefundStatus
  wish: RefundMetadata
}

export interface PaymentTruth {
  intent: string
  ours: PaymentMetadata
  livemode: boolean
  /** `open`: the client may still pay; `cancelled`: nobody can any more. */
  state: 'open' | 'processing' | 'succeeded' | 'cancelled'
  /** What it was asked for, in our minor unit. */
  amount: number
  currency: string
  customer: string | null
  charge: string | null
  /** When the money was charged. */
  chargedAt: Date | null
  methodDetail: string | null
  failure: string | null
  refunds: RefundTruth[]
  disputeStatus: DisputeStatus | null
  disputeLost: number
  /** Until when an open dispute can be answered. */
  disputeDueBy: Date | null
}

const stateOf = (status: Stripe.PaymentIntent.Status): PaymentTruth['state'] => {
  if (status === 'succeeded') return 'succeeded'
  if (status === 'processing') return 'processing'
  return status === 'canceled' ? 'cancelled' : 'open'
}

const refundStatusOf = (status: string | null): RefundStatus => {
  if (status === 'failed' || status === 'canceled') return 'failed'
  return status === 'succeeded' ? 'succeeded' : 'pending'
}

const words = (text: string): string =>
  text
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')

/** `Visa •••• 4242`: what a person recognises it by. */
const methodDetailOf = (charge: Stripe.Charge | null): string | null => {
  const details = charge?.payment_method_details
  if (!details) return null
  const { type } = details
  const of = details[type as 'card'] as { brand?: string | null; last4?: string | null } | undefined
  const name = type === 'sepa_debit' ? 'SEPA' : words(of?.brand ?? type)
  return of?.last4 ? `${name} •••• ${of.last4}` : name
}

const lost = (dispute: Stripe.Dispute): boolean => dispute.status === 'lost'
const isOpen = (dispute: Stripe.Dispute): boolean =>
  dispute.status === 'needs_response' || dispute.status === 'under_review'

const disputeStatusOf = (disputes: Stripe.Dispute[]): DisputeStatus | null => {
  if (disputes.some(isOpen)) return 'open'
  if (disputes.some(lost)) return 'lost'
  if (disputes.some(({ status }) => status === 'warning_needs_response' || status === 'warning_under_review')) {
    return 'inquiry'
  }
  return disputes.some(({ status }) => status === 'won') ? 'won' : null
}

const dueBy = (disputes: Stripe.Dispute[]): Date | null => {
  const days = disputes.filter(isOpen).flatMap(({ evidence_details: { due_by: day } }) => day ?? [])
  return days.length > 0 ? new Date(Math.min(...days) * 1000) : null
}

const idOf = (value: string | { id: string } | null | undefined): string | null =>
  typeof value === 'string' ? value : (value?.id ?? null)

/** A page after the other, a thousand at most: nobody refunds one payment more often. */
const all = async <T>(list: { autoPagingToArray: (options: { limit: number }) => Promise<T[]> }): Promise<T[]> =>
  list.autoPagingToArray({ limit: 1000 })

/**
 * Asks Stripe for a payment and all that hangs on it. Null where Stripe has none of this id (another account's, or the
 * other mode's, which our key can't see) and where it is not this installation's: then nothing more of it is looked at.
 */
export const readPaymentTruth = async (
  stripe: Stripe,
  intentId: string,
  { installation, knowsRefunds }: { installation: string; knowsRefunds: boolean },
): Promise<PaymentTruth | null> => {
  let intent: Stripe.PaymentIntent
  try {
    intent = await stripe.paymentIntents.retrieve(intentId, { expand: ['latest_charge'] })
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
  const ours = readPaymentMetadata(intent.metadata)
  if (ours?.installation !== installation) return null
  const charge = typeof intent.latest_charge === 'string' ? null : intent.latest_charge
  const money = (amount: number, currency: string) => fromStripeAmount(amount, currency)
  // A refund that failed is no longer part of the charge's own figure: once we know of one, the list alone tells.
  const refunds =
    charge && (charge.amount_refunded > 0 || knowsRefunds)
      ? await all(stripe.refunds.list({ payment_intent: intent.id, limit: 100 }))
      : []
  const disputes = charge?.disputed ? await all(stripe.disputes.list({ payment_intent: intent.id, limit: 100 })) : []
  return {
    intent: intent.id,
    ours,
    livemode: intent.livemode,
    state: stateOf(intent.status),
    amount: money(intent.status === 'succeeded' ? intent.amount_received : intent.amount, intent.currency),
    currency: intent.currency.toUpperCase(),
    customer: idOf(intent.customer),
    charge: charge?.id ?? null,
    chargedAt: charge ? new Date(charge.created * 1000) : null,
    methodDetail: methodDetailOf(charge),
    failure: intent.last_payment_error?.message ?? null,
    refunds: refunds
      .sort((a, b) => a.created - b.created || a.id.localeCompare(b.id))
      .map((refund) => ({
        stripeId: refund.id,
        amount: money(refund.amount, refund.currency),
        at: new Date(refund.created * 1000).toISOString(),
        status: refundStatusOf(refund.status),
        wish: readRefundMetadata(refund.metadata),
      })),
    disputeStatus: disputeStatusOf(disputes),
    disputeDueBy: dueBy(disputes),
    disputeLost: disputes.filter(lost).reduce((sum, { amount, currency }) => sum + money(amount, currency), 0),
  }
}
