import { requireStaff } from '../access/staff.ts'
import { PortalError } from '../errors.ts'
import { assignMail, dismissMail } from '../operations/assignMail.ts'
import { mailAsSent } from '../operations/mailAsSent.ts'
import { resendMail } from '../operations/resendMail.ts'
import { findById, parseId } from '../store.ts'
import { json, portalEndpoint } from './answer.ts'
import { readFields } from './body.ts'

export const emailEndpoints = [
  /** `POST /api/emails/:id/resend` → `{ mail }`. 409 `mail-in-flight` while a worker holds it. */
  portalEndpoint({
    path: '/:id/resend',
    method: 'post',
    handler: async (req) => {
      await requireStaff(req, 'canSend')
      const id = parseId(req, req.routeParams?.id)
      if (id === null) throw new PortalError('not-found')
      const mail = await resendMail(req, id)
      return json({ mail: { id: mail.id, to: mail.to, status: mail.status } })
    },
  }),
  /**
   * `GET /api/emails/:id/html`: the mail as it was sent, for a sandboxed frame: no scripts, no forms, and its link has
   * no token.
   */
  portalEndpoint({
    path: '/:id/html',
    method: 'get',
    handler: async (req) => {
      await requireStaff(req)
      const mail = await findById(req, 'emails', req.routeParams?.id)
      if (!mail?.html) throw new PortalError('not-found')
      return new Response(mail.html, {
        headers: {
          'Content-Type': 'text/html; charset=utf-8',
          'Cache-Control': 'private, no-store',
          'Content-Security-Policy':
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'",
          'X-Content-Type-Options': 'nosniff',
        },
      })
    },
  }),
  /**
   * `POST /api/emails/:id/assign` `{ client, ticket?, addContact? }` → `{ ticket, message }`: puts a mail that could not be
   * placed on a ticket of that client, or on a new one. 409 `already-assigned` where somebody was first.
   */
  portalEndpoint({
    path: '/:id/assign',
    method: 'post',
    handler: async (req) => {
      await requireStaff(req)
      const { client, ticket, addContact } = await readFields(req)
      const assigned = await assignMail(req, req.routeParams?.id, {
        client,
        ticket: ticket ?? null,
        addContact: addContact === true || addContact === 'true' || addContact === '1',
      })
      const { id, reference, subject } = assigned.ticket
      return json({ ticket: { id, reference, subject }, message: { id: assigned.message.id } })
    },
  }),
  /** `POST /api/emails/:id/dismiss`: nobody's, off the unassigned mails; `/restore` puts it back → `{ mail }`. Twice is once. */
  ...([true, false] as const).map((isDismissed) =>
    portalEndpoint({
      path: isDismissed ? '/:id/dismiss' : '/:id/restore',
      method: 'post',
      handler: async (req) => {
        await requireStaff(req)
        const { id, placement } = await dismissMail(req, req.routeParams?.id, isDismissed)
        return json({ mail: { id, placement } })
      },
    }),
  ),
  /**
   * `GET /api/emails/:id/original` (`?images=1` loads images from elsewhere) → `{ html, hasRemoteImages }`: a mail that came
   * in, with its layout, as a page for a frame without rights. JSON, so that no browser takes it for a page of ours. 404
   * where it has none.
   */
  portalEndpoint({
    path: '/:id/original',
    method: 'get',
    handler: async (req) => {
      await requireStaff(req)
      const shown = await mailAsSent(req, req.routeParams?.id, { remote: req.searchParams.get('images') === '1' })
      if (!shown) throw new PortalError('not-found')
      return json(shown, { headers: { 'X-Content-Type-Options': 'nosniff' } })
    },
  }),
]
