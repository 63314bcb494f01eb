import type Stripe from 'stripe'

import { describeAccount } from '../resources/account.ts'
import { confirmPaymentIntent } from '../resources/confirmation.ts'
import * as customers from '../resources/customers.ts'
import { closeDispute, updateDispute } from '../resources/disputes.ts'
import * as intents from '../resources/paymentIntents.ts'
import { attachPaymentMethod, findPaymentMethod, paymentMethodFrom } from '../resources/paymentMethods.ts'
import { createRefund, updateRefund } from '../resources/refunds.ts'
import type { StoredPaymentMethod } from '../state/objects.ts'
import type { World } from '../state/world.ts'
import { invalidRequest, noSuch } from './apiError.ts'
import { listPage, type ListParams } from './list.ts'

export interface Route {
  /** What it does; the parameters were checked against the SDK's type of the same endpoint, so each route names its own type. */
  answer: (world: World, params: never, id: string) => object
  /** A browser may ask for it with a publishable key; where it concerns an object, with its client secret. */
  isOpenToBrowsers?: true
}

// The check against the SDK's declaration of the endpoint is what makes its parameters a P.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- see above
const of = <P>(answer: (world: World, params: P, id: string) => object, isOpenToBrowsers?: true): Route => ({
  answer,
  ...(isOpenToBrowsers ? { isOpenToBrowsers } : {}),
})

const from = <T>(table: Map<string, T>, kind: string, id: string): T => {
  const found = table.get(id)
  if (!found) throw noSuch(kind, id, 'id', 404)
  return found
}

const matches = (wanted: string | boolean | undefined, value: unknown): boolean =>
  wanted === undefined || wanted === value

const isEventOf = (type: string, pattern: string): boolean =>
  pattern === '*' || type === pattern || (pattern.endsWith('*') && type.startsWith(pattern.slice(0, -1)))

const listEvents = (world: World, params: Stripe.EventListParams) => {
  if (params.type !== undefined && params.types !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: type, types.', { param: 'type' })
  }
  const patterns = params.types ?? (params.type === undefined ? ['*'] : [params.type])
  return listPage(
    world.tables.events,
    '/v1/events',
    params,
    ({ type, pending_webhooks: pending }) =>
      patterns.some((each) => isEventOf(type, each)) && matches(params.delivery_success, pending === 0),
  )
}

const listMethods = (world: World, url: string, customer: string, params: ListParams & { type?: string }) =>
  listPage<StoredPaymentMethod>(
    world.tables.paymentMethods,
    url,
    params,
    (each) => each.customer === customer && matches(params.type, each.type),
  )

/** Every endpoint that the stand-in speaks; `:` stands for an id. */
export const routes: Record<string, Route> = {
  'GET /v1/account': of((world) => describeAccount(world)),

  'POST /v1/payment_intents': of((world, params: Stripe.PaymentIntentCreateParams) => {
    const intent = intents.createPaymentIntent(world, params)
    return params.confirm ? confirmPaymentIntent(world, intent, confirmPart(params)) : intent
  }),
  'GET /v1/payment_intents': of((world, params: Stripe.PaymentIntentListParams) =>
    listPage(world.tables.paymentIntents, '/v1/payment_intents', params, (each) =>
      matches(params.customer, each.customer),
    ),
  ),
  'GET /v1/payment_intents/:': of((world, _params, id) => intents.findPaymentIntent(world, id), true),
  'POST /v1/payment_intents/:': of((world, params: Stripe.PaymentIntentUpdateParams, id) =>
    intents.updatePaymentIntent(world, intents.findPaymentIntent(world, id), params),
  ),
  'POST /v1/payment_intents/:/confirm': of(
    (world, params: Stripe.PaymentIntentConfirmParams, id) =>
      confirmPaymentIntent(world, intents.findPaymentIntent(world, id), params),
    true,
  ),
  'POST /v1/payment_intents/:/cancel': of((world, params: Stripe.PaymentIntentCancelParams, id) =>
    intents.cancelPaymentIntent(world, intents.findPaymentIntent(world, id), params),
  ),

  'GET /v1/charges': of((world, params: Stripe.ChargeListParams) =>
    listPage(
      world.tables.charges,
      '/v1/charges',
      params,
      (each) => matches(params.customer, each.customer) && matches(params.payment_intent, each.payment_intent),
    ),
  ),
  'GET /v1/charges/:': of((world, _params, id) => from(world.tables.charges, 'charge', id)),

  'POST /v1/refunds': of((world, params: Stripe.RefundCreateParams) => createRefund(world, params)),
  'GET /v1/refunds': of((world, params: Stripe.RefundListParams) =>
    listPage(
      world.tables.refunds,
      '/v1/refunds',
      params,
      (each) => matches(params.charge, each.charge) && matches(params.payment_intent, each.payment_intent),
    ),
  ),
  'GET /v1/refunds/:': of((world, _params, id) => from(world.tables.refunds, 'refund', id)),
  'POST /v1/refunds/:': of((world, params: Stripe.RefundUpdateParams, id) =>
    updateRefund(world, from(world.tables.refunds, 'refund', id), params),
  ),

  'GET /v1/disputes': of((world, params: Stripe.DisputeListParams) =>
    listPage(
      world.tables.disputes,
      '/v1/disputes',
      params,
      (each) => matches(params.charge, each.charge) && matches(params.payment_intent, each.payment_intent),
    ),
  ),
  'GET /v1/disputes/:': of((world, _params, id) => from(world.tables.disputes, 'dispute', id)),
  'POST /v1/disputes/:': of((world, params: Stripe.DisputeUpdateParams, id) =>
    updateDispute(world, from(world.tables.disputes, 'dispute', id), params),
  ),
  'POST /v1/disputes/:/close': of((world, _params, id) =>
    closeDispute(world, from(world.tables.disputes, 'dispute', id), false),
  ),

  'POST /v1/customers': of((world, params: Stripe.CustomerCreateParams) => customers.createCustomer(world, params)),
  'GET /v1/customers': of((world, params: Stripe.CustomerListParams) =>
    listPage(world.tables.customers, '/v1/customers', params, (each) => matches(params.email, each.email)),
  ),
  'GET /v1/customers/:': of((world, _params, id) => customers.retrieveCustomer(world, id)),
  'POST /v1/customers/:': of((world, params: Stripe.CustomerUpdateParams, id) =>
    customers.updateCustomer(world, customers.findCustomer(world, id), params),
  ),
  'DELETE /v1/customers/:': of((world, _params, id) =>
    customers.deleteCustomer(world, customers.findCustomer(world, id)),
  ),
  'GET /v1/customers/:/payment_methods': of((world, params: Stripe.CustomerListPaymentMethodsParams, id) =>
    listMethods(world, `/v1/customers/${customers.findCustomer(world, id).id}/payment_methods`, id, params),
  ),
  'POST /v1/customer_sessions': of((world, params: Stripe.CustomerSessionCreateParams) =>
    customers.createCustomerSession(world, params),
  ),

  'POST /v1/payment_methods': of(
    (world, params: Stripe.PaymentMethodCreateParams) => paymentMethodFrom(world, params),
    true,
  ),
  'GET /v1/payment_methods': of((world, params: Stripe.PaymentMethodListParams) => {
    if (params.customer === undefined)
      return listPage(new Map<string, StoredPaymentMethod>(), '/v1/payment_methods', params)
    return listMethods(world, '/v1/payment_methods', customers.findCustomer(world, params.customer).id, params)
  }),
  'GET /v1/payment_methods/:': of((world, _params, id) => findPaymentMethod(world, id, 'payment_method', 404)),
  'POST /v1/payment_methods/:/attach': of((world, params: Stripe.PaymentMethodAttachParams, id) => {
    const method = findPaymentMethod(world, id, 'payment_method', 404)
    if (params.customer === undefined) {
      throw invalidRequest('Missing required param: customer.', { code: 'parameter_missing', param: 'customer' })
    }
    attachPaymentMethod(world, method, params.customer)
    return method
  }),
  'POST /v1/payment_methods/:/detach': of((world, _params, id) => {
    const method = findPaymentMethod(world, id, 'payment_method', 404)
    if (!method.customer) {
      throw invalidRequest('The payment method you provided is not attached to a customer so detachment is impossible.')
    }
    method.customer = null
    world.tables.spent.set(method.id, true)
    world.emit('payment_method.detached', method)
    return method
  }),

  'GET /v1/events': of((world, params: Stripe.EventListParams) => listEvents(world, params)),
  'GET /v1/events/:': of((world, _params, id) => from(world.tables.events, 'event', id)),
  'GET /v1/balance_transactions': of((world, params: Stripe.BalanceTransactionListParams) =>
    listPage(
      world.tables.balanceTransactions,
      '/v1/balance_transactions',
      params,
      (each) => matches(params.source, each.source) && matches(params.type, each.type),
    ),
  ),
  'GET /v1/balance_transactions/:': of((world, _params, id) =>
    from(world.tables.balanceTransactions, 'balance transaction', id),
  ),
  'GET /v1/webhook_endpoints': of((world, params: Stripe.WebhookEndpointListParams) =>
    listPage(world.tables.webhookEndpoints, '/v1/webhook_endpoints', params),
  ),
  'GET /v1/webhook_endpoints/:': of((world, _params, id) =>
    from(world.tables.webhookEndpoints, 'webhook endpoint', id),
  ),
}

/** What of a creation's parameters belongs to its confirmation. */
const confirmPart = (params: Stripe.PaymentIntentCreateParams): Stripe.PaymentIntentConfirmParams => ({
  ...(params.return_url === undefined ? {} : { return_url: params.return_url }),
  ...(params.off_session === undefined ? {} : { off_session: params.off_session }),
  ...(params.error_on_requires_action === undefined
    ? {}
    : { error_on_requires_action: params.error_on_requires_action }),
  ...(params.use_stripe_sdk === undefined ? {} : { use_stripe_sdk: params.use_stripe_sdk }),
})
