import type { GlobalBeforeValidateHook } from 'payload'

import { getPortalOptions } from '../../../context.ts'
import { inboundFields } from '../../../mail/inboundFields.ts'
import { readStoredInbound } from '../../../mail/inboundSecrets.ts'
import { fieldProblem } from '../../../translations/errorText.ts'
import { fieldProblems } from '../../hooks/problem.ts'
import { CHANGED_SECRETS, sealFields, sent, type Data } from './sealFields.ts'

/** Checks what mail providers prove themselves with and seals the secret ones, as `sealStripeKeys` does with its own. */
export const sealInboundSecrets: GlobalBeforeValidateHook = async ({ data: given, originalDoc, context, req }) => {
  const data = { ...(given as Data) }
  const problems = inboundFields.flatMap(({ name, problem }) => {
    const value = sent(data, name)
    const wrong = value ? problem(value) : null
    return wrong ? [{ path: name, message: fieldProblem(wrong, req.i18n.language) }] : []
  })
  if (problems.length > 0) throw fieldProblems(req, getPortalOptions(req.payload).slugs.businessSettings, problems)
  const names = inboundFields.filter(({ isSecret }) => isSecret).map(({ name }) => name)
  const changed = sealFields(req, names, { data, before: originalDoc, stored: await readStoredInbound(req) })
  context[CHANGED_SECRETS] = [...((context[CHANGED_SECRETS] ?? []) as string[]), ...changed]
  return data
}
