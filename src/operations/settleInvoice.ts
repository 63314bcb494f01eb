import type { PayloadRequest } from 'payload'

import { invoiceStatus, settledAmounts, statusRank } from '../domain/invoiceStatus.ts'
import type { ID, Invoice, Payment } from '../records.ts'
import { claim, findMany, parseId } from '../store.ts'
import { readBusinessDay } from './businessDay.ts'

/** What a payment brings an invoice: what succeeded, less what went back. */
export const appliedAmount = (payment: Pick<Payment, 'status' | 'amount' | 'refunds'>): number => {
  if (payment.status !== 'succeeded' && payment.status !== 'refunded') return 0
  const refunded = (payment.refunds ?? []).reduce((sum, refund) => sum + refund.amount, 0)
  return Math.max(payment.amount - refunded, 0)
}

/**
 * Takes the invoice's row lock for the rest of the transaction, so that whoever reads its ledger next reads all of it.
 * Answers the row, or null where the invoice is no issued one. Main-table fields only (no lines).
 */
export const lockIssuedInvoice = async (req: PayloadRequest, id: ID): Promise<Invoice | null> => {
  const parsed = parseId(req, id)
  return parsed === null
    ? null
    : claim(req, 'invoices', { and: [{ id: { equals: parsed } }, { sentAt: { exists: true } }] }, {})
}

/**
 * Writes what is paid, credited and due, and the status that follows, from the ledger and the credit notes alone. Call
 * it in the transaction that changed either, with the invoice's lock held: two payments recorded at once then read one
 * after the other, and the second sees both.
 */
export const settleInvoice = async (req: PayloadRequest, id: ID, now: Date = new Date()): Promise<Invoice> => {
  const locked = await lockIssuedInvoice(req, id)
  if (!locked) throw new Error(`Invoice ${id} is not issued and has nothing to settle.`)
  const payments = await findMany(req, 'payments', { where: { invoice: { equals: id } } })
  const corrections = await findMany(req, 'invoices', {
    where: { and: [{ corrects: { equals: id } }, { sentAt: { exists: true } }] },
    select: { total: true },
  })
  const amounts = settledAmounts({
    kind: locked.kind,
    issued: true,
    total: locked.total,
    credited: corrections.reduce((sum, note) => sum + note.total, 0),
    applied: payments.reduce((sum, payment) => sum + appliedAmount(payment), 0),
  })
  const status = invoiceStatus(
    {
      kind: locked.kind,
      sentAt: locked.sentAt ?? null,
      voidedAt: locked.voidedAt ?? null,
      total: locked.total,
      amountCredited: amounts.amountCredited,
      amountDue: amounts.amountDue,
      dueDate: locked.dueDate ?? null,
    },
    await readBusinessDay(req, now),
  )
  const lastReceived = payments
    .filter((payment) => appliedAmount(payment) > 0)
    .map((payment) => payment.receivedAt)
    .sort()
    .at(-1)
  const settled = await claim(
    req,
    'invoices',
    { id: { equals: id } },
    {
      amountPaid: amounts.amountPaid,
      amountCredited: amounts.amountCredited,
      amountDue: amounts.amountDue,
      status,
      statusRank: statusRank[status],
      paidAt: status === 'paid' ? (lastReceived ?? locked.paidAt ?? now.toISOString()) : null,
    },
  )
  return settled ?? locked
}
