import { invoiceStatus, settledAmounts, statusRank } from '../../src/domain/invoiceStatus.ts'
import { storedDay } from '../../src/domain/storedDay.ts'
import { appliedAmount, isReceived, spreadExcess } from '../../src/domain/ledger.ts'
import type { Invoice, Payment, PaymentStatus } from '../../src/records.ts'
import type { PlannedPayment } from './documentPlan.ts'
import type { BookFacts, Entry } from './documentRow.ts'

export type NewPayment = Omit<Payment, 'id'> & {
  /** For the trail: when a dispute came, and when it was lost. */
  disputed?: { openedAt: string; lostAt: string }
}

const statusOf = ({ failed, disputed, refund }: PlannedPayment, amount: number): PaymentStatus => {
  if (failed) return 'failed'
  if (disputed) return 'disputed'
  return refund && refund.amount >= amount ? 'refunded' : 'succeeded'
}

/** Without ids of Stripe's: it knows nothing of the demo's past, and nobody can ask it. */
const paymentOf = (planned: PlannedPayment, { invoice, plan }: Entry, owed: number): NewPayment => {
  const amount = planned.amount ?? owed
  const at = storedDay(planned.on)
  const isOnline = planned.online !== undefined
  const disputeLost = planned.disputed ? amount : 0
  return {
    client: invoice.client,
    invoice: invoice.id,
    amount,
    currency: invoice.currency,
    method: isOnline ? 'stripe' : (planned.method ?? 'bank-transfer'),
    status: statusOf(planned, amount),
    refunds: planned.refund
      ? [{ amount: planned.refund.amount, at: storedDay(planned.refund.on), status: isOnline ? 'succeeded' : null }]
      : [],
    receivedAt: at,
    note: planned.note ?? null,
    reversedAt: null,
    amountReturned: (planned.refund?.amount ?? 0) + disputeLost,
    amountMoved: 0,
    amountUnapplied: 0,
    methodDetail: planned.online ?? null,
    payerEmail: isOnline ? (plan.recipients?.[0] ?? plan.client.email) : null,
    lastFailure: planned.failed ?? null,
    disputeStatus: planned.disputed ? 'lost' : null,
    disputeLost,
    stripeVersion: 0,
    cancelRequested: false,
    receiptQueuedAt: isOnline && !planned.failed ? at : null,
    createdAt: at,
    updatedAt: at,
    ...(planned.disputed
      ? { disputed: { openedAt: storedDay(planned.disputed.opened), lostAt: storedDay(planned.disputed.lost) } }
      : {}),
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
    payments.push(paymentOf(planned, entry, amounts().amountDue))
  }
  const { excess: _excess, ...settled } = amounts()
  Object.assign(invoice, settled)
  const applied = payments.reduce((sum, payment) => sum + appliedAmount(payment), 0)
  spreadExcess(payments, applied - settled.amountPaid).forEach((amountUnapplied, index) => {
    Object.assign(payments[index] ?? {}, { amountUnapplied })
  })
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
        .filter(isReceived)
        .map((payment) => payment.receivedAt)
        .sort()
        .at(-1) ?? invoice.sentAt
  return payments
}
