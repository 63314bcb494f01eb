import type { PayloadRequest } from 'payload'

import { addressesOf, clientsAt } from '../access/clientAddresses.ts'
import { getPortalOptions } from '../context.ts'
import { hashToken, isToken, makeToken } from '../domain/token.ts'
import { PortalError } from '../errors.ts'
import type { ID, MagicLink, PortalSession } from '../records.ts'
import { claim, findRow, insertOnly } from '../store.ts'

const DAY = 86_400_000

export interface Visitor {
  userAgent?: string | null
  ip?: string | null
  /** The live session this browser brought along, if any. */
  present?: Pick<PortalSession, 'id' | 'email'> | null
}

export interface Redeemed {
  /** By which the session is found again. */
  tokenHash: string
  /** Goes into the cookie and nowhere else. */
  token: string
  expiresAt: Date
  target: string
}

/** What a link is and whether it still works, without using anything up. */
export const findLink = async (
  req: PayloadRequest,
  token: string,
  now: Date = new Date(),
): Promise<{ link: MagicLink; usable: boolean } | null> => {
  if (!isToken(token)) return null
  const link = await findRow(req, 'magicLinks', { tokenHash: { equals: hashToken(token) } })
  if (!link) return null
  const usable = !link.revokedAt && !link.usedAt && Date.parse(link.expiresAt) > now.getTime()
  return { link, usable }
}

/** What the check of an address needs: signing in takes milliseconds, and reading whole documents some of them. */
const ADDRESSES = { email: true, contacts: { email: true } } as const

const clientOf = async (req: PayloadRequest, link: MagicLink): Promise<ID | null> => {
  if (link.kind === 'document') {
    const client = link.client ? await findRow(req, 'clients', { id: { equals: link.client } }, ADDRESSES) : null
    if (!client || !addressesOf(client).includes(link.email)) throw new PortalError('link-unusable')
    return client.id
  }
  const clients = await clientsAt(req, link.email)
  if (clients.length === 0) throw new PortalError('link-unusable')
  const [only] = clients
  return clients.length === 1 && only ? only.id : null
}

/**
 * Signs in by a link. A document link may be opened again until it expires, so that a mail scanner can't burn it; a
 * sign-in link works once: the conditional update lets exactly one of many at once through.
 *
 * Throws `link-unusable` for links that are unknown, expired, used, revoked or whose address has left the client; the
 * answer never tells which.
 */
export const redeemMagicLink = async (
  req: PayloadRequest,
  token: string,
  visitor: Visitor,
  now: Date = new Date(),
): Promise<Redeemed> => {
  const found = await findLink(req, token, now)
  if (!found?.usable) throw new PortalError('link-unusable')
  const { link } = found
  const client = await clientOf(req, link)
  if (link.kind === 'sign-in') {
    const used = await claim(
      req,
      'magicLinks',
      {
        and: [
          { id: { equals: link.id } },
          { usedAt: { exists: false } },
          { revokedAt: { exists: false } },
          { expiresAt: { greater_than: now.toISOString() } },
        ],
      },
      { usedAt: now.toISOString() },
    )
    if (!used) throw new PortalError('link-unusable')
  }
  const { sessions } = getPortalOptions(req.payload)
  const expiresAt = new Date(now.getTime() + sessions.absoluteDays * DAY)
  const secret = makeToken()
  const isKnown = visitor.present?.email === link.email
  await insertOnly(req, 'portalSessions', {
    tokenHash: secret.tokenHash,
    email: link.email,
    client,
    link: link.id,
    linkKind: link.kind,
    target: link.target,
    userAgent: visitor.userAgent?.slice(0, 300) ?? null,
    ip: visitor.ip ?? null,
    knownBrowser: isKnown,
    lastSeenAt: now.toISOString(),
    expiresAt: expiresAt.toISOString(),
  })
  await requireStillLive(req, link, secret.tokenHash)
  // The browser holds one session: the one it brought is over.
  if (visitor.present) await endSession(req, visitor.present.id, now)
  return { ...secret, expiresAt, target: link.target }
}

/**
 * A link may be revoked between our look at it and the session's insert. Who revokes ends links first and sessions
 * after: either that finds our session, or we find its revocation here.
 */
const requireStillLive = async (req: PayloadRequest, link: MagicLink, tokenHash: string): Promise<void> => {
  const now = await findRow(req, 'magicLinks', { id: { equals: link.id } }, { revokedAt: true })
  if (now && !now.revokedAt) return
  const session = await findRow(req, 'portalSessions', { tokenHash: { equals: tokenHash } })
  if (session) await endSession(req, session.id)
  throw new PortalError('link-unusable')
}

/** Ends a session; ending one that is over changes nothing. */
export const endSession = async (req: PayloadRequest, id: ID, now: Date = new Date()): Promise<void> => {
  await claim(
    req,
    'portalSessions',
    { and: [{ id: { equals: id } }, { revokedAt: { exists: false } }] },
    { revokedAt: now.toISOString() },
  )
}
