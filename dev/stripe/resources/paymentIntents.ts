import type Stripe from 'stripe'

import { invalidRequest, noSuch, notSimulated } from '../http/apiError.ts'
import { checkAmount, readCurrency } from '../rules/currencies.ts'
import { mergeMetadata } from '../rules/metadata.ts'
import { euroOnlyTypes, redirectTypes } from '../rules/testPaymentMethods.ts'
import { newId, randomText } from '../state/identifier.ts'
import type { StoredPaymentIntent } from '../state/objects.ts'
import type { World } from '../state/world.ts'
import { findPaymentMethod, paymentMethodFrom } from './paymentMethods.ts'

type Create = Stripe.PaymentIntentCreateParams
type Update = Stripe.PaymentIntentUpdateParams

/** A PaymentIntent by its id. */
export const findPaymentIntent = (
  world: World,
  id: string,
  param = 'intent',
  status: 400 | 404 = 404,
): StoredPaymentIntent => {
  const found = world.tables.paymentIntents.get(id)
  if (!found) throw noSuch('payment_intent', id, param, status)
  return found
}

/** 400: this move is not allowed from where the intent stands. */
export const unexpectedState = (intent: StoredPaymentIntent, message: string) =>
  invalidRequest(message, { code: 'payment_intent_unexpected_state', payment_intent: structuredClone(intent) })

const typesFor = (
  world: World,
  intent: Pick<
    StoredPaymentIntent,
    'currency' | 'allowed_payment_method_types' | 'excluded_payment_method_types' | 'automatic_payment_methods'
  >,
): string[] => {
  const allowed: string[] = intent.allowed_payment_method_types ?? world.account.paymentMethodTypes
  const excluded: string[] = intent.excluded_payment_method_types ?? []
  const offered = allowed.filter(
    (type) =>
      world.account.paymentMethodTypes.includes(type) &&
      !excluded.includes(type) &&
      (intent.currency === 'eur' || !euroOnlyTypes.includes(type)) &&
      (intent.automatic_payment_methods?.allow_redirects !== 'never' || !redirectTypes.includes(type)),
  )
  if (offered.length > 0) return offered
  throw invalidRequest(
    'No valid payment method types for this Payment Intent. Please ensure that you have activated payment methods compatible with your chosen currency.',
  )
}

const refuseUnsimulated = (params: Create | Update): void => {
  for (const name of [
    'application_fee_amount',
    'transfer_data',
    'on_behalf_of',
    'customer_account',
    'mandate',
    'mandate_data',
    'confirmation_token',
  ] as const) {
    if (name in params) throw notSimulated(`the parameter ${name}`, name)
  }
  if (params.capture_method === 'manual') throw notSimulated('manual capture', 'capture_method')
  if ('confirmation_method' in params && params.confirmation_method === 'manual') {
    throw notSimulated('manual confirmation', 'confirmation_method')
  }
}

const onlyWithConfirm = ['off_session', 'return_url', 'error_on_requires_action', 'use_stripe_sdk'] as const

/** The payment method that a request names or brings, if it does. */
export const givenPaymentMethod = (
  world: World,
  params: Pick<Stripe.PaymentIntentConfirmParams, 'payment_method' | 'payment_method_data'>,
) => {
  if (params.payment_method && params.payment_method_data) {
    throw invalidRequest('You may only specify one of these parameters: payment_method, payment_method_data.', {
      param: 'payment_method',
    })
  }
  if (params.payment_method_data) return paymentMethodFrom(world, params.payment_method_data)
  return params.payment_method ? findPaymentMethod(world, params.payment_method) : null
}

const checkCustomer = (world: World, id: string): string => {
  if (world.tables.customers.has(id)) return id
  throw noSuch('customer', id, 'customer')
}

const checkDescriptors = (params: Create | Update): void => {
  for (const name of ['statement_descriptor', 'statement_descriptor_suffix'] as const) {
    const text = params[name]
    if (text === undefined) continue
    if (text.length > 22 || /[<>\\'"*]/.test(text)) {
      throw invalidRequest(`The ${name} must be at most 22 characters and must not contain any of <, >, \\, ', ", *.`, {
        param: name,
      })
    }
  }
}

/** `POST /v1/payment_intents`, short of confirming. */
export const createPaymentIntent = (world: World, params: Create): StoredPaymentIntent => {
  const currency = readCurrency(params.currency)
  checkAmount(params.amount, currency)
  refuseUnsimulated(params)
  checkDescriptors(params)
  if (!params.confirm) {
    const early = onlyWithConfirm.find((name) => params[name] !== undefined)
    if (early) throw invalidRequest(`This parameter can only be used with confirm=true: ${early}.`, { param: early })
  }
  const automatic: StoredPaymentIntent['automatic_payment_methods'] =
    params.automatic_payment_methods?.enabled === false
      ? null
      : { allow_redirects: params.automatic_payment_methods?.allow_redirects ?? 'always', enabled: true }
  const shape = {
    currency,
    automatic_payment_methods: automatic,
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    excluded_payment_method_types: params.excluded_payment_method_types ?? null,
  }
  const customer = params.customer === undefined ? null : checkCustomer(world, params.customer)
  const types = typesFor(world, shape)
  const metadata = mergeMetadata({}, params.metadata)
  const method = givenPaymentMethod(world, params)
  const id = newId('pi')
  const intent: StoredPaymentIntent = {
    id,
    object: 'payment_intent',
    ...shape,
    amount: params.amount,
    amount_capturable: 0,
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: params.capture_method ?? 'automatic_async',
    client_secret: `${id}_secret_${randomText(25)}`,
    confirmation_method: 'automatic',
    created: world.now(),
    customer,
    customer_account: null,
    description: params.description ?? null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: method?.id ?? null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' },
    },
    payment_method_types: types,
    payment_record: null,
    processing: null,
    receipt_email: params.receipt_email ?? null,
    review: null,
    setup_future_usage: params.setup_future_usage ?? null,
    shipping: null,
    source: null,
    statement_descriptor: params.statement_descriptor ?? null,
    statement_descriptor_suffix: params.statement_descriptor_suffix ?? null,
    status: method ? 'requires_confirmation' : 'requires_payment_method',
    transfer_data: null,
    transfer_group: params.transfer_group ?? null,
  }
  world.tables.paymentIntents.set(id, intent)
  world.emit('payment_intent.created', intent)
  return intent
}

/** What may still change once an intent is being paid, is paid or is cancelled. */
const alwaysOpen = new Set(['metadata', 'description', 'receipt_email', 'expand', 'transfer_group'])
const open = ['requires_payment_method', 'requires_confirmation', 'requires_action']

/** `POST /v1/payment_intents/:id`. */
export const updatePaymentIntent = (world: World, intent: StoredPaymentIntent, params: Update): StoredPaymentIntent => {
  refuseUnsimulated(params)
  checkDescriptors(params)
  const late = Object.keys(params).find((name) => !alwaysOpen.has(name))
  if (late && !open.includes(intent.status)) {
    throw unexpectedState(
      intent,
      `This PaymentIntent's ${late} could not be updated because it has a status of ${intent.status}. ` +
        `You may only update the ${late} of a PaymentIntent with one of the following statuses: ${open.join(', ')}.`,
    )
  }
  const currency = params.currency === undefined ? intent.currency : readCurrency(params.currency)
  if (params.amount !== undefined || params.currency !== undefined)
    checkAmount(params.amount ?? intent.amount, currency)
  const changed: StoredPaymentIntent = {
    ...intent,
    currency,
    amount: params.amount ?? intent.amount,
    ...(params.customer === undefined ? {} : { customer: checkCustomer(world, params.customer) }),
    ...(params.description === undefined ? {} : { description: params.description }),
    ...(params.receipt_email === undefined ? {} : { receipt_email: params.receipt_email || null }),
    ...(params.setup_future_usage === undefined ? {} : { setup_future_usage: params.setup_future_usage || null }),
    ...(params.statement_descriptor === undefined ? {} : { statement_descriptor: params.statement_descriptor }),
    ...(params.statement_descriptor_suffix === undefined
      ? {}
      : { statement_descriptor_suffix: params.statement_descriptor_suffix }),
    ...(params.transfer_group === undefined ? {} : { transfer_group: params.transfer_group }),
    ...(params.allowed_payment_method_types === undefined
      ? {}
      : { allowed_payment_method_types: params.allowed_payment_method_types }),
    ...(params.excluded_payment_method_types === undefined
      ? {}
      : { excluded_payment_method_types: params.excluded_payment_method_types || null }),
    metadata: mergeMetadata(intent.metadata, params.metadata),
  }
  changed.payment_method_types = open.includes(intent.status) ? typesFor(world, changed) : intent.payment_method_types
  const method = givenPaymentMethod(world, params)
  if (method) changed.payment_method = method.id
  if (method || (params.amount !== undefined && intent.status === 'requires_action')) {
    // What was authorised was another amount or another card.
    changed.status = changed.payment_method ? 'requires_confirmation' : 'requires_payment_method'
    changed.next_action = null
  }
  Object.assign(intent, changed)
  return intent
}

const cancellable = ['requires_payment_method', 'requires_capture', 'requires_confirmation', 'requires_action']

/** `POST /v1/payment_intents/:id/cancel`. */
export const cancelPaymentIntent = (
  world: World,
  intent: StoredPaymentIntent,
  params: Stripe.PaymentIntentCancelParams,
): StoredPaymentIntent => {
  if (!cancellable.includes(intent.status)) {
    throw unexpectedState(
      intent,
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. ` +
        `Only a PaymentIntent with one of the following statuses may be canceled: ${cancellable.join(', ')}.`,
    )
  }
  intent.status = 'canceled'
  intent.canceled_at = world.now()
  intent.cancellation_reason = params.cancellation_reason ?? null
  intent.next_action = null
  world.emit('payment_intent.canceled', intent)
  return intent
}
