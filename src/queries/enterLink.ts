import type { PayloadRequest } from 'payload'

import { addressesOf, clientsAt } from '../access/clientAddresses.ts'
import { hashToken, isToken } from '../domain/token.ts'
import type { ID, MagicLink, MagicLinkKind } from '../records.ts'
import { findById, findRow } from '../store.ts'

export type UnusableReason = 'expired' | 'used' | 'revoked' | 'unknown'

export type EnterLink =
  | { state: 'usable'; kind: MagicLinkKind; email: string; client: ID | null }
  | { state: 'unusable'; reason: UnusableReason }

const unusable = (reason: UnusableReason): EnterLink => ({ state: 'unusable', reason })

/** Whether the link's address still is one of a client's: taking it off a client revokes its links. */
const isOnFile = async (req: PayloadRequest, link: MagicLink): Promise<boolean> => {
  if (link.kind === 'sign-in') return (await clientsAt(req, link.email)).length > 0
  const client = link.client ? await findById(req, 'clients', link.client) : null
  return client !== null && addressesOf(client).includes(link.email)
}

/** What a link would do, without doing it: the one read that belongs to no client yet. */
export const enterLink = async (req: PayloadRequest, token: string, now: Date): Promise<EnterLink> => {
  if (!isToken(token)) return unusable('unknown')
  const link = await findRow(req, 'magicLinks', { tokenHash: { equals: hashToken(token) } })
  if (!link) return unusable('unknown')
  if (link.revokedAt) return unusable('revoked')
  // Once is for sign-in links; a document link may be opened again until it expires.
  if (link.kind === 'sign-in' && link.usedAt) return unusable('used')
  if (Date.parse(link.expiresAt) <= now.getTime()) return unusable('expired')
  if (!(await isOnFile(req, link))) return unusable('revoked')
  return { state: 'usable', kind: link.kind, email: link.email, client: link.client ?? null }
}
