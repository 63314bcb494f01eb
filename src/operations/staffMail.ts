/**
 * Staff's answers to the notices of a ticket, written by mail. Anybody can write a From, and a client knows the thread's
 * own address: what makes a mail staff's is the address of one person for one ticket, that person as the only sender, and
 * no server's word against it. All else that comes to such an address stays among staff and goes out to nobody.
 */
import type { PayloadRequest } from 'payload'

import { asUser, type StaffUser } from '../access/staffUsers.ts'
import { getPortalOptions } from '../context.ts'
import { manyLines } from '../domain/plainText.ts'
import { replyParts } from '../domain/replyText.ts'
import { mailTexts } from '../emails/mailTexts.ts'
import { authenticationResults } from '../mail/authenticationResults.ts'
import { htmlToText, htmlWithoutQuote } from '../mail/htmlReply.ts'
import type { ParsedMail } from '../mail/parsedMail.ts'
import { keysIn } from '../mail/routing.ts'
import type { BusinessSettings, Client, Email, Ticket } from '../records.ts'
import { claim, findById } from '../store.ts'
import { attachFiles, type KeptFiles } from './attachments.ts'
import type { DeliveryFacts } from './deliveryFacts.ts'
import { localeOf } from './documentSnapshot.ts'
import { mailBody, safeHtmlOf } from './mailBody.ts'
import { postMessage } from './postMessage.ts'
import { answerTicket } from './replyToTicket.ts'
import { staffSeatAt, withoutStaffKeys, type StaffSeat } from './staffKey.ts'

const MAX_WORDS = 50_000

export interface StaffPlace {
  kind: 'staff'
  ticket: Ticket
  client: Client
  /** Whose answer it is; null where that could not be verified. */
  author: StaffUser | null
  /** The mail names that person as its sender, rightly or not. */
  isSigned: boolean
}

/** A server that looked said that the mail is not from where it says; the provider's word, or the named receiver's. */
const isDoubted = (
  req: PayloadRequest,
  facts: DeliveryFacts,
  mail: ParsedMail,
  settings: BusinessSettings,
): boolean => {
  const receiver = settings.inboundAuthServId || getPortalOptions(req.payload).inboundAuthServId
  return [facts.verdicts, authenticationResults(mail, receiver)].some(
    ({ spf, dkim, dmarc }) => spf === 'fail' || dkim === 'fail' || dmarc === 'fail',
  )
}

/** The ticket whose staff address a mail was sent to, or null. */
export const staffPlaceOf = async (
  req: PayloadRequest,
  facts: DeliveryFacts,
  mail: ParsedMail,
  settings: BusinessSettings,
  domain: string,
): Promise<StaffPlace | null> => {
  const signs = ({ person }: StaffSeat): boolean =>
    person?.email !== undefined && mail.fromAddresses.length === 1 && mail.from?.address === person.email
  const seats: StaffSeat[] = []
  for (const { kind, key } of keysIn(facts, mail, [domain])) {
    const seat = kind === 'staff' ? await staffSeatAt(req, key) : null
    if (seat) seats.push(seat)
  }
  const seat = seats.find(signs) ?? seats[0]
  const client = seat && (await findById(req, 'clients', seat.ticket.client))
  if (!seat || !client) return null
  const isSigned = signs(seat)
  const author = isSigned && !isDoubted(req, facts, mail, settings) ? seat.person : null
  return { kind: 'staff', ticket: seat.ticket, client, author, isSigned }
}

/**
 * What the person wrote, without the notice that they answer; empty where they wrote nothing. `replyParts` rather keeps
 * a quote than to answer nothing, and here the quote is a notice that is no client's to read: under a line of ours it
 * can be seen whether anything is left.
 */
export const staffWords = (mail: Pick<ParsedMail, 'text' | 'html'>): { text: string; trimmed: string } => {
  const own = mail.text?.trim() ? mail.text : mail.html ? htmlToText(htmlWithoutQuote(mail.html)) : ''
  const isEmpty = replyParts(`x\n\n${own}`).text.trim() === 'x'
  const { text, trimmed } = replyParts(own)
  const clean = (words: string) => withoutStaffKeys(manyLines(words)).slice(0, MAX_WORDS)
  return isEmpty ? { text: '', trimmed: clean(own) } : { text: clean(text), trimmed: clean(trimmed) }
}

export interface StaffMail {
  row: Email
  mail: ParsedMail
  /** Why it is no person's. */
  automation: string | null
  place: StaffPlace
  kept: KeptFiles
  settings: BusinessSettings
  now: Date
}

/**
 * Writes such a mail on its thread, in the transaction that has claimed its row: as the person's answer, whose mail to the
 * client is queued in that same transaction, or as a note between staff that says why it is none. A machine's mail, such
 * as an absence note, is kept as a note and sends nothing, so that no two machines talk to each other.
 */
export const writeStaffMail = async (
  tx: PayloadRequest,
  { row, mail, automation, place, kept, settings, now }: StaffMail,
): Promise<void> => {
  const { ticket, client, author } = place
  const words = staffWords(mail)
  const html = safeHtmlOf(mail, kept.files)
  const shared = {
    authorEmail: mail.from?.address ?? null,
    html: html && withoutStaffKeys(html),
    refused: kept.refused.length > 0 ? kept.refused : null,
  }
  const hasContent = words.text !== '' || kept.files.length > 0
  if (author && !automation && hasContent) {
    const { message } = await answerTicket(
      asUser(tx, author.user),
      ticket,
      client,
      { body: words.text || mailTexts(localeOf(client, settings), settings.formality).ticket.onlyFiles },
      now,
      { ...shared, trimmed: words.trimmed || null, original: row.id },
    )
    await attachFiles(tx, kept.files, message.id)
  } else {
    const parts = mailBody(mail)
    const { message } = await postMessage(
      tx,
      ticket.id,
      {
        ...shared,
        direction: 'in',
        via: 'email',
        author: author ? 'staff' : 'stranger',
        authorName: author?.name ?? (mail.from?.name || null),
        body: withoutStaffKeys(parts.text),
        trimmed: withoutStaffKeys(parts.trimmed) || null,
        messageId: mail.messageId,
        mail: row.id,
        internal: true,
        automation: automation ?? (author ? 'empty' : 'unverified'),
      },
      now,
    )
    await attachFiles(tx, kept.files, message.id)
  }
  await claim(
    tx,
    'emails',
    { id: { equals: row.id } },
    { client: client.id, ticket: ticket.id, invoice: ticket.invoice ?? null, automation, placement: 'placed' },
  )
}
