import type { PayloadRequest } from 'payload'

import type { ClientViewer } from '../access/portalSession.ts'
import { getPortalOptions } from '../context.ts'
import type { ID } from '../records.ts'

/** Whether this session came from a sign-in link, or from the quote's own. */
export const mayAnswer = (
  req: Pick<PayloadRequest, 'payload'>,
  { session }: Pick<ClientViewer, 'session'>,
  id: ID,
): boolean => {
  if (session.linkKind === 'sign-in') return true
  const [target] = (session.target ?? '').split(/[?#]/)
  return session.linkKind === 'document' && target === getPortalOptions(req.payload).paths.quote(id)
}
