import type { CollectionBeforeValidateHook } from 'payload'

import { makeKey } from '../../../domain/token.ts'
import type { Invoice, InvoiceKind } from '../../../records.ts'
import { asText, computedDraft } from '../../hooks/computedDraft.ts'

/** Writes a draft's totals; issued documents pass untouched, their figures never move again. */
export const computeDraft: CollectionBeforeValidateHook = async ({ data, originalDoc, operation, req }) => {
  const before = originalDoc as Invoice | undefined
  if (!data || before?.sentAt) return data as unknown
  const draft = data as Partial<Invoice>
  const computed = await computedDraft(req, {
    kind: 'invoices',
    draft,
    before,
    relations: [
      ['client', 'clients'],
      ['corrects', 'invoices'],
    ],
  })
  return {
    ...draft,
    kind: asText(draft.kind ?? 'invoice') as InvoiceKind,
    ...computed,
    amountPaid: 0,
    amountCredited: 0,
    amountDue: 0,
    ...(operation === 'create' ? { status: 'draft', statusRank: 0, replyKey: makeKey() } : {}),
  }
}
