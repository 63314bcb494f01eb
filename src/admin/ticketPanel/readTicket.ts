import type { PayloadRequest } from 'payload'

import { getPortalOptions } from '../../context.ts'
import type { CurrencyBalance } from '../../queries/balance.ts'
import { balances } from '../../queries/sums.ts'
import type { Client, Email, ID, Invoice, PortalFile, Quote, Ticket, TicketMessage } from '../../records.ts'
import { findById, findMany } from '../../store.ts'

const OPEN_SHOWN = 8

export interface TicketRecords {
  client: Client | null
  /** Oldest first, notes between staff among them. */
  messages: TicketMessage[]
  files: Map<string, PortalFile[]>
  /** The mails that carry answers out or brought messages in. */
  mails: Map<string, Email>
  balances: CurrencyBalance[]
  openInvoices: Invoice[]
  invoice: Pick<Invoice, 'id' | 'number' | 'currency' | 'amountDue'> | null
  quote: Pick<Quote, 'id' | 'number'> | null
}

const byId = <T extends { id: ID }>(rows: T[]): Map<string, T> => new Map(rows.map((row) => [String(row.id), row]))

/** Everything a ticket's page shows, in a handful of queries whatever the thread's length. */
export const readTicket = async (req: PayloadRequest, ticket: Ticket): Promise<TicketRecords> => {
  const messages = await findMany(req, 'ticketMessages', {
    where: { ticket: { equals: ticket.id } },
    sort: ['at', 'id'],
  })
  const mailIds = messages.flatMap(({ mail }) => mail ?? [])
  const [client, files, mails, perCurrency, openInvoices, invoice, quote] = await Promise.all([
    findById(req, 'clients', ticket.client),
    messages.length === 0
      ? []
      : findMany(req, 'portalFiles', { where: { message: { in: messages.map(({ id }) => id) } }, sort: ['id'] }),
    mailIds.length === 0
      ? []
      : findMany(req, 'emails', {
          where: { id: { in: mailIds } },
          select: { status: true, to: true, lastError: true, raw: true },
        }),
    balances({ payload: req.payload, options: getPortalOptions(req.payload), clientId: ticket.client }),
    findMany(req, 'invoices', {
      where: {
        and: [
          { client: { equals: ticket.client } },
          { status: { in: ['sent', 'overdue'] } },
          { amountDue: { greater_than: 0 } },
        ],
      },
      sort: ['dueDate', 'id'],
      limit: OPEN_SHOWN,
      select: { kind: true, number: true, status: true, currency: true, amountDue: true, dueDate: true },
    }),
    ticket.invoice ? findById(req, 'invoices', ticket.invoice) : null,
    ticket.quote ? findById(req, 'quotes', ticket.quote) : null,
  ])
  const ofMessage = new Map<string, PortalFile[]>()
  for (const file of files) {
    const key = String(file.message)
    ofMessage.set(key, [...(ofMessage.get(key) ?? []), file])
  }
  return { client, messages, files: ofMessage, mails: byId(mails), balances: perCurrency, openInvoices, invoice, quote }
}
