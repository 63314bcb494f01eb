import type { CollectionBeforeDeleteHook } from 'payload'

import { claim } from '../../../store.ts'

/** The draft of a revision is thrown away: the quote it was to replace stands again. */
export const reviveRevised: CollectionBeforeDeleteHook = async ({ id, req }) => {
  await claim(req, 'quotes', { revisedBy: { equals: id } }, { revisedBy: null })
}
