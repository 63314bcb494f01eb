import type {
  ClientSnapshot,
  Client,
  DocumentSnapshot,
  ID,
  Invoice,
  DocumentKind,
  Line,
  Locale,
  Quote,
  SellerSnapshot,
  TaxGroup,
} from '../records.ts'

import { isQuote } from '../domain/quoteStatus.ts'
import type { PortalFrame } from './frame.ts'

/** What the sheet shows: the frozen document, or a shared draft as it stands. */
export interface SheetModel {
  kind: DocumentKind
  number: string | null
  isDraft: boolean
  /** The document's own language, which may differ from the page's. */
  locale: Locale
  currency: string
  issueDate: string | null
  supplyDate: string | null
  dueDate: string | null
  validUntil: string | null
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
  validUntil: snapshot.validUntil ?? null,
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

const fromLive = (document: Invoice | Quote, parties: LiveParties): SheetModel => {
  const logo: ID | null = parties.business.logo
  const own = isQuote(document)
    ? { kind: 'quote' as const, supplyDate: null, dueDate: null, validUntil: document.validUntil ?? null, reason: null }
    : {
        kind: document.kind,
        supplyDate: document.supplyDate ?? null,
        dueDate: document.dueDate ?? null,
        validUntil: null,
        reason: document.reason ?? null,
      }
  return {
    ...own,
    number: document.number ?? null,
    isDraft: document.status === 'draft',
    locale: parties.locale,
    currency: document.currency,
    issueDate: document.issueDate ?? null,
    seller: { ...parties.business, logo, bank: parties.bank ?? null },
    client: parties.client,
    lines: document.lines,
    discountPercent: document.discountPercent ?? null,
    withholdingPercent: document.withholdingPercent ?? null,
    subtotal: document.subtotal,
    discountTotal: document.discountTotal,
    taxes: document.taxes,
    withholding: document.withholding,
    total: document.total,
    reference: document.reference ?? null,
    notes: document.notes ?? null,
    corrects:
      parties.corrected?.number && parties.corrected.issueDate
        ? { number: parties.corrected.number, issueDate: parties.corrected.issueDate }
        : null,
  }
}

/** An issued document is drawn from its snapshot alone. */
export const sheetModel = (document: Invoice | Quote, parties: LiveParties): SheetModel =>
  document.snapshot && document.status !== 'draft' ? fromSnapshot(document.snapshot) : fromLive(document, parties)
