import { requireClient } from '../access/portalSession.ts'
import { requireStaff } from '../access/staff.ts'
import { getPortalOptions } from '../context.ts'
import { refreshOverdue } from '../operations/refreshOverdue.ts'
import { PortalError } from '../errors.ts'
import { endpointPaths } from '../paths.ts'
import { clientPulse, staffPulse } from '../queries/pulse.ts'
import { parseId } from '../store.ts'
import { json, portalEndpoint } from './answer.ts'

/**
 * `GET /api/client-portal/pulse` → `{ stamp }`: another one whenever something the signed-in client could see changed.
 * Open pages ask for it every second or two, so asking is no visit: it keeps no session alive. 401.
 */
export const pulseEndpoint = portalEndpoint({
  path: endpointPaths.pulse,
  method: 'get',
  handler: async (req) => {
    const { client } = await requireClient(req, { isVisit: false })
    await refreshOverdue(req)
    return json({ stamp: await clientPulse({ payload: req.payload, options: getPortalOptions(req.payload), client }) })
  },
})

/**
 * `GET /api/client-portal/staff-pulse` → `{ stamp }`: the same for staff and everything they see; with `?client=<id>`
 * only what is about that client. 401, 403, 404 for what is no id.
 */
export const staffPulseEndpoint = portalEndpoint({
  path: endpointPaths.staffPulse,
  method: 'get',
  handler: async (req) => {
    await requireStaff(req)
    const asked = req.searchParams.get('client')
    const client = asked === null ? null : parseId(req, asked)
    if (asked !== null && client === null) throw new PortalError('not-found')
    await refreshOverdue(req)
    return json({ stamp: await staffPulse({ payload: req.payload, options: getPortalOptions(req.payload), client }) })
  },
})
