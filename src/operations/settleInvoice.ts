import type { PayloadRequest } from 'payload'

import { invoiceStatus, settledAmounts, statusRank } from '../domain/invoiceStatus.ts'
import { appliedAmount, spreadExcess } from '../domain/ledger.ts'
import type { ID, Invoice, Payment } from '../records.ts'
import { claim, findMany, parseId } from '../store.ts'
import { readBusinessDay } from './businessDay.ts'

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

const ledgerFields = {
  status: true,
  method: true,
  amount: true,
  amountReturned: true,
  amountMoved: true,
  amountUnapplied: true,
  cancelRequested: true,
  receivedAt: true,
} as const

/** Writes onto each row what of it no invoice needs: together the client's credit. */
const writeUnapplied = async (req: PayloadRequest, payments: Payment[], excess: number): Promise<void> => {
  const spread = spreadExcess(payments, excess)
  for (const [index, payment] of payments.entries()) {
    const amountUnapplied = spread[index] ?? 0
    if ((payment.amountUnapplied ?? 0) === amountUnapplied) continue
    await claim(req, 'payments', { id: { equals: payment.id } }, { amountUnapplied })
  }
}

/**
 * An open PaymentIntent for more than is due must not be paid any more. Only written down here, since Stripe is no
 * business of a transaction: `cancelPayments` tells it, now or after a crash.
 */
const withdrawOffers = async (req: PayloadRequest, payments: Payment[], amountDue: number): Promise<void> => {
  for (const { id, status, method, amount, cancelRequested } of payments) {
    if (method !== 'stripe' || status !== 'pending' || cancelRequested || amount <= amountDue) continue
    await claim(
      req,
      'payments',
      { and: [{ id: { equals: id } }, { status: { equals: 'pending' } }] },
      { cancelRequested: true },
    )
  }
}

/** The same for money that was recorded for no invoice: all that was not moved on is the client's credit. */
export const settleUnallocated = async (req: PayloadRequest, payment: Payment): Promise<void> => {
  if (!payment.invoice) await writeUnapplied(req, [payment], appliedAmount(payment))
}

/**
 * Writes what is paid, credited and due, and the status that follows, from the ledger and the credit notes alone. Call
 * it in the transaction that changed either, with the invoice's lock held: two payments recorded at once then read one
 * after the other, and the second sees both.
 */
export const settleInvoice = async (req: PayloadRequest, id: ID, now: Date = new Date()): Promise<Invoice> => {
  const locked = await lockIssuedInvoice(req, id)
  if (!locked) throw new Error(`Invoice ${id} is not issued and has nothing to settle.`)
  const payments = await findMany(req, 'payments', {
    where: { invoice: { equals: id } },
    sort: ['receivedAt', 'id'],
    select: ledgerFields,
  })
  const corrections = await findMany(req, 'invoices', {
    where: { and: [{ corrects: { equals: id } }, { sentAt: { exists: true } }] },
    select: { total: true },
  })
  const applied = payments.reduce((sum, payment) => sum + appliedAmount(payment), 0)
  const amounts = settledAmounts({
    kind: locked.kind,
    issued: true,
    total: locked.total,
    credited: corrections.reduce((sum, note) => sum + note.total, 0),
    applied,
  })
  await writeUnapplied(req, payments, applied - amounts.amountPaid)
  await withdrawOffers(req, payments, amounts.amountDue)
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
