import type { GlobalBeforeValidateHook, PayloadRequest } from 'payload'

import { getPortalOptions } from '../../../context.ts'
import { openSecret } from '../../../domain/secretBox.ts'
import { keyProblem, modeOf, splitSecrets } from '../../../stripe/keyFormat.ts'
import { readStoredKeys, type StoredKeys } from '../../../stripe/stripeKeys.ts'
import { fieldProblem } from '../../../translations/errorText.ts'
import { fieldProblems } from '../../hooks/problem.ts'
import { CHANGED_SECRETS, sealFields, sent, type Data } from './sealFields.ts'

const secrets = [
  { name: 'stripeSecretKey', kind: 'secret' },
  { name: 'stripeWebhookSecret', kind: 'webhook' },
] as const

type FieldProblem = Parameters<typeof fieldProblem>[0]

const text = (value: unknown): string | null => (typeof value === 'string' && value.trim() ? value.trim() : null)

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
  const names = secrets.map(({ name }) => name)
  const changed = sealFields(req, names, { data, before: originalDoc, stored: { ...stored }, split: splitSecrets })
  context[CHANGED_SECRETS] = changed
  return data
}
