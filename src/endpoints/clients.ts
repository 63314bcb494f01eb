import type { PayloadRequest } from 'payload'

import { sessionCookie } from '../access/cookies.ts'
import { requireStaff } from '../access/staff.ts'
import { recordEvent } from '../access/trail.ts'
import { getPortalOptions } from '../context.ts'
import { PortalError } from '../errors.ts'
import { endAccessThrough, endAllAccess } from '../operations/endAccess.ts'
import { viewAsClient } from '../operations/viewAsClient.ts'
import type { ID } from '../records.ts'
import { findById, parseId } from '../store.ts'
import { json, portalEndpoint, seeOther, wantsPage } from './answer.ts'
import { readFields } from './body.ts'

const idOf = (req: PayloadRequest): ID => {
  const id = parseId(req, req.routeParams?.id)
  if (id === null) throw new PortalError('not-found')
  return id
}

export const clientEndpoints = [
  /** `POST /api/clients/:id/view-portal`: opens the portal as this client sees it, read-only → 303, or `{ url }`. */
  portalEndpoint({
    path: '/:id/view-portal',
    method: 'post',
    handler: async (req) => {
      await requireStaff(req)
      const { paths, url } = getPortalOptions(req.payload)
      const { token, expiresAt } = await viewAsClient(req, idOf(req))
      const cookie = { 'Set-Cookie': sessionCookie(token, url, expiresAt) }
      return wantsPage(req)
        ? seeOther(paths.statement(), cookie)
        : json({ url: paths.statement() }, { headers: cookie })
    },
  }),
  /** `POST /api/clients/:id/end-session` `{ session }`: ends one of the client's sessions, with the link that opened it. */
  portalEndpoint({
    path: '/:id/end-session',
    method: 'post',
    handler: async (req) => {
      await requireStaff(req)
      const client = idOf(req)
      const session = await findById(req, 'portalSessions', (await readFields(req)).session)
      if (!session || String(session.client) !== String(client)) throw new PortalError('not-found')
      await endAccessThrough(req, session)
      await recordEvent(req, { type: 'session-ended', client, data: { email: session.email } })
      return json({ ok: true })
    },
  }),
  /** `POST /api/clients/:id/end-access`: revokes every link mailed so far and ends every session. */
  portalEndpoint({
    path: '/:id/end-access',
    method: 'post',
    handler: async (req) => {
      await requireStaff(req)
      const client = await findById(req, 'clients', idOf(req))
      if (!client) throw new PortalError('not-found')
      await endAllAccess(req, client)
      return json({ ok: true })
    },
  }),
]
