import { sessionCookie } from '../access/cookies.ts'
import { requireStaff } from '../access/staff.ts'
import { recordEvent } from '../access/trail.ts'
import { getPortalOptions } from '../context.ts'
import type { Period } from '../domain/period.ts'
import { PortalError } from '../errors.ts'
import { endAccessThrough, endAllAccess } from '../operations/endAccess.ts'
import { sendDocuments } from '../operations/sendDocuments.ts'
import { viewAsClient } from '../operations/viewAsClient.ts'
import { parseListQuery } from '../queries/listQuery.ts'
import { findById } from '../store.ts'
import { json, portalEndpoint, seeOther, wantsPage } from './answer.ts'
import { readFields } from './body.ts'
import { idOf, mailSummary, recipientsIn } from './documentFields.ts'
import { exportClientEndpoint } from './staffExports.ts'

/** A time as a list's address says it: `year` (`2025`, `2025-Q1`), `from`, `to`. Nothing said is all of it. */
const periodIn = ({ year, from, to }: Record<string, unknown>): Period => {
  const said = (value: unknown): string => {
    if (value === undefined || value === null) return ''
    if (typeof value !== 'string' && typeof value !== 'number') throw new PortalError('bad-request')
    return String(value)
  }
  const words = { year: said(year), from: said(from), to: said(to) }
  const asked = parseListQuery(words)
  const period = { year: asked.year, quarter: asked.quarter, from: asked.from, to: asked.to }
  // A mail must not go out with everything because a word was misspelled.
  const isUnread = (name: keyof typeof words) => words[name] !== '' && period[name] === null
  if (isUnread('year') || isUnread('from') || isUnread('to')) throw new PortalError('bad-request')
  return period
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
  exportClientEndpoint,
  /**
   * `POST /api/clients/:id/send-documents` `{ year?, from?, to?, recipients?: string[] }` → `{ mails }`: mails the client
   * a link that downloads all documents of that time.
   */
  portalEndpoint({
    path: '/:id/send-documents',
    method: 'post',
    handler: async (req) => {
      await requireStaff(req, 'canSend')
      const fields = await readFields(req)
      const mails = await sendDocuments(req, idOf(req), {
        period: periodIn(fields),
        recipients: recipientsIn(fields),
      })
      return json({ mails: mailSummary(mails) })
    },
  }),
]
