import type { PayloadRequest } from 'payload'

import { partOfTotals } from '../domain/ledger.ts'
import type { BusinessSettings, Invoice, Line, TaxGroup, Totals } from '../records.ts'
import { create } from '../store.ts'
import { issueDocument, type IssuedDocument } from './issueDocument.ts'

/** What a credit note takes back, in figures that follow the invoice's own and are never computed anew. */
export interface Credited {
  lines: Line[]
  totals: Totals & { lineAmounts: number[] }
  /** All lines of the invoice as they were, with its discount and withholding. */
  isWhole: boolean
}

/** One line per tax group. */
const linesOf = (
  invoice: Invoice,
  taxes: TaxGroup[],
  { withholding, total }: Pick<Totals, 'withholding' | 'total'>,
): Omit<Credited, 'isWhole'> => {
  const lineAmounts = taxes.map((group) => group.base)
  const lines = taxes.map((group) => ({
    description: invoice.number ?? '',
    quantity: 1,
    unitPrice: group.base,
    taxRate: group.rate,
    taxCategory: group.category,
  }))
  const subtotal = lineAmounts.reduce((sum, amount) => sum + amount, 0)
  return { lines, totals: { subtotal, discountTotal: 0, taxes, withholding, total, lineAmounts } }
}

/** An invoice's lines as they can be written again. */
export const copiedLines = (lines: Line[]): Line[] => lines.map(({ id: _id, amount: _amount, ...line }) => line)

const sameGroup = (a: TaxGroup, b: TaxGroup): boolean => a.category === b.category && a.rate === b.rate

/**
 * What is left of an invoice after the credit notes it already has: one line per tax group, with exactly the remaining
 * figures. A note may have credited at another rate than the invoice's: that group is left with the opposite sign, so
 * that the figures still add up.
 */
export const remainderOf = (
  invoice: Invoice,
  earlier: Pick<Invoice, 'taxes' | 'withholding' | 'total'>[],
): Credited => {
  const credited = earlier.flatMap((note) => note.taxes)
  const groups = [...invoice.taxes]
  for (const tax of credited) {
    if (!groups.some((group) => sameGroup(group, tax))) groups.push({ ...tax, base: 0, amount: 0 })
  }
  const taxes = groups.map((group) => {
    const same = credited.filter((tax) => sameGroup(group, tax))
    return {
      ...group,
      base: group.base - same.reduce((sum, tax) => sum + tax.base, 0),
      amount: group.amount - same.reduce((sum, tax) => sum + tax.amount, 0),
    }
  })
  const total = invoice.total - earlier.reduce((sum, note) => sum + note.total, 0)
  const withholding = invoice.withholding - earlier.reduce((sum, note) => sum + note.withholding, 0)
  return { ...linesOf(invoice, taxes, { withholding, total }), isWhole: false }
}

/** All of an invoice, in the figures it was issued with: how they were computed then no longer matters. */
export const wholeOf = (invoice: Invoice): Credited => {
  const { subtotal, discountTotal, taxes, withholding, total, lines } = invoice
  const lineAmounts = lines.map((line) => line.amount ?? 0)
  return {
    lines: copiedLines(lines),
    totals: { subtotal, discountTotal, taxes, withholding, total, lineAmounts },
    isWhole: true,
  }
}

/** A part of an invoice in its own proportions, for a refund of `amount`. */
export const partOf = (invoice: Invoice, amount: number): Credited => {
  const { taxes, withholding } = partOfTotals(invoice, amount)
  return { ...linesOf(invoice, taxes, { withholding, total: amount }), isWhole: false }
}

export interface CreditNoteRequest {
  invoice: Invoice
  credited: Credited
  reason?: string | null
  settings: BusinessSettings
  now: Date
}

/**
 * Writes and issues a credit note in the caller's transaction, which holds the invoice's lock. `prepareNumber` for the
 * year's credit notes must have run before the transaction.
 */
export const issueCreditNote = async (
  tx: PayloadRequest,
  { invoice, credited, reason, settings, now }: CreditNoteRequest,
): Promise<IssuedDocument> => {
  tx.context.portalVoiding = true
  const note = await create(tx, 'invoices', {
    kind: 'credit-note',
    corrects: invoice.id,
    reason: reason?.trim() || null,
    client: invoice.client,
    recipients: invoice.recipients ?? [],
    currency: invoice.currency,
    supplyDate: invoice.supplyDate ?? invoice.issueDate ?? null,
    lines: credited.lines,
    discountPercent: credited.isWhole ? invoice.discountPercent : null,
    withholdingPercent: credited.isWhole ? invoice.withholdingPercent : null,
    reference: invoice.reference ?? null,
  })
  delete tx.context.portalVoiding
  return issueDocument(tx, note.id, { settings, now, totals: credited.totals })
}
