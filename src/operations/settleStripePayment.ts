import type { PayloadRequest } from 'payload'

import { recordEvent } from '../access/trail.ts'
import { getPortalOptions } from '../context.ts'
import { isReceived } from '../domain/ledger.ts'
import { storedDay } from '../domain/storedDay.ts'
import type { BusinessSettings, ID, Payment, PaymentRefund, PaymentStatus } from '../records.ts'
import { readPaymentTruth, type PaymentTruth } from '../stripe/paymentTruth.ts'
import { stripeFor } from '../stripe/stripeClient.ts'
import { claim, findById, findRow, insertRow, parseId, readSettings } from '../store.ts'
import { inTransaction } from '../transaction.ts'
import { businessDay } from './businessDay.ts'
import { installationId } from './installation.ts'
import { prepareNumber } from './documentNumber.ts'
import { completeSettings } from './sendDraft.ts'
import { creditForRefunds } from './creditForRefunds.ts'
import { tellChanges, tellMismatch } from './tellChanges.ts'
import { settleInvoice, settleUnallocated } from './settleInvoice.ts'
import { checkReach, invoicesOn, lockInvoices, OvertakenError, withdrawCredit } from './withdrawCredit.ts'

export type SettleOutcome =
  | { outcome: 'written' | 'unchanged'; payment: Payment }
  /** Another installation's, account's or mode's: nothing of ours moves. */
  | { outcome: 'foreign' }
  /** Ours by its mark, but not what its row was offered for: told to staff, nothing moves. */
  | { outcome: 'mismatch'; payment: Payment | null }

const MAX_ROUNDS = 40

const statusOf = (truth: PaymentTruth, before: PaymentStatus): PaymentStatus => {
  switch (truth.state) {
    case 'succeeded': {
      if (truth.disputeStatus === 'open' || truth.disputeStatus === 'lost') return 'disputed'
      const refunded = truth.refunds.reduce((sum, { status, amount }) => sum + (status === 'failed' ? 0 : amount), 0)
      return refunded >= truth.amount ? 'refunded' : 'succeeded'
    }
    case 'processing':
      return 'processing'
    case 'cancelled':
      return 'failed'
    case 'open':
      // A bank that took its time and then said no: this offer is over, the next attempt gets a new one.
      return before === 'processing' || before === 'failed' ? 'failed' : 'pending'
  }
}

/** What Stripe decides of a row. */
type StripeFields = Pick<
  Payment,
  | 'amount'
  | 'status'
  | 'receivedAt'
  | 'stripePaymentIntent'
  | 'stripeCharge'
  | 'methodDetail'
  | 'lastFailure'
  | 'disputeStatus'
  | 'disputeLost'
  | 'amountReturned'
  | 'cancelRequested'
>

/**
 * An offer that failed after a bank's long look must not be confirmed once more by an old tab; what is over needs no
 * cancelling. An open offer keeps the mark as it stands at that moment: others set it, and not under this version.
 */
const cancelMark = ({ state }: PaymentTruth, status: PaymentStatus): Pick<Payment, 'cancelRequested'> => {
  if (state !== 'open') return { cancelRequested: false }
  return status === 'failed' ? { cancelRequested: true } : {}
}

const fieldsOf = (truth: PaymentTruth, row: Payment, settings: BusinessSettings): StripeFields => {
  const status = statusOf(truth, row.status)
  const hasMoney = truth.state === 'succeeded'
  const returned = truth.refunds.reduce((sum, refund) => sum + (refund.status === 'failed' ? 0 : refund.amount), 0)
  return {
    amount: truth.amount,
    status,
    receivedAt:
      truth.chargedAt && hasMoney && !isReceived(row)
        ? storedDay(businessDay(settings, truth.chargedAt))
        : row.receivedAt,
    stripePaymentIntent: truth.intent,
    // The charge of a failed attempt is nobody's payment.
    stripeCharge: hasMoney ? truth.charge : (row.stripeCharge ?? null),
    methodDetail: hasMoney || truth.state === 'processing' ? truth.methodDetail : (row.methodDetail ?? null),
    lastFailure: hasMoney ? null : truth.failure,
    disputeStatus: truth.disputeStatus,
    disputeLost: truth.disputeLost,
    amountReturned: Math.min(truth.amount, returned + truth.disputeLost),
    ...cancelMark(truth, status),
  }
}

const refundsOf = (truth: PaymentTruth): PaymentRefund[] =>
  truth.refunds.map(({ stripeId, amount, at, status }) => ({ stripeId, amount, at, status }))

const sameRefunds = (stored: Payment['refunds'], wanted: PaymentRefund[]): boolean =>
  (stored ?? []).length === wanted.length &&
  wanted.every(({ stripeId, amount, status }) =>
    (stored ?? []).some((one) => one.stripeId === stripeId && one.amount === amount && one.status === status),
  )

const differs = (row: Payment, wanted: StripeFields): boolean =>
  (Object.keys(wanted) as (keyof typeof wanted)[]).some((field) => (row[field] || null) !== (wanted[field] || null))

/** The ledger's row of a payment: by its intent, or by the mark that a crash kept from being written back. */
const rowOf = async (req: PayloadRequest, truth: PaymentTruth): Promise<Payment | null> => {
  const byIntent = await findRow(req, 'payments', { stripePaymentIntent: { equals: truth.intent } })
  if (byIntent) return findById(req, 'payments', byIntent.id)
  const marked = parseId(req, truth.ours.payment)
  const row = marked === null ? null : await findById(req, 'payments', marked)
  return row?.method === 'stripe' && !row.stripePaymentIntent ? row : null
}

/**
 * Why a payment that carries our mark is none we offered; null where it is. Once its money is written, only refunds and
 * disputes follow. A mark for a row that is no more belongs to one that was restored from Stripe.
 */
const mismatchOf = async (req: PayloadRequest, truth: PaymentTruth, row: Payment): Promise<string | null> => {
  if (isReceived(row)) return null
  if (row.currency !== truth.currency) return `currency ${truth.currency}, expected ${row.currency}`
  if (row.amount !== truth.amount) return `amount ${truth.amount}, expected ${row.amount}`
  if (truth.ours.payment !== String(row.id)) {
    return (await findById(req, 'payments', truth.ours.payment)) ? `marked for payment ${truth.ours.payment}` : null
  }
  if (truth.ours.client !== String(row.client)) return `marked for client ${truth.ours.client}`
  if (truth.ours.invoice !== (row.invoice ? String(row.invoice) : null)) {
    return `marked for invoice ${truth.ours.invoice ?? 'none'}`
  }
  return null
}

/** Told once, by the unique key, however often the same object comes by. */
const reportMismatch = async (
  req: PayloadRequest,
  truth: PaymentTruth,
  row: Payment | null,
  reason: string,
): Promise<void> => {
  const key = `mismatch:${truth.intent}:${reason}`.slice(0, 300)
  if (await findRow(req, 'portalEvents', { key: { equals: key } })) return
  req.payload.logger.error({ msg: `payload-client-portal: Stripe's ${truth.intent} was not settled: ${reason}.` })
  try {
    await inTransaction(req, async (tx) => {
      await recordEvent(tx, {
        key,
        type: 'stripe-mismatch',
        client: row?.client ?? null,
        invoice: row?.invoice ?? null,
        data: {
          payment: row?.id ?? null,
          intent: truth.intent,
          amount: truth.amount,
          currency: truth.currency,
          reason,
        },
      })
      await tellMismatch(tx, { row, truth, reason })
    })
  } catch (error) {
    if (!(await findRow(req, 'portalEvents', { key: { equals: key } }))) throw error
  }
}

/**
 * Money of ours whose row is gone: the database was put back to an earlier state. It is kept, on its invoice where that
 * is still there, else as the client's credit. The unique intent lets one of many write it.
 */
const restoreRow = async (req: PayloadRequest, truth: PaymentTruth): Promise<Payment | 'overtaken' | null> => {
  if (truth.state !== 'succeeded' && truth.state !== 'processing') return null
  const client = await findById(req, 'clients', truth.ours.client)
  if (!client) return null
  const invoice = truth.ours.invoice ? await findById(req, 'invoices', truth.ours.invoice) : null
  const fits =
    invoice?.sentAt && String(invoice.client) === String(client.id) && invoice.currency === truth.currency
      ? invoice.id
      : null
  try {
    return await insertRow(req, 'payments', {
      client: client.id,
      invoice: fits,
      amount: truth.amount,
      currency: truth.currency,
      method: 'stripe',
      status: 'pending',
      refunds: [],
      receivedAt: (truth.chargedAt ?? new Date()).toISOString(),
      stripePaymentIntent: truth.intent,
      stripeVersion: 0,
      amountReturned: 0,
      amountMoved: 0,
      amountUnapplied: 0,
    })
  } catch (error) {
    if (!(await findRow(req, 'payments', { stripePaymentIntent: { equals: truth.intent } }))) throw error
    return 'overtaken'
  }
}

const write = async (
  req: PayloadRequest,
  row: Payment,
  truth: PaymentTruth,
  settings: BusinessSettings,
  now: Date,
): Promise<Payment> => {
  const reached = await invoicesOn(req, [row])
  return inTransaction(req, async (tx) => {
    await lockInvoices(tx, reached)
    const wanted = fieldsOf(truth, row, settings)
    const claimed = await claim(
      tx,
      'payments',
      { and: [{ id: { equals: row.id } }, { stripeVersion: { equals: row.stripeVersion ?? 0 } }] },
      { ...wanted, stripeVersion: { $inc: 1 } },
    )
    // Written by somebody else since we read it: what we fetched may be older than what they wrote.
    if (!claimed) throw new OvertakenError()
    await checkReach(tx, row, reached)
    const refunds = refundsOf(truth)
    if (!sameRefunds(row.refunds, refunds)) await writeRefunds(tx, row.id, refunds)
    const notes = await creditForRefunds(tx, { row, truth, settings, now })
    await withdrawCredit(tx, row.id)
    for (const id of reached) await settleInvoice(tx, id, now)
    const after = await findById(tx, 'payments', row.id)
    if (!after) throw new Error(`Payment ${row.id} is gone.`)
    if (!after.invoice) await settleUnallocated(tx, after)
    await tellChanges(tx, { before: row, after, truth, settings, notes, now })
    return after
  })
}

/** An array is no part of the row itself: Payload writes it, under the row's lock that the claim has taken. */
const writeRefunds = async (tx: PayloadRequest, id: ID, refunds: PaymentRefund[]): Promise<void> => {
  tx.context.portalLedger = true
  try {
    await tx.payload.update({
      collection: getPortalOptions(tx.payload).slugs.payments,
      id,
      data: { refunds },
      depth: 0,
      overrideAccess: true,
      req: tx,
    })
  } finally {
    delete tx.context.portalLedger
  }
}

/**
 * Settles one payment by Stripe's own word. Takes only the id: whatever a webhook or a browser claims, Stripe is asked,
 * and ledger, invoice, trail and mails follow in one transaction.
 *
 * Any number of times, at once, late, in any order: the row's `stripeVersion` is raised by each write, and what was
 * fetched before another's write is thrown away and fetched anew, so that an older answer never overwrites a newer one.
 * Where the answer is what stands already, nothing is written. A failure (Stripe or the database away) is thrown, for
 * the caller to be asked again.
 */
export const settleStripePayment = async (
  req: PayloadRequest,
  intentId: string,
  now: Date = new Date(),
): Promise<SettleOutcome> => {
  const { stripe, keys } = await stripeFor(req)
  const installation = await installationId(req)
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    // Read before Stripe is asked: its version says whether anybody wrote in between.
    const known = await findRow(req, 'payments', { stripePaymentIntent: { equals: intentId } })
    const before = known ? await findById(req, 'payments', known.id) : null
    const knowsRefunds = (before?.refunds ?? []).length > 0
    const truth = await readPaymentTruth(stripe, intentId, { installation, knowsRefunds })
    if (!truth) return { outcome: 'foreign' }
    if (keys.mode !== null && truth.livemode !== (keys.mode === 'live')) return { outcome: 'foreign' }
    const row = before ?? (await rowOf(req, truth)) ?? (await restoreRow(req, truth))
    if (row === 'overtaken') continue
    if (!row) return { outcome: 'foreign' }
    const reason = await mismatchOf(req, truth, row)
    if (reason) {
      await reportMismatch(req, truth, row, reason)
      return { outcome: 'mismatch', payment: row }
    }
    const settings = await readSettings(req)
    if (!differs(row, fieldsOf(truth, row, settings)) && sameRefunds(row.refunds, refundsOf(truth))) {
      return { outcome: 'unchanged', payment: row }
    }
    const wantsNote = truth.refunds.some(({ wish }) => wish.creditNote && wish.installation === installation)
    if (wantsNote) await prepareNumber(req, await completeSettings(req), 'credit-note', now)
    try {
      return { outcome: 'written', payment: await write(req, row, truth, settings, now) }
    } catch (error) {
      if (!(error instanceof OvertakenError)) throw error
    }
  }
  throw new Error(`Payment ${intentId} is being written by too many at once.`)
}
