import { requireStaff } from '../access/staff.ts'
import { PortalError } from '../errors.ts'
import { receiveStripeEvent } from '../operations/receiveStripeEvent.ts'
import { reconcilePayments } from '../operations/reconcilePayments.ts'
import { wakeOutbox } from '../operations/wakeOutbox.ts'
import { endpointPaths } from '../paths.ts'
import { asPortalError } from '../stripe/stripeErrors.ts'
import { stripeKeys } from '../stripe/stripeKeys.ts'
import { verifyWebhook } from '../stripe/webhookSignature.ts'
import { json, portalEndpoint } from './answer.ts'
import { readBytes } from './body.ts'

/** Stripe's events are a few kB, those of large objects some dozens. */
const LIMIT = 500_000

/**
 * `POST /api/client-portal/stripe/webhook`, signed by Stripe → `{ received: true, outcome }`. 404 where no signing secret
 * or key is set, 400 `bad-signature`, 413; what could not be settled answers 500, so that Stripe sends it again.
 */
export const stripeWebhookEndpoint = portalEndpoint({
  path: endpointPaths.stripeWebhook,
  method: 'post',
  anyOrigin: true,
  handler: async (req) => {
    const keys = await stripeKeys(req)
    // Also without the publishable key: what was begun before it was taken away still settles.
    if (!keys.hasSecretKey || keys.webhookSecrets.length === 0) throw new PortalError('not-found')
    const raw = new TextDecoder().decode(await readBytes(req, LIMIT, '500 kB'))
    const event = verifyWebhook(raw, req.headers.get('stripe-signature'), keys.webhookSecrets)
    if (!event) throw new PortalError('bad-signature')
    const outcome = await receiveStripeEvent(req, event)
    wakeOutbox(req.payload)
    return json({ received: true, outcome })
  },
})

/**
 * `POST /api/client-portal/stripe/reconcile`, for staff: asks Stripe now for what changed, as happens by itself each
 * night → `{ checked, repaired, problems }`.
 */
export const reconcileEndpoint = portalEndpoint({
  path: endpointPaths.reconcile,
  method: 'post',
  handler: async (req) => {
    await requireStaff(req, 'canRecordPayments')
    try {
      const { checked, repaired, problems } = await reconcilePayments(req)
      return json({ checked, repaired, problems })
    } catch (error) {
      throw asPortalError(error)
    }
  },
})
