import type Stripe from 'stripe'

/** An object as it lies in the store: what it points at is an id, never the expanded object. */
export type Stored<T> = { [K in keyof T]: string extends T[K] ? Exclude<T[K], { id: string }> : T[K] }

export type StoredPaymentIntent = Stored<Stripe.PaymentIntent>
export type StoredCharge = Stored<Stripe.Charge>
export type StoredRefund = Stored<Stripe.Refund>
export type StoredDispute = Stored<Stripe.Dispute>
export type StoredCustomer = Stored<Stripe.Customer>
export type StoredPaymentMethod = Stored<Stripe.PaymentMethod>
export type StoredBalanceTransaction = Stored<Stripe.BalanceTransaction>
export type StoredWebhookEndpoint = Stripe.WebhookEndpoint

/** An event, without the SDK's one type per kind: the stand-in makes them all the same way. */
export interface StoredEvent {
  id: string
  object: 'event'
  api_version: string
  created: number
  data: { object: unknown; previous_attributes?: Record<string, unknown> }
  livemode: false
  pending_webhooks: number
  request: { id: string | null; idempotency_key: string | null }
  type: string
}
