import type { PayloadRequest, Where } from 'payload'

import { getPortalOptions } from '../../context.ts'
import type { CurrencyBalance } from '../../queries/balance.ts'
import { balances } from '../../queries/sums.ts'
import type {
  Client,
  Email,
  ID,
  Invoice,
  Payment,
  PortalEvent,
  PortalSession,
  Quote,
  Ticket,
  TicketMessage,
} from '../../records.ts'
import { findById, findMany } from '../../store.ts'

const SHOWN = 6
const MAILS = 10
const OPEN_INVOICES = 50
const EVENTS = 40

export interface ProfileRecords {
  balances: CurrencyBalance[]
  invoices: Invoice[]
  quotes: Quote[]
  payments: Payment[]
  mails: Email[]
  sessions: PortalSession[]
  events: PortalEvent[]
  /** Not closed ones first. */
  tickets: Ticket[]
  /** Between staff, about this client's tickets. */
  notes: TicketMessage[]
  /** What can be written about: issued, and something due. */
  openInvoices: Invoice[]
  /** Tickets that events and notes are about. */
  ticketNames: Map<string, Pick<Ticket, 'id' | 'reference' | 'subject'>>
  /** Numbers of the documents that events and payments are about. */
  numbers: Map<string, Pick<Invoice, 'id' | 'number'>>
}

const invoiceFields = {
  kind: true,
  number: true,
  status: true,
  issueDate: true,
  dueDate: true,
  currency: true,
  total: true,
  amountDue: true,
  sentAt: true,
  createdAt: true,
} as const
const quoteFields = {
  number: true,
  status: true,
  issueDate: true,
  validUntil: true,
  revisedBy: true,
  currency: true,
  total: true,
  createdAt: true,
} as const
const mailFields = {
  kind: true,
  status: true,
  to: true,
  from: true,
  subject: true,
  queuedAt: true,
  sentAt: true,
} as const
const ticketFields = {
  reference: true,
  subject: true,
  status: true,
  lastAt: true,
  lastText: true,
  lastDirection: true,
} as const

/** The threads that are not closed, newest first; what place is left is for closed ones. */
const latestTickets = async (req: PayloadRequest, client: Client): Promise<Ticket[]> => {
  const read = (status: Where, limit: number) =>
    findMany(req, 'tickets', {
      where: { and: [{ client: { equals: client.id } }, status] },
      sort: '-lastAt',
      limit,
      select: ticketFields,
    })
  const open = await read({ status: { not_equals: 'closed' } }, SHOWN)
  const rest = SHOWN - open.length
  return rest > 0 ? [...open, ...(await read({ status: { equals: 'closed' } }, rest))] : open
}

const ticketOf = ({ data }: PortalEvent): ID | null => {
  const ticket = data?.ticket
  return typeof ticket === 'number' || typeof ticket === 'string' ? ticket : null
}

/** What the timeline calls the threads it tells of. */
const readTicketNames = async (req: PayloadRequest, events: PortalEvent[], notes: TicketMessage[]) => {
  const ids = new Set<ID>([...events.flatMap((event) => ticketOf(event) ?? []), ...notes.map(({ ticket }) => ticket)])
  const tickets =
    ids.size === 0
      ? []
      : await findMany(req, 'tickets', {
          where: { id: { in: [...ids] } },
          select: { reference: true, subject: true },
        })
  return new Map(tickets.map((ticket) => [String(ticket.id), ticket]))
}

/** The thread an event is about, where it is about one. */
export const ticketOfEvent = (event: PortalEvent, { ticketNames }: Pick<ProfileRecords, 'ticketNames'>) =>
  ticketNames.get(String(ticketOf(event)))

/** What a client's profile shows, latest first. */
export const readProfile = async (req: PayloadRequest, client: Client, now: Date): Promise<ProfileRecords> => {
  const theirs = { client: { equals: client.id } }
  const live: Where = {
    and: [
      theirs,
      { linkKind: { not_equals: 'staff' } },
      { revokedAt: { exists: false } },
      { expiresAt: { greater_than: now.toISOString() } },
    ],
  }
  const [perCurrency, invoices, quotes, payments, mails, sessions, events, tickets, notes, openInvoices] =
    await Promise.all([
      balances({ payload: req.payload, options: getPortalOptions(req.payload), clientId: client.id }),
      findMany(req, 'invoices', { where: theirs, sort: '-id', limit: SHOWN, select: invoiceFields }),
      findMany(req, 'quotes', { where: theirs, sort: '-id', limit: SHOWN, select: quoteFields }),
      findMany(req, 'payments', { where: theirs, sort: ['-receivedAt', '-id'], limit: SHOWN }),
      findMany(req, 'emails', { where: theirs, sort: '-queuedAt', limit: MAILS, select: mailFields }),
      findMany(req, 'portalSessions', { where: live, sort: '-lastSeenAt', limit: 20 }),
      findMany(req, 'portalEvents', { where: theirs, sort: '-at', limit: EVENTS }),
      latestTickets(req, client),
      findMany(req, 'ticketMessages', {
        where: { and: [theirs, { internal: { equals: true } }] },
        sort: '-at',
        limit: SHOWN,
        select: { ticket: true, at: true, authorName: true },
      }),
      findMany(req, 'invoices', {
        where: { and: [theirs, { status: { in: ['sent', 'overdue'] } }, { amountDue: { greater_than: 0 } }] },
        sort: ['dueDate', 'id'],
        limit: OPEN_INVOICES,
        select: { number: true, currency: true, amountDue: true },
      }),
    ])
  const numbers = new Map<string, Pick<Invoice, 'id' | 'number'>>(invoices.map((each) => [String(each.id), each]))
  const missing = new Set<ID>()
  for (const { invoice } of [...events, ...payments]) if (invoice && !numbers.has(String(invoice))) missing.add(invoice)
  if (missing.size > 0) {
    const more = await findMany(req, 'invoices', { where: { id: { in: [...missing] } }, select: { number: true } })
    for (const each of more) numbers.set(String(each.id), each)
  }
  return {
    balances: perCurrency,
    invoices,
    quotes,
    payments,
    mails,
    sessions,
    events,
    tickets,
    notes,
    openInvoices,
    ticketNames: await readTicketNames(req, events, notes),
    numbers,
  }
}

/** The client whose profile it is, or null while it is being created. */
export const readClient = (req: PayloadRequest, id: ID | undefined): Promise<Client | null> =>
  id === undefined ? Promise.resolve(null) : findById(req, 'clients', id)
