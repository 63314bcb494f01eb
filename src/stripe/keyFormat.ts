/** What Stripe's keys look like. */
export type StripeMode = 'test' | 'live'

export type StripeKeyKind = 'secret' | 'publishable' | 'webhook'

const FORMATS: Record<StripeKeyKind, RegExp> = {
  secret: /^(?:sk|rk)_(?:test|live)_\w{8,250}$/,
  publishable: /^pk_(?:test|live)_\w{8,250}$/,
  webhook: /^whsec_[\w+/=-]{8,250}$/,
}

/** Which key somebody pasted, by how it begins; null where it is none of Stripe's. */
const kindOf = (text: string): StripeKeyKind | null => {
  if (/^(?:sk|rk)_/.test(text)) return 'secret'
  if (text.startsWith('pk_')) return 'publishable'
  return text.startsWith('whsec_') ? 'webhook' : null
}

/** Restricted keys may be without the right to some calls. */
export const isRestricted = (key: string): boolean => key.startsWith('rk_')

/** Whether a key is for testing or for real money; null where there is none, or it does not say. */
export const modeOf = (key: string | null | undefined): StripeMode | null => {
  const mode = /^(?:sk|rk|pk)_(test|live)_/.exec(key ?? '')?.[1]
  return mode === 'test' || mode === 'live' ? mode : null
}

/** Signing secrets stand one after the other, separated by commas, while one is being rotated. */
export const splitSecrets = (text: string | null): string[] =>
  (text ?? '')
    .split(',')
    .map((secret) => secret.trim())
    .filter(Boolean)

const MISPLACED = {
  secret: 'isStripeSecretKey',
  publishable: 'isStripePublishableKey',
  webhook: 'isStripeWebhookSecret',
} as const

const EXPECTED = {
  secret: 'stripeSecretKey',
  publishable: 'stripePublishableKey',
  webhook: 'stripeWebhookSecret',
} as const

export type KeyProblem = (typeof MISPLACED | typeof EXPECTED)[StripeKeyKind]

/** What is wrong with what was pasted into the field of a key: it is another key, or none. Null where it is right. */
export const keyProblem = (kind: StripeKeyKind, text: string): KeyProblem | null => {
  const parts = kind === 'webhook' ? splitSecrets(text) : [text]
  const wrong = parts.find((part) => !FORMATS[kind].test(part))
  if (wrong === undefined) return parts.length > 0 ? null : EXPECTED[kind]
  const given = kindOf(wrong)
  return given && given !== kind ? MISPLACED[given] : EXPECTED[kind]
}
