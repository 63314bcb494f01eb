import type { PayloadRequest, Where } from 'payload'

import { addressesOf } from '../access/clientAddresses.ts'
import { recordEvent } from '../access/trail.ts'
import type { Client, ID, PortalSession } from '../records.ts'
import { claimAll } from '../store.ts'
import { endSession } from './redeemMagicLink.ts'

const live: Where = { revokedAt: { exists: false } }

/**
 * Links first, then sessions, each committed by itself: a sign-in that is under way looks at its link once more after
 * its session was written (`redeemMagicLink`), so whichever comes first, no session outlives its link. In one
 * transaction that look would not see the revocation yet.
 */
const revoke = async (req: PayloadRequest, links: Where, sessions: Where, now: Date): Promise<void> => {
  const revokedAt = now.toISOString()
  await claimAll(req, 'magicLinks', { and: [links, live] }, { revokedAt })
  await claimAll(req, 'portalSessions', { and: [sessions, live] }, { revokedAt })
}

/** Revokes a link, and with it every session it opened. */
export const revokeLink = (req: PayloadRequest, link: ID, now: Date = new Date()): Promise<void> =>
  revoke(req, { id: { equals: link } }, { link: { equals: link } }, now)

/**
 * Ends a session for good. A document link may be opened again, so it is revoked as well, with whatever else it opened:
 * ending the session alone would end nothing.
 */
export const endAccessThrough = async (
  req: PayloadRequest,
  session: Pick<PortalSession, 'id' | 'link' | 'linkKind'>,
  now: Date = new Date(),
): Promise<void> => {
  await endSession(req, session.id, now)
  if (session.linkKind === 'document' && session.link) await revokeLink(req, session.link, now)
}

/**
 * Ends all access of a client: every link mailed so far and every session, also sign-in links and sessions that are
 * bound to one of the client's addresses alone. New mails bring new links.
 */
export const endAllAccess = async (
  req: PayloadRequest,
  client: Pick<Client, 'id' | 'email' | 'contacts'>,
  now: Date = new Date(),
): Promise<void> => {
  const byAddress = { email: { in: addressesOf(client) } }
  await revoke(
    req,
    { or: [{ client: { equals: client.id } }, { and: [{ kind: { equals: 'sign-in' } }, byAddress] }] },
    { or: [{ client: { equals: client.id } }, { and: [{ linkKind: { equals: 'sign-in' } }, byAddress] }] },
    now,
  )
  await recordEvent(req, { type: 'access-ended', client: client.id })
}
