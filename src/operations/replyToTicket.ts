import type { PayloadRequest } from 'payload'

import { addressesOf } from '../access/clientAddresses.ts'
import { staffName } from '../access/staff.ts'
import { manyLines } from '../domain/plainText.ts'
import { PortalError } from '../errors.ts'
import type { Client, Email, ID, Ticket, TicketMessage } from '../records.ts'
import { claim, findById, findMany, readSettings } from '../store.ts'
import { inTransaction } from '../transaction.ts'
import { seatOf } from './assignTicket.ts'
import { attachFiles, keepFiles, type IncomingFile, type KeptFiles } from './attachments.ts'
import { mailTicketAnswer } from './mailTicket.ts'
import { openTicket, postMessage } from './postMessage.ts'
import { requireSeen } from './unseenMessages.ts'
import { wakeOutbox } from './wakeOutbox.ts'

const QUOTED = 10
const MAX_BODY = 50_000

export interface ReplyInput {
  body: string
  files?: IncomingFile[]
  /** Closes the thread with the answer. */
  close?: boolean
  /** A note between staff: nobody is mailed, and where the thread stands stays. */
  internal?: boolean
  /** Id of the last message that the writer saw. With it an answer is refused where somebody wrote since. */
  seen?: unknown
}

/** The words of a person, or `empty-message`, or `too-large` past 50,000 characters. */
export const messageText = (body: unknown): string => {
  const text = typeof body === 'string' ? manyLines(body) : ''
  if (!text.trim()) throw new PortalError('empty-message')
  if (text.length > MAX_BODY) throw new PortalError('too-large', { limit: '50,000' })
  return text
}

/** Whoever of the client's addresses on file wrote last, else the client's own: whoever else wrote, nothing goes there. */
const recipientOf = (client: Client, earlier: readonly TicketMessage[]): string => {
  const onFile = addressesOf(client)
  const last = earlier.find(({ author, authorEmail }) => author === 'client' && onFile.includes(authorEmail ?? ''))
  const to = last?.authorEmail ?? onFile[0]
  if (!to) throw new PortalError('no-recipient')
  return to
}

/** Message-IDs of the thread, oldest first, for the headers that have mail programs thread it. */
const threadIds = async (tx: PayloadRequest, ticket: Ticket, earlier: readonly TicketMessage[]): Promise<string[]> => {
  const sent = await findMany(tx, 'emails', {
    where: { and: [{ ticket: { equals: ticket.id } }, { kind: { equals: 'ticket' } }] },
    sort: ['id'],
    limit: 100,
    select: { messageId: true, queuedAt: true },
  })
  const ids = [
    ...sent.map(({ messageId, queuedAt }) => ({ messageId, at: queuedAt })),
    ...earlier.map(({ messageId, at }) => ({ messageId, at })),
  ]
  return [...new Set(ids.sort((a, b) => a.at.localeCompare(b.at)).flatMap(({ messageId }) => messageId || []))]
}

/** What an answer that staff wrote by mail has beyond its words. */
export type AnswerByMail = Pick<TicketMessage, 'authorEmail' | 'trimmed' | 'html' | 'refused' | 'original'>

/**
 * Writes the answer of the person behind the request and queues its mail, in the caller's transaction. Whoever answers a
 * ticket that is nobody's takes it on; a note leaves it as it is.
 */
export const answerTicket = async (
  tx: PayloadRequest,
  ticket: Ticket,
  client: Client,
  { body, close, internal, seen }: ReplyInput,
  now: Date,
  byMail: AnswerByMail | null = null,
): Promise<{ ticket: Ticket; message: TicketMessage; mail: Email | null }> => {
  const earlier = await findMany(tx, 'ticketMessages', {
    where: { and: [{ ticket: { equals: ticket.id } }, { internal: { not_equals: true } }] },
    sort: ['-at', '-id'],
    limit: QUOTED,
  })
  const posted = await postMessage(
    tx,
    ticket.id,
    {
      ...byMail,
      direction: 'out',
      via: byMail ? 'email' : 'admin',
      author: 'staff',
      authorName: staffName(tx),
      body,
      internal: internal ?? false,
      ...(close && !internal ? { status: 'closed' as const } : {}),
      takenOnBy: internal || ticket.assignee ? null : seatOf(tx),
    },
    now,
  )
  if (internal) return { ...posted, mail: null }
  if (seen !== undefined) await requireSeen(tx, ticket.id, seen, posted.message.id)
  const references = await threadIds(tx, ticket, earlier)
  const mail = await mailTicketAnswer(tx, {
    ticket: posted.ticket,
    message: posted.message,
    client,
    to: recipientOf(client, earlier),
    earlier,
    inReplyTo: references.at(-1) ?? null,
    references,
    settings: await readSettings(tx),
    now,
  })
  await claim(tx, 'ticketMessages', { id: { equals: posted.message.id } }, { mail: mail.id, messageId: mail.messageId })
  return { ...posted, message: { ...posted.message, mail: mail.id, messageId: mail.messageId }, mail }
}

/**
 * Staff's answer: kept on the thread and queued as a mail, in one transaction; the outbox delivers it, and a mail server
 * that is down loses nothing. `refused` names the files that were not taken. Throws `not-found`, `empty-message`,
 * `too-large`, `no-recipient`; with `seen` also `answered-meanwhile`, and `bad-request` for a message of another thread.
 */
export const replyToTicket = async (
  req: PayloadRequest,
  id: ID,
  input: ReplyInput,
  now: Date = new Date(),
): Promise<{ ticket: Ticket; message: TicketMessage; mail: Email | null; refused: KeptFiles['refused'] }> => {
  const body = messageText(input.body)
  const ticket = await findById(req, 'tickets', id)
  const client = ticket && (await findById(req, 'clients', ticket.client))
  if (!ticket || !client) throw new PortalError('not-found')
  // Also before any file is stored; the answer to whoever is a moment too late comes from inside the transaction.
  if (input.seen !== undefined && !input.internal) await requireSeen(req, id, input.seen)
  const kept = await keepFiles(req, input.files ?? [], { client: client.id })
  const replied = await inTransaction(req, async (tx) => {
    const done = await answerTicket(tx, ticket, client, { ...input, body }, now)
    await attachFiles(tx, kept.files, done.message.id)
    return done
  })
  wakeOutbox(req.payload)
  return { ...replied, refused: kept.refused }
}

/** Staff writes to a client first. Throws as `replyToTicket`, and `no-subject`. */
export const writeToClient = async (
  req: PayloadRequest,
  input: { client: Client; subject: string; body: string; invoice?: ID | null },
  now: Date = new Date(),
): Promise<{ ticket: Ticket; message: TicketMessage; mail: Email | null }> => {
  const body = messageText(input.body)
  if (!input.subject.trim()) throw new PortalError('no-subject')
  const written = await inTransaction(req, async (tx) => {
    const ticket = await openTicket(tx, input, now)
    return answerTicket(tx, ticket, input.client, { body }, now)
  })
  wakeOutbox(req.payload)
  return written
}
