import type { PayloadRequest, Where } from 'payload'

import { recordEvent } from '../access/trail.ts'
import type { ID } from '../records.ts'
import { claimAll } from '../store.ts'
import { inTransaction } from '../transaction.ts'

/** Revokes links, and with them every session they opened. */
export const revokeLink = async (req: PayloadRequest, link: ID, now: Date = new Date()): Promise<void> => {
  const revokedAt = now.toISOString()
  await inTransaction(req, async (tx) => {
    await claimAll(
      tx,
      'magicLinks',
      { and: [{ id: { equals: link } }, { revokedAt: { exists: false } }] },
      { revokedAt },
    )
    await claimAll(
      tx,
      'portalSessions',
      { and: [{ link: { equals: link } }, { revokedAt: { exists: false } }] },
      { revokedAt },
    )
  })
}

/** Ends all access of a client: every link mailed so far and every session. New mails bring new links. */
export const endAllAccess = async (req: PayloadRequest, client: ID, now: Date = new Date()): Promise<void> => {
  const revokedAt = now.toISOString()
  const live: Where = { and: [{ client: { equals: client } }, { revokedAt: { exists: false } }] }
  await inTransaction(req, async (tx) => {
    await claimAll(tx, 'magicLinks', live, { revokedAt })
    await claimAll(tx, 'portalSessions', live, { revokedAt })
    await recordEvent(tx, { type: 'access-ended', client })
  })
}
