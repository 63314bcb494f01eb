/** What a test payment method does when it is charged. */
export interface Behaviour {
  type: 'card' | 'sepa_debit' | 'ideal' | 'bancontact'
  /** The card's number or the account's IBAN; for redirects the type itself. */
  number: string
  /** `pm_card_…`: usable by name, without giving the number. */
  id?: string
  brand?: 'visa' | 'mastercard' | 'amex'
  decline?: { code: string; declineCode?: string; message: string }
  /** The card's bank asks who is paying; `refused`: and is never satisfied. */
  authentication?: 'asked' | 'refused'
  /** The money takes a while; `waits`: until the control API says how it ends. */
  processing?: 'succeeds' | 'fails' | 'waits'
  dispute?: 'fraudulent' | 'product_not_received' | 'inquiry'
  refund?: 'pending' | 'fails'
  /** Not one of Stripe's own test numbers or names. */
  ours?: true
}

const declined = (declineCode: string, message = 'Your card was declined.') => ({
  code: 'card_declined',
  declineCode,
  message,
})
const insufficientFunds = declined('insufficient_funds', 'Your card has insufficient funds.')

const card = (number: string, id: string, rest: Partial<Behaviour> = {}): Behaviour => ({
  type: 'card',
  number,
  id,
  brand: 'visa',
  ...rest,
})

/** Stripe's test numbers (docs.stripe.com/testing), and a few of ours for what Stripe has no number for. */
export const behaviours: Behaviour[] = [
  card('4242424242424242', 'pm_card_visa'),
  card('5555555555554444', 'pm_card_mastercard', { brand: 'mastercard' }),
  card('378282246310005', 'pm_card_amex', { brand: 'amex' }),
  card('4000000000000077', 'pm_card_bypassPending'),

  card('4000000000000002', 'pm_card_visa_chargeDeclined', { decline: declined('generic_decline') }),
  card('4000000000009995', 'pm_card_visa_chargeDeclinedInsufficientFunds', { decline: insufficientFunds }),
  card('4000000000009987', 'pm_card_visa_chargeDeclinedLostCard', { decline: declined('lost_card') }),
  card('4000000000009979', 'pm_card_visa_chargeDeclinedStolenCard', { decline: declined('stolen_card') }),
  card('4000000000000069', 'pm_card_chargeDeclinedExpiredCard', {
    decline: { code: 'expired_card', declineCode: 'expired_card', message: 'Your card has expired.' },
  }),
  card('4000000000000127', 'pm_card_chargeDeclinedIncorrectCvc', {
    decline: {
      code: 'incorrect_cvc',
      declineCode: 'incorrect_cvc',
      message: "Your card's security code is incorrect.",
    },
  }),
  card('4000000000000119', 'pm_card_chargeDeclinedProcessingError', {
    decline: {
      code: 'processing_error',
      declineCode: 'processing_error',
      message: 'An error occurred while processing your card. Try again in a little bit.',
    },
  }),

  card('4000002500003155', 'pm_card_authenticationRequiredOnSetup', { authentication: 'asked' }),
  card('4000002760003184', 'pm_card_authenticationRequired', { authentication: 'asked' }),
  card('4000000000003220', 'pm_card_threeDSecure2Required', { authentication: 'asked' }),
  card('4000000000003063', 'pm_card_threeDSecureRequired', { authentication: 'asked' }),
  card('4000008260003178', 'pm_card_authenticationRequiredChargeDeclinedInsufficientFunds', {
    authentication: 'asked',
    decline: insufficientFunds,
  }),
  card('4000008400001629', 'pm_card_threeDSecureRequiredChargeDeclined', {
    authentication: 'asked',
    decline: declined('generic_decline'),
  }),
  card('4000770000000018', 'pm_sim_card_authenticationFails', { authentication: 'refused', ours: true }),

  card('4000000000000259', 'pm_card_createDispute', { dispute: 'fraudulent' }),
  card('4000000000002685', 'pm_card_createDisputeProductNotReceived', { dispute: 'product_not_received' }),
  card('4000000000001976', 'pm_card_createDisputeInquiry', { dispute: 'inquiry' }),
  card('4000000000007726', 'pm_card_pendingRefund', { refund: 'pending' }),
  card('4000000000005126', 'pm_card_refundFail', { refund: 'fails' }),

  card('4000770000000026', 'pm_sim_card_processingSucceeds', { processing: 'succeeds', ours: true }),
  card('4000770000000034', 'pm_sim_card_processingFails', { processing: 'fails', ours: true }),
  card('4000770000000042', 'pm_sim_card_processingWaits', { processing: 'waits', ours: true }),

  // The IBANs are Stripe's, the names are ours.
  { type: 'sepa_debit', number: 'AT611904300234573201', id: 'pm_sim_sepaDebit_succeeds', processing: 'succeeds' },
  { type: 'sepa_debit', number: 'AT861904300235473202', id: 'pm_sim_sepaDebit_fails', processing: 'fails' },
  { type: 'sepa_debit', number: 'DE89370400440532013000', processing: 'succeeds' },
  { type: 'sepa_debit', number: 'DE62370400440532013001', processing: 'fails' },
  { type: 'sepa_debit', number: 'AT321904300235473204', id: 'pm_sim_sepaDebit_waits', processing: 'waits' },

  { type: 'ideal', number: 'ideal', id: 'pm_sim_ideal', ours: true },
  { type: 'bancontact', number: 'bancontact', id: 'pm_sim_bancontact', ours: true },
]

/** Leave the page for the bank's, and pay in euro only. */
export const redirectTypes = ['ideal', 'bancontact']
export const euroOnlyTypes = ['ideal', 'bancontact', 'sepa_debit']

const byNumber = new Map(behaviours.map((each) => [each.number, each]))
const byId = new Map(behaviours.flatMap((each) => (each.id ? [[each.id, each] as const] : [])))

/** The behaviour of a number, or null: Stripe's test mode knows only its own numbers. */
export const behaviourOfNumber = (number: string): Behaviour | null => byNumber.get(number.replace(/\s/g, '')) ?? null

/** The behaviour that a name such as `pm_card_visa` stands for. */
export const behaviourOfId = (id: string): Behaviour | null => byId.get(id) ?? null
