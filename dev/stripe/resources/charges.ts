import { newId, randomText } from '../state/identifier.ts'
import type { StoredCharge, StoredPaymentIntent, StoredPaymentMethod } from '../state/objects.ts'
import type { World } from '../state/world.ts'
import { feeOf, moveBalance } from './balanceTransactions.ts'

const cardDetails = (method: StoredPaymentMethod, isAuthenticated: boolean): StoredCharge['payment_method_details'] => {
  const { card } = method
  if (!card) return null
  return {
    type: 'card',
    card: {
      amount_authorized: null,
      authorization_code: null,
      brand: card.brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country: card.country,
      electronic_commerce_indicator: null,
      exp_month: card.exp_month,
      exp_year: card.exp_year,
      fingerprint: card.fingerprint ?? null,
      funding: card.funding,
      installments: null,
      last4: card.last4,
      mandate: null,
      network: card.brand,
      network_token: null,
      network_transaction_id: randomText(15),
      regulated_status: 'unregulated',
      three_d_secure: isAuthenticated
        ? {
            authentication_flow: 'challenge',
            electronic_commerce_indicator: '05',
            exemption_indicator: null,
            result: 'authenticated',
            result_reason: null,
            transaction_id: randomText(36),
            version: '2.2.0',
          }
        : null,
      transaction_link_id: null,
      wallet: null,
    },
  }
}

const detailsOf = (method: StoredPaymentMethod, isAuthenticated: boolean): StoredCharge['payment_method_details'] => {
  if (method.sepa_debit) {
    const { bank_code, branch_code, country, fingerprint, last4 } = method.sepa_debit
    return { type: 'sepa_debit', sepa_debit: { bank_code, branch_code, country, fingerprint, last4, mandate: null } }
  }
  return cardDetails(method, isAuthenticated) ?? { type: method.type }
}

/** Takes a payment method's money for an intent, or tries to: a charge in one of the three states. */
export const makeCharge = (
  world: World,
  intent: StoredPaymentIntent,
  method: StoredPaymentMethod,
  isAuthenticated: boolean,
): StoredCharge => {
  const charge: StoredCharge = {
    id: newId(method.type === 'card' ? 'ch' : 'py'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: 'SIMULATOR',
    captured: false,
    created: world.now(),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: { ...intent.metadata },
    on_behalf_of: null,
    outcome: null,
    paid: false,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: detailsOf(method, isAuthenticated),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: 'pending',
    transfer_data: null,
    transfer_group: null,
  }
  world.tables.charges.set(charge.id, charge)
  intent.latest_charge = charge.id
  return charge
}

const outcome = { advice_code: null, network_advice_code: null, network_decline_code: null, risk_level: 'normal' }

/** The money arrived. */
export const succeedCharge = (world: World, charge: StoredCharge): void => {
  charge.status = 'succeeded'
  charge.paid = true
  charge.captured = true
  charge.amount_captured = charge.amount
  charge.receipt_url = `${world.publicUrl}/receipts/${charge.id}`
  charge.outcome = {
    ...outcome,
    network_status: 'approved_by_network',
    reason: null,
    seller_message: 'Payment complete.',
    type: 'authorized',
  }
  charge.balance_transaction = moveBalance(world, {
    type: charge.id.startsWith('py') ? 'payment' : 'charge',
    amount: charge.amount,
    currency: charge.currency,
    source: charge.id,
    fee: feeOf(charge.amount),
  }).id
  world.emit('charge.succeeded', charge)
}

/** The bank said no. */
export const failCharge = (
  world: World,
  charge: StoredCharge,
  why: { code: string; declineCode?: string; message: string },
) => {
  charge.status = 'failed'
  charge.paid = false
  charge.failure_code = why.code
  charge.failure_message = why.message
  charge.outcome = {
    ...outcome,
    network_status: 'declined_by_network',
    reason: why.declineCode ?? why.code,
    seller_message: 'The bank did not return any further details with this decline.',
    type: 'issuer_declined',
  }
  world.emit('charge.failed', charge)
}
