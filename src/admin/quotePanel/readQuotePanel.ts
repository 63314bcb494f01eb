import type { PayloadRequest } from 'payload'

import type { Client, Email, ID, Invoice, PortalEvent, Quote } from '../../records.ts'
import { findById } from '../../store.ts'
import { readTrail } from '../documentPanel/readTrail.ts'

export interface QuoteRecords {
  client: Client | null
  mails: Email[]
  events: PortalEvent[]
  revises: Quote | null
  revisedBy: Quote | null
  invoice: Invoice | null
}

/** Everything that hangs on a quote, for the panel above its form. */
export const readQuotePanel = async (req: PayloadRequest, quote: Quote): Promise<QuoteRecords> => {
  const other = (id: ID | null | undefined) => (id ? findById(req, 'quotes', id) : null)
  const [client, trail, revises, revisedBy, invoice] = await Promise.all([
    findById(req, 'clients', quote.client),
    readTrail(req, { quote: { equals: quote.id } }),
    other(quote.revises),
    other(quote.revisedBy),
    quote.invoice ? findById(req, 'invoices', quote.invoice) : null,
  ])
  return { client, ...trail, revises, revisedBy, invoice }
}
