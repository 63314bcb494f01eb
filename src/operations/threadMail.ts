/**
 * What placing a mail by itself and assigning it by hand have in common: taking it in hand, reading the original, keeping
 * its files, and writing it on a thread.
 */
import { randomUUID } from 'node:crypto'

import type { PayloadRequest, Where } from 'payload'

import { addressesOf, personAt } from '../access/clientAddresses.ts'
import { parseMail } from '../mail/parseMail.ts'
import type { ParsedMail } from '../mail/parsedMail.ts'
import type {
  BusinessSettings,
  Client,
  Email,
  ID,
  Invoice,
  MessageAuthor,
  Quote,
  Ticket,
  TicketMessage,
} from '../records.ts'
import { claim, findMany, type RowChange } from '../store.ts'
import { attachFiles, dropOrphans, keepFiles, type KeptFiles } from './attachments.ts'
import { deliveryFactsOf } from './deliveryFacts.ts'
import { mailBody, safeHtmlOf } from './mailBody.ts'
import { mailTicketNotice } from './mailTicket.ts'
import { openThread, postMessage, type NewMessage } from './postMessage.ts'
import type { NoticePeople } from './queueNotice.ts'
import { readStoredFile } from './storedFiles.ts'

/** Longer than placing a mail can take; whoever died with it loses it to the next attempt. */
const LEASE_MS = 5 * 60_000

/** The thread a mail goes on. */
export type ThreadPlace =
  | { kind: 'ticket'; ticket: Ticket; client: Client }
  | { kind: 'new'; client: Client; invoice: Invoice | null; quote?: Quote | null }

/** Takes a mail in hand where `where` holds and nobody else has it: files are stored for it once at a time. */
export const leaseMail = async (
  req: PayloadRequest,
  id: ID,
  { where, change = {}, now }: { where: Where[]; change?: RowChange<Email>; now: Date },
): Promise<{ row: Email; leaseKey: string } | null> => {
  const leaseKey = randomUUID()
  const row = await claim(
    req,
    'emails',
    {
      and: [
        { id: { equals: id } },
        ...where,
        { or: [{ leaseUntil: { exists: false } }, { leaseUntil: { less_than: now.toISOString() } }] },
      ],
    },
    { ...change, leaseKey, leaseUntil: leaseEnd(now) },
  )
  return row && { row, leaseKey }
}

/** How long a mail is in hand from now. */
export const leaseEnd = (now: Date): string => new Date(now.getTime() + LEASE_MS).toISOString()

/** The file of the whole mail: a process that died before it was named on the row has stored it nevertheless. */
export const originalFileOf = async (req: PayloadRequest, row: Email): Promise<ID | null> => {
  if (row.raw) return row.raw
  const where: Where = { and: [{ mail: { equals: row.id } }, { purpose: { equals: 'mail' } }] }
  const [file] = await findMany(req, 'portalFiles', { where, sort: ['id'], limit: 1 })
  return file?.id ?? null
}

/** The whole mail as it came, read anew; null where it is not there. */
export const originalOf = async (req: PayloadRequest, row: Email): Promise<ParsedMail | null> => {
  const stored = await readStoredFile(req, await originalFileOf(req, row))
  return stored ? parseMail(new Uint8Array(stored.bytes)) : null
}

/** Stores a mail's files before the transaction that writes it; only who holds the mail's lease may. */
export const keepMailFiles = async (
  req: PayloadRequest,
  { row, mail, client, isFirst = false }: { row: Email; mail: ParsedMail; client: ID; isFirst?: boolean },
): Promise<KeptFiles> => {
  // The first to have a mail in hand finds nothing that another left behind.
  if (!isFirst) await dropOrphans(req, row.id)
  const incoming = mail.attachments.map(({ filename, content, cid }) => ({ filename, content, contentId: cid }))
  const { files, refused } = await keepFiles(req, incoming, { client, mail: row.id })
  const missing = deliveryFactsOf(row).missing.map((name) => ({ name, reason: 'not-delivered' }))
  return { files, refused: [...refused, ...missing] }
}

/** Nobody is believed to be staff by a From that anybody can write. */
const authorOf = (mail: ParsedMail, client: Client): { author: MessageAuthor; name: string | null } => {
  const address = mail.from?.address ?? ''
  const isTheirs = mail.fromAddresses.length === 1 && addressesOf(client).includes(address)
  return isTheirs
    ? { author: 'client', name: personAt(client, address) }
    : { author: 'stranger', name: mail.from?.name || null }
}

/** What a mail's row says once it is on a thread. */
export const placedOn = (ticket: Ticket, automation: string | null): Partial<Email> => ({
  client: ticket.client,
  ticket: ticket.id,
  invoice: ticket.invoice ?? null,
  quote: ticket.quote ?? null,
  automation,
  placement: 'placed',
})

export interface MailOnThread {
  row: Email
  mail: ParsedMail
  /** Why it is no person's. */
  automation: string | null
  place: ThreadPlace
  kept: KeptFiles
  settings: BusinessSettings
  /** Who of the staff may be told of it; null where nobody is to be. */
  notify: NoticePeople | null
  /** The caller's claim on the row has said already where it goes: see `placedOn`. */
  isMarked?: boolean
  now: Date
}

/** Writes a mail as a message, in the transaction that has claimed its row: the thread, the files, the notice to staff. */
export const writeOnThread = async (
  tx: PayloadRequest,
  { row, mail, automation, place, kept, settings, notify, isMarked = false, now }: MailOnThread,
): Promise<{ ticket: Ticket; message: TicketMessage }> => {
  const { client } = place
  const { author, name } = authorOf(mail, client)
  const parts = mailBody(mail)
  const words: NewMessage = {
    direction: 'in',
    via: 'email',
    author,
    authorName: name,
    authorEmail: mail.from?.address ?? null,
    body: parts.text,
    trimmed: parts.trimmed || null,
    html: safeHtmlOf(mail, kept.files),
    messageId: mail.messageId,
    mail: row.id,
    automation,
    refused: kept.refused.length > 0 ? kept.refused : null,
  }
  const isNew = place.kind === 'new'
  const { ticket, message } = isNew
    ? await openThread(
        tx,
        { client, subject: mail.subject || '…', invoice: place.invoice?.id ?? null, quote: place.quote?.id ?? null },
        words,
        now,
      )
    : await postMessage(tx, place.ticket.id, words, now)
  await attachFiles(tx, kept.files, message.id)
  if (!isMarked) await claim(tx, 'emails', { id: { equals: row.id } }, placedOn(ticket, automation))
  if (!automation && notify) {
    await mailTicketNotice(tx, { ticket, message, client, settings, people: notify, isNew, now })
  }
  return { ticket, message }
}
