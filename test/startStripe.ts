import type Stripe from 'stripe'

import { confirmIntent } from '../dev/stripe/browser/apiCalls.ts'
import type { ConfirmResult } from '../dev/stripe/browser/messages.ts'
import type { SimulatorOptions, RunningSimulator } from '../dev/stripe/startSimulator.ts'
import type { StoredEvent } from '../dev/stripe/state/objects.ts'
import { signatureOf } from '../dev/stripe/webhooks/signature.ts'
import type { ClientPortalOptions } from '../src/options.ts'
import type { RestOptions } from './rest.ts'
import { startStripePeer } from './stripe/stripePeer.ts'
import { testSiteUrl } from './testHost.ts'

interface SigningOptions {
  /** Seconds since 1970. Default: now, by the stand-in's clock. */
  at?: number
  /** Default: the stand-in's own. */
  secrets?: string[]
}

export interface StartedStripe extends RunningSimulator {
  /** The official SDK, to ask the stand-in what it holds. */
  stripe: Stripe
  /** What `startPayload` passes on: `startPayload({ plugin: stripe.plugin })`. */
  plugin: { stripe: NonNullable<ClientPortalOptions['stripe']> }
  /**
   * What Stripe has to say so far, in the order in which it happened. Nothing is delivered: a test posts the events
   * itself, in the order it likes, as often as it likes.
   */
  events: (...types: string[]) => StoredEvent[]
  /** The events since this was last asked. */
  newEvents: (...types: string[]) => StoredEvent[]
  /** An event as Stripe posts it: `site.rest('POST', '/client-portal/stripe/webhook', stripe.signed(event))`. */
  signed: (event: object, options?: SigningOptions) => Pick<RestOptions, 'headers'> & { body: string }
  /**
   * Pays as the browser does: with the publishable key and the client secret, over HTTP. `intent` is the client secret,
   * or the intent's id where the test never saw it. `card` is a test number or a name such as `pm_card_visa`; the
   * other names in `dev/stripe/rules/testPaymentMethods.ts` work too (SEPA, slow banks, disputes).
   */
  payByCard: (intent: string, card?: string) => Promise<ConfirmResult>
}

/** Starts the Stripe stand-in on a free port of this machine. Call `stop` in `afterAll`. */
export const startStripe = async (options: SimulatorOptions = {}): Promise<StartedStripe> => {
  const peer = await startStripePeer(options)
  const { world, keys, url } = peer
  const events = (...types: string[]): StoredEvent[] =>
    [...world.tables.events.values()].filter(({ type }) => types.length === 0 || types.includes(type))
  const seen = new Set<string>()
  return {
    ...peer,
    plugin: {
      stripe: {
        secretKey: keys.secret,
        publishableKey: keys.publishable,
        webhookSecret: keys.webhookSecret,
        apiBase: url,
        scriptUrl: peer.scriptUrl,
      },
    },
    events,
    newEvents: (...types) => {
      const fresh = events().filter(({ id }) => !seen.has(id))
      for (const { id } of fresh) seen.add(id)
      return fresh.filter(({ type }) => types.length === 0 || types.includes(type))
    },
    signed: (event, { at = world.now(), secrets = [keys.webhookSecret] } = {}) => {
      const body = JSON.stringify(event, null, 2)
      return {
        body,
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'stripe-signature': signatureOf(body, at, secrets),
        },
      }
    },
    payByCard: (intent, card = '4242 4242 4242 4242') => {
      const secret = intent.includes('_secret_') ? intent : world.tables.paymentIntents.get(intent)?.client_secret
      if (!secret) throw new Error(`Stripe knows no payment ${intent}.`)
      const year = new Date(world.now() * 1000).getUTCFullYear()
      const method = card.startsWith('pm_')
        ? { payment_method: card }
        : {
            payment_method_data: {
              type: 'card',
              card: { number: card, exp_month: 12, exp_year: year + 2, cvc: '123' },
            },
          }
      return confirmIntent(url, keys.publishable, secret, {
        ...method,
        return_url: `${testSiteUrl}/portal`,
        use_stripe_sdk: true,
      })
    },
  }
}
