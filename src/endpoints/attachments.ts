import type { PayloadRequest } from 'payload'

import { requireClient } from '../access/portalSession.ts'
import { hasPermission } from '../access/staff.ts'
import { PortalError } from '../errors.ts'
import { ownTicket } from '../operations/askInPortal.ts'
import { readStoredFile } from '../operations/storedFiles.ts'
import { endpointPaths } from '../paths.ts'
import type { PortalFile } from '../records.ts'
import { findById } from '../store.ts'
import { PRIVATE, portalEndpoint } from './answer.ts'
import { disposition } from './disposition.ts'

/** What a browser may draw on our own origin: pictures that run nothing. */
const inlineTypes = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/** A file of a thread that whoever asks may read; `not-found` for any other. */
const readableFile = async (req: PayloadRequest): Promise<PortalFile> => {
  const isStaff = await hasPermission(req, 'isStaff')
  const viewer = isStaff ? null : await requireClient(req)
  const file = await findById(req, 'portalFiles', req.routeParams?.id)
  if (!file) throw new PortalError('not-found')
  if (!viewer) {
    if (file.purpose !== 'attachment' && file.purpose !== 'mail') throw new PortalError('not-found')
    return file
  }
  // A file that hangs on no message yet, or came with a note between staff, is nobody's.
  const message = file.purpose === 'attachment' ? await findById(req, 'ticketMessages', file.message) : null
  if (!message || message.internal) throw new PortalError('not-found')
  await ownTicket(req, viewer, message.ticket)
  return file
}

/**
 * `GET /api/client-portal/files/:id`: an attachment, to be saved; pictures may be shown with `?inline=1`. People sent
 * these, so that no browser may take them for a page of ours. Others' are 404; staff may read all, and whole mails.
 */
export const fileEndpoint = portalEndpoint({
  path: endpointPaths.file,
  method: 'get',
  handler: async (req) => {
    const stored = await readStoredFile(req, (await readableFile(req)).id)
    if (!stored) throw new PortalError('not-found')
    const { file, bytes } = stored
    const type = file.mimeType && inlineTypes.has(file.mimeType) ? file.mimeType : null
    const isShown = type !== null && req.searchParams.get('inline') === '1'
    return new Response(new Uint8Array(bytes), {
      headers: {
        ...PRIVATE,
        'Content-Type': type ?? 'application/octet-stream',
        'Content-Length': String(bytes.byteLength),
        'Content-Disposition': disposition(isShown ? 'inline' : 'attachment', file.name),
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': 'sandbox',
        'Cross-Origin-Resource-Policy': 'same-origin',
      },
    })
  },
})
