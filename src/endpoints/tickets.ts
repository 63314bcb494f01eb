import type { PayloadRequest } from 'payload'

import { requireClient } from '../access/portalSession.ts'
import { requireStaff } from '../access/staff.ts'
import { getPortalOptions } from '../context.ts'
import { PortalError } from '../errors.ts'
import { askInPortal, ownTicket } from '../operations/askInPortal.ts'
import { formOf, keepingDraft } from '../operations/formDraft.ts'
import { assignTicket } from '../operations/assignTicket.ts'
import { moveTicket } from '../operations/postMessage.ts'
import { replyToTicket, writeToClient } from '../operations/replyToTicket.ts'
import { markWriting, otherWriters, stopWriting } from '../operations/ticketWriters.ts'
import { endpointPaths } from '../paths.ts'
import type { ID, Ticket } from '../records.ts'
import { count, findById, parseId } from '../store.ts'
import { json, portalEndpoint, seeOther, wantsPage } from './answer.ts'
import { readFields } from './body.ts'
import { readMessage } from './uploads.ts'

const paths = (req: PayloadRequest) => getPortalOptions(req.payload).paths

const summary = ({ id, reference, subject, status, messageCount, lastAt }: Ticket) => ({
  id,
  reference,
  subject,
  status,
  messageCount,
  lastAt,
})

const threadPage = (req: PayloadRequest): string => {
  const id = parseId(req, req.routeParams?.id)
  return id === null ? paths(req).support() : paths(req).ticket(id)
}

/**
 * `POST /api/client-portal/tickets` `subject, message, files[], invoice?, quote?` → `{ ticket, message, refused }`, or 303 to the
 * thread. Files that are not taken are named in `refused`, each with a reason; the message stays.
 */
export const askEndpoint = portalEndpoint({
  path: endpointPaths.tickets,
  method: 'post',
  failurePage: (req) => paths(req).support('?new=1'),
  handler: async (req) => {
    const viewer = await requireClient(req, { write: true })
    const { fields, files } = await readMessage(req)
    const { subject, message, invoice, quote } = fields
    const asked = await keepingDraft(req, viewer, formOf(null), fields, () =>
      askInPortal(req, viewer, { subject, message, invoice, quote, files }),
    )
    return wantsPage(req)
      ? seeOther(`${paths(req).ticket(asked.ticket.id)}?asked=1`)
      : json({ ticket: summary(asked.ticket), message: { id: asked.message.id }, refused: asked.refused })
  },
})

/** `POST /api/client-portal/tickets/:id/messages` `message, files[]` → `{ ticket, message, refused }`, or 303. */
export const answerEndpoint = portalEndpoint({
  path: endpointPaths.ticketMessages,
  method: 'post',
  failurePage: threadPage,
  handler: async (req) => {
    const viewer = await requireClient(req, { write: true })
    const { id } = await ownTicket(req, viewer, req.routeParams?.id)
    const { fields, files } = await readMessage(req)
    const asked = await keepingDraft(req, viewer, formOf(id), fields, () =>
      askInPortal(req, viewer, { ticket: id, message: fields.message, files }),
    )
    return wantsPage(req)
      ? seeOther(`${paths(req).ticket(id)}#last`)
      : json({ ticket: summary(asked.ticket), message: { id: asked.message.id }, refused: asked.refused })
  },
})

const moving = (path: string, status: 'open' | 'closed') =>
  portalEndpoint({
    path,
    method: 'post',
    failurePage: threadPage,
    handler: async (req) => {
      const viewer = await requireClient(req, { write: true })
      const moved = await moveTicket(req, await ownTicket(req, viewer, req.routeParams?.id), status)
      return wantsPage(req) ? seeOther(paths(req).ticket(moved.id)) : json({ ticket: summary(moved) })
    },
  })

/** `POST /api/client-portal/tickets/:id/close` → `{ ticket }`, or 303. Twice is once. */
export const closeTicketEndpoint = moving(endpointPaths.ticketClose, 'closed')
/** `POST /api/client-portal/tickets/:id/reopen` → `{ ticket }`, or 303. Twice is once. */
export const reopenTicketEndpoint = moving(endpointPaths.ticketReopen, 'open')

/**
 * `GET /api/client-portal/badges`, for staff → `{ tickets, unassigned }`: how many threads wait for the business, and how
 * many mails for somebody to say whose they are.
 */
export const badgesEndpoint = portalEndpoint({
  path: endpointPaths.badges,
  method: 'get',
  handler: async (req) => {
    await requireStaff(req)
    const [tickets, unassigned] = await Promise.all([
      count(req, 'tickets', { status: { equals: 'open' } }),
      count(req, 'emails', { placement: { equals: 'unassigned' } }),
    ])
    return json({ tickets, unassigned })
  },
})

const idOf = (req: PayloadRequest): ID => {
  const id = parseId(req, req.routeParams?.id)
  if (id === null) throw new PortalError('not-found')
  return id
}

/** Staff's operations on threads; 401 or 403 to others, 404 where there is none. */
export const ticketEndpoints = [
  /**
   * `POST /api/tickets/:id/reply` `{ body, close?, internal?, seen? }`, or multipart with `files[]` →
   * `{ ticket, message, mail, refused }`. With `seen`, the id of the last message the writer saw, 409
   * `answered-meanwhile` where somebody wrote since; notes are always taken.
   */
  portalEndpoint({
    path: '/:id/reply',
    method: 'post',
    handler: async (req) => {
      await requireStaff(req)
      const { fields, files } = await readMessage(req)
      const isSet = (value: unknown) => value === true || value === 'true' || value === '1'
      const replied = await replyToTicket(req, idOf(req), {
        body: typeof fields.body === 'string' ? fields.body : '',
        files,
        close: isSet(fields.close),
        internal: isSet(fields.internal),
        ...(fields.seen === undefined || fields.seen === '' ? {} : { seen: fields.seen }),
      })
      return json({
        ticket: summary(replied.ticket),
        message: { id: replied.message.id },
        mail: replied.mail && { id: replied.mail.id, to: replied.mail.to },
        refused: replied.refused,
      })
    },
  }),
  /** `POST /api/tickets/:id/close` and `/reopen` → `{ ticket }` */
  ...(['closed', 'open'] as const).map((status) =>
    portalEndpoint({
      path: status === 'closed' ? '/:id/close' : '/:id/reopen',
      method: 'post',
      handler: async (req) => {
        await requireStaff(req)
        const ticket = await findById(req, 'tickets', idOf(req))
        if (!ticket) throw new PortalError('not-found')
        return json({ ticket: summary(await moveTicket(req, ticket, status)) })
      },
    }),
  ),
  /** `POST /api/tickets/:id/assign` `{ assignee: id | null }` → `{ ticket, assignee }`; 422 for whoever is not staff. */
  portalEndpoint({
    path: '/:id/assign',
    method: 'post',
    handler: async (req) => {
      await requireStaff(req)
      const { assignee } = await readFields(req)
      if (assignee === undefined) throw new PortalError('bad-request')
      const assigned = await assignTicket(req, idOf(req), assignee)
      return json({ ticket: summary(assigned), assignee: assigned.assignee ?? null })
    },
  }),
  /**
   * `POST /api/tickets/:id/writing` `{ writing?: false }`: the person behind the request has words in the answer box, or
   * none any more → `{ writers }`, the others who have.
   */
  portalEndpoint({
    path: '/:id/writing',
    method: 'post',
    handler: async (req) => {
      await requireStaff(req)
      const { writing } = await readFields(req)
      await (writing === false ? stopWriting(req, idOf(req)) : markWriting(req, idOf(req)))
      return json({ writers: await otherWriters(req, idOf(req)) })
    },
  }),
  /** `GET /api/tickets/:id/writing` → `{ writers }`: names of the others who are writing an answer now. */
  portalEndpoint({
    path: '/:id/writing',
    method: 'get',
    handler: async (req) => {
      await requireStaff(req)
      return json({ writers: await otherWriters(req, idOf(req)) })
    },
  }),
  /** `POST /api/tickets/open` `{ client, subject, body, invoice? }`: staff writes to a client first → `{ ticket, mail }` */
  portalEndpoint({
    path: '/open',
    method: 'post',
    handler: async (req) => {
      await requireStaff(req)
      const { client: id, subject, body, invoice } = await readFields(req)
      const client = await findById(req, 'clients', id)
      const about = invoice ? await findById(req, 'invoices', invoice) : null
      if (!client || (invoice && String(about?.client) !== String(client.id))) throw new PortalError('not-found')
      const written = await writeToClient(req, {
        client,
        subject: typeof subject === 'string' ? subject : '',
        body: typeof body === 'string' ? body : '',
        invoice: about?.id ?? null,
      })
      return json({
        ticket: summary(written.ticket),
        mail: written.mail && { id: written.mail.id, to: written.mail.to },
      })
    },
  }),
]
