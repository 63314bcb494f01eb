import type { PayloadRequest, Where } from 'payload'

import { clientsAt } from '../access/clientAddresses.ts'
import { withinLimit } from '../access/rateLimit.ts'
import { recordEvent } from '../access/trail.ts'
import { getPortalOptions } from '../context.ts'
import { manyLines } from '../domain/plainText.ts'
import { isQuote } from '../domain/quoteStatus.ts'
import { attachedMessageIds } from '../mail/attachedMails.ts'
import { automationOf, type Automation } from '../mail/automatedMail.ts'
import { messageIdsIn, keysIn } from '../mail/routing.ts'
import type { ParsedMail } from '../mail/parsedMail.ts'
import type { BusinessSettings, Email, ID, Invoice, Quote, Ticket } from '../records.ts'
import { claim, findById, findMany, findRow, readSettings } from '../store.ts'
import { inTransaction } from '../transaction.ts'
import type { KeptFiles } from './attachments.ts'
import { deliveryFactsOf, type DeliveryFacts } from './deliveryFacts.ts'
import { noticePeople } from './queueNotice.ts'
import { inboundDomainOf, senderOf } from './sender.ts'
import { staffPlaceOf, writeStaffMail, type StaffPlace } from './staffMail.ts'
import { keepMailFiles, leaseMail, originalOf, placedOn, writeOnThread, type ThreadPlace } from './threadMail.ts'
import { removeFile } from './storedFiles.ts'
import { wakeOutbox } from './wakeOutbox.ts'

const HOUR = 3_600_000
/** About an hour of attempts, one in each lease's time: what then still fails, fails for good. */
const MAX_ATTEMPTS = 12

/** Where a mail belongs. */
type Place =
  | ThreadPlace
  /** Sent to the address at which a member of staff answers. */
  | StaffPlace
  /** Staff decides: it waits among the unassigned mails. */
  | { kind: 'nowhere' }

const inTicket = async (req: PayloadRequest, ticket: Ticket | null): Promise<Place | null> => {
  const client = ticket && (await findById(req, 'clients', ticket.client))
  return ticket && client ? { kind: 'ticket', ticket, client } : null
}

/** An answer to a document's mail goes on in the thread that an earlier answer opened, else opens one about it. */
const aboutDocument = async (req: PayloadRequest, document: Invoice | Quote | null): Promise<Place | null> => {
  const client = document && (await findById(req, 'clients', document.client))
  if (!document || !client) return null
  const about = isQuote(document) ? { quote: document } : { invoice: document }
  const field = isQuote(document) ? 'quote' : 'invoice'
  const [ticket] = await findMany(req, 'tickets', {
    where: { and: [{ client: { equals: client.id } }, { [field]: { equals: document.id } }] },
    sort: ['-lastAt'],
    limit: 1,
  })
  return ticket ? { kind: 'ticket', ticket, client } : { kind: 'new', client, invoice: null, ...about }
}

/** By the key in an address it was sent to, which only who got a mail of ours knows. */
const byKey = async (req: PayloadRequest, facts: DeliveryFacts, mail: ParsedMail, domain: string | null) => {
  for (const { kind, key } of domain ? keysIn(facts, mail, [domain]) : []) {
    const place =
      kind === 'ticket'
        ? await inTicket(req, await findRow(req, 'tickets', { key: { equals: key } }))
        : kind === 'reply'
          ? await aboutDocument(
              req,
              (await findRow(req, 'invoices', { replyKey: { equals: key } })) ??
                (await findRow(req, 'quotes', { replyKey: { equals: key } })),
            )
          : null
    if (place) return place
  }
  return null
}

type KnownMail = Pick<Email, 'id' | 'messageId' | 'kind' | 'ticket' | 'invoice' | 'quote'>

/** Those of the mails we know that a mail answers, carries as files, or is itself; by their Message-IDs, in one look. */
const knownMails = async (req: PayloadRequest, mail: ParsedMail): Promise<KnownMail[]> => {
  const ids = [...messageIdsIn(mail), ...attachedMessageIds(mail), ...(mail.messageId ? [mail.messageId] : [])]
  if (ids.length === 0) return []
  return findMany(req, 'emails', {
    where: { messageId: { in: [...new Set(ids)] } },
    select: { messageId: true, kind: true, ticket: true, invoice: true, quote: true },
    sort: ['id'],
    limit: 200,
  })
}

const isNotice = ({ kind }: KnownMail): boolean => kind === 'staff-notice' || kind === 'ticket-notice'

/** By the mails it answers, where the key got lost on the way. */
const byMessageId = async (
  req: PayloadRequest,
  mail: ParsedMail,
  known: readonly KnownMail[],
): Promise<Place | null> => {
  for (const messageId of messageIdsIn(mail)) {
    const ours = known.find(
      (each) => each.messageId === messageId && !isNotice(each) && (each.ticket ?? each.invoice ?? each.quote),
    )
    const place = ours?.ticket
      ? await inTicket(req, await findById(req, 'tickets', ours.ticket))
      : ours?.invoice
        ? await aboutDocument(req, await findById(req, 'invoices', ours.invoice))
        : ours?.quote
          ? await aboutDocument(req, await findById(req, 'quotes', ours.quote))
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
  settings: BusinessSettings,
): Promise<Place> => {
  const staff = domain ? await staffPlaceOf(req, facts, mail, settings, domain) : null
  // Whoever else writes goes where they would without it: nobody gains or loses anything by somebody's staff address.
  if (staff?.isSigned) return staff
  const keyed = await byKey(req, facts, mail, domain)
  if (keyed?.kind === 'ticket') return keyed
  const known = await knownMails(req, mail)
  const thread = keyed ?? (await byMessageId(req, mail, known))
  if (thread?.kind === 'ticket') return thread
  if (staff) return staff
  // A machine opens no thread of its own.
  if (automation.kind !== 'none') return { kind: 'nowhere' }
  if (thread) return thread
  // Staff's notice sent on to us, as it is or as a file, or answered without its key. Were it a client's question, of a
  // business that is its own client say, staff would be told of it, and that notice would come back in turn, for ever.
  return known.some(isNotice) ? { kind: 'nowhere' } : bySender(req, mail)
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
    quote: bounced.quote ?? null,
    data: { to: bounced.to, kind: bounced.kind, mail: bounced.id },
  })
}

/** Nobody's thread: what a person wrote waits among the unassigned mails. */
const leaveToStaff = async (tx: PayloadRequest, row: Email, automation: string | null): Promise<void> => {
  const placement = automation ? 'automated' : 'unassigned'
  await claim(tx, 'emails', { id: { equals: row.id } }, { automation, placement })
  if (!automation) await recordEvent(tx, { type: 'mail-unassigned', data: { mail: row.id } })
}

/** Another attempt has placed the mail meanwhile: undoes what ours has written. */
class Overtaken extends Error {}

const unlessOvertaken = (error: unknown): null => {
  if (error instanceof Overtaken) return null
  throw error
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
  const leased = await leaseMail(req, given.id, {
    where: [{ processedAt: { exists: false } }],
    change: { attempts: { $inc: 1 } },
    now,
  })
  if (!leased) return
  const mail = parsed ?? (await originalOf(req, leased.row))
  if (!mail) throw new Error('Its original can’t be read.')
  const settings = await readSettings(req)
  const found = findPlace(req, mail, deliveryFactsOf(leased.row), settings)
  await placeLeased(req, { ...leased, mail, settings, found, original: null }, now)
}

/** What kind of mail it is and where it belongs. */
export interface FoundPlace {
  automation: Automation
  place: Place
}

/** Only reads: it may begin before the mail's row is written, and what it finds for a mail that we have already is let go. */
export const findPlace = async (
  req: PayloadRequest,
  mail: ParsedMail,
  facts: DeliveryFacts,
  settings: BusinessSettings,
): Promise<FoundPlace> => {
  const domain = inboundDomainOf(req, settings)
  const automation = automationOf(mail, {
    ownDomains: [...new Set([senderOf(req, settings).domain, ...(domain ? [domain] : [])])],
    envelopeFrom: facts.envelopeFrom,
  })
  if (automation.kind === 'own') return { automation, place: { kind: 'nowhere' } }
  return { automation, place: await placeOf(req, facts, mail, automation, domain, settings) }
}

export interface MailInHand {
  row: Email
  /** The lease under which its row is held: without it nothing is written. */
  leaseKey: string
  mail: ParsedMail
  settings: BusinessSettings
  /** See `findPlace`. */
  found: Promise<FoundPlace>
  /** Where this is the first to have it in hand: the file of the whole mail, which may still be on its way to the store. */
  original: Promise<ID> | null
}

/** See `placeMail`; for whoever has the mail in hand. Nothing is placed before its original is kept. */
export const placeLeased = async (
  req: PayloadRequest,
  { row, leaseKey, mail, settings, found, original }: MailInHand,
  now: Date,
): Promise<void> => {
  const find = async () => {
    const { place, automation } = await found
    if (place.kind === 'nowhere' || automation.kind !== 'none') return { place, automation, notify: null }
    const [isWithin, people] = await Promise.all([
      withinLimit(req, {
        key: `inbound:${String(place.client.id)}`,
        limit: getPortalOptions(req.payload).limits.inboundMailPerClientPerHour,
        windowMs: HOUR,
        now,
      }),
      noticePeople(req, settings),
    ])
    return { place, automation, notify: isWithin ? people : null }
  }
  const [{ place, automation, notify }, raw] = await Promise.all([find(), original])
  const kept: KeptFiles =
    place.kind === 'nowhere'
      ? { files: [], refused: [] }
      : await keepMailFiles(req, { row, mail, client: place.client.id, isFirst: original !== null })
  // This one write makes it once: it holds only under our lease and for a mail that nobody has placed, and the message
  // stands or falls with it.
  const hold = async (tx: PayloadRequest, on: Partial<Email>): Promise<Email | null> => {
    const mine: Where[] = [
      { id: { equals: row.id } },
      { leaseKey: { equals: leaseKey } },
      { processedAt: { exists: false } },
    ]
    const done = { processedAt: now.toISOString(), leaseUntil: null, leaseKey: null, ...on }
    const first =
      raw === null ? null : await claim(tx, 'emails', { and: [...mine, { raw: { exists: false } }] }, { ...done, raw })
    return first ?? claim(tx, 'emails', { and: mine }, done)
  }
  const reason = automation.kind === 'none' ? null : automation.kind
  const onThread = { row, mail, automation: reason, kept, settings, notify, isMarked: true, now }
  const placed = await inTransaction(req, async (tx) => {
    if (place.kind === 'new') {
      // Its thread first, so that the same write says which one that is.
      const { ticket } = await writeOnThread(tx, { ...onThread, place })
      const held = await hold(tx, placedOn(ticket, reason))
      if (!held) throw new Overtaken()
      return held
    }
    const held = await hold(tx, place.kind === 'ticket' ? placedOn(place.ticket, reason) : {})
    if (held && automation.kind === 'bounce') await markBounced(tx, automation)
    if (held && place.kind === 'ticket') await writeOnThread(tx, { ...onThread, place })
    if (held && place.kind === 'staff')
      await writeStaffMail(tx, { row, mail, automation: reason, place, kept, settings, now })
    if (held && place.kind === 'nowhere') await leaveToStaff(tx, row, reason)
    return held
  }).catch(unlessOvertaken)
  // Another delivery of the same mail has kept the original as well, and was first to name its file.
  if (raw !== null && placed?.raw !== raw) await dropSpareOriginal(req, row.id, raw)
  wakeOutbox(req.payload)
}

const dropSpareOriginal = async (req: PayloadRequest, mail: ID, file: ID): Promise<void> => {
  const row = await findById(req, 'emails', mail)
  if (row?.raw && row.raw !== file) await removeFile(req, file)
}

/** The database's own words: around them stands the statement with all that it was to write. */
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}

/** Leaves to staff what fails whenever it is tried: a mail that waits for ever in the dark is as good as lost. */
const giveUp = async (req: PayloadRequest, id: ID, error: unknown, now: Date): Promise<void> =>
  inTransaction(req, async (tx) => {
    const given = await claim(
      tx,
      'emails',
      {
        and: [
          { id: { equals: id } },
          { processedAt: { exists: false } },
          { attempts: { greater_than_equal: MAX_ATTEMPTS } },
        ],
      },
      {
        processedAt: now.toISOString(),
        placement: 'unassigned',
        lastError: manyLines(reasonOf(error)).slice(0, 500),
        leaseUntil: null,
        leaseKey: null,
      },
    )
    if (given) await recordEvent(tx, { type: 'mail-unassigned', data: { mail: id } })
  })

/** Places what was kept by a process that died before it was done. One that fails keeps no other from its place. */
export const placeWaitingMail = async (req: PayloadRequest, now: Date = new Date()): Promise<void> => {
  const waiting = await findMany(req, 'emails', {
    where: {
      and: [
        { status: { equals: 'received' } },
        { processedAt: { exists: false } },
        { or: [{ leaseUntil: { exists: false } }, { leaseUntil: { less_than: now.toISOString() } }] },
        { createdAt: { less_than: new Date(now.getTime() - 60_000).toISOString() } },
      ],
    },
    // What fails again and again lets the others go first.
    sort: ['attempts', 'id'],
    limit: 50,
  })
  for (const row of waiting) {
    try {
      await placeMail(req, row, null, now)
    } catch (error) {
      req.payload.logger.error({ err: error, msg: `payload-client-portal: mail ${row.id} is not placed yet.` })
      await giveUp(req, row.id, error, now)
    }
  }
}
