import type { PayloadRequest } from 'payload'

import type { WebhookEvent } from '../stripe/webhookSignature.ts'
import { claim, findRow, insertRow } from '../store.ts'
import { settleStripePayment } from './settleStripePayment.ts'

/** Objects that lead to a payment: itself, or by its `payment_intent`. */
const kinds: readonly string[] = ['charge', 'refund', 'dispute']

const intentOf = ({ object }: WebhookEvent): string | null => {
  if (object.object === 'payment_intent') return object.id || null
  return kinds.includes(object.object) ? object.payment_intent : null
}

/** Makes the event's row exist, outside any transaction; of many at once the unique key lets one write it. */
const ensureEvent = async (req: PayloadRequest, key: string, type: string): Promise<{ isProcessed: boolean }> => {
  const where = { key: { equals: key } }
  const known = await findRow(req, 'portalEvents', where)
  if (known) return { isProcessed: Boolean(known.processedAt) }
  try {
    await insertRow(req, 'portalEvents', {
      key,
      type: 'stripe-event',
      at: new Date().toISOString(),
      actorKind: 'system',
      data: { type },
    })
  } catch (error) {
    if (!(await findRow(req, 'portalEvents', where))) throw error
  }
  return { isProcessed: false }
}

/**
 * Takes a signed event of Stripe's. Only its id counts: the payment it leads to is asked for and settled by Stripe's own
 * word. An event that was processed is not looked at again; one whose processing failed or died half-way is, since its
 * row is marked only after the effect is committed, and the effect itself can be written any number of times.
 *
 * Throws what kept it from being settled, so that the answer is a 500 and Stripe sends it again.
 */
export const receiveStripeEvent = async (req: PayloadRequest, event: WebhookEvent): Promise<'settled' | 'ignored'> => {
  const intent = intentOf(event)
  // An event of an account that is connected to ours (Connect) is that account's business.
  if (!intent || event.account) return 'ignored'
  const key = `stripe:${event.id}`
  const processed = await findRow(req, 'portalEvents', { key: { equals: key } })
  if (processed?.processedAt) return 'ignored'
  const { outcome } = await settleStripePayment(req, intent)
  if (outcome === 'foreign') return 'ignored'
  await ensureEvent(req, key, event.type)
  await claim(req, 'portalEvents', { key: { equals: key } }, { processedAt: new Date().toISOString() })
  return 'settled'
}
