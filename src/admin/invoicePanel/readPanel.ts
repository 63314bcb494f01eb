import type { PayloadRequest } from 'payload'

import { isOpen } from '../../domain/invoiceStatus.ts'
import type { Client, Email, ID, Invoice, Payment, PortalEvent, Quote } from '../../records.ts'
import { creditSources, type CreditSource } from '../../queries/creditSources.ts'
import { findById, findMany } from '../../store.ts'
import { HISTORY, readTrail } from '../documentPanel/readTrail.ts'

export interface PanelRecords {
  client: Client | null
  mails: Email[]
  payments: Payment[]
  events: PortalEvent[]
  /** Issued credit notes against this invoice. */
  notes: Invoice[]
  corrects: Invoice | null
  revises: Invoice | null
  revisedBy: Invoice | null
  /** What it was made of. */
  quote: Quote | null
  /** Where the client's credit in this currency lies; empty where this invoice needs none. */
  credit: CreditSource[]
}

/** Everything that hangs on a document, for the panel above its form. */
export const readPanel = async (req: PayloadRequest, invoice: Invoice): Promise<PanelRecords> => {
  const about = { invoice: { equals: invoice.id } }
  const other = (id: ID | null | undefined) => (id ? findById(req, 'invoices', id) : null)
  const [client, trail, payments, notes, corrects, revises, revisedBy, quote, credit] = await Promise.all([
    findById(req, 'clients', invoice.client),
    readTrail(req, about),
    findMany(req, 'payments', { where: about, sort: '-createdAt', limit: HISTORY }),
    findMany(req, 'invoices', {
      where: { corrects: { equals: invoice.id }, sentAt: { exists: true } },
      select: { number: true, total: true, currency: true, sentAt: true },
    }),
    other(invoice.corrects),
    other(invoice.revises),
    other(invoice.revisedBy),
    invoice.quote ? findById(req, 'quotes', invoice.quote) : null,
    isOpen(invoice)
      ? creditSources(req, { client: invoice.client, currency: invoice.currency, invoice: invoice.id })
      : [],
  ])
  return { client, ...trail, payments, notes, corrects, revises, revisedBy, quote, credit }
}
