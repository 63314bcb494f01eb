import type { PayloadRequest } from 'payload'

import { holdOne } from '../access/oneAtATime.ts'
import { withinLimit } from '../access/rateLimit.ts'
import { requireStaff } from '../access/staff.ts'
import { recordEvent } from '../access/trail.ts'
import { getPortalOptions } from '../context.ts'
import { dayInZone } from '../domain/days.ts'
import { PortalError } from '../errors.ts'
import { localeIn } from '../locales.ts'
import { exportDocuments, type ClientExport, type StaffExport } from '../operations/exportDocuments.ts'
import { findById, readSettings } from '../store.ts'
import { portalEndpoint } from './answer.ts'
import { readForm } from './body.ts'
import { idOf } from './documentFields.ts'
import { chosenIn, HOUR, selectionIn, zipAnswer } from './exports.ts'

type Wanted = Pick<ClientExport, 'client' | 'selection'> | Pick<StaffExport, 'anyClient' | 'selection'>

/** One at a time for each member of staff, in the language of their admin, and on the trail. */
const exportForStaff = async (req: PayloadRequest, wanted: Wanted): Promise<Response> => {
  const now = new Date()
  const key = `staff-export:${req.user?.collection ?? ''}:${req.user?.id ?? ''}`
  const limit = getPortalOptions(req.payload).limits.exportsPerClientPerHour
  if (!(await withinLimit(req, { key, limit, windowMs: HOUR, now }))) throw new PortalError('too-many-requests')
  const settings = await readSettings(req)
  const release = holdOne(key)
  try {
    const made = await exportDocuments(req, {
      ...wanted,
      settings,
      locale: localeIn(req.i18n.language),
      country: null,
      today: dayInZone(now, settings.timeZone),
      now,
    })
    if (!made) throw new PortalError('no-documents')
    await recordEvent(req, {
      type: 'documents-exported',
      client: 'client' in wanted ? wanted.client.id : null,
      data: { count: made.count, name: made.name },
    })
    return zipAnswer(req, made, release)
  } catch (error) {
    release()
    throw error
  }
}

/**
 * `POST /api/clients/:id/export`: the client's archive, by the fields of `POST /api/client-portal/export` and answered as
 * that is. 401 or 403 to others than staff.
 */
export const exportClientEndpoint = portalEndpoint({
  path: '/:id/export',
  method: 'post',
  handler: async (req) => {
    await requireStaff(req)
    const client = await findById(req, 'clients', idOf(req))
    if (!client) throw new PortalError('not-found')
    return exportForStaff(req, { client, selection: selectionIn(req, await readForm(req)) })
  },
})

/** `POST /api/invoices/export`: `invoice=<id>` repeated, of any clients; a folder for each client and year. */
export const exportInvoicesEndpoint = portalEndpoint({
  path: '/export',
  method: 'post',
  handler: async (req) => {
    await requireStaff(req)
    return exportForStaff(req, { anyClient: true, selection: chosenIn(req, await readForm(req)) })
  },
})
