import type { PayloadRequest } from 'payload'

import type { BusinessSettings, Invoice, Payment } from '../records.ts'
import type { PaymentTruth } from '../stripe/paymentTruth.ts'
import { findById, findMany } from '../store.ts'
import { issueCreditNote, partOf, remainderOf, wholeOf, type Credited } from './issueCreditNote.ts'
import { mailDocument } from './mailDocument.ts'
import { onFileOnly, recipientsOf } from './recipients.ts'
import { settleInvoice } from './settleInvoice.ts'

interface Refunded {
  /** The row as it was before: its refunds are those already dealt with. */
  row: Payment
  truth: PaymentTruth
  settings: BusinessSettings
  now: Date
}

const creditedBy = (invoice: Invoice, earlier: Invoice[], amount: number): Credited => {
  const left = invoice.total - earlier.reduce((sum, note) => sum + note.total, 0)
  if (amount < left) return partOf(invoice, amount)
  return earlier.length > 0 ? remainderOf(invoice, earlier) : wholeOf(invoice)
}

/**
 * Issues the credit notes that staff wanted with refunds which the ledger has not seen before, in the transaction that
 * writes those refunds: each refund's note is issued exactly once, whoever hears of it first. Never more is credited than
 * the invoice has left. Answers the notes' numbers by refund.
 */
export const creditForRefunds = async (
  tx: PayloadRequest,
  { row, truth, settings, now }: Refunded,
): Promise<Map<string, string>> => {
  const numbers = new Map<string, string>()
  const known = new Set((row.refunds ?? []).map(({ stripeId }) => stripeId))
  for (const refund of truth.refunds) {
    if (known.has(refund.stripeId) || refund.status === 'failed' || !refund.wish.creditNote || !row.invoice) continue
    // Locked already; the figures of the note before this one are in.
    const standing = await settleInvoice(tx, row.invoice, now)
    const invoice = await findById(tx, 'invoices', row.invoice)
    const client = await findById(tx, 'clients', row.client)
    const amount = Math.min(refund.amount, standing.total - standing.amountCredited)
    if (!invoice || !client || amount <= 0) continue
    const earlier = await findMany(tx, 'invoices', {
      where: { and: [{ corrects: { equals: invoice.id } }, { sentAt: { exists: true } }] },
    })
    const issued = await issueCreditNote(tx, {
      invoice,
      credited: creditedBy(invoice, earlier, amount),
      reason: refund.wish.reason,
      settings,
      now,
    })
    await mailDocument(tx, {
      document: issued.invoice,
      client,
      settings,
      recipients: recipientsOf(client, onFileOnly(client, invoice.recipients)),
      now,
    })
    if (issued.invoice.number) numbers.set(refund.stripeId, issued.invoice.number)
  }
  return numbers
}
