import type Stripe from 'stripe'

import { ApiError, invalidRequest } from '../http/apiError.ts'
import { redirectTypes, type Behaviour } from '../rules/testPaymentMethods.ts'
import type { StoredCharge, StoredPaymentIntent, StoredPaymentMethod } from '../state/objects.ts'
import type { World } from '../state/world.ts'
import { failCharge, makeCharge, succeedCharge } from './charges.ts'
import { openDispute } from './disputes.ts'
import { givenPaymentMethod, unexpectedState } from './paymentIntents.ts'
import { attachPaymentMethod, behaviourOf } from './paymentMethods.ts'

type Confirm = Stripe.PaymentIntentConfirmParams
type Failure = NonNullable<Behaviour['decline']>

const confirmable = ['requires_payment_method', 'requires_confirmation', 'requires_action']

const failedAuthentication: Failure = {
  code: 'payment_intent_authentication_failure',
  message: 'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
}

const methodFor = (world: World, intent: StoredPaymentIntent, params: Confirm): StoredPaymentMethod => {
  const method = givenPaymentMethod(world, params) ?? world.tables.paymentMethods.get(intent.payment_method ?? '')
  if (!method) {
    throw unexpectedState(
      intent,
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the " +
        'PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment ' +
        'method or ConfirmationToken.',
    )
  }
  if (!intent.payment_method_types.includes(method.type)) {
    throw invalidRequest(
      `The PaymentMethod provided (${method.type}) is not allowed for this PaymentIntent. Please attach a ` +
        `PaymentMethod of one of the following types: ${intent.payment_method_types.join(', ')}.`,
      { param: 'payment_method' },
    )
  }
  if (method.customer && method.customer !== intent.customer) {
    throw invalidRequest(
      `The PaymentMethod ${method.id} belongs to the Customer ${method.customer}. Please include the Customer in the ` +
        '`customer` parameter on the PaymentIntent.',
      { param: 'payment_method' },
    )
  }
  if (!method.customer && world.tables.spent.has(method.id)) {
    throw invalidRequest(
      'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a ' +
        'connected account without Customer attachment, or was detached from a Customer. It may not be used again. To ' +
        'use a PaymentMethod multiple times, you must attach it to a Customer first.',
      { param: 'payment_method' },
    )
  }
  return method
}

const checkReturnUrl = (intent: StoredPaymentIntent, method: StoredPaymentMethod, params: Confirm): void => {
  if (params.return_url !== undefined) {
    if (URL.canParse(params.return_url)) return
    throw invalidRequest('Not a valid URL', { code: 'url_invalid', param: 'return_url' })
  }
  const mayRedirect = intent.automatic_payment_methods?.allow_redirects === 'always'
  if (!mayRedirect && !redirectTypes.includes(method.type)) return
  throw invalidRequest(
    'This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these ' +
      "payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't " +
      'want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and ' +
      '`automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.',
  )
}

/** `POST /v1/payment_intents/:id/confirm`: the one way to somebody's money. */
export const confirmPaymentIntent = (
  world: World,
  intent: StoredPaymentIntent,
  params: Confirm,
): StoredPaymentIntent => {
  if (!confirmable.includes(intent.status)) {
    throw unexpectedState(
      intent,
      intent.status === 'succeeded'
        ? 'You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.'
        : `You cannot confirm this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with ` +
            'one of the following statuses may be confirmed: requires_confirmation, requires_action.',
    )
  }
  const method = methodFor(world, intent, params)
  checkReturnUrl(intent, method, params)
  if (params.amount_to_confirm !== undefined && params.amount_to_confirm !== intent.amount) {
    throw invalidRequest("The amount_to_confirm doesn't match the PaymentIntent's amount.", {
      param: 'amount_to_confirm',
    })
  }
  if (params.receipt_email !== undefined) intent.receipt_email = params.receipt_email || null
  if (params.setup_future_usage !== undefined) intent.setup_future_usage = params.setup_future_usage || null
  intent.payment_method = method.id
  intent.last_payment_error = null
  intent.next_action = null

  const behaviour = behaviourOf(world, method.id)
  const isRedirect = redirectTypes.includes(method.type)
  if (behaviour.authentication || isRedirect) {
    // A card that was saved after it had been authenticated may be charged while its owner is away.
    const isKnown = method.customer !== null && behaviour.number === '4000002500003155'
    if (isRedirect || !isKnown) return askCustomer(world, intent, method, params)
  }
  return attempt(world, intent, method, { isAuthenticated: false })
}

const askCustomer = (world: World, intent: StoredPaymentIntent, method: StoredPaymentMethod, params: Confirm) => {
  if (params.error_on_requires_action || params.off_session) {
    throw declineError(world, intent, method, {
      code: 'authentication_required',
      declineCode: 'authentication_required',
      message: 'Your card was declined. This transaction requires authentication.',
    })
  }
  const url = `${world.publicUrl}/_browser/actions/${intent.id}?payment_intent_client_secret=${intent.client_secret ?? ''}`
  intent.status = 'requires_action'
  intent.next_action =
    params.use_stripe_sdk && method.type === 'card'
      ? { type: 'use_stripe_sdk', use_stripe_sdk: { type: 'three_d_secure_redirect', stripe_js: url } }
      : { type: 'redirect_to_url', redirect_to_url: { return_url: params.return_url ?? null, url } }
  world.emit('payment_intent.requires_action', intent)
  return intent
}

/** What the customer did at the bank: the payment goes on, or the payment method is refused. */
export const finishAction = (world: World, intent: StoredPaymentIntent, isAuthorised: boolean): StoredPaymentIntent => {
  const method = world.tables.paymentMethods.get(intent.payment_method ?? '')
  if (intent.status !== 'requires_action' || !method) {
    throw unexpectedState(intent, `This PaymentIntent waits for nobody: it has a status of ${intent.status}.`)
  }
  if (!isAuthorised || behaviourOf(world, method.id).authentication === 'refused') {
    refuse(world, intent, method, failedAuthentication)
    return intent
  }
  intent.next_action = null
  try {
    return attempt(world, intent, method, { isAuthenticated: true })
  } catch (error) {
    // The bank's page has no use for the API's error: the intent itself says what happened.
    if (error instanceof ApiError) return intent
    throw error
  }
}

const attempt = (
  world: World,
  intent: StoredPaymentIntent,
  method: StoredPaymentMethod,
  { isAuthenticated }: { isAuthenticated: boolean },
): StoredPaymentIntent => {
  const behaviour = behaviourOf(world, method.id)
  if (behaviour.decline) throw declineError(world, intent, method, behaviour.decline)
  const charge = makeCharge(world, intent, method, isAuthenticated)
  if (!method.customer) world.tables.spent.set(method.id, true)
  if (!behaviour.processing) {
    succeed(world, intent, charge)
    return intent
  }
  intent.status = 'processing'
  world.emit('payment_intent.processing', intent)
  world.emit('charge.pending', charge)
  waitForBank(world, intent, behaviour)
  return intent
}

const waitForBank = (world: World, intent: StoredPaymentIntent, { processing }: Behaviour): void => {
  if (processing === 'waits') return
  world.later(world.pace.processingMs, () => {
    if (intent.status === 'processing') settleProcessing(world, intent, processing === 'succeeds')
  })
}

/** Waits again for the slow banks that had not answered when the world was written down. */
export const resumeProcessing = (world: World): void => {
  for (const intent of world.tables.paymentIntents.values()) {
    if (intent.status !== 'processing' || !intent.payment_method) continue
    waitForBank(world, intent, behaviourOf(world, intent.payment_method))
  }
}

/** Ends the wait for a slow bank. */
export const settleProcessing = (world: World, intent: StoredPaymentIntent, doesSucceed: boolean): void => {
  const charge = world.tables.charges.get(intent.latest_charge ?? '')
  const method = world.tables.paymentMethods.get(intent.payment_method ?? '')
  if (intent.status !== 'processing' || !charge || !method) {
    throw unexpectedState(intent, `This PaymentIntent is not processing: it has a status of ${intent.status}.`)
  }
  if (doesSucceed) {
    succeed(world, intent, charge)
    return
  }
  const why: Failure = method.sepa_debit
    ? { code: 'payment_intent_payment_attempt_failed', message: 'The payment failed.' }
    : { code: 'card_declined', declineCode: 'generic_decline', message: 'Your card was declined.' }
  failCharge(world, charge, why)
  returnToStart(world, intent, method, why, charge.id)
}

const succeed = (world: World, intent: StoredPaymentIntent, charge: StoredCharge): void => {
  intent.status = 'succeeded'
  intent.amount_received = intent.amount
  const method = world.tables.paymentMethods.get(intent.payment_method ?? '')
  if (method && intent.setup_future_usage && intent.customer) {
    attachPaymentMethod(world, method, intent.customer)
    method.allow_redisplay = 'limited'
  }
  succeedCharge(world, charge)
  world.emit('payment_intent.succeeded', intent)
  const { dispute } = method ? behaviourOf(world, method.id) : {}
  if (dispute) world.later(world.pace.afterwardsMs, () => openDispute(world, charge, dispute))
}

/** The attempt fails without a charge, as where the customer was not authenticated. */
const refuse = (world: World, intent: StoredPaymentIntent, method: StoredPaymentMethod, why: Failure): void => {
  returnToStart(world, intent, method, why, null)
}

const returnToStart = (
  world: World,
  intent: StoredPaymentIntent,
  method: StoredPaymentMethod,
  why: Failure,
  charge: string | null,
): void => {
  intent.status = 'requires_payment_method'
  intent.next_action = null
  if (!method.customer) intent.payment_method = null
  intent.last_payment_error = {
    type: method.type === 'card' && why !== failedAuthentication ? 'card_error' : 'invalid_request_error',
    code: why.code as NonNullable<StoredPaymentIntent['last_payment_error']>['code'],
    ...(why.declineCode ? { decline_code: why.declineCode } : {}),
    ...(charge ? { charge } : {}),
    doc_url: `https://stripe.com/docs/error-codes/${why.code.replaceAll('_', '-')}`,
    message: why.message,
    payment_method: structuredClone(method),
  }
  world.emit('payment_intent.payment_failed', intent)
}

const declineError = (
  world: World,
  intent: StoredPaymentIntent,
  method: StoredPaymentMethod,
  why: Failure,
): ApiError => {
  const charge = makeCharge(world, intent, method, false)
  failCharge(world, charge, why)
  returnToStart(world, intent, method, why, charge.id)
  return new ApiError(402, {
    type: 'card_error',
    code: why.code,
    ...(why.declineCode ? { decline_code: why.declineCode } : {}),
    message: why.message,
    charge: charge.id,
    payment_intent: structuredClone(intent),
    payment_method: structuredClone(method),
  })
}
