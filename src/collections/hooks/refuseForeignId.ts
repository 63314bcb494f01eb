import { NotFound } from 'payload'

import { silentOnRead } from '../../plainReads.ts'
import { parseId } from '../../store.ts'

/** An id that can be none answers 404: PostgreSQL itself would answer 500 for a word where it expects a number. */
export const refuseForeignId = silentOnRead(({ args, req }) => {
  const { id } = args as { id?: unknown }
  if (id !== undefined && id !== null && parseId(req, id) === null) throw new NotFound(req.t)
})
