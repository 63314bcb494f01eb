import type { GlobalAfterChangeHook } from 'payload'

import { recordEvent } from '../../../access/trail.ts'

const OWN_CLOCK = ['updatedAt', 'createdAt', 'id', 'globalType']

/** Which settings were changed, and by whom; not to what, since some are nobody's to read twice. */
export const recordSettings: GlobalAfterChangeHook = async ({ doc, previousDoc, req }) => {
  const before = (previousDoc ?? {}) as Record<string, unknown>
  const after = doc as Record<string, unknown>
  const fields = Object.keys(after).filter(
    (field) =>
      !OWN_CLOCK.includes(field) && JSON.stringify(before[field] ?? null) !== JSON.stringify(after[field] ?? null),
  )
  if (fields.length > 0) await recordEvent(req, { type: 'settings-changed', data: { fields } })
}
