import type { PayloadRequest } from 'payload'

import type { Client, Email, ID, Invoice, PortalEvent, Quote } from '../../records.ts'
import { findById, findMany } from '../../store.ts'
import { mailFields } from '../documentPanel/mailFields.ts'

export interface QuoteRecords {
  client: Client | null
  mails: Email[]
  events: PortalEvent[]
  revises: Quote | null
  revisedBy: Quote | null
  invoice: Invoice | null
}

const HISTORY = 200

/** Everything that hangs on a quote, for the panel above its form. */
export const readQuotePanel = async (req: PayloadRequest, quote: Quote): Promise<QuoteRecords> => {
  const about = { quote: { equals: quote.id } }
  const other = (id: ID | null | undefined) => (id ? findById(req, 'quotes', id) : null)
  const [client, mails, events, revises, revisedBy, invoice] = await Promise.all([
    findById(req, 'clients', quote.client),
    findMany(req, 'emails', { where: about, sort: '-queuedAt', limit: HISTORY, select: mailFields }),
    findMany(req, 'portalEvents', { where: about, sort: '-at', limit: HISTORY }),
    other(quote.revises),
    other(quote.revisedBy),
    quote.invoice ? findById(req, 'invoices', quote.invoice) : null,
  ])
  return { client, mails, events, revises, revisedBy, invoice }
}
