import type { PortalSession } from '../records.ts'

import type { SumsScope } from './balance.ts'

export type ClientSessionSummary = Pick<PortalSession, 'id' | 'userAgent' | 'lastSeenAt' | 'createdAt'>

/** The client's live sessions, last used first; staff who look at the portal are no session of the client's. */
export const clientSessions = async (scope: SumsScope & { now: Date }): Promise<ClientSessionSummary[]> => {
  const found = await scope.payload.find({
    collection: scope.options.slugs.portalSessions,
    where: {
      client: { equals: scope.clientId },
      linkKind: { not_equals: 'staff' },
      revokedAt: { exists: false },
      expiresAt: { greater_than: scope.now.toISOString() },
    },
    select: { userAgent: true, lastSeenAt: true, createdAt: true },
    sort: ['-lastSeenAt', '-id'],
    depth: 0,
    limit: 50,
    pagination: false,
    overrideAccess: true,
  })
  return found.docs as unknown as ClientSessionSummary[]
}
