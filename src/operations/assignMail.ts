import type { PayloadRequest, Where } from 'payload'

import { addressesOf } from '../access/clientAddresses.ts'
import { recordEvent } from '../access/trail.ts'
import { oneLine } from '../domain/plainText.ts'
import { PortalError } from '../errors.ts'
import { parseMail } from '../mail/parseMail.ts'
import type { ParsedMail } from '../mail/parsedMail.ts'
import { rebuildMail } from '../mail/rebuildMail.ts'
import type { Client, Email, Ticket, TicketMessage } from '../records.ts'
import { claim, findById, readSettings, update } from '../store.ts'
import { inTransaction } from '../transaction.ts'
import { dropOrphans } from './attachments.ts'
import { noticePeople } from './queueNotice.ts'
import { keepMailFiles, leaseMail, originalOf, writeOnThread } from './threadMail.ts'
import { wakeOutbox } from './wakeOutbox.ts'

/** Mails that came in, were looked at, and are on nobody's thread. */
const isNobodys: Where[] = [
  { kind: { equals: 'inbound' } },
  { processedAt: { exists: true } },
  { client: { exists: false } },
]

export interface Assignment {
  client: unknown
  /** One of the client's tickets; without it a new one opens. */
  ticket?: unknown
  /** Puts the sender's address on file with the client: who has it can sign in, and their next mail is placed by itself. */
  addContact?: boolean
}

/** The mail as it came, or what its row tells of it where the store has lost the original: the words at least. */
const readMail = async (req: PayloadRequest, row: Email): Promise<ParsedMail> =>
  (await originalOf(req, row)) ??
  parseMail(
    rebuildMail({
      headers: [
        ['From', row.from ?? ''],
        ['Subject', row.subject ?? ''],
        ['Message-ID', row.messageId],
      ],
      text: row.text ?? '',
      html: null,
      attachments: [],
    }),
  )

/**
 * Adds the sender to the client's contacts, through Payload, so that the trail says who let them in. The client's row is
 * locked before it is read: a contact that is saved at the same moment is not written over. Throws `bad-email` where
 * the mail names no one sender.
 */
const withContact = async (tx: PayloadRequest, client: Client, mail: ParsedMail): Promise<Client> => {
  if (!mail.from || mail.fromAddresses.length !== 1) throw new PortalError('bad-email')
  await claim(tx, 'clients', { id: { equals: client.id } }, {})
  const known = (await findById(tx, 'clients', client.id)) ?? client
  const { address, name } = mail.from
  if (addressesOf(known).includes(address)) return known
  const contact = { email: address, ...(name ? { name: oneLine(name).slice(0, 200) } : {}) }
  return update(tx, 'clients', client.id, { contacts: [...(known.contacts ?? []), contact] })
}

/**
 * Staff says whose a mail is that could not be placed: it goes on one of the client's tickets, or opens one, as if it
 * had been placed at once. Of several who do so at the same moment one does; the others get `already-assigned`, also
 * while the first is at it. Its author stays a stranger unless the address is on file then.
 *
 * Throws `not-found`, `already-assigned`, `bad-email`.
 */
export const assignMail = async (
  req: PayloadRequest,
  id: unknown,
  { client: clientId, ticket: ticketId, addContact = false }: Assignment,
  now: Date = new Date(),
): Promise<{ ticket: Ticket; message: TicketMessage }> => {
  const given = await findById(req, 'emails', id)
  const client = await findById(req, 'clients', clientId)
  const wanted = ticketId ? await findById(req, 'tickets', ticketId) : null
  if (given?.kind !== 'inbound' || !client) throw new PortalError('not-found')
  if (ticketId && (!wanted || String(wanted.client) !== String(client.id))) throw new PortalError('not-found')
  const leased = await leaseMail(req, given.id, { where: isNobodys, now })
  if (!leased) throw new PortalError('already-assigned')
  const { row, leaseKey } = leased
  const held: Where = { and: [{ id: { equals: row.id } }, { leaseKey: { equals: leaseKey } }, ...isNobodys] }
  try {
    const mail = await readMail(req, row)
    const kept = await keepMailFiles(req, { row, mail, client: client.id })
    const settings = await readSettings(req)
    const people = await noticePeople(req, settings)
    const written = await inTransaction(req, async (tx) => {
      // What makes it once: the row leaves the unassigned mails in the transaction that writes the message.
      const mine = await claim(tx, 'emails', held, { client: client.id, leaseKey: null, leaseUntil: null })
      if (!mine) throw new PortalError('already-assigned')
      const known = addContact ? await withContact(tx, client, mail) : client
      const place = wanted
        ? ({ kind: 'ticket', ticket: wanted, client: known } as const)
        : ({ kind: 'new', client: known, invoice: null } as const)
      const done = await writeOnThread(tx, {
        row,
        mail,
        automation: null,
        place,
        kept,
        settings,
        notify: people,
        now,
      })
      await recordEvent(tx, {
        type: 'mail-assigned',
        client: client.id,
        data: { mail: row.id, ticket: done.ticket.id, from: mail.from?.address ?? row.from ?? '' },
      })
      return done
    })
    wakeOutbox(req.payload)
    return written
  } catch (error) {
    // Gives it back at once: whoever tries again need not wait for the lease's end.
    const released = await claim(req, 'emails', held, { leaseKey: null, leaseUntil: null })
    if (released) await dropOrphans(req, row.id)
    throw error
  }
}

/**
 * Takes a mail off the unassigned ones without a thread, or puts it back there; it stays among the mails either way.
 * What stands so already stays. Throws `not-found`, `already-assigned`.
 */
export const dismissMail = async (req: PayloadRequest, id: unknown, isDismissed: boolean): Promise<Email> => {
  const given = await findById(req, 'emails', id)
  if (given?.kind !== 'inbound') throw new PortalError('not-found')
  const [from, to] = isDismissed ? (['unassigned', 'dismissed'] as const) : (['dismissed', 'unassigned'] as const)
  return inTransaction(req, async (tx) => {
    const where: Where = { and: [{ id: { equals: given.id } }, { placement: { equals: from } }, ...isNobodys] }
    const moved = await claim(tx, 'emails', where, { placement: to })
    if (moved) {
      await recordEvent(tx, { type: isDismissed ? 'mail-dismissed' : 'mail-restored', data: { mail: given.id } })
      return moved
    }
    const known = await findById(tx, 'emails', given.id)
    if (known?.placement !== to) throw new PortalError(known?.client ? 'already-assigned' : 'not-found')
    return known
  })
}
