import type {
  ClientSnapshot,
  Client,
  DocumentSnapshot,
  ID,
  Invoice,
  InvoiceKind,
  Line,
  Locale,
  SellerSnapshot,
  TaxGroup,
} from '../records.ts'

import type { PortalFrame } from './frame.ts'

/** What the sheet shows: the frozen document, or a shared draft as it stands. */
export interface SheetModel {
  kind: InvoiceKind
  number: string | null
  isDraft: boolean
  /** The document's own language, which may differ from the page's. */
  locale: Locale
  currency: string
  issueDate: string | null
  supplyDate: string | null
  dueDate: string | null
  seller: Omit<SellerSnapshot, 'accentColor'>
  client: ClientSnapshot
  lines: Line[]
  discountPercent: number | null
  withholdingPercent: number | null
  subtotal: number
  discountTotal: number
  taxes: TaxGroup[]
  withholding: number
  total: number
  reference: string | null
  notes: string | null
  corrects: { number: string; issueDate: string } | null
  reason: string | null
}

const fromSnapshot = (snapshot: DocumentSnapshot): SheetModel => ({
  kind: snapshot.kind,
  number: snapshot.number,
  isDraft: false,
  locale: snapshot.locale,
  currency: snapshot.currency,
  issueDate: snapshot.issueDate,
  supplyDate: snapshot.supplyDate ?? null,
  dueDate: snapshot.dueDate ?? null,
  seller: snapshot.seller,
  client: snapshot.client,
  lines: snapshot.lines,
  discountPercent: snapshot.discountPercent ?? null,
  withholdingPercent: snapshot.withholdingPercent ?? null,
  subtotal: snapshot.totals.subtotal,
  discountTotal: snapshot.totals.discountTotal,
  taxes: snapshot.totals.taxes,
  withholding: snapshot.totals.withholding,
  total: snapshot.totals.total,
  reference: snapshot.reference ?? null,
  notes: snapshot.notes ?? null,
  corrects: snapshot.corrects ?? null,
  reason: snapshot.reason ?? null,
})

/** Parties of a document that has no snapshot: a shared draft, or history that was imported without one. */
export interface LiveParties {
  business: PortalFrame['business']
  bank: SellerSnapshot['bank']
  client: Pick<Client, 'name' | 'company' | 'taxId' | 'address' | 'country' | 'email'>
  locale: Locale
  corrected: { number?: string | null; issueDate?: string | null } | null
}

const fromLive = (invoice: Invoice, parties: LiveParties): SheetModel => {
  const logo: ID | null = parties.business.logo
  return {
    kind: invoice.kind,
    number: invoice.number ?? null,
    isDraft: invoice.status === 'draft',
    locale: parties.locale,
    currency: invoice.currency,
    issueDate: invoice.issueDate ?? null,
    supplyDate: invoice.supplyDate ?? null,
    dueDate: invoice.dueDate ?? null,
    seller: { ...parties.business, logo, bank: parties.bank ?? null },
    client: parties.client,
    lines: invoice.lines,
    discountPercent: invoice.discountPercent ?? null,
    withholdingPercent: invoice.withholdingPercent ?? null,
    subtotal: invoice.subtotal,
    discountTotal: invoice.discountTotal,
    taxes: invoice.taxes,
    withholding: invoice.withholding,
    total: invoice.total,
    reference: invoice.reference ?? null,
    notes: invoice.notes ?? null,
    corrects:
      parties.corrected?.number && parties.corrected.issueDate
        ? { number: parties.corrected.number, issueDate: parties.corrected.issueDate }
        : null,
    reason: invoice.reason ?? null,
  }
}

/** An issued document is drawn from its snapshot alone. */
export const sheetModel = (invoice: Invoice, parties: LiveParties): SheetModel =>
  invoice.snapshot && invoice.status !== 'draft' ? fromSnapshot(invoice.snapshot) : fromLive(invoice, parties)
