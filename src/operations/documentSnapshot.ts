import { dayOf } from '../domain/days.ts'
import { computeTotals } from '../domain/totals.ts'
import type {
  BusinessSettings,
  Client,
  ClientSnapshot,
  DocumentKind,
  DocumentSnapshot,
  Invoice,
  Locale,
  SellerSnapshot,
  TaxCategory,
  Totals,
  WrittenDocument,
} from '../records.ts'

export const sellerSnapshot = (settings: BusinessSettings): SellerSnapshot => ({
  name: settings.name,
  legalName: settings.legalName ?? null,
  taxId: settings.taxId ?? null,
  address: settings.address ?? null,
  email: settings.email ?? null,
  phone: settings.phone ?? null,
  website: settings.website ?? null,
  logo: settings.logo ?? null,
  accentColor: settings.accentColor,
  footer: settings.footer ?? null,
  bank: settings.bank ?? null,
})

export const clientSnapshot = (client: Client): ClientSnapshot => ({
  name: client.name,
  company: client.company ?? null,
  taxId: client.taxId ?? null,
  address: client.address ?? null,
  country: client.country ?? null,
  email: client.email,
})

/** The reasons the business printed for each category without tax, as its settings name them. */
const reasonsOf = (settings: BusinessSettings): Partial<Record<TaxCategory, string>> =>
  Object.fromEntries(settings.taxRates.filter((rate) => rate.reason).map((rate) => [rate.category, rate.reason ?? '']))

/** A document's totals from its lines: the one computation behind drafts, issued documents and previews. */
export const documentTotals = (
  document: Pick<Invoice, 'lines' | 'discountPercent' | 'withholdingPercent'>,
  settings: BusinessSettings,
): Totals & { lineAmounts: number[] } =>
  computeTotals({
    lines: document.lines,
    discountPercent: document.discountPercent,
    withholdingPercent: document.withholdingPercent,
    reasons: reasonsOf(settings),
  })

export interface SnapshotFacts {
  kind: DocumentKind
  document: WrittenDocument
  client: Client
  settings: BusinessSettings
  /** Empty on the preview of a draft. */
  number: string
  issueDate: string
  supplyDate?: string | null
  dueDate?: string | null
  /** On a quote. */
  validUntil?: string | null
  /** Why a credit note is issued. */
  reason?: string | null
  /** The issued invoice that a credit note corrects. */
  corrected?: Invoice | null
  /** Given where the totals follow from another document instead of the lines. */
  totals?: Totals & { lineAmounts: number[] }
}

export const localeOf = (client: Pick<Client, 'locale'>, settings: Pick<BusinessSettings, 'locale'>): Locale =>
  client.locale ?? settings.locale

/** Everything an issued document shows, as it is at this moment. */
export const documentSnapshot = ({
  kind,
  document,
  client,
  settings,
  number,
  issueDate,
  supplyDate,
  dueDate,
  validUntil,
  reason,
  corrected,
  totals: given,
}: SnapshotFacts): DocumentSnapshot => {
  const { lineAmounts, ...totals } = given ?? documentTotals(document, settings)
  return {
    templateVersion: 1,
    kind,
    number,
    locale: localeOf(client, settings),
    timeZone: settings.timeZone,
    issueDate,
    supplyDate: supplyDate ? dayOf(supplyDate) : null,
    dueDate: dueDate ?? null,
    ...(validUntil ? { validUntil } : {}),
    currency: document.currency,
    seller: sellerSnapshot(settings),
    client: clientSnapshot(client),
    lines: document.lines.map((line, index) => ({
      description: line.description,
      quantity: line.quantity,
      unitPrice: line.unitPrice,
      discountPercent: line.discountPercent ?? null,
      taxRate: line.taxRate ?? null,
      taxCategory: line.taxCategory ?? 'standard',
      amount: lineAmounts[index] ?? 0,
    })),
    discountPercent: document.discountPercent ?? null,
    withholdingPercent: document.withholdingPercent ?? null,
    totals,
    reference: document.reference ?? null,
    notes: document.notes ?? null,
    corrects:
      corrected?.number && corrected.issueDate
        ? { number: corrected.number, issueDate: dayOf(corrected.issueDate) ?? '' }
        : null,
    reason: reason ?? null,
  }
}
