import { oneAtATime } from '../access/oneAtATime.ts'
import { requireClient } from '../access/portalSession.ts'
import { PortalError } from '../errors.ts'
import { documentPdf, storedPdf } from '../operations/documentPdf.ts'
import { previewDocument } from '../operations/previewDocument.ts'
import { readStoredFile } from '../operations/storedFiles.ts'
import { endpointPaths } from '../paths.ts'
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

/** `GET /api/client-portal/logo/:id`: a logo of the business, for pages and mails; earlier ones too, which stand in mails
 * that went out with them. Other files are 404. */
export const logoEndpoint = portalEndpoint({
  path: endpointPaths.logo,
  method: 'get',
  handler: async (req) => {
    const file = await findById(req, 'portalFiles', req.routeParams?.id)
    const stored = file?.purpose === 'logo' ? await readStoredFile(req, file.id) : null
    if (!stored) throw new PortalError('not-found')
    return new Response(new Uint8Array(stored.bytes), {
      headers: {
        'Content-Type': stored.file.mimeType ?? 'image/png',
        'Content-Length': String(stored.bytes.byteLength),
        // A logo's bytes never change under its id.
        'Cache-Control': 'public, max-age=31536000, immutable',
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': 'sandbox',
      },
    })
  },
})
