import type { Delivery, DeliveryRule } from '../../../dev/stripe/webhooks/deliveries.ts'
import type { StoredDispute, StoredPaymentIntent, StoredRefund } from '../../../dev/stripe/state/objects.ts'
import { site } from './site.ts'

/** Card numbers and what they do. The expiry may be any later month, the code any three digits. */
export const testCards = {
  good: '4242424242424242',
  declined: '4000000000000002',
  insufficientFunds: '4000000000009995',
  asksBank: '4000002760003184',
  neverAuthenticated: '4000770000000018',
  /** Processing, then paid or refused by itself after a moment. */
  slow: '4000770000000026',
  slowAndRefused: '4000770000000034',
  /** Processing until `settle` or `fail`. */
  waits: '4000770000000042',
  disputed: '4000000000000259',
  refundFails: '4000000000005126',
} as const

const call = async <T>(method: 'GET' | 'POST' | 'DELETE', path: string, body: object = {}): Promise<T> => {
  const answer = await fetch(`${site.stripeUrl}/_control/${path}`, {
    method,
    ...(method === 'POST' ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} /_control/${path} answered ${answer.status}: ${text}`)
  return JSON.parse(text) as T
}

/** What happens at Stripe besides the buyer's own clicks. Ids are what the ledger's rows carry. */
export const stripe = {
  /** Ends the wait for a slow bank or for a confirmation: the money comes. */
  settle: (paymentIntent: string) => call<StoredPaymentIntent>('POST', `payment_intents/${paymentIntent}/succeed`),
  /** The same, and it does not come. */
  fail: (paymentIntent: string) => call<StoredPaymentIntent>('POST', `payment_intents/${paymentIntent}/fail`),
  /** The buyer's bank takes the money back for now; `amount` in Stripe's minor unit, all of it by default. */
  dispute: (charge: string, terms: { reason?: string; amount?: number } = {}) =>
    call<StoredDispute>('POST', `charges/${charge}/dispute`, terms),
  winDispute: (dispute: string) => call<StoredDispute>('POST', `disputes/${dispute}/win`),
  loseDispute: (dispute: string) => call<StoredDispute>('POST', `disputes/${dispute}/lose`),
  failRefund: (refund: string, reason?: string) => call<StoredRefund>('POST', `refunds/${refund}/fail`, { reason }),

  /**
   * Keeps events from the site, all or some kinds (`charge.*`), until `releaseEvents`. The rule holds for every test
   * that runs meanwhile: name the kinds, and always release.
   */
  holdEvents: (rule: Pick<DeliveryRule, 'types' | 'times'> = {}) =>
    call<DeliveryRule>('POST', 'deliveries/rules', { action: 'hold', ...rule }),
  /** Loses events, doubles them, or sends them late. */
  disturbEvents: (rule: DeliveryRule) => call<DeliveryRule>('POST', 'deliveries/rules', rule),
  /** Ends every rule and lets go what was held. */
  releaseEvents: async (order: 'first-in' | 'last-in' | 'shuffled' = 'first-in') => {
    await call('DELETE', 'deliveries/rules')
    return call<Delivery[]>('POST', 'deliveries/release', { order })
  },
  deliveries: () => call<Delivery[]>('GET', 'deliveries'),
  /** Every answer of Stripe's API comes this much later. */
  setLatency: (ms: number) => call<{ ms: number }>('POST', 'latency', { ms }),
  /** The next requests fail: see `dev/stripe/http/faults.ts`. */
  failRequests: (fault: { mode: 'error' | 'rate_limit' | 'drop' | 'drop_after'; times?: number; path?: string }) =>
    call('POST', 'faults', fault),
}
