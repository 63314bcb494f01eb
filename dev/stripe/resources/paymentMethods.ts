import type Stripe from 'stripe'

import { ApiError, invalidRequest, noSuch, notSimulated } from '../http/apiError.ts'
import { mergeMetadata } from '../rules/metadata.ts'
import { behaviourOfId, behaviourOfNumber, type Behaviour } from '../rules/testPaymentMethods.ts'
import { newId, randomText } from '../state/identifier.ts'
import type { StoredPaymentMethod } from '../state/objects.ts'
import type { World } from '../state/world.ts'

const noAddress = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null }

interface Details {
  billing?: Stripe.PaymentMethodCreateParams['billing_details']
  metadata?: Record<string, string>
  expiry?: { month: number; year: number }
}

/** Puts a payment method with a known behaviour into the world. */
export const makePaymentMethod = (world: World, behaviour: Behaviour, details: Details = {}): StoredPaymentMethod => {
  const { billing } = details
  const address = billing?.address && typeof billing.address === 'object' ? billing.address : {}
  const made: StoredPaymentMethod = {
    id: newId('pm'),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: {
      address: { ...noAddress, ...address },
      email: billing?.email || null,
      name: billing?.name || null,
      phone: billing?.phone || null,
      tax_id: null,
    },
    created: world.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: details.metadata ?? {},
    type: behaviour.type,
    ...specificsOf(world, behaviour, details),
  }
  world.tables.paymentMethods.set(made.id, made)
  world.tables.behaviours.set(made.id, behaviour.number)
  return made
}

const specificsOf = (world: World, behaviour: Behaviour, { expiry }: Details): Partial<StoredPaymentMethod> => {
  const last4 = behaviour.number.slice(-4)
  if (behaviour.type === 'sepa_debit') {
    return {
      sepa_debit: {
        bank_code: behaviour.number.slice(4, 9),
        branch_code: '',
        country: behaviour.number.slice(0, 2),
        fingerprint: randomText(16),
        generated_from: null,
        last4,
      },
    }
  }
  if (behaviour.type === 'ideal') return { ideal: { bank: null, bic: null } }
  if (behaviour.type === 'bancontact') return { bancontact: {} }
  const year = new Date(world.now() * 1000).getUTCFullYear()
  const brand = behaviour.brand ?? 'visa'
  return {
    card: {
      brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'unchecked' },
      country: 'US',
      display_brand: brand,
      exp_month: expiry?.month ?? 12,
      exp_year: expiry?.year ?? year + 1,
      fingerprint: randomText(16),
      funding: 'credit',
      generated_from: null,
      last4,
      networks: { available: [brand], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
  }
}

/** How a payment method behaves when it is charged. */
export const behaviourOf = (world: World, id: string): Behaviour => {
  const found = behaviourOfNumber(world.tables.behaviours.get(id) ?? '')
  if (!found) throw new Error(`Payment method ${id} has no behaviour.`)
  return found
}

/** A payment method by its id; a name such as `pm_card_visa` makes a new one each time. */
export const findPaymentMethod = (world: World, id: string, param = 'payment_method', status: 400 | 404 = 400) => {
  const known = world.tables.paymentMethods.get(id)
  if (known) return known
  const behaviour = behaviourOfId(id)
  if (behaviour) return makePaymentMethod(world, behaviour)
  throw noSuch('PaymentMethod', id, param, status)
}

type PaymentMethodData = Stripe.PaymentMethodCreateParams | Stripe.PaymentIntentConfirmParams.PaymentMethodData

const cardError = (code: string, message: string, param: string) =>
  new ApiError(402, { type: 'card_error', code, message, param })

const readCard = (world: World, data: PaymentMethodData): StoredPaymentMethod => {
  const given = 'card' in data ? data.card : undefined
  if (!given) throw invalidRequest('Missing required param: card.', { code: 'parameter_missing', param: 'card' })
  if ('token' in given && given.token) throw notSimulated('card tokens', 'card[token]')
  const { number, exp_month: month, exp_year: year, cvc } = given
  if (number === undefined || month === undefined || year === undefined) {
    const param = number === undefined ? 'number' : month === undefined ? 'exp_month' : 'exp_year'
    throw invalidRequest(`Missing required param: card[${param}].`, {
      code: 'parameter_missing',
      param: `card[${param}]`,
    })
  }
  const behaviour = behaviourOfNumber(number)
  if (behaviour?.type !== 'card') {
    throw cardError('incorrect_number', 'Your card number is incorrect.', 'number')
  }
  const fullYear = year < 100 ? 2000 + year : year
  if (month < 1 || month > 12)
    throw cardError('invalid_expiry_month', "Your card's expiration month is invalid.", 'exp_month')
  const today = new Date(world.now() * 1000)
  if (fullYear * 12 + month - 1 < today.getUTCFullYear() * 12 + today.getUTCMonth()) {
    throw cardError('invalid_expiry_year', "Your card's expiration year is invalid.", 'exp_year')
  }
  if (cvc !== undefined && !/^\d{3,4}$/.test(cvc)) {
    throw cardError('invalid_cvc', "Your card's security code is invalid.", 'cvc')
  }
  return makePaymentMethod(world, behaviour, { ...detailsOf(data), expiry: { month, year: fullYear } })
}

const detailsOf = (data: PaymentMethodData): Details => ({
  ...(data.billing_details ? { billing: data.billing_details } : {}),
  metadata: mergeMetadata({}, data.metadata),
})

/** Makes a payment method from what a form or a browser collected. */
export const paymentMethodFrom = (world: World, data: PaymentMethodData): StoredPaymentMethod => {
  switch (data.type) {
    case 'card':
      return readCard(world, data)
    case 'sepa_debit': {
      const behaviour = behaviourOfNumber(data.sepa_debit?.iban ?? '')
      if (behaviour?.type !== 'sepa_debit') {
        throw invalidRequest('The IBAN you provided is invalid.', {
          code: 'invalid_bank_account_iban',
          param: 'sepa_debit[iban]',
        })
      }
      if (!data.billing_details?.name || !data.billing_details.email) {
        throw invalidRequest('Missing required param: billing_details[name] and billing_details[email].', {
          code: 'parameter_missing',
          param: data.billing_details?.name ? 'billing_details[email]' : 'billing_details[name]',
        })
      }
      return makePaymentMethod(world, behaviour, detailsOf(data))
    }
    case 'ideal':
    case 'bancontact': {
      const behaviour = behaviourOfNumber(data.type)
      if (behaviour) return makePaymentMethod(world, behaviour, detailsOf(data))
      break
    }
    case undefined:
      throw invalidRequest('Missing required param: type.', { code: 'parameter_missing', param: 'type' })
  }
  throw notSimulated(`the payment method type ${data.type ?? ''}`, 'type')
}

/** Keeps a payment method for a customer's later payments. */
export const attachPaymentMethod = (world: World, method: StoredPaymentMethod, customer: string): void => {
  if (method.customer === customer) return
  if (method.customer) {
    throw invalidRequest('The payment method you provided has already been attached to a customer.', {
      code: 'resource_already_exists',
      param: 'payment_method',
    })
  }
  if (!world.tables.customers.has(customer)) throw noSuch('customer', customer, 'customer')
  method.customer = customer
  world.emit('payment_method.attached', method)
}
