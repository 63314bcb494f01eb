import type { PayloadRequest } from 'payload'

import { getPortalOptions } from '../context.ts'
import type { WebhookEvent } from '../stripe/webhookSignature.ts'
import { findRow, insertRow } from '../store.ts'
import { settleStripePayment } from './settleStripePayment.ts'

/** Objects that lead to a payment: itself, or by its `payment_intent`. */
const kinds: readonly string[] = ['charge', 'refund', 'dispute']

const intentOf = ({ object }: WebhookEvent): string | null => {
  if (object.object === 'payment_intent') return object.id || null
  return kinds.includes(object.object) ? object.payment_intent : null
}

const keyOf = ({ id }: WebhookEvent) => `stripe:${id}`

const isKnown = async (req: PayloadRequest, key: string): Promise<boolean> =>
  (await findRow(req, 'portalEvents', { key: { equals: key } })) !== null

/** Written once its effect is; of many at once the unique key lets one write it. */
const remember = async (req: PayloadRequest, event: WebhookEvent): Promise<void> => {
  const key = keyOf(event)
  try {
    await insertRow(req, 'portalEvents', {
      key,
      type: 'stripe-event',
      at: new Date().toISOString(),
      actorKind: 'system',
      data: { type: event.type },
    })
  } catch (error) {
    if (!(await isKnown(req, key))) throw error
  }
}

/**
 * Takes a signed event of Stripe's. Only its id counts: the payment it leads to is asked for and settled by Stripe's own
 * word. An event that was processed is not looked at again; one whose processing failed or died half-way is, since it
 * is remembered only after its effect is committed, and the effect itself can be written any number of times.
 *
 * Throws what kept it from being settled, so that the answer is a 500 and Stripe sends it again.
 */
export const receiveStripeEvent = async (req: PayloadRequest, event: WebhookEvent): Promise<'settled' | 'ignored'> => {
  const intent = intentOf(event)
  // An event of an account that is connected to ours (Connect) is that account's business.
  if (!intent || event.account) return 'ignored'
  if (await isKnown(req, keyOf(event))) return 'ignored'
  const { outcome } = await settleStripePayment(req, intent)
  if (outcome === 'foreign') return 'ignored'
  await remember(req, event)
  return 'settled'
}

/** Stripe sends an event again for three days by itself, and for thirty at a press in its dashboard. */
const REMEMBERED_MS = 90 * 86_400_000

/** Forgets events that Stripe no longer sends. One that came all the same would be settled again, which changes nothing. */
export const forgetStripeEvents = async (req: PayloadRequest, now: Date = new Date()): Promise<void> => {
  await req.payload.db.deleteMany({
    collection: getPortalOptions(req.payload).slugs.portalEvents,
    where: {
      and: [
        { type: { equals: 'stripe-event' } },
        { at: { less_than: new Date(now.getTime() - REMEMBERED_MS).toISOString() } },
      ],
    },
    req,
  })
}
