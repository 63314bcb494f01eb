import type { PayloadRequest } from 'payload'
import type Stripe from 'stripe'

import { getPortalOptions } from '../context.ts'
import { isRestricted } from '../stripe/keyFormat.ts'
import { clientFor } from '../stripe/stripeClient.ts'
import { asPortalError, isExpiredKey, isForbidden, isMissing, isUnknownKey } from '../stripe/stripeErrors.ts'
import { stripeKeys, type StripeKeys } from '../stripe/stripeKeys.ts'
import type { StripeFindingCode } from '../translations/stripeText.ts'
import { absoluteUrl } from './absoluteUrl.ts'
import { watchedEvents } from './reconcilePayments.ts'

export interface StripeFinding {
  level: 'good' | 'warning' | 'bad'
  code: StripeFindingCode
  params: Readonly<Record<string, string>>
}

const finding =
  (level: StripeFinding['level']) =>
  (code: StripeFindingCode, params: Record<string, string> = {}): StripeFinding => ({ level, code, params })
const good = finding('good')
const warning = finding('warning')
const bad = finding('bad')

/** Somebody waits in front of the button: no long row of repetitions. */
const PATIENCE: Stripe.RequestOptions = { timeout: 10_000, maxNetworkRetries: 1 }
const MOST_ENDPOINTS = 500

/** Every other failure: said as Stripe says it. */
const failure = (error: unknown): StripeFinding => {
  const { code, params } = asPortalError(error)
  return code === 'stripe-unreachable' ? bad('unreachable') : bad('refused', { reason: params.reason ?? code })
}

const fromKeys = (keys: StripeKeys): StripeFinding[] => {
  const found: StripeFinding[] = []
  if (keys.problem === 'secret-key-unreadable' || (keys.hasSecretKey && !keys.secretKey)) {
    found.push(bad('secret-key-unreadable'))
  } else if (!keys.hasSecretKey) found.push(bad('no-secret-key'))
  if (!keys.publishableKey) found.push(bad('no-publishable-key'))
  if (keys.problem === 'modes-differ') found.push(bad('modes-differ'))
  return found
}

/** Whether the secret key works, and whose it is. `mayGoOn` is false where nothing else can be asked with it. */
const checkAccount = async (stripe: Stripe): Promise<{ found: StripeFinding[]; mayGoOn: boolean }> => {
  try {
    const account = await stripe.accounts.retrieveCurrent({}, PATIENCE)
    const name = account.business_profile?.name || account.settings?.dashboard.display_name || account.email || ''
    return {
      found: [
        good('account', { name: name || account.id, id: account.id }),
        ...(account.charges_enabled ? [] : [bad('charges-disabled')]),
      ],
      mayGoOn: true,
    }
  } catch (error) {
    if (isForbidden(error)) return { found: [warning('account-forbidden')], mayGoOn: true }
    if (isExpiredKey(error)) return { found: [bad('key-expired')], mayGoOn: false }
    if (isUnknownKey(error)) return { found: [bad('key-invalid')], mayGoOn: false }
    return { found: [failure(error)], mayGoOn: false }
  }
}

/** A restricted key has to be let into everything the portal reads; what it may write can't be tried without writing. */
const checkRights = async (stripe: Stripe, secretKey: string): Promise<StripeFinding[]> => {
  if (!isRestricted(secretKey)) return []
  const one = { limit: 1 }
  const reads = {
    PaymentIntents: () => stripe.paymentIntents.list(one, PATIENCE),
    Charges: () => stripe.charges.list(one, PATIENCE),
    Refunds: () => stripe.refunds.list(one, PATIENCE),
    Disputes: () => stripe.disputes.list(one, PATIENCE),
    Customers: () => stripe.customers.list(one, PATIENCE),
    Events: () => stripe.events.list(one, PATIENCE),
  }
  const tried = await Promise.all(
    Object.entries(reads).map(async ([name, read]) => {
      try {
        await read()
        return null
      } catch (error) {
        return isForbidden(error) ? name : failure(error)
      }
    }),
  )
  const missing = tried.filter((each) => typeof each === 'string')
  const failed = tried.find((each) => each !== null && typeof each !== 'string')
  return [
    ...(missing.length > 0 ? [bad('rights-missing', { list: missing.join(', ') })] : []),
    ...(failed && typeof failed !== 'string' ? [failed] : []),
    warning('rights-unproven'),
  ]
}

/** The newest payment there is: a browser may read it with its client secret, if the publishable key is its account's. */
const someIntent = async (stripe: Stripe): Promise<{ id: string; secret: string } | null> => {
  try {
    const { data } = await stripe.paymentIntents.list({ limit: 1 }, PATIENCE)
    const [intent] = data
    return intent?.client_secret ? { id: intent.id, secret: intent.client_secret } : null
  } catch {
    // Reported by another check; without a payment the key itself can be tried all the same.
    return null
  }
}

/** Asks as a browser would, with the publishable key. Stripe looks at the key before it looks for the payment. */
const checkPublishable = async (
  stripe: Stripe,
  publishableKey: string,
  apiBase: string | null,
): Promise<StripeFinding[]> => {
  const intent = await someIntent(stripe)
  const asBrowser = await clientFor(publishableKey, apiBase)
  const { id, secret } = intent ?? { id: 'pi_0', secret: 'pi_0_secret_0' }
  try {
    await asBrowser.paymentIntents.retrieve(id, { client_secret: secret }, PATIENCE)
    return [good('publishable')]
  } catch (error) {
    if (isUnknownKey(error) || isExpiredKey(error)) return [bad('publishable-invalid')]
    if (isMissing(error)) return [intent ? bad('accounts-differ') : good('publishable')]
    return [failure(error)]
  }
}

const isLocal = (url: string): boolean => {
  const { hostname } = new URL(url)
  return /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname)
}

const isListening = ({ enabled_events: events }: Stripe.WebhookEndpoint, type: string): boolean =>
  events.includes('*') || events.includes(type)

/** Ours, under another host, or with a slash more. */
const isNearlyOurs = (theirs: string, ours: string): boolean =>
  URL.canParse(theirs) && new URL(theirs).pathname.replace(/\/$/, '') === new URL(ours).pathname

const judgeEndpoints = (all: Stripe.WebhookEndpoint[], url: string): StripeFinding[] => {
  // Endpoints of a Connect application hear of other accounts.
  const ours = all.filter((each) => each.url === url && !each.application)
  if (ours.length === 0) {
    if (isLocal(url)) return [warning('webhook-local', { url })]
    const near = all.find((each) => isNearlyOurs(each.url, url))
    return [near ? bad('webhook-elsewhere', { url, other: near.url }) : bad('webhook-missing', { url })]
  }
  const enabled = ours.filter(({ status }) => status === 'enabled')
  if (enabled.length === 0) return [bad('webhook-disabled')]
  const unheard = watchedEvents.filter((type) => !enabled.some((each) => isListening(each, type)))
  return [
    unheard.length > 0 ? bad('webhook-events', { events: unheard.join(', ') }) : good('webhook', { url }),
    ...(enabled.length > 1 ? [warning('webhook-twice', { count: String(enabled.length) })] : []),
  ]
}

const checkWebhook = async (stripe: Stripe, url: string): Promise<StripeFinding[]> => {
  try {
    const all = await stripe.webhookEndpoints
      .list({ limit: 100 }, PATIENCE)
      .autoPagingToArray({ limit: MOST_ENDPOINTS })
    return judgeEndpoints(all, url)
  } catch (error) {
    return [isForbidden(error) ? warning('webhook-forbidden', { url }) : failure(error)]
  }
}

/** What Stripe could not hand over since yesterday, leaving out what it has hardly had the time to. */
const checkDeliveries = async (stripe: Stripe, now: Date): Promise<StripeFinding[]> => {
  const seconds = Math.floor(now.getTime() / 1000)
  try {
    const { data } = await stripe.events.list(
      {
        delivery_success: false,
        types: [...watchedEvents],
        created: { gte: seconds - 86_400, lte: seconds - 300 },
        limit: 1,
      },
      PATIENCE,
    )
    return data.length > 0 ? [warning('deliveries-failing')] : []
  } catch {
    // A hint and no more: whether events can be read at all is said elsewhere.
    return []
  }
}

const checkWebhookSecret = (keys: StripeKeys): StripeFinding => {
  if (keys.problem === 'webhook-secret-unreadable') return bad('webhook-secret-unreadable')
  if (!keys.hasWebhookSecret) return bad('no-webhook-secret')
  return keys.webhookSecrets.length > 0 ? good('webhook-secret') : bad('webhook-secret-unreadable')
}

/**
 * Tries the saved keys and says what it finds. It only reads: nothing is created at Stripe, no money moves. `ok` is
 * whether clients can pay and the portal will hear of it.
 */
export const testStripe = async (
  req: PayloadRequest,
  now: Date = new Date(),
): Promise<{ ok: boolean; findings: StripeFinding[] }> => {
  const { api, stripe: given } = getPortalOptions(req.payload)
  const keys = await stripeKeys(req)
  const { secretKey, publishableKey, mode } = keys
  const findings = fromKeys(keys)
  if (secretKey) {
    const stripe = await clientFor(secretKey, given.apiBase)
    const { found, mayGoOn } = await checkAccount(stripe)
    findings.push(...found)
    if (mode && mayGoOn) findings.push(mode === 'test' ? warning('mode-test') : good('mode-live'))
    if (mayGoOn) {
      const checks = await Promise.all([
        publishableKey && keys.problem !== 'modes-differ'
          ? checkPublishable(stripe, publishableKey, given.apiBase)
          : [],
        checkRights(stripe, secretKey),
        checkWebhook(stripe, absoluteUrl(req, api.stripeWebhook())),
        checkDeliveries(stripe, now),
      ])
      findings.push(...checks.flat())
    }
  }
  findings.push(checkWebhookSecret(keys))
  // Several checks may meet the same trouble; it is said once.
  const unique = findings.filter(({ code }, index) => findings.findIndex((other) => other.code === code) === index)
  return { ok: unique.every(({ level }) => level !== 'bad'), findings: unique }
}
