import { oneAtATime } from '../access/oneAtATime.ts'
import { requireClient } from '../access/portalSession.ts'
import { PortalError } from '../errors.ts'
import { documentPdf } from '../operations/documentPdf.ts'
import { previewDocument } from '../operations/previewDocument.ts'
import { readStoredFile } from '../operations/storedFiles.ts'
import { endpointPaths } from '../paths.ts'
import { findById, readSettings } from '../store.ts'
import { portalEndpoint } from './answer.ts'
import { pdfAnswer } from './pdfAnswer.ts'

/**
 * `GET /api/client-portal/invoices/:id/pdf` (`?download=1` to save it): the stored bytes. A draft that staff shared is
 * rendered as one. Others' documents are 404, a second one at the same time 429.
 */
export const invoicePdfEndpoint = portalEndpoint({
  path: endpointPaths.invoicePdf,
  method: 'get',
  handler: async (req) => {
    const viewer = await requireClient(req)
    const invoice = await findById(req, 'invoices', req.routeParams?.id)
    const isTheirs = invoice && String(invoice.client) === String(viewer.client.id)
    if (!isTheirs || (!invoice.sentAt && !invoice.shared)) throw new PortalError('not-found')
    const { bytes, name } = await oneAtATime(`pdf:${viewer.session.id}`, () =>
      invoice.sentAt ? documentPdf(req, invoice) : previewDocument(req, invoice),
    )
    return pdfAnswer(bytes, name, req.searchParams.get('download') === '1')
  },
})

/** `GET /api/client-portal/logo/:id`: the business's present logo, for pages and mails. Others are 404. */
export const logoEndpoint = portalEndpoint({
  path: endpointPaths.logo,
  method: 'get',
  handler: async (req) => {
    const { logo } = await readSettings(req)
    if (!logo || String(logo) !== req.routeParams?.id) throw new PortalError('not-found')
    const stored = await readStoredFile(req, logo)
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
