/** What people hear of a card payment: the trail, the client's mails, the notices to staff. */
import type { PayloadRequest } from 'payload'

import { recordEvent } from '../access/trail.ts'
import { isReceived } from '../domain/ledger.ts'
import type { BusinessSettings, DisputeStatus, Payment, PaymentRefund } from '../records.ts'
import type { PaymentTruth } from '../stripe/paymentTruth.ts'
import { claim, findById, findMany, readSettings } from '../store.ts'
import { mailPaymentFailed, mailReceipt, mailRefund, mailStaffNotice, type StaffNoticeRequest } from './mailPayment.ts'

interface Change {
  before: Payment
  /** As settled. */
  after: Payment
  truth: PaymentTruth
  settings: BusinessSettings
  /** Numbers of the credit notes issued with refunds, by refund. */
  notes: Map<string, string>
  now: Date
}

type Told = Pick<StaffNoticeRequest, 'about'> &
  Partial<Pick<StaffNoticeRequest, 'amount' | 'excess' | 'note' | 'answerBy'>>

const disputeEvents: Partial<Record<DisputeStatus, 'dispute-opened' | 'dispute-won' | 'dispute-lost'>> = {
  inquiry: 'dispute-opened',
  open: 'dispute-opened',
  won: 'dispute-won',
  lost: 'dispute-lost',
}

const refundById = (refunds: Payment['refunds'], id: string | null | undefined): PaymentRefund | undefined =>
  (refunds ?? []).find((refund) => refund.stripeId === id)

/** What no invoice needs of the money on this payment's invoice: on whichever row it lies. */
const unappliedAround = async (tx: PayloadRequest, payment: Payment): Promise<number> => {
  if (!payment.invoice) return payment.amountUnapplied ?? 0
  const rows = await findMany(tx, 'payments', {
    where: { and: [{ invoice: { equals: payment.invoice } }, { amountUnapplied: { greater_than: 0 } }] },
    select: { amountUnapplied: true },
  })
  return rows.reduce((sum, row) => sum + (row.amountUnapplied ?? 0), 0)
}

/**
 * Writes down and mails what has changed between two states of a payment, in the transaction that wrote the change: it
 * is told exactly as often as it is written. A receipt goes out once for a payment, also where a dispute took the money
 * and gave it back.
 */
export const tellChanges = async (tx: PayloadRequest, change: Change): Promise<void> => {
  const { before, after, truth, settings, notes, now } = change
  const invoice = after.invoice ? await findById(tx, 'invoices', after.invoice) : null
  const client = await findById(tx, 'clients', after.client)
  if (!client) return
  const about = { payment: after, invoice, client, settings, now }
  const note = (type: string, amount = after.amount, more: Record<string, unknown> = {}, by: string | null = null) =>
    recordEvent(tx, {
      type,
      client: after.client,
      invoice: after.invoice ?? null,
      data: { payment: after.id, amount, currency: after.currency, ...more },
      ...(by ? { actorKind: 'staff' as const, actorName: by } : {}),
    })
  const tell = ({ about: subject, amount = after.amount, ...more }: Told) =>
    mailStaffNotice(tx, { ...about, about: subject, amount, currency: after.currency, ...more })

  if (!isReceived(before) && isReceived(after)) {
    await note('payment-succeeded')
    const isFirst = await claim(
      tx,
      'payments',
      { and: [{ id: { equals: after.id } }, { receiptQueuedAt: { exists: false } }] },
      { receiptQueuedAt: now.toISOString() },
    )
    if (isFirst && settings.sendReceipts) await mailReceipt(tx, about)
    const excess = Math.min(await unappliedAround(tx, after), after.amount)
    if (excess > 0) {
      await note('excess-received', excess)
      await tell({ about: 'excess', excess })
    } else await tell({ about: 'payment-received' })
  }
  if (before.status !== 'processing' && after.status === 'processing') await note('payment-processing')
  if (before.status === 'processing' && after.status === 'failed') {
    await note('payment-failed', after.amount, { reason: after.lastFailure ?? undefined })
    await mailPaymentFailed(tx, about)
    await tell({ about: 'payment-failed' })
  } else if (before.status !== 'failed' && after.status === 'failed') await note('payment-cancelled')

  for (const refund of truth.refunds) {
    const earlier = refundById(before.refunds, refund.stripeId)
    if (!earlier && refund.status !== 'failed') {
      await note('payment-refunded', refund.amount, { refund: refund.stripeId }, refund.wish.by)
      await mailRefund(tx, {
        ...about,
        refundAmount: refund.amount,
        creditNoteNumber: notes.get(refund.stripeId) ?? null,
      })
    }
    if (earlier && earlier.status !== 'failed' && refund.status === 'failed') {
      await note('refund-failed', refund.amount, { refund: refund.stripeId })
      await tell({ about: 'refund-failed', amount: refund.amount })
    }
  }
  const dispute = after.disputeStatus ? disputeEvents[after.disputeStatus] : undefined
  if (dispute && before.disputeStatus !== after.disputeStatus) {
    await note(dispute)
    await tell({ about: dispute, answerBy: truth.disputeDueBy ?? undefined })
  }
}

/** Tells staff of money that carries our mark and fits nothing we asked for. */
export const tellMismatch = async (
  tx: PayloadRequest,
  { row, truth, reason }: { row: Payment | null; truth: PaymentTruth; reason: string },
): Promise<void> => {
  await mailStaffNotice(tx, {
    about: 'stripe-mismatch',
    payment: row,
    invoice: row?.invoice ? await findById(tx, 'invoices', row.invoice) : null,
    client: row ? await findById(tx, 'clients', row.client) : null,
    settings: await readSettings(tx),
    amount: truth.amount,
    currency: truth.currency,
    note: reason,
    now: new Date(),
  })
}
