import type { GlobalAfterChangeHook } from 'payload'

import { recordEvent } from '../../../access/trail.ts'
import { CHANGED_SECRETS } from './sealFields.ts'

const OWN_CLOCK = ['updatedAt', 'createdAt', 'id', 'globalType']
/** How a secret ends is no setting of its own. */
const isHint = (field: string): boolean => field.endsWith('Hint')

/** Which settings were changed, and by whom; not to what, since some are nobody's to read twice. */
export const recordSettings: GlobalAfterChangeHook = async ({ doc, previousDoc, context, req }) => {
  const before = (previousDoc ?? {}) as Record<string, unknown>
  const after = doc as Record<string, unknown>
  const fields = Object.keys(after).filter(
    (field) =>
      !OWN_CLOCK.includes(field) &&
      !isHint(field) &&
      JSON.stringify(before[field] ?? null) !== JSON.stringify(after[field] ?? null),
  )
  // Secrets are in neither of the two: who sealed them says which.
  const secrets = (context[CHANGED_SECRETS] ?? []) as string[]
  const changed = [...fields, ...secrets]
  if (changed.length > 0) await recordEvent(req, { type: 'settings-changed', data: { fields: changed } })
}
