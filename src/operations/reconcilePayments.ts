import type { PayloadRequest } from 'payload'
import type Stripe from 'stripe'

import { recordEvent } from '../access/trail.ts'
import type { ID, Payment } from '../records.ts'
import { claimAll, findMany } from '../store.ts'
import { stripeFor } from '../stripe/stripeClient.ts'
import { stripeKeys } from '../stripe/stripeKeys.ts'
import { cancelUnneeded } from './cancelPayment.ts'
import { settleStripePayment } from './settleStripePayment.ts'

/** An offer that nobody took for so long is withdrawn: a window left open, or closed without paying. */
const OFFER_LIFETIME_MS = 7 * 86_400_000

/** Everything that may change what a payment is worth. */
export const watchedEvents = [
  'payment_intent.succeeded',
  'payment_intent.processing',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
  'charge.refunded',
  'charge.refund.updated',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
] as const

export interface Reconciliation {
  /** Payments that Stripe was asked about. */
  checked: number
  /** Those that had to be written. */
  repaired: number
  /** What could not be settled, in words. */
  problems: string[]
  repairedPayments: ID[]
}

const DAY = 86_400_000
/** Stripe keeps events for 30 days. */
const FIRST_LOOK_MS = 29 * DAY
/** Two runs overlap, so that clocks need not agree. */
const OVERLAP_MS = 60 * 60_000
const MOST_PROBLEMS = 20

const RUN = 'stripe-reconciled'

const lastRunAt = async (req: PayloadRequest): Promise<number | null> => {
  const [run] = await findMany(req, 'portalEvents', { where: { type: { equals: RUN } }, sort: '-at', limit: 1 })
  return run ? Date.parse(run.at) : null
}

const intentOfEvent = (event: Stripe.Event): string | null => {
  const object = event.data.object as { object?: string; id?: string; payment_intent?: string | { id: string } | null }
  if (object.object === 'payment_intent') return object.id ?? null
  const { payment_intent: intent } = object
  return typeof intent === 'string' ? intent : (intent?.id ?? null)
}

/** Ids of payments that something happened to since, newest first, each once. */
const changedSince = async (stripe: Stripe, since: number): Promise<Set<string>> => {
  const intents = new Set<string>()
  const events = stripe.events.list({
    created: { gte: Math.floor(since / 1000) },
    types: [...watchedEvents],
    limit: 100,
  })
  for await (const event of events) {
    const intent = intentOfEvent(event)
    if (intent) intents.add(intent)
  }
  return intents
}

/** What the ledger itself still waits for, whatever Stripe's events say. */
const waiting = async (req: PayloadRequest): Promise<string[]> => {
  const rows: Payment[] = await findMany(req, 'payments', {
    where: {
      and: [
        { method: { equals: 'stripe' } },
        { stripePaymentIntent: { exists: true } },
        { or: [{ status: { in: ['pending', 'processing'] } }, { disputeStatus: { in: ['open', 'inquiry'] } }] },
      ],
    },
    select: { stripePaymentIntent: true },
  })
  return rows.flatMap(({ stripePaymentIntent }) => stripePaymentIntent ?? [])
}

const withdrawOldOffers = (req: PayloadRequest, now: Date): Promise<void> =>
  claimAll(
    req,
    'payments',
    {
      and: [
        { method: { equals: 'stripe' } },
        { status: { equals: 'pending' } },
        { cancelRequested: { not_equals: true } },
        { createdAt: { less_than: new Date(now.getTime() - OFFER_LIFETIME_MS).toISOString() } },
      ],
    },
    { cancelRequested: true },
  )

/**
 * Asks Stripe what happened since the last run (with an hour's overlap) and about everything that the ledger still waits
 * for, and settles each payment by the same operation as the webhook: what a lost webhook left undone is made good. One
 * that fails keeps no other from being settled. The run is written into the trail with what it did; one that died
 * half-way left no mark, so that the next begins where the last finished.
 *
 * Throws `stripe-off`; Stripe's own failures where not even the list could be read.
 */
export const reconcilePayments = async (req: PayloadRequest, now: Date = new Date()): Promise<Reconciliation> => {
  const { stripe } = await stripeFor(req)
  const last = await lastRunAt(req)
  const since = Math.max(now.getTime() - FIRST_LOOK_MS, last === null ? 0 : last - OVERLAP_MS)
  const intents = await changedSince(stripe, since)
  for (const intent of await waiting(req)) intents.add(intent)
  const run: Reconciliation = { checked: 0, repaired: 0, problems: [], repairedPayments: [] }
  for (const intent of intents) {
    try {
      const settled = await settleStripePayment(req, intent, now)
      if (settled.outcome === 'foreign') continue
      run.checked += 1
      if (settled.outcome === 'mismatch') run.problems.push(intent)
      if (settled.outcome !== 'written') continue
      run.repaired += 1
      run.repairedPayments.push(settled.payment.id)
    } catch (error) {
      req.payload.logger.error({ err: error, msg: `payload-client-portal: ${intent} could not be reconciled.` })
      run.problems.push(`${intent}: ${error instanceof Error ? error.message : String(error)}`.slice(0, 300))
    }
  }
  run.problems.splice(MOST_PROBLEMS)
  await withdrawOldOffers(req, now)
  await cancelUnneeded(req)
  await recordEvent(req, { type: RUN, at: now.toISOString(), data: { ...run } })
  return run
}

/** The last time the clock showed 03:17 (UTC): an hour at which few pay. */
const lastNight = (now: Date): Date => {
  const night = new Date(now)
  night.setUTCHours(3, 17, 0, 0)
  return night <= now ? night : new Date(night.getTime() - DAY)
}

/** Whether Stripe is set up and no run has finished since last night; one that was made by hand counts too. */
export const isReconciliationDue = async (req: PayloadRequest, now: Date): Promise<boolean> => {
  if (!(await stripeKeys(req)).hasSecretKey) return false
  const last = await lastRunAt(req)
  return last === null || last < lastNight(now).getTime()
}
