import type Stripe from 'stripe'

import { invalidRequest, noSuch, notSimulated } from '../http/apiError.ts'
import { mergeMetadata } from '../rules/metadata.ts'
import { newId, randomText } from '../state/identifier.ts'
import type { StoredCustomer } from '../state/objects.ts'
import type { World } from '../state/world.ts'
import { attachPaymentMethod, findPaymentMethod } from './paymentMethods.ts'

type Params = Stripe.CustomerCreateParams & Stripe.CustomerUpdateParams

const unsimulated = ['source', 'tax_id_data', 'cash_balance', 'test_clock', 'balance', 'default_source'] as const

const check = (params: Params): void => {
  const name = unsimulated.find((each) => params[each] !== undefined)
  if (name) throw notSimulated(`the parameter ${name}`, name)
  if (params.email !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(params.email)) {
    throw invalidRequest(`Invalid email address: ${params.email}`, { code: 'email_invalid', param: 'email' })
  }
  if ((params.email?.length ?? 0) > 512)
    throw invalidRequest('Invalid email address', { code: 'email_invalid', param: 'email' })
}

const addressOf = (given: Stripe.CustomerCreateParams['address']): Stripe.Address | null =>
  given ? { city: null, country: null, line1: null, line2: null, postal_code: null, state: null, ...given } : null

/** A customer who was not deleted. */
export const findCustomer = (world: World, id: string, status: 400 | 404 = 404): StoredCustomer => {
  const found = world.tables.customers.get(id)
  if (!found) throw noSuch('customer', id, 'id', status)
  return found
}

/** `GET /v1/customers/:id`: a deleted customer is still known by name. */
export const retrieveCustomer = (world: World, id: string): StoredCustomer | Stripe.DeletedCustomer => {
  if (world.tables.deletedCustomers.has(id)) return { id, object: 'customer', deleted: true }
  return findCustomer(world, id)
}

/** `POST /v1/customers`. */
export const createCustomer = (world: World, params: Stripe.CustomerCreateParams): StoredCustomer => {
  check(params)
  const customer: StoredCustomer = {
    id: newId('cus'),
    object: 'customer',
    address: addressOf(params.address),
    balance: 0,
    created: world.now(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: params.description ?? null,
    discount: null,
    email: params.email ?? null,
    invoice_prefix: params.invoice_prefix ?? randomText(8).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: mergeMetadata({}, params.metadata),
    name: params.name ?? null,
    next_invoice_sequence: params.next_invoice_sequence ?? 1,
    phone: params.phone ?? null,
    preferred_locales: params.preferred_locales ?? [],
    shipping: null,
    tax_exempt: params.tax_exempt || 'none',
    test_clock: null,
  }
  world.tables.customers.set(customer.id, customer)
  world.emit('customer.created', customer)
  if (params.payment_method !== undefined) {
    attachPaymentMethod(world, findPaymentMethod(world, params.payment_method), customer.id)
  }
  return customer
}

/** `POST /v1/customers/:id`. */
export const updateCustomer = (
  world: World,
  customer: StoredCustomer,
  params: Stripe.CustomerUpdateParams,
): StoredCustomer => {
  check(params)
  const before = { ...customer }
  Object.assign(customer, {
    ...(params.address === undefined ? {} : { address: addressOf(params.address) }),
    ...(params.description === undefined ? {} : { description: params.description }),
    ...(params.email === undefined ? {} : { email: params.email }),
    ...(params.name === undefined ? {} : { name: params.name }),
    ...(params.phone === undefined ? {} : { phone: params.phone }),
    ...(params.preferred_locales === undefined ? {} : { preferred_locales: params.preferred_locales }),
    ...(params.tax_exempt === undefined ? {} : { tax_exempt: params.tax_exempt || 'none' }),
    ...(params.invoice_settings?.default_payment_method === undefined
      ? {}
      : {
          invoice_settings: {
            ...customer.invoice_settings,
            default_payment_method: params.invoice_settings.default_payment_method || null,
          },
        }),
    metadata: mergeMetadata(customer.metadata, params.metadata),
  } satisfies Partial<StoredCustomer>)
  world.emit('customer.updated', customer, before)
  return customer
}

/** `DELETE /v1/customers/:id`. */
export const deleteCustomer = (world: World, customer: StoredCustomer): Stripe.DeletedCustomer => {
  world.tables.customers.delete(customer.id)
  world.tables.deletedCustomers.set(customer.id, customer)
  for (const method of world.tables.paymentMethods.values()) {
    if (method.customer !== customer.id) continue
    method.customer = null
    world.tables.spent.set(method.id, true)
  }
  world.emit('customer.deleted', customer)
  return { id: customer.id, object: 'customer', deleted: true }
}

/** `POST /v1/customer_sessions`: what the Payment Element may show of, and keep for, a customer. */
export const createCustomerSession = (world: World, params: Stripe.CustomerSessionCreateParams): object => {
  if (params.customer === undefined) {
    throw invalidRequest('Missing required param: customer.', { code: 'parameter_missing', param: 'customer' })
  }
  if (!world.tables.customers.has(params.customer)) throw noSuch('customer', params.customer, 'customer')
  const element = params.components.payment_element
  if (!element) throw notSimulated('customer sessions for other components than the Payment Element', 'components')
  const secret = `cuss_secret_${randomText(40)}`
  const expiresAt = world.now() + 1800
  world.tables.customerSessions.set(secret, {
    customer: params.customer,
    save: element.enabled && element.features?.payment_method_save === 'enabled',
    redisplay: element.enabled && element.features?.payment_method_redisplay === 'enabled',
    expiresAt,
  })
  return {
    object: 'customer_session',
    client_secret: secret,
    components: params.components,
    created: world.now(),
    customer: params.customer,
    expires_at: expiresAt,
    livemode: false,
  }
}
