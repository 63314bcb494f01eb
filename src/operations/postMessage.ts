import { randomInt } from 'node:crypto'

import type { PayloadRequest } from 'payload'

import { recordEvent } from '../access/trail.ts'
import { oneLine } from '../domain/plainText.ts'
import { makeKey } from '../domain/token.ts'
import { PortalError } from '../errors.ts'
import type { Client, ID, Ticket, TicketMessage, TicketStatus } from '../records.ts'
import { claim, findRow, insertGiven } from '../store.ts'

/** Letters and digits that nobody confuses when a reference is read aloud. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const PREVIEW = 160

const makeReference = (): string =>
  `T-${Array.from({ length: 6 }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('')}`

/** A reference that is free now; the unique key keeps the one in a billion that two take at once. */
const freeReference = async (tx: PayloadRequest): Promise<string> => {
  for (;;) {
    const reference = makeReference()
    if (!(await findRow(tx, 'tickets', { reference: { equals: reference } }, { status: true }))) return reference
  }
}

export interface NewTicket {
  client: Client
  subject: string
  invoice?: ID | null
  quote?: ID | null
}

/** Opens a thread that has no message yet, in the caller's transaction; its first follows by `postMessage`. */
export const openTicket = (tx: PayloadRequest, ticket: NewTicket, now: Date): Promise<Ticket> =>
  insertTicket(tx, ticket, { messageCount: 0, lastAt: now.toISOString(), lastDirection: 'in', lastText: '' })

const insertTicket = async (
  tx: PayloadRequest,
  { client, subject, invoice, quote }: NewTicket,
  standing: Partial<Ticket>,
): Promise<Ticket> => {
  const ticket = await insertGiven(tx, 'tickets', {
    reference: await freeReference(tx),
    client: client.id,
    subject: oneLine(subject).slice(0, 200),
    status: 'open',
    invoice: invoice ?? null,
    quote: quote ?? null,
    key: makeKey(),
    ...standing,
  })
  await recordEvent(tx, {
    type: 'ticket-opened',
    client: client.id,
    invoice: invoice ?? null,
    quote: quote ?? null,
    data: { ticket: ticket.id, reference: ticket.reference },
  })
  return ticket
}

export type NewMessage = Pick<TicketMessage, 'direction' | 'via' | 'author' | 'body'> &
  Partial<
    Pick<
      TicketMessage,
      | 'authorName'
      | 'authorEmail'
      | 'trimmed'
      | 'html'
      | 'messageId'
      | 'mail'
      | 'original'
      | 'internal'
      | 'automation'
      | 'refused'
    >
  > & {
    /** Where the thread stands afterwards. Default: whoever did not write is waited for; notes and machines move nothing. */
    status?: TicketStatus
    /** Whose ticket it becomes, where it is nobody's at that moment. */
    takenOnBy?: ID | null
  }

const statusAfter = ({ direction, internal, automation, status }: NewMessage): TicketStatus | undefined => {
  if (status) return status
  if (internal || automation) return undefined
  return direction === 'in' ? 'open' : 'waiting'
}

/** What a message changes of its ticket, its count aside: a note between staff or a machine's mail is no news. */
const movedBy = (message: NewMessage, now: Date): Partial<Ticket> => {
  const status = statusAfter(message)
  const isNews = !message.internal && !message.automation
  return {
    ...(isNews
      ? {
          lastAt: now.toISOString(),
          lastDirection: message.direction,
          lastText: oneLine(message.body).slice(0, PREVIEW),
        }
      : {}),
    ...(status ? { status, closedAt: status === 'closed' ? now.toISOString() : null } : {}),
  }
}

const insertMessage = async (
  tx: PayloadRequest,
  ticket: Ticket,
  message: NewMessage,
  now: Date,
): Promise<TicketMessage> => {
  const { status: _status, takenOnBy: _takenOnBy, ...fields } = message
  const written = await insertGiven(tx, 'ticketMessages', {
    ...fields,
    ticket: ticket.id,
    client: ticket.client,
    at: now.toISOString(),
    internal: message.internal ?? false,
  })
  // Also what keeps open pages fresh: a note between staff is no news for the client.
  await recordEvent(tx, {
    type: message.internal ? 'ticket-note' : 'ticket-message',
    client: message.internal ? null : ticket.client,
    data: { ticket: ticket.id, message: written.id, direction: message.direction },
  })
  return written
}

export interface Posted {
  ticket: Ticket
  message: TicketMessage
}

/** Opens a thread with its first message, in the caller's transaction: nobody else can see it yet, so it is written once. */
export const openThread = async (
  tx: PayloadRequest,
  opened: NewTicket,
  message: NewMessage,
  now: Date,
): Promise<Posted> => {
  const first = { lastAt: now.toISOString(), lastDirection: message.direction, lastText: '' }
  const ticket = await insertTicket(tx, opened, { messageCount: 1, ...first, ...movedBy(message, now) })
  return { ticket, message: await insertMessage(tx, ticket, message, now) }
}

/**
 * Adds a message to its thread, in the caller's transaction. The ticket's row is claimed first: of two who write at the
 * same moment the second waits, so that counts add up and the later message decides where the thread stands.
 */
export const postMessage = async (
  tx: PayloadRequest,
  ticketId: ID,
  message: NewMessage,
  now: Date,
): Promise<Posted> => {
  const { takenOnBy } = message
  const change = { messageCount: { $inc: 1 }, ...movedBy(message, now) }
  const isTheTicket = { id: { equals: ticketId } }
  const taken = takenOnBy
    ? await claim(
        tx,
        'tickets',
        { and: [isTheTicket, { assignee: { exists: false } }] },
        { ...change, assignee: takenOnBy },
      )
    : null
  const ticket = taken ?? (await claim(tx, 'tickets', isTheTicket, change))
  if (!ticket) throw new PortalError('not-found')
  const written = await insertMessage(tx, ticket, message, now)
  if (taken) {
    await recordEvent(tx, {
      type: 'ticket-assigned',
      client: ticket.client,
      data: { ticket: ticket.id, assignee: takenOnBy, name: message.authorName ?? null },
    })
  }
  return { ticket, message: written }
}

/** Closes or reopens a thread; what stands so already stays. Answers the ticket as it is then. */
export const moveTicket = async (
  req: PayloadRequest,
  ticket: Ticket,
  status: Extract<TicketStatus, 'open' | 'closed'>,
  now: Date = new Date(),
): Promise<Ticket> => {
  const moved = await claim(
    req,
    'tickets',
    {
      and: [
        { id: { equals: ticket.id } },
        status === 'closed' ? { status: { not_equals: 'closed' } } : { status: { equals: 'closed' } },
      ],
    },
    { status, closedAt: status === 'closed' ? now.toISOString() : null },
  )
  if (!moved) return ticket
  await recordEvent(req, {
    type: status === 'closed' ? 'ticket-closed' : 'ticket-reopened',
    client: ticket.client,
    data: { ticket: ticket.id },
  })
  return moved
}
