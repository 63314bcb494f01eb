import type { PayloadRequest } from 'payload'

import { requireClient } from '../access/portalSession.ts'
import { oneAtATime } from '../access/oneAtATime.ts'
import { getPortalOptions } from '../context.ts'
import { clientIp } from '../domain/clientIp.ts'
import { PortalError } from '../errors.ts'
import { acceptQuote, declineQuote } from '../operations/acceptQuote.ts'
import { confirmSession } from '../operations/confirmVisit.ts'
import { documentPdf, storedPdf } from '../operations/documentPdf.ts'
import { previewDocument } from '../operations/previewDocument.ts'
import { requestQuoteLink } from '../operations/requestLink.ts'
import { endpointPaths } from '../paths.ts'
import type { Quote } from '../records.ts'
import { findById, parseId } from '../store.ts'
import { json, portalEndpoint, seeOther, wantsPage } from './answer.ts'
import { readFields } from './body.ts'
import { pdfAnswer } from './pdfAnswer.ts'

const quotePage = (req: PayloadRequest, outcome = ''): string => {
  const { paths } = getPortalOptions(req.payload)
  const id = parseId(req, req.routeParams?.id)
  return id === null ? paths.quotes() : `${paths.quote(id)}${outcome}`
}

const summary = ({ id, number, status, acceptedAt, acceptedName, declinedAt }: Quote) => ({
  id,
  number,
  status,
  acceptedAt,
  acceptedName,
  declinedAt,
})

/**
 * `GET /api/client-portal/quotes/:id/pdf` (`?download=1` to save it): the stored bytes; a draft that staff shared is
 * rendered as one. Others' quotes are 404.
 */
export const quotePdfEndpoint = portalEndpoint({
  path: endpointPaths.quotePdf,
  method: 'get',
  handler: async (req) => {
    const viewer = await requireClient(req)
    const quote = await findById(req, 'quotes', req.routeParams?.id)
    const isTheirs = quote && String(quote.client) === String(viewer.client.id)
    if (!isTheirs || (!quote.sentAt && !quote.shared)) throw new PortalError('not-found')
    const stored = await storedPdf(req, quote)
    const render = () => (quote.sentAt ? documentPdf(req, quote) : previewDocument(req, quote))
    const { bytes, name } = stored ?? (await oneAtATime(`pdf:${viewer.session.id}`, render))
    return pdfAnswer(bytes, name, req.searchParams.get('download') === '1')
  },
})

/**
 * `POST /api/client-portal/quotes/:id/accept` `{ name }` → `{ quote }`, or 303 to the quote. The same person twice is
 * 200 twice. 404, 403 `read-only`, `own-link-needed`, 409 `quote-…`, 422 `no-name`.
 */
export const acceptQuoteEndpoint = portalEndpoint({
  path: endpointPaths.acceptQuote,
  method: 'post',
  failurePage: (req) => quotePage(req),
  handler: async (req) => {
    const viewer = await requireClient(req, { write: true })
    const { name } = await readFields(req)
    const quote = await acceptQuote(req, viewer, req.routeParams?.id, {
      name,
      ip: clientIp(req.headers.get('x-forwarded-for'), getPortalOptions(req.payload).trustedProxies),
      userAgent: req.headers.get('user-agent'),
    })
    await confirmSession(req, viewer)
    return wantsPage(req) ? seeOther(quotePage(req, '?answered=1')) : json({ quote: summary(quote) })
  },
})

/** `POST /api/client-portal/quotes/:id/decline` `{ reason? }` → `{ quote }`, or 303. Fails as accepting does. */
export const declineQuoteEndpoint = portalEndpoint({
  path: endpointPaths.declineQuote,
  method: 'post',
  failurePage: (req) => quotePage(req),
  handler: async (req) => {
    const viewer = await requireClient(req, { write: true })
    const { reason } = await readFields(req)
    const quote = await declineQuote(req, viewer, req.routeParams?.id, { reason })
    await confirmSession(req, viewer)
    return wantsPage(req) ? seeOther(quotePage(req, '?declined=1')) : json({ quote: summary(quote) })
  },
})

/** `POST /api/client-portal/quotes/:id/link`: mails the quote's own link to the session's address → 202, or 303. */
export const quoteLinkEndpoint = portalEndpoint({
  path: endpointPaths.quoteLink,
  method: 'post',
  failurePage: (req) => quotePage(req),
  handler: async (req) => {
    const viewer = await requireClient(req, { write: true })
    await requestQuoteLink(req, viewer, req.routeParams?.id)
    return wantsPage(req) ? seeOther(quotePage(req, '?linked=1')) : json({ ok: true }, { status: 202 })
  },
})
