import type { PayloadRequest } from 'payload'
import type Stripe from 'stripe'

import { getPortalOptions } from '../context.ts'
import { PortalError } from '../errors.ts'
import { stripeKeys, type StripeKeys } from './stripeKeys.ts'

/** Stripe answers in less than a second; a person waits for it in front of a spinner. */
const TIMEOUT_MS = 20_000
/** Keys are replaced now and then, and a process of tests sees many: clients of old ones are let go. */
const KEPT_CLIENTS = 8

const clients = new Map<string, Promise<Stripe>>()

const hostOf = (apiBase: string) => {
  const { protocol, hostname, port } = new URL(apiBase)
  const isPlain = protocol === 'http:'
  return {
    protocol: isPlain ? ('http' as const) : ('https' as const),
    // An IPv6 address stands in brackets in a URL, and without them everywhere else.
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port || (isPlain ? '80' : '443'),
  }
}

/** The SDK is loaded when Stripe is first spoken to: most pages never do. Its API version is the one it was made for. */
const makeClient = async (secretKey: string, apiBase: string | null): Promise<Stripe> => {
  const { default: StripeSdk } = await import('stripe')
  return new StripeSdk(secretKey, {
    apiVersion: StripeSdk.API_VERSION,
    maxNetworkRetries: 2,
    timeout: TIMEOUT_MS,
    telemetry: false,
    appInfo: { name: 'payload-client-portal' },
    ...(apiBase ? hostOf(apiBase) : {}),
  })
}

/** One client a key, so that its connections are used again. */
export const clientFor = (secretKey: string, apiBase: string | null): Promise<Stripe> => {
  const name = `${apiBase ?? ''} ${secretKey}`
  const known = clients.get(name)
  if (known) return known
  const made = makeClient(secretKey, apiBase)
  clients.set(name, made)
  made.catch(() => clients.delete(name))
  for (const old of [...clients.keys()].slice(0, -KEPT_CLIENTS)) clients.delete(old)
  return made
}

/**
 * Stripe with the site's keys. Throws `stripe-off` where there is no secret key that can be used; the publishable one may
 * be missing, since money that came in must be settled and sent back without it: to begin a payment, ask `hasStripe`.
 */
export const stripeFor = async (req: PayloadRequest): Promise<{ stripe: Stripe; keys: StripeKeys }> => {
  const keys = await stripeKeys(req)
  const { secretKey } = keys
  if (!secretKey) throw new PortalError('stripe-off')
  return { stripe: await clientFor(secretKey, getPortalOptions(req.payload).stripe.apiBase), keys }
}
