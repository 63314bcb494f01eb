import type { PayloadRequest } from 'payload'

import { oneAtATime } from '../access/oneAtATime.ts'
import { requireClient } from '../access/portalSession.ts'
import { iconType } from '../domain/iconType.ts'
import { PortalError } from '../errors.ts'
import { documentPdf, storedPdf } from '../operations/documentPdf.ts'
import { previewDocument } from '../operations/previewDocument.ts'
import { storedBytes } from '../operations/storedFiles.ts'
import { endpointPaths } from '../paths.ts'
import type { PortalFile } from '../records.ts'
import { findById } from '../store.ts'
import { portalEndpoint } from './answer.ts'
import { pdfAnswer } from './pdfAnswer.ts'

/**
 * `GET /api/client-portal/invoices/:id/pdf` (`?download=1` to save it): the stored bytes. A draft that staff shared is
 * rendered as one. Others' documents are 404, a second one that has to be rendered at the same time is 429.
 */
export const invoicePdfEndpoint = portalEndpoint({
  path: endpointPaths.invoicePdf,
  method: 'get',
  handler: async (req) => {
    const viewer = await requireClient(req)
    const invoice = await findById(req, 'invoices', req.routeParams?.id)
    const isTheirs = invoice && String(invoice.client) === String(viewer.client.id)
    if (!isTheirs || (!invoice.sentAt && !invoice.shared)) throw new PortalError('not-found')
    const stored = await storedPdf(req, invoice)
    const render = () => (invoice.sentAt ? documentPdf(req, invoice) : previewDocument(req, invoice))
    const { bytes, name } = stored ?? (await oneAtATime(`pdf:${viewer.session.id}`, render))
    return pdfAnswer(bytes, name, req.searchParams.get('download') === '1')
  },
})

/** A picture of the business, which anyone may see: pages and mails show it. Its bytes never change under its id. */
const pictureAnswer = (bytes: Uint8Array, type: string, policy: string): Response =>
  new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': type,
      'Content-Length': String(bytes.byteLength),
      'Cache-Control': 'public, max-age=31536000, immutable',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': policy,
    },
  })

/** The bytes of a picture that was stored for this purpose; whatever else has the id is not found. */
const readPicture = async (req: PayloadRequest, purpose: PortalFile['purpose']) => {
  const file = await findById(req, 'portalFiles', req.routeParams?.id)
  const bytes = file?.purpose === purpose ? await storedBytes(req, file) : null
  if (!file || !bytes) throw new PortalError('not-found')
  return { file, bytes }
}

/** `GET /api/client-portal/logo/:id`: a logo of the business, for pages and mails; earlier ones too, which stand in mails
 * that went out with them. Other files are 404. */
export const logoEndpoint = portalEndpoint({
  path: endpointPaths.logo,
  method: 'get',
  handler: async (req) => {
    const { file, bytes } = await readPicture(req, 'logo')
    return pictureAnswer(bytes, file.mimeType ?? 'image/png', 'sandbox')
  },
})

/**
 * `GET /api/client-portal/icon/:id`: the icon of the browser's tab. A drawing that is opened by itself is a document: it may
 * use the styles written in it and nothing else.
 */
export const iconEndpoint = portalEndpoint({
  path: endpointPaths.icon,
  method: 'get',
  handler: async (req) => {
    const { bytes } = await readPicture(req, 'icon')
    const type = iconType(bytes)
    if (!type) throw new PortalError('not-found')
    return pictureAnswer(bytes, type, "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox")
  },
})
