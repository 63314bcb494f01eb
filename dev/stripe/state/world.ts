import { newId } from './identifier.ts'
import type {
  StoredBalanceTransaction,
  StoredCharge,
  StoredCustomer,
  StoredDispute,
  StoredEvent,
  StoredPaymentIntent,
  StoredPaymentMethod,
  StoredRefund,
  StoredWebhookEndpoint,
} from './objects.ts'

export interface AccountFacts {
  id: string
  country: string
  defaultCurrency: string
  name: string
  email: string
  /** What automatic payment methods offer, where the currency allows it. */
  paymentMethodTypes: string[]
  /** False until a new account is activated. */
  chargesEnabled: boolean
}

interface Tables {
  paymentIntents: Map<string, StoredPaymentIntent>
  charges: Map<string, StoredCharge>
  refunds: Map<string, StoredRefund>
  disputes: Map<string, StoredDispute>
  customers: Map<string, StoredCustomer>
  deletedCustomers: Map<string, StoredCustomer>
  paymentMethods: Map<string, StoredPaymentMethod>
  balanceTransactions: Map<string, StoredBalanceTransaction>
  events: Map<string, StoredEvent>
  webhookEndpoints: Map<string, StoredWebhookEndpoint>
  /** Which of the test payment methods a payment method is: its number or IBAN. */
  behaviours: Map<string, string>
  /** Payment methods that were used without a customer may not be used again. */
  spent: Map<string, true>
  /** `cuss_secret_…` → what the Payment Element may show and do. */
  customerSessions: Map<string, { customer: string; save: boolean; redisplay: boolean; expiresAt: number }>
}

const emptyTables = (): Tables => ({
  paymentIntents: new Map(),
  charges: new Map(),
  refunds: new Map(),
  disputes: new Map(),
  customers: new Map(),
  deletedCustomers: new Map(),
  paymentMethods: new Map(),
  balanceTransactions: new Map(),
  events: new Map(),
  webhookEndpoints: new Map(),
  behaviours: new Map(),
  spent: new Map(),
  customerSessions: new Map(),
})

/** What a test may change about time; null: nothing happens by itself. */
export interface Pace {
  /** How long a slow bank takes until a processing payment succeeds or fails. */
  processingMs: number | null
  /** How long until a dispute comes, a refund fails or a pending refund succeeds. */
  afterwardsMs: number | null
}

/** One Stripe account in test mode: everything it has, its clock, and what happens later. */
export class World {
  tables = emptyTables()
  readonly account: AccountFacts
  readonly apiVersion: string
  pace: Pace
  /** Where browsers reach the stand-in. */
  publicUrl = ''
  /** The request that is being answered: events name it. */
  request: StoredEvent['request'] = { id: null, idempotency_key: null }
  onEvent: (event: StoredEvent) => void = () => undefined
  private offsetMs = 0
  private readonly timers = new Set<NodeJS.Timeout>()

  constructor(options: { account: AccountFacts; apiVersion: string; pace: Pace }) {
    this.account = options.account
    this.apiVersion = options.apiVersion
    this.pace = options.pace
  }

  /** Seconds since 1970 by the world's own clock. */
  now(): number {
    return Math.floor((Date.now() + this.offsetMs) / 1000)
  }

  /** Moves the clock; what is timed goes by the machine's clock all the same. */
  moveClock(seconds: number): void {
    this.offsetMs += seconds * 1000
  }

  /** Writes down what happened, with a picture of the object as it is now. */
  emit(type: string, object: object, before?: object): StoredEvent {
    const event: StoredEvent = {
      id: newId('evt'),
      object: 'event',
      api_version: this.apiVersion,
      created: this.now(),
      data: {
        object: structuredClone(object),
        ...(before ? { previous_attributes: changedBetween(before, object) } : {}),
      },
      livemode: false,
      pending_webhooks: 0,
      request: { ...this.request },
      type,
    }
    this.tables.events.set(event.id, event)
    this.onEvent(event)
    return event
  }

  /** Does something after a while, unless the world ends or is reset before; never where the pace is null. */
  later(delayMs: number | null, act: () => void): void {
    if (delayMs === null) return
    const timer = setTimeout(() => {
      this.timers.delete(timer)
      this.request = { id: null, idempotency_key: null }
      act()
    }, delayMs)
    timer.unref()
    this.timers.add(timer)
  }

  /** Forgets everything but the webhook endpoints. */
  reset(): void {
    this.stop()
    const { webhookEndpoints } = this.tables
    this.tables = { ...emptyTables(), webhookEndpoints }
    this.offsetMs = 0
  }

  stop(): void {
    for (const timer of this.timers) clearTimeout(timer)
    this.timers.clear()
  }

  /** Everything in a form that JSON can hold. */
  toJSON(): Record<string, [string, unknown][]> {
    return Object.fromEntries(
      Object.entries(this.tables).map(([name, table]) => [name, [...(table as Map<string, unknown>)]]),
    )
  }

  /** Takes back what `toJSON` gave. */
  restore(saved: Record<string, [string, unknown][]>): void {
    for (const [name, table] of Object.entries(this.tables)) {
      for (const [key, value] of saved[name] ?? []) (table as Map<string, unknown>).set(key, value)
    }
  }
}

const changedBetween = (before: object, after: object): Record<string, unknown> => {
  const now = Object.fromEntries(Object.entries(after))
  return Object.fromEntries(
    Object.entries(before).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(now[key])),
  )
}
