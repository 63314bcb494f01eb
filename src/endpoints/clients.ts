import type { PayloadRequest } from 'payload'

import { holdOne } from '../access/oneAtATime.ts'
import { sessionCookie } from '../access/cookies.ts'
import { requireStaff } from '../access/staff.ts'
import { recordEvent } from '../access/trail.ts'
import { getPortalOptions } from '../context.ts'
import { inChunks } from '../domain/inChunks.ts'
import type { Period } from '../domain/period.ts'
import { PortalError } from '../errors.ts'
import { anonymiseClient } from '../operations/anonymiseClient.ts'
import { clientData } from '../operations/clientData.ts'
import { endAccessThrough, endAllAccess } from '../operations/endAccess.ts'
import { sendDocuments } from '../operations/sendDocuments.ts'
import { viewAsClient } from '../operations/viewAsClient.ts'
import { parseListQuery } from '../queries/listQuery.ts'
import type { Client } from '../records.ts'
import { findById } from '../store.ts'
import { json, portalEndpoint, PRIVATE, seeOther, wantsPage } from './answer.ts'
import { readFields } from './body.ts'
import { disposition } from './disposition.ts'
import { idOf, mailSummary, recipientsIn } from './documentFields.ts'
import { exportClientEndpoint } from './staffExports.ts'
import { streamed } from './streamed.ts'

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

/** The client that the path names. Throws `not-found`. */
const clientIn = async (req: PayloadRequest): Promise<Client> => {
  const client = await findById(req, 'clients', idOf(req))
  if (!client) throw new PortalError('not-found')
  return client
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
      const client = await clientIn(req)
      await endAllAccess(req, client)
      return json({ ok: true })
    },
  }),
  exportClientEndpoint,
  /**
   * `POST /api/clients/:id/data`: everything that is kept about the client, as `application/zip` of JSON files and of the
   * files of their messages. 401 or 403 to others than staff who `canAnonymise`, 429 while one is still on its way.
   */
  portalEndpoint({
    path: '/:id/data',
    method: 'post',
    handler: async (req) => {
      await requireStaff(req, 'canAnonymise')
      const client = await clientIn(req)
      const release = holdOne(`client-data:${client.id}`)
      try {
        const { name, bytes } = await clientData(req, client)
        await recordEvent(req, { type: 'client-data-exported', client: client.id })
        const headers = {
          ...PRIVATE,
          'Content-Type': 'application/zip',
          'Content-Disposition': disposition('attachment', name),
          'X-Content-Type-Options': 'nosniff',
        }
        return new Response(
          streamed(() => inChunks(bytes()), release, { left: req.signal }),
          { headers },
        )
      } catch (error) {
        release()
        throw error
      }
    },
  }),
  /**
   * `POST /api/clients/:id/anonymise` `{ confirm }`, the client's name as it stands → `{ client: { id, name, anonymisedAt } }`.
   * Takes everything personal out for good and keeps the books. 422 `not-confirmed`, 409 `client-open`; a second time is
   * 200 again.
   */
  portalEndpoint({
    path: '/:id/anonymise',
    method: 'post',
    handler: async (req) => {
      await requireStaff(req, 'canAnonymise')
      const client = await clientIn(req)
      const { confirm } = await readFields(req)
      const isConfirmed = typeof confirm === 'string' && confirm.trim() === client.name.trim()
      if (!client.anonymisedAt && !isConfirmed) throw new PortalError('not-confirmed', { value: client.name })
      const { id, name, anonymisedAt } = await anonymiseClient(req, client.id)
      return json({ client: { id, name, anonymisedAt } })
    },
  }),
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
