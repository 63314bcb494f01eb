import type { Payload } from 'payload'

import { hashToken, isToken } from '../domain/token.ts'
import type { ResolvedOptions } from '../options.ts'
import type { ID, MagicLink, MagicLinkKind } from '../records.ts'

export type UnusableReason = 'expired' | 'used' | 'revoked' | 'unknown'

export type EnterLink =
  | { state: 'usable'; kind: MagicLinkKind; email: string; client: ID | null }
  | { state: 'unusable'; reason: UnusableReason }

const unusable = (reason: UnusableReason): EnterLink => ({ state: 'unusable', reason })

/** What a link would do, without doing it: the one read that belongs to no client yet. */
export const enterLink = async ({
  payload,
  options,
  token,
  now,
}: {
  payload: Payload
  options: Pick<ResolvedOptions, 'slugs'>
  token: string
  now: Date
}): Promise<EnterLink> => {
  if (!isToken(token)) return unusable('unknown')
  const link = await payload.db.findOne<MagicLink & { id: ID }>({
    collection: options.slugs.magicLinks,
    where: { tokenHash: { equals: hashToken(token) } },
  })
  if (!link) return unusable('unknown')
  if (link.revokedAt) return unusable('revoked')
  // Once is for sign-in links; a document link may be opened again until it expires.
  if (link.kind === 'sign-in' && link.usedAt) return unusable('used')
  if (Date.parse(link.expiresAt) <= now.getTime()) return unusable('expired')
  const client = link.client as ID | { id: ID } | null | undefined
  return {
    state: 'usable',
    kind: link.kind,
    email: link.email,
    client: typeof client === 'object' ? (client?.id ?? null) : (client ?? null),
  }
}
