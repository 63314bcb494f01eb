import type Stripe from 'stripe'

import { invalidRequest, noSuch, notSimulated } from '../http/apiError.ts'
import { checkStep, inWords } from '../rules/currencies.ts'
import { mergeMetadata } from '../rules/metadata.ts'
import { newId } from '../state/identifier.ts'
import type { StoredCharge, StoredRefund } from '../state/objects.ts'
import type { World } from '../state/world.ts'
import { moveBalance } from './balanceTransactions.ts'
import { findPaymentIntent } from './paymentIntents.ts'
import { behaviourOf } from './paymentMethods.ts'

const chargeFor = (world: World, params: Stripe.RefundCreateParams): StoredCharge => {
  if (params.charge !== undefined && params.payment_intent !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: charge, payment_intent.', { param: 'charge' })
  }
  if (params.charge !== undefined) {
    const charge = world.tables.charges.get(params.charge)
    if (!charge) throw noSuch('charge', params.charge, 'charge')
    return charge
  }
  if (params.payment_intent === undefined) {
    throw invalidRequest('One of the following params should be provided for this request: payment_intent or charge.', {
      code: 'parameter_missing',
      param: 'payment_intent',
    })
  }
  const intent = findPaymentIntent(world, params.payment_intent, 'payment_intent', 400)
  const charge = world.tables.charges.get(intent.latest_charge ?? '')
  if (charge?.status !== 'succeeded') {
    throw invalidRequest(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
      param: 'payment_intent',
    })
  }
  return charge
}

const checkRefundable = (world: World, charge: StoredCharge): void => {
  const dispute = [...world.tables.disputes.values()].find((each) => each.charge === charge.id)
  if (dispute && !dispute.is_charge_refundable) {
    throw invalidRequest(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: 'charge_disputed',
    })
  }
  if (charge.status !== 'succeeded') {
    throw invalidRequest(`Charge ${charge.id} is not refundable: it has a status of ${charge.status}.`, {
      code: 'charge_not_refundable',
    })
  }
  if (charge.refunded) {
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' })
  }
}

const amountOf = (charge: StoredCharge, asked: number | undefined): number => {
  const left = charge.amount_captured - charge.amount_refunded
  const amount = asked ?? left
  checkStep(amount, charge.currency)
  if (amount <= left) return amount
  const limit = charge.amount_refunded > 0 ? 'unrefunded amount on charge' : 'charge amount'
  throw invalidRequest(
    `Refund amount (${inWords(amount, charge.currency)}) is greater than ${limit} (${inWords(left, charge.currency)})`,
    { param: 'amount' },
  )
}

/** `POST /v1/refunds`. */
export const createRefund = (world: World, params: Stripe.RefundCreateParams): StoredRefund => {
  for (const name of ['origin', 'instructions_email', 'reverse_transfer', 'refund_application_fee'] as const) {
    if (params[name] !== undefined) throw notSimulated(`the parameter ${name}`, name)
  }
  const charge = chargeFor(world, params)
  checkRefundable(world, charge)
  const amount = amountOf(charge, params.amount)
  const metadata = mergeMetadata({}, params.metadata)
  const behaviour = charge.payment_method ? behaviourOf(world, charge.payment_method) : null
  const id = newId(charge.id.startsWith('py') ? 'pyr' : 're')
  const isCard = charge.payment_method_details?.type === 'card'
  const refund: StoredRefund = {
    id,
    object: 'refund',
    amount,
    balance_transaction: moveBalance(world, {
      type: isCard ? 'refund' : 'payment_refund',
      amount: -amount,
      currency: charge.currency,
      source: id,
    }).id,
    charge: charge.id,
    created: world.now(),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    ...(isCard ? { destination_details: { type: 'card', card: { reference_status: 'pending', type: 'refund' } } } : {}),
    metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    ...(behaviour?.refund === 'pending' ? { pending_reason: 'processing' as const } : {}),
    reason: params.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: behaviour?.refund === 'pending' ? 'pending' : 'succeeded',
    transfer_reversal: null,
  }
  world.tables.refunds.set(id, refund)
  const before = { amount_refunded: charge.amount_refunded, refunded: charge.refunded }
  charge.amount_refunded += amount
  charge.refunded = charge.amount_refunded >= charge.amount_captured
  world.emit('charge.refunded', charge, before)
  world.emit('refund.created', refund)
  if (behaviour?.refund === 'pending') world.later(world.pace.afterwardsMs, () => succeedRefund(world, refund))
  if (behaviour?.refund === 'fails') world.later(world.pace.afterwardsMs, () => failRefund(world, refund))
  return refund
}

const announce = (world: World, refund: StoredRefund, before: object): void => {
  world.emit('charge.refund.updated', refund, before)
  world.emit('refund.updated', refund, before)
}

/** A pending refund arrives. */
export const succeedRefund = (world: World, refund: StoredRefund): void => {
  if (refund.status !== 'pending')
    throw invalidRequest(`Refund ${refund.id} is not pending: it is ${refund.status ?? ''}.`)
  refund.status = 'succeeded'
  delete refund.pending_reason
  announce(world, refund, { status: 'pending' })
}

/** The bank sends a refund back, even one that had succeeded: the money is the account's again. */
export const failRefund = (world: World, refund: StoredRefund, reason = 'expired_or_canceled_card'): void => {
  const charge = world.tables.charges.get(refund.charge ?? '')
  if (!charge || (refund.status !== 'pending' && refund.status !== 'succeeded')) {
    throw invalidRequest(`Refund ${refund.id} cannot fail any more: it is ${refund.status ?? ''}.`)
  }
  const before = { status: refund.status }
  refund.status = 'failed'
  refund.failure_reason = reason
  refund.failure_balance_transaction = moveBalance(world, {
    type: 'refund_failure',
    amount: refund.amount,
    currency: refund.currency,
    source: refund.id,
  }).id
  charge.amount_refunded -= refund.amount
  charge.refunded = false
  announce(world, refund, before)
  world.emit('refund.failed', refund, before)
}

/** `POST /v1/refunds/:id`: metadata only. */
export const updateRefund = (world: World, refund: StoredRefund, params: Stripe.RefundUpdateParams): StoredRefund => {
  const before = { metadata: refund.metadata }
  refund.metadata = mergeMetadata(refund.metadata ?? {}, params.metadata)
  announce(world, refund, before)
  return refund
}
