import { requireStaff } from '../access/staff.ts'
import { PortalError } from '../errors.ts'
import { resendMail } from '../operations/resendMail.ts'
import { findById, parseId } from '../store.ts'
import { json, portalEndpoint } from './answer.ts'

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
]
