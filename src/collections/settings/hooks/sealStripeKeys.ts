import type { GlobalBeforeValidateHook, PayloadRequest } from 'payload'

import { getPortalOptions } from '../../../context.ts'
import { openSecret, sealSecret } from '../../../domain/secretBox.ts'
import { keyProblem, modeOf, splitSecrets } from '../../../stripe/keyFormat.ts'
import { readStoredKeys, type StoredKeys } from '../../../stripe/stripeKeys.ts'
import { fieldProblem } from '../../../translations/errorText.ts'
import { fieldProblems } from '../../hooks/problem.ts'

const secrets = [
  { name: 'stripeSecretKey', hint: 'stripeSecretKeyHint', kind: 'secret' },
  { name: 'stripeWebhookSecret', hint: 'stripeWebhookSecretHint', kind: 'webhook' },
] as const

type Data = Record<string, unknown>
type FieldProblem = Parameters<typeof fieldProblem>[0]

/** Under which name the trail finds the secrets that this save changes; nothing it can compare holds them. */
export const CHANGED_SECRETS = 'clientPortalChangedSecrets'

const text = (value: unknown): string | null => (typeof value === 'string' && value.trim() ? value.trim() : null)

/** What was sent for a secret: `undefined` where it was not touched, `null` where it is to be removed. */
const sent = (data: Data, name: string): string | null | undefined => {
  const value = data[name]
  if (value === undefined || value === null) return value
  // What is no text at all is refused as a key, and removes nothing.
  return typeof value === 'string' ? text(value) : JSON.stringify(value)
}

/** Which secret key will be in force after this save, and is readable. */
const comingSecretKey = (req: PayloadRequest, data: Data, stored: StoredKeys): string | null => {
  const given = sent(data, 'stripeSecretKey')
  if (given) return given
  if (given === null || !stored.stripeSecretKey) return getPortalOptions(req.payload).stripe.secretKey
  const opened = openSecret(req.payload.secret, 'stripeSecretKey', stored.stripeSecretKey)
  return opened.ok ? opened.text : null
}

/**
 * A key for testing beside one for real money can't take a payment. Looked at only where one of the two is changed: what
 * the environment brought about is told by the test of the connection, and must not hold up an unrelated save.
 */
const modesDiffer = (req: PayloadRequest, data: Data, stored: StoredKeys): boolean => {
  const publishable = text(data.stripePublishableKey)
  const isTouched =
    sent(data, 'stripeSecretKey') !== undefined || publishable !== text(stored.stripePublishableKey ?? null)
  if (!isTouched) return false
  const modes = [
    modeOf(publishable ?? getPortalOptions(req.payload).stripe.publishableKey),
    modeOf(comingSecretKey(req, data, stored)),
  ]
  return modes[0] !== null && modes[1] !== null && modes[0] !== modes[1]
}

const problemsIn = (req: PayloadRequest, data: Data, stored: StoredKeys) => {
  const problems: { path: string; problem: FieldProblem }[] = []
  for (const { name, kind } of secrets) {
    const given = sent(data, name)
    const problem = given ? keyProblem(kind, given) : null
    if (problem) problems.push({ path: name, problem })
  }
  const publishable = text(data.stripePublishableKey)
  const problem = publishable ? keyProblem('publishable', publishable) : null
  if (problem) problems.push({ path: 'stripePublishableKey', problem })
  if (problems.length === 0 && modesDiffer(req, data, stored)) {
    const isSecretNew = Boolean(sent(data, 'stripeSecretKey'))
    problems.push({ path: isSecretNew ? 'stripeSecretKey' : 'stripePublishableKey', problem: 'stripeModes' })
  }
  return problems
}

/**
 * Checks Stripe's keys and seals the secret ones: from here on nothing holds them in the clear. `undefined` keeps what is
 * stored, `null` and an empty text remove it.
 */
export const sealStripeKeys: GlobalBeforeValidateHook = async ({ data: given, originalDoc, context, req }) => {
  const data = { ...(given as Data) }
  const stored = await readStoredKeys(req)
  const problems = problemsIn(req, data, stored)
  if (problems.length > 0) {
    const { slugs } = getPortalOptions(req.payload)
    const said = problems.map(({ path, problem }) => ({ path, message: fieldProblem(problem, req.i18n.language) }))
    throw fieldProblems(req, slugs.businessSettings, said)
  }
  const changed: string[] = []
  for (const { name, hint } of secrets) {
    const value = sent(data, name)
    if (value === undefined) {
      // Whatever was sent for it: the hint says how the stored secret ends.
      data[hint] = (originalDoc as Data | undefined)?.[hint] ?? null
      continue
    }
    if (value !== null || stored[name]) changed.push(name)
    data[name] = value === null ? null : sealSecret(req.payload.secret, name, splitSecrets(value).join(','))
    data[hint] =
      value === null
        ? null
        : splitSecrets(value)
            .map((secret) => secret.slice(-4))
            .join(', ')
  }
  context[CHANGED_SECRETS] = changed
  return data
}
