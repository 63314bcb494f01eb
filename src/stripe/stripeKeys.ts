import type { PayloadRequest } from 'payload'

import { getPortalOptions } from '../context.ts'
import { isSealedWith, openSecret } from '../domain/secretBox.ts'
import { modeOf, splitSecrets, type StripeMode } from './keyFormat.ts'

/** Why keys that are there can't be used. */
export type StripeProblem =
  /** Payload's secret was changed since they were saved: they must be entered again. */
  | 'secret-key-unreadable'
  | 'webhook-secret-unreadable'
  /** One key is for testing, the other for real money. */
  | 'modes-differ'

export type KeySource = 'settings' | 'options'

export interface StripeKeys {
  /** Opened when it is read, so that a page which only asks whether there is one pays nothing for it. */
  readonly secretKey: string | null
  readonly publishableKey: string | null
  /** Several while one is being rotated. */
  readonly webhookSecrets: string[]
  readonly mode: StripeMode | null
  readonly problem: StripeProblem | null
  readonly hasSecretKey: boolean
  readonly hasWebhookSecret: boolean
  /** Where each comes from; null where there is none. */
  readonly sources: { secretKey: KeySource | null; publishableKey: KeySource | null; webhookSecret: KeySource | null }
}

/** The secret ones are sealed. */
export interface StoredKeys {
  stripePublishableKey?: string | null
  stripeSecretKey?: string | null
  stripeWebhookSecret?: string | null
}

/**
 * The keys as they are stored. Past Payload's hooks, which take the secret ones out of everything that is read through
 * its APIs: this is the one place that sees them.
 */
export const readStoredKeys = async (req: PayloadRequest): Promise<StoredKeys> => {
  const stored: unknown = await req.payload.db.findGlobal({
    slug: getPortalOptions(req.payload).slugs.businessSettings,
    select: { stripePublishableKey: true, stripeSecretKey: true, stripeWebhookSecret: true },
    req,
  })
  return stored ?? {}
}

/**
 * Stripe's keys. The business settings win over option `stripe`, key by key. A saved key that can't be opened is not
 * replaced by the option's: another account would take the money.
 */
export const stripeKeys = async (req: PayloadRequest): Promise<StripeKeys> => {
  const { secret: siteSecret } = req.payload
  const { stripe: given } = getPortalOptions(req.payload)
  const {
    stripePublishableKey,
    stripeSecretKey: sealedKey,
    stripeWebhookSecret: sealedHook,
  } = await readStoredKeys(req)
  const opened = (field: string, sealed: string): string | null => {
    const outcome = openSecret(siteSecret, field, sealed)
    return outcome.ok ? outcome.text : null
  }
  const secretKey = () => (sealedKey ? opened('stripeSecretKey', sealedKey) : given.secretKey)
  const publishableKey = stripePublishableKey || given.publishableKey
  const sources: StripeKeys['sources'] = {
    secretKey: sealedKey ? 'settings' : given.secretKey ? 'options' : null,
    publishableKey: stripePublishableKey ? 'settings' : given.publishableKey ? 'options' : null,
    webhookSecret: sealedHook ? 'settings' : given.webhookSecrets.length > 0 ? 'options' : null,
  }
  const mode = modeOf(publishableKey)

  const problemOf = (): StripeProblem | null => {
    if (sealedKey && !isSealedWith(siteSecret, sealedKey)) return 'secret-key-unreadable'
    // The settings refuse a pair of two modes, so only a mixed pair, or the options' own, has to be looked at.
    const wasChecked = sources.secretKey === 'settings' && sources.publishableKey === 'settings'
    const secretMode = wasChecked ? mode : modeOf(secretKey())
    if (mode && secretMode && mode !== secretMode) return 'modes-differ'
    if (sealedHook && !isSealedWith(siteSecret, sealedHook)) return 'webhook-secret-unreadable'
    return null
  }
  const problem = problemOf()

  return {
    get secretKey() {
      return secretKey()
    },
    get webhookSecrets() {
      return sealedHook ? splitSecrets(opened('stripeWebhookSecret', sealedHook)) : given.webhookSecrets
    },
    publishableKey,
    mode: problem === 'modes-differ' ? null : mode,
    problem,
    hasSecretKey: sources.secretKey !== null && problem !== 'secret-key-unreadable',
    hasWebhookSecret: sources.webhookSecret !== null && problem !== 'webhook-secret-unreadable',
    sources,
  }
}

/** Whether clients can pay: both keys are there and fit each other. */
export const hasStripe = (keys: StripeKeys): boolean =>
  keys.hasSecretKey && keys.publishableKey !== null && keys.problem !== 'modes-differ'
