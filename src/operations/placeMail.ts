import { randomUUID } from 'node:crypto'

import type { PayloadRequest } from 'payload'

import { addressesOf, clientsAt, personAt } from '../access/clientAddresses.ts'
import { withinLimit } from '../access/rateLimit.ts'
import { recordEvent } from '../access/trail.ts'
import { getPortalOptions } from '../context.ts'
import { automationOf, type Automation } from '../mail/automatedMail.ts'
import { messageIdsIn, keysIn } from '../mail/routing.ts'
import { parseMail } from '../mail/parseMail.ts'
import type { ParsedMail } from '../mail/parsedMail.ts'
import type { BusinessSettings, Client, Email, Invoice, MessageAuthor, Ticket } from '../records.ts'
import { claim, findById, findMany, findRow, readSettings } from '../store.ts'
import { inTransaction } from '../transaction.ts'
import { attachFiles, dropOrphans, keepFiles, type KeptFiles } from './attachments.ts'
import { deliveryFactsOf, type DeliveryFacts } from './deliveryFacts.ts'
import { mailBody, safeHtmlOf } from './mailBody.ts'
import { mailTicketNotice } from './mailTicket.ts'
import { openTicket, postMessage } from './postMessage.ts'

import { inboundDomainOf, senderOf } from './sender.ts'
import { readStoredFile } from './storedFiles.ts'
import { wakeOutbox } from './wakeOutbox.ts'

/** Longer than placing a mail can take; whoever died with it loses it to the next attempt. */
const LEASE_MS = 5 * 60_000
const HOUR = 3_600_000

/** Where a mail belongs. */
type Place =
  | { kind: 'ticket'; ticket: Ticket; client: Client }
  | { kind: 'new'; client: Client; invoice: Invoice | null }
  /** Staff decides: it waits among the unassigned mails. */
  | { kind: 'nowhere' }

const inTicket = async (req: PayloadRequest, ticket: Ticket | null): Promise<Place | null> => {
  const client = ticket && (await findById(req, 'clients', ticket.client))
  return ticket && client ? { kind: 'ticket', ticket, client } : null
}

/** An answer to a document's mail goes on in the thread that an earlier answer opened, else opens one about it. */
const aboutInvoice = async (req: PayloadRequest, invoice: Invoice | null): Promise<Place | null> => {
  const client = invoice && (await findById(req, 'clients', invoice.client))
  if (!invoice || !client) return null
  const [ticket] = await findMany(req, 'tickets', {
    where: { and: [{ client: { equals: client.id } }, { invoice: { equals: invoice.id } }] },
    sort: ['-lastAt'],
    limit: 1,
  })
  return ticket ? { kind: 'ticket', ticket, client } : { kind: 'new', client, invoice }
}

/** By the key in an address it was sent to, which only who got a mail of ours knows. */
const byKey = async (req: PayloadRequest, facts: DeliveryFacts, mail: ParsedMail, domain: string | null) => {
  for (const { kind, key } of domain ? keysIn(facts, mail, [domain]) : []) {
    const place =
      kind === 'ticket'
        ? await inTicket(req, await findRow(req, 'tickets', { key: { equals: key } }))
        : kind === 'reply'
          ? await aboutInvoice(req, await findRow(req, 'invoices', { replyKey: { equals: key } }))
          : null
    if (place) return place
  }
  return null
}

/** By the mails it answers, where the key got lost on the way. */
const byMessageId = async (req: PayloadRequest, mail: ParsedMail): Promise<Place | null> => {
  for (const messageId of messageIdsIn(mail)) {
    const ours = await findRow(req, 'emails', {
      and: [{ messageId: { equals: messageId } }, { kind: { not_in: ['staff-notice', 'ticket-notice'] } }],
    })
    const place = ours?.ticket
      ? await inTicket(req, await findById(req, 'tickets', ours.ticket))
      : ours?.invoice
        ? await aboutInvoice(req, await findById(req, 'invoices', ours.invoice))
        : null
    if (place) return place
  }
  return null
}

/** A mail that answers none of ours: of a known client it opens a ticket; where several have the address, staff decides. */
const bySender = async (req: PayloadRequest, mail: ParsedMail): Promise<Place> => {
  const clients = mail.from && mail.fromAddresses.length === 1 ? await clientsAt(req, mail.from.address) : []
  const [client] = clients
  return client && clients.length === 1 ? { kind: 'new', client, invoice: null } : { kind: 'nowhere' }
}

const placeOf = async (
  req: PayloadRequest,
  facts: DeliveryFacts,
  mail: ParsedMail,
  automation: Automation,
  domain: string | null,
): Promise<Place> => {
  const thread = (await byKey(req, facts, mail, domain)) ?? (await byMessageId(req, mail))
  if (thread?.kind === 'ticket') return thread
  // A machine opens no thread of its own.
  if (automation.kind !== 'none') return { kind: 'nowhere' }
  return thread ?? bySender(req, mail)
}

/** Nobody is believed to be staff by a From that anybody can write. */
const authorOf = (mail: ParsedMail, client: Client): { author: MessageAuthor; name: string | null } => {
  const address = mail.from?.address ?? ''
  const isTheirs = mail.fromAddresses.length === 1 && addressesOf(client).includes(address)
  return isTheirs
    ? { author: 'client', name: personAt(client, address) }
    : { author: 'stranger', name: mail.from?.name || null }
}

const markBounced = async (tx: PayloadRequest, { bounce }: Automation): Promise<void> => {
  // A report may also tell of a delay, which is no end.
  const isFinal = bounce?.action === 'failed' || (bounce?.action === null && bounce.status?.startsWith('5'))
  if (!bounce?.originalMessageId || !isFinal) return
  const bounced = await claim(
    tx,
    'emails',
    { and: [{ messageId: { equals: bounce.originalMessageId } }, { status: { equals: 'sent' } }] },
    { status: 'bounced', lastError: [bounce.status, bounce.recipient].filter(Boolean).join(' ') || null },
  )
  if (!bounced) return
  await recordEvent(tx, {
    type: 'mail-bounced',
    client: bounced.client ?? null,
    invoice: bounced.invoice ?? null,
    data: { to: bounced.to, kind: bounced.kind, mail: bounced.id },
  })
}

interface Placing {
  row: Email
  mail: ParsedMail
  automation: Automation
  place: Place
  kept: KeptFiles
  settings: BusinessSettings
  mayNotify: boolean
  now: Date
}

const write = async (
  tx: PayloadRequest,
  { row, mail, automation, place, kept, settings, mayNotify, now }: Placing,
): Promise<void> => {
  const isMachine = automation.kind !== 'none'
  if (automation.kind === 'bounce') await markBounced(tx, automation)
  if (place.kind === 'nowhere') {
    await claim(tx, 'emails', { id: { equals: row.id } }, { automation: isMachine ? automation.kind : null })
    if (!isMachine) await recordEvent(tx, { type: 'mail-unassigned', data: { mail: row.id } })
    return
  }
  const { client } = place
  const isNew = place.kind === 'new'
  const opened = isNew
    ? await openTicket(tx, { client, subject: mail.subject || '…', invoice: place.invoice?.id ?? null }, now)
    : place.ticket
  const { author, name } = authorOf(mail, client)
  const parts = mailBody(mail)
  const { ticket, message } = await postMessage(
    tx,
    opened.id,
    {
      direction: 'in',
      via: 'email',
      author,
      authorName: name,
      authorEmail: mail.from?.address ?? null,
      body: parts.text,
      trimmed: parts.trimmed || null,
      html: safeHtmlOf(mail),
      messageId: mail.messageId,
      mail: row.id,
      automation: isMachine ? automation.kind : null,
      refused: kept.refused.length > 0 ? kept.refused : null,
    },
    now,
  )
  await attachFiles(tx, kept.files, message.id)
  await claim(
    tx,
    'emails',
    { id: { equals: row.id } },
    {
      client: client.id,
      ticket: ticket.id,
      invoice: ticket.invoice ?? null,
      automation: isMachine ? automation.kind : null,
    },
  )
  if (!isMachine && mayNotify) await mailTicketNotice(tx, { ticket, message, client, settings, isNew, now })
}

const originalOf = async (req: PayloadRequest, row: Email): Promise<ParsedMail | null> => {
  const stored = row.raw ? await readStoredFile(req, row.raw) : null
  return stored ? parseMail(new Uint8Array(stored.bytes)) : null
}

/**
 * Puts a mail that was kept where it belongs: on the thread whose key it was sent to, else the one it answers, else a new
 * one of a client we know; what can't be placed waits for staff. A lease keeps two attempts from working on one mail, and
 * the transaction that writes the message marks the mail as placed: dying at any point, it is placed once by the next.
 */
export const placeMail = async (
  req: PayloadRequest,
  given: Email,
  parsed: ParsedMail | null = null,
  now: Date = new Date(),
): Promise<void> => {
  const leaseKey = randomUUID()
  const row = await claim(
    req,
    'emails',
    {
      and: [
        { id: { equals: given.id } },
        { processedAt: { exists: false } },
        { or: [{ leaseUntil: { exists: false } }, { leaseUntil: { less_than: now.toISOString() } }] },
      ],
    },
    { leaseKey, leaseUntil: new Date(now.getTime() + LEASE_MS).toISOString(), attempts: { $inc: 1 } },
  )
  const mail = row && (parsed ?? (await originalOf(req, row)))
  if (!row || !mail) return
  const settings = await readSettings(req)
  const domain = inboundDomainOf(req, settings)
  const facts = deliveryFactsOf(row)
  const automation = automationOf(mail, {
    ownDomains: [...new Set([senderOf(req, settings).domain, ...(domain ? [domain] : [])])],
    envelopeFrom: facts.envelopeFrom,
  })
  const place: Place =
    automation.kind === 'own' ? { kind: 'nowhere' } : await placeOf(req, facts, mail, automation, domain)
  const client = place.kind === 'nowhere' ? null : place.client.id
  await dropOrphans(req, row.id)
  const incoming = mail.attachments.map(({ filename, content, cid }) => ({ filename, content, contentId: cid }))
  const kept: KeptFiles =
    place.kind === 'nowhere' ? { files: [], refused: [] } : await keepFiles(req, incoming, { client, mail: row.id })
  kept.refused.push(...facts.missing.map((name) => ({ name, reason: 'not-delivered' })))
  const mayNotify = await withinLimit(req, {
    key: `inbound:${client === null ? 'none' : String(client)}`,
    limit: getPortalOptions(req.payload).limits.inboundMailPerClientPerHour,
    windowMs: HOUR,
    now,
  })
  await inTransaction(req, async (tx) => {
    const mine = await claim(
      tx,
      'emails',
      { and: [{ id: { equals: row.id } }, { leaseKey: { equals: leaseKey } }, { processedAt: { exists: false } }] },
      { processedAt: now.toISOString(), leaseUntil: null, leaseKey: null },
    )
    if (mine) await write(tx, { row, mail, automation, place, kept, settings, mayNotify, now })
  })
  wakeOutbox(req.payload)
}

/** Places what was kept by a process that died before it was done. One that fails keeps no other from its place. */
export const placeWaitingMail = async (req: PayloadRequest, now: Date = new Date()): Promise<void> => {
  const waiting = await findMany(req, 'emails', {
    where: {
      and: [
        { status: { equals: 'received' } },
        { processedAt: { exists: false } },
        { raw: { exists: true } },
        { or: [{ leaseUntil: { exists: false } }, { leaseUntil: { less_than: now.toISOString() } }] },
        { createdAt: { less_than: new Date(now.getTime() - 60_000).toISOString() } },
      ],
    },
    sort: ['id'],
    limit: 50,
  })
  for (const row of waiting) {
    try {
      await placeMail(req, row, null, now)
    } catch (error) {
      req.payload.logger.error({ err: error, msg: `payload-client-portal: mail ${row.id} is not placed yet.` })
    }
  }
}
