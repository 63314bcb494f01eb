import type { CollectionBeforeDeleteHook } from 'payload'

import { count } from '../../../store.ts'
import { adminTexts } from '../../../translations/adminTexts.ts'
import { apiProblem } from '../../hooks/problem.ts'

/** A client with documents, payments or mails stays: the books hang on it. */
export const keepClientsWithBooks: CollectionBeforeDeleteHook = async ({ id, req }) => {
  const words = adminTexts(req.i18n.language).words
  for (const kind of ['invoices', 'quotes', 'payments', 'emails'] as const) {
    const hanging = await count(req, kind, { client: { equals: id } })
    if (hanging > 0) throw apiProblem(req, 'in-use', { value: `${words[kind]} (${hanging})` })
  }
}
