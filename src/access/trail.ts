import type { PayloadRequest } from 'payload'

import type { PortalEvent } from '../records.ts'
import { insertOnly } from '../store.ts'
import { staffName } from './staff.ts'

/** Writes down who did what. In the caller's transaction, so that the trail and the deed stand or fall together. */
export const recordEvent = async (
  req: PayloadRequest,
  event: Pick<PortalEvent, 'type'> & Partial<Omit<PortalEvent, 'id'>>,
): Promise<void> => {
  const name = staffName(req)
  await insertOnly(req, 'portalEvents', {
    at: new Date().toISOString(),
    actorKind: name ? 'staff' : 'system',
    actorName: name,
    ...event,
  })
}
