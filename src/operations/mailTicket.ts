/**
 * The mails of a support thread. Both are queued in the caller's transaction and hold the words in the row's `data`, as
 * they were at that moment: a message that is added later never shows in an earlier mail.
 */
import type { PayloadRequest } from 'payload'

import { getPortalOptions } from '../context.ts'
import { manyLines, oneLine } from '../domain/plainText.ts'
import { threadReferences } from '../domain/references.ts'
import type { EarlierMessage, TicketFacts, TicketNoticeFacts } from '../emails/mailContent.ts'
import { mailSubject } from '../emails/renderMail.ts'
import { enqueueMail } from '../queue/outbox.ts'
import type { BusinessSettings, Client, Email, Ticket, TicketMessage } from '../records.ts'
import { localeOf } from './documentSnapshot.ts'
import { mailContentOf } from './mailContentOf.ts'
import { recipientsOf } from './recipients.ts'
import { queueNotice, type NoticePeople } from './queueNotice.ts'
import { senderOf, ticketAddress } from './sender.ts'
import { withoutStaffKeys } from './staffKey.ts'

const MAX_EARLIER = 10
/** Of an earlier message: the mail shows less, and the row need not hold a book ten times. */
const MAX_EARLIER_LENGTH = 4000

// What is cut in the middle of a character, or holds a NUL, PostgreSQL takes for no JSON.
const wordsOf = ({ body }: TicketMessage, length = body.length): string =>
  withoutStaffKeys(manyLines(body.slice(0, length)))

/** A member of staff without a name is known by a login, which is nobody's business. */
const staffName = ({ authorName }: TicketMessage): string | null =>
  authorName && !authorName.includes('@') ? oneLine(authorName) : null

const writerOf = (message: TicketMessage, client: Client, settings: BusinessSettings): string => {
  if (message.author === 'staff') return staffName(message) ?? settings.name
  if (message.author === 'system') return settings.name
  return oneLine(message.authorName || message.authorEmail || (message.author === 'client' ? client.name : '?'))
}

export interface TicketAnswerRequest {
  ticket: Ticket
  message: TicketMessage
  client: Client
  /** One of the client's addresses. */
  to: string
  /** What was said before, newest first; the ten newest are quoted. Notes between staff and machines' mails never are. */
  earlier: TicketMessage[]
  /** The Message-ID of the mail that is answered. */
  inReplyTo: string | null
  /** The Message-IDs of the thread, oldest first. */
  references: string[]
  settings: BusinessSettings
  now: Date
}

/**
 * Sends a member of staff's answer to the client. Throws `bad-email`, `unknown-recipient` where the address is not the
 * client's, for the mail's link signs in.
 */
export const mailTicketAnswer = async (tx: PayloadRequest, request: TicketAnswerRequest): Promise<Email> => {
  const { ticket, message, client, settings, now } = request
  if (message.internal) throw new Error('A note between staff is never mailed to a client.')
  const [to = client.email] = recipientsOf(client, [request.to])
  const earlier = request.earlier
    .filter((each) => !each.internal && !each.automation && each.id !== message.id)
    .slice(0, MAX_EARLIER)
    .map((each): EarlierMessage => ({
      by: writerOf(each, client, settings),
      at: each.at,
      text: wordsOf(each, MAX_EARLIER_LENGTH),
    }))
  const facts: TicketFacts = {
    reference: ticket.reference,
    subject: oneLine(ticket.subject),
    words: wordsOf(message),
    author: staffName(message),
    earlier,
  }
  const references = threadReferences(request.references, request.inReplyTo)
  const { paths } = getPortalOptions(tx.payload)
  const sender = senderOf(tx, settings)
  const draft = {
    kind: 'ticket' as const,
    to,
    locale: localeOf(client, settings),
    data: { message: message.id, facts },
  }
  const content = mailContentOf(tx, {
    mail: draft,
    settings,
    client,
    invoice: null,
    snapshot: null,
    linkUrl: '',
    now,
  })
  return enqueueMail(
    tx,
    {
      ...draft,
      subject: mailSubject(content),
      client: client.id,
      invoice: ticket.invoice ?? null,
      ticket: ticket.id,
      references: references.length > 0 ? references.join(' ') : null,
      target: paths.ticket(ticket.id),
      linkKind: 'document',
      from: sender.from,
      replyTo: ticketAddress(tx, settings, ticket.key),
      messageDomain: sender.domain,
    },
    now,
  )
}

export interface TicketNoticeRequest {
  ticket: Ticket
  message: TicketMessage
  client: Client
  settings: BusinessSettings
  /** As `noticePeople` has read them already, if somebody has. */
  people?: NoticePeople
  /** The first message of its ticket. */
  isNew: boolean
  now: Date
}

/** `Ana Torres (ana@cliente.test)`, or what of it is known. */
const signature = ({ authorName, authorEmail }: TicketMessage, client: Client): string => {
  const name = authorName || (authorEmail ? null : client.name)
  return name && authorEmail && name !== authorEmail ? `${name} (${authorEmail})` : (name ?? authorEmail ?? '')
}

/** Tells the business that a client has written; see `queueNotice`. */
export const mailTicketNotice = (tx: PayloadRequest, request: TicketNoticeRequest): Promise<Email[]> => {
  const { ticket, message, client, settings, people, isNew, now } = request
  const facts: Omit<TicketNoticeFacts, 'canReply'> = {
    reference: ticket.reference,
    subject: oneLine(ticket.subject),
    words: wordsOf(message, 2 * MAX_EARLIER_LENGTH),
    clientName: client.company || client.name,
    author: oneLine(signature(message, client)),
    isStranger: message.author === 'stranger',
    isNew,
  }
  return queueNotice(
    tx,
    settings,
    {
      kind: 'ticket-notice',
      ticket,
      isNew,
      people,
      data: (canReply) => ({ ticket: ticket.id, message: message.id, facts: { ...facts, canReply } }),
    },
    now,
  )
}
