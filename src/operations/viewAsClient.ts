import type { PayloadRequest } from 'payload'

import { staffName } from '../access/staff.ts'
import { recordEvent } from '../access/trail.ts'
import { makeToken } from '../domain/token.ts'
import { PortalError } from '../errors.ts'
import type { ID } from '../records.ts'
import { findById, insertRow } from '../store.ts'
import { inTransaction } from '../transaction.ts'

const LIFETIME_MS = 3_600_000

/**
 * Lets a member of staff see the portal as a client does: a session of an hour that may change nothing, is marked on
 * every page and stands in the client's trail. Throws `not-found`.
 */
export const viewAsClient = async (
  req: PayloadRequest,
  clientId: ID,
  now: Date = new Date(),
): Promise<{ token: string; expiresAt: Date }> => {
  const client = await findById(req, 'clients', clientId)
  if (!client || !req.user) throw new PortalError('not-found')
  const { token, tokenHash } = makeToken()
  const expiresAt = new Date(now.getTime() + LIFETIME_MS)
  const staff = req.user
  await inTransaction(req, async (tx) => {
    await insertRow(tx, 'portalSessions', {
      tokenHash,
      email: client.email,
      client: client.id,
      linkKind: 'staff',
      staffId: String(staff.id),
      staffName: staffName(req),
      lastSeenAt: now.toISOString(),
      expiresAt: expiresAt.toISOString(),
    })
    await recordEvent(tx, { type: 'viewed-as-client', client: client.id })
  })
  return { token, expiresAt }
}
