import type { PayloadRequest, Where } from 'payload'

import { getPortalOptions } from '../../context.ts'
import type { CurrencyBalance } from '../../queries/balance.ts'
import { balances } from '../../queries/sums.ts'
import type { Client, Email, ID, Invoice, Payment, PortalEvent, PortalSession } from '../../records.ts'
import { findById, findMany } from '../../store.ts'

const SHOWN = 6
const EVENTS = 40

export interface ProfileRecords {
  balances: CurrencyBalance[]
  invoices: Invoice[]
  payments: Payment[]
  mails: Email[]
  sessions: PortalSession[]
  events: PortalEvent[]
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
const mailFields = { kind: true, status: true, to: true, subject: true, queuedAt: true, sentAt: true } as const

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
  const [perCurrency, invoices, payments, mails, sessions, events] = await Promise.all([
    balances({ payload: req.payload, options: getPortalOptions(req.payload), clientId: client.id }),
    findMany(req, 'invoices', { where: theirs, sort: '-id', limit: SHOWN, select: invoiceFields }),
    findMany(req, 'payments', { where: theirs, sort: ['-receivedAt', '-id'], limit: SHOWN }),
    findMany(req, 'emails', { where: theirs, sort: '-queuedAt', limit: SHOWN, select: mailFields }),
    findMany(req, 'portalSessions', { where: live, sort: '-lastSeenAt', limit: 20 }),
    findMany(req, 'portalEvents', { where: theirs, sort: '-at', limit: EVENTS }),
  ])
  const numbers = new Map<string, Pick<Invoice, 'id' | 'number'>>(invoices.map((each) => [String(each.id), each]))
  const missing = new Set<ID>()
  for (const { invoice } of [...events, ...payments]) if (invoice && !numbers.has(String(invoice))) missing.add(invoice)
  if (missing.size > 0) {
    const more = await findMany(req, 'invoices', { where: { id: { in: [...missing] } }, select: { number: true } })
    for (const each of more) numbers.set(String(each.id), each)
  }
  return { balances: perCurrency, invoices, payments, mails, sessions, events, numbers }
}

/** The client whose profile it is, or null while it is being created. */
export const readClient = (req: PayloadRequest, id: ID | undefined): Promise<Client | null> =>
  id === undefined ? Promise.resolve(null) : findById(req, 'clients', id)
