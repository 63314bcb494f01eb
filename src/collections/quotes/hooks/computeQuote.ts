import type { CollectionBeforeValidateHook } from 'payload'

import { makeKey } from '../../../domain/token.ts'
import type { Quote } from '../../../records.ts'
import { computedDraft } from '../../hooks/computedDraft.ts'

/** Writes a draft's totals; issued quotes pass untouched. */
export const computeQuote: CollectionBeforeValidateHook = async ({ data, originalDoc, operation, req }) => {
  const before = originalDoc as Quote | undefined
  if (!data || before?.sentAt) return data as unknown
  const draft = data as Partial<Quote>
  const computed = await computedDraft(req, {
    kind: 'quotes',
    draft,
    before,
    relations: [['client', 'clients']],
  })
  return {
    ...draft,
    ...computed,
    ...(operation === 'create'
      ? { status: 'draft', statusRank: 0, replyKey: makeKey(), revision: draft.revision ?? 1 }
      : {}),
  }
}
