import type { PayloadRequest } from 'payload'

import { personAt } from '../access/clientAddresses.ts'
import type { ClientViewer } from '../access/portalSession.ts'
import { withinLimit } from '../access/rateLimit.ts'
import { getPortalOptions } from '../context.ts'
import { oneLine } from '../domain/plainText.ts'
import { PortalError } from '../errors.ts'
import type { ID, Ticket, TicketMessage } from '../records.ts'
import { claim, findById, readSettings } from '../store.ts'
import { inTransaction } from '../transaction.ts'
import { attachFiles, keepFiles, type IncomingFile } from './attachments.ts'
import { mailTicketNotice } from './mailTicket.ts'
import { openThread, postMessage, type NewMessage } from './postMessage.ts'
import { messageText } from './replyToTicket.ts'
import { wakeOutbox } from './wakeOutbox.ts'

const HOUR = 3_600_000

export interface AskInput {
  /** The thread that goes on; without one a new one is opened. */
  ticket?: ID | null
  subject?: unknown
  message: unknown
  files: IncomingFile[]
  /** The client's own document that it is about. */
  invoice?: unknown
  quote?: unknown
}

const subjectIn = (subject: unknown): string => {
  const text = typeof subject === 'string' ? oneLine(subject) : ''
  if (!text) throw new PortalError('no-subject')
  return text
}

/** The client's thread, or `not-found`: someone else's is none. */
export const ownTicket = async (req: PayloadRequest, viewer: ClientViewer, id: unknown): Promise<Ticket> => {
  const ticket = await findById(req, 'tickets', id)
  if (!ticket || String(ticket.client) !== String(viewer.client.id)) throw new PortalError('not-found')
  return ticket
}

const ownDocument = async (
  req: PayloadRequest,
  viewer: ClientViewer,
  kind: 'invoices' | 'quotes',
  id: unknown,
): Promise<ID | null> => {
  if (id === undefined || id === null || id === '') return null
  const document = await findById(req, kind, id)
  const isTheirs = document && String(document.client) === String(viewer.client.id)
  if (!isTheirs || (!document.sentAt && !document.shared)) throw new PortalError('not-found')
  return document.id
}

/**
 * A client asks or answers in the portal: message, count, where the thread stands and the notice to staff are written in
 * one transaction. An answer reopens a closed thread.
 *
 * Throws `not-found`, `empty-message`, `no-subject`, `too-large`, `too-many-requests`.
 */
export const askInPortal = async (
  req: PayloadRequest,
  viewer: ClientViewer,
  input: AskInput,
  now: Date = new Date(),
): Promise<{ ticket: Ticket; message: TicketMessage; refused: { name: string; reason: string }[] }> => {
  const { client, email } = viewer
  const body = messageText(input.message)
  const known = input.ticket ? await ownTicket(req, viewer, input.ticket) : null
  const subject = known ? known.subject : subjectIn(input.subject)
  const invoice = known ? null : await ownDocument(req, viewer, 'invoices', input.invoice)
  const quote = known ? null : await ownDocument(req, viewer, 'quotes', input.quote)
  const limit = getPortalOptions(req.payload).limits.messagesPerClientPerHour
  if (!(await withinLimit(req, { key: `ask:${client.id}`, limit, windowMs: HOUR, now }))) {
    throw new PortalError('too-many-requests')
  }
  const settings = await readSettings(req)
  const kept = await keepFiles(req, input.files, { client: client.id })
  const posted = await inTransaction(req, async (tx) => {
    const words: NewMessage = {
      direction: 'in',
      via: 'portal',
      author: 'client',
      authorName: personAt(client, email),
      authorEmail: email,
      body,
      refused: kept.refused.length > 0 ? kept.refused : null,
    }
    const done = known
      ? await postMessage(tx, known.id, words, now)
      : await openThread(tx, { client, subject, invoice, quote }, words, now)
    await attachFiles(tx, kept.files, done.message.id)
    await claim(tx, 'tickets', { id: { equals: done.ticket.id } }, { clientSeenAt: now.toISOString() })
    await mailTicketNotice(tx, { ...done, client, settings, isNew: known === null, now })
    return done
  })
  wakeOutbox(req.payload)
  return { ...posted, refused: kept.refused }
}
