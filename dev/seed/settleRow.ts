import { invoiceStatus, settledAmounts, statusRank } from '../../src/domain/invoiceStatus.ts'
import { storedDay } from '../../src/domain/storedDay.ts'
import { appliedAmount } from '../../src/operations/settleInvoice.ts'
import type { Invoice, Payment } from '../../src/records.ts'
import type { PlannedPayment } from './documentPlan.ts'
import type { BookFacts, Entry } from './documentRow.ts'

export type NewPayment = Omit<Payment, 'id'>

const paymentOf = (planned: PlannedPayment, invoice: Invoice, owed: number): NewPayment => {
  const amount = planned.amount ?? owed
  const at = storedDay(planned.on)
  return {
    client: invoice.client,
    invoice: invoice.id,
    amount,
    currency: invoice.currency,
    method: planned.method ?? 'bank-transfer',
    status: planned.refund && planned.refund.amount >= amount ? 'refunded' : 'succeeded',
    refunds: planned.refund ? [{ amount: planned.refund.amount, at: storedDay(planned.refund.on) }] : [],
    receivedAt: at,
    note: planned.note ?? null,
    reversedAt: null,
    createdAt: at,
    updatedAt: at,
  }
}

/** What is paid, credited and due, and the status that follows: the same rules that settle a real invoice. */
export const settleRow = (entry: Entry, note: Invoice | undefined, { today, now }: BookFacts): NewPayment[] => {
  const { invoice, plan, kind } = entry
  if (!invoice.sentAt) return []
  const voidsIt = kind === 'invoice' && note !== undefined && note.total >= invoice.total
  if (voidsIt) invoice.voidedAt = note.sentAt ?? now.toISOString()
  const payments: NewPayment[] = []
  const amounts = () =>
    settledAmounts({
      kind,
      issued: true,
      total: invoice.total,
      credited: kind === 'invoice' ? (note?.total ?? 0) : 0,
      applied: payments.reduce((sum, payment) => sum + appliedAmount(payment), 0),
    })
  for (const planned of kind === 'invoice' ? (plan.payments ?? []) : []) {
    payments.push(paymentOf(planned, invoice, amounts().amountDue))
  }
  const { excess: _excess, ...settled } = amounts()
  Object.assign(invoice, settled)
  invoice.status = invoiceStatus(
    {
      kind,
      sentAt: invoice.sentAt,
      voidedAt: invoice.voidedAt ?? null,
      total: invoice.total,
      amountCredited: invoice.amountCredited,
      amountDue: invoice.amountDue,
      dueDate: invoice.dueDate ?? null,
    },
    today,
  )
  invoice.statusRank = statusRank[invoice.status]
  if (invoice.status === 'paid')
    invoice.paidAt =
      payments
        .map((payment) => payment.receivedAt)
        .sort()
        .at(-1) ?? invoice.sentAt
  return payments
}
