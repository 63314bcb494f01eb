import type { CollectionBeforeDeleteHook } from 'payload'

import { claim } from '../../store.ts'
import { apiProblem } from './problem.ts'

/**
 * Drafts may go, issued documents never. The conditional write takes the row's lock until the deletion commits: a send
 * at the same moment either came first (nothing to claim any more) or finds no draft.
 */
export const keepIssued =
  (kind: 'invoices' | 'quotes'): CollectionBeforeDeleteHook =>
  async ({ id, req }) => {
    const draft = await claim(req, kind, { id: { equals: id }, sentAt: { exists: false } }, {})
    if (!draft) throw apiProblem(req, 'already-sent')
  }
