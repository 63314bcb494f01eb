/**
 * The mails around a payment. All of them are queued in the caller's transaction and hold their figures in the row's
 * `data`, as they were at that moment: call them after the invoice was settled, with the rows as they stand then.
 */
import type { PayloadRequest } from 'payload'

import { addressesOf, normalEmail } from '../access/clientAddresses.ts'
import { getPortalOptions } from '../context.ts'
import { dayInZone, dayOf } from '../domain/days.ts'
import type {
  InvoiceFacts,
  NoticeAbout,
  PaymentFacts,
  PaymentFailedFacts,
  ReceiptFacts,
  RefundFacts,
  StaffNoticeFacts,
} from '../emails/mailContent.ts'
import { mailSubject } from '../emails/renderMail.ts'
import { enqueueMail } from '../queue/outbox.ts'
import type { BusinessSettings, Client, Email, Invoice, Payment, Quote } from '../records.ts'
import { businessDay } from './businessDay.ts'
import { localeOf } from './documentSnapshot.ts'
import { mailContentOf, type NoticePage } from './mailContentOf.ts'
import { queueNotice } from './queueNotice.ts'
import { replyAddress, senderOf } from './sender.ts'

export interface PaymentMailRequest {
  payment: Payment
  /** As settled with this payment; null where the money is for no invoice. */
  invoice: Invoice | null
  client: Client
  settings: BusinessSettings
  now: Date
}

const paymentFacts = (payment: Payment, settings: BusinessSettings, now: Date): PaymentFacts => ({
  amount: payment.amount,
  currency: payment.currency,
  method: payment.method,
  methodDetail: payment.methodDetail ?? null,
  day: dayOf(payment.receivedAt) ?? businessDay(settings, now),
})

const invoiceFacts = (invoice: Invoice): InvoiceFacts => ({
  number: invoice.number ?? null,
  total: invoice.total,
  amountDue: invoice.amountDue,
  dueDate: invoice.dueDate ? dayOf(invoice.dueDate) : null,
})

/** Whoever paid, while the address still stands on the client; else the client's own. */
const payerOf = (payment: Payment, client: Client): string | null => {
  const onFile = addressesOf(client).filter(Boolean)
  const payer = payment.payerEmail ? normalEmail(payment.payerEmail) : null
  return payer && onFile.includes(payer) ? payer : (onFile[0] ?? null)
}

type ClientMail =
  | { kind: 'receipt'; facts: ReceiptFacts }
  | { kind: 'payment-failed'; facts: PaymentFailedFacts }
  | { kind: 'refund'; facts: RefundFacts }

const queueForClient = async (
  tx: PayloadRequest,
  { payment, invoice, client, settings, now }: PaymentMailRequest,
  { kind, facts }: ClientMail,
): Promise<Email | null> => {
  const to = payerOf(payment, client)
  if (!to) return null
  const { paths } = getPortalOptions(tx.payload)
  const sender = senderOf(tx, settings)
  const draft = { kind, to, locale: localeOf(client, settings), data: { payment: payment.id, facts } }
  const content = mailContentOf(tx, { mail: draft, settings, client, invoice, snapshot: null, linkUrl: '', now })
  return enqueueMail(
    tx,
    {
      ...draft,
      subject: mailSubject(content),
      client: client.id,
      invoice: invoice?.id ?? null,
      target: invoice ? paths.invoice(invoice.id) : paths.statement(),
      linkKind: 'document',
      from: sender.from,
      replyTo: replyAddress(tx, settings, invoice?.replyKey),
      messageDomain: sender.domain,
    },
    now,
  )
}

/**
 * Thanks for a payment: how much, by what, what it paid and what is left. Whether receipts are wanted (setting
 * `sendReceipts`) is the caller's to ask. Answers null where the client has no address.
 */
export const mailReceipt = (tx: PayloadRequest, request: PaymentMailRequest): Promise<Email | null> => {
  const { payment, invoice, settings, now } = request
  return queueForClient(tx, request, {
    kind: 'receipt',
    facts: {
      payment: paymentFacts(payment, settings, now),
      invoice: invoice && invoiceFacts(invoice),
      unapplied: invoice ? (payment.amountUnapplied ?? 0) : payment.amount,
    },
  })
}

export interface PaymentFailedRequest extends PaymentMailRequest {
  /** Stripe's code, such as `insufficient_funds`, which the mail says in plain words; default: `payment.lastFailure`. */
  reason?: string | null
}

/** Tells of a bank debit that was on its way and did not go through. Answers null where the client has no address. */
export const mailPaymentFailed = (tx: PayloadRequest, request: PaymentFailedRequest): Promise<Email | null> => {
  const { payment, invoice, settings, now, reason } = request
  return queueForClient(tx, request, {
    kind: 'payment-failed',
    facts: {
      payment: paymentFacts(payment, settings, now),
      invoice: invoice && invoiceFacts(invoice),
      reason: reason ?? payment.lastFailure ?? null,
    },
  })
}

export interface RefundMailRequest extends PaymentMailRequest {
  refundAmount: number
  /** Of the credit note that goes with the refund. */
  creditNoteNumber?: string | null
}

/** Tells of money on its way back. Answers null where the client has no address. */
export const mailRefund = (tx: PayloadRequest, request: RefundMailRequest): Promise<Email | null> => {
  const { payment, invoice, settings, now, refundAmount, creditNoteNumber } = request
  return queueForClient(tx, request, {
    kind: 'refund',
    facts: {
      payment: paymentFacts(payment, settings, now),
      invoice: invoice && invoiceFacts(invoice),
      amount: refundAmount,
      creditNote: creditNoteNumber ?? null,
    },
  })
}

export interface StaffNoticeRequest {
  about: NoticeAbout
  payment: Payment | null
  invoice: Invoice | null
  client: Client | null
  quote?: Quote | null
  settings: BusinessSettings
  /** What it is about: the payment, the refund or what is disputed. */
  amount: number
  currency: string
  /** What is more than the invoice needed. */
  excess?: number
  /** Stripe's code (`fraudulent`, `insufficient_funds`), said in plain words, or somebody's words. */
  reason?: string | null
  /** On a dispute: until when Stripe takes an answer. */
  answerBy?: Date | null
  /** What else is to know: plain text in `settings.locale`. */
  note?: string | null
  now: Date
}

const pageOf = ({ payment, invoice, client, quote }: StaffNoticeRequest): NoticePage | null => {
  if (quote) return { kind: 'quotes', id: quote.id }
  if (payment) return { kind: 'payments', id: payment.id }
  if (invoice) return { kind: 'invoices', id: invoice.id }
  return client ? { kind: 'clients', id: client.id } : null
}

/** Tells the business of a payment; see `queueNotice`. */
export const mailStaffNotice = (tx: PayloadRequest, request: StaffNoticeRequest): Promise<Email[]> => {
  const { about, payment, invoice, client, settings, amount, currency, now } = request
  const facts: StaffNoticeFacts = {
    about,
    amount,
    currency,
    clientName: client ? client.company || client.name : null,
    payment: payment && paymentFacts(payment, settings, now),
    invoice: invoice && invoiceFacts(invoice),
    quote: request.quote?.number ?? null,
    excess: request.excess ?? 0,
    reason: request.reason ?? null,
    isInquiry: payment?.disputeStatus === 'inquiry',
    answerBy: request.answerBy ? dayInZone(request.answerBy, settings.timeZone) : null,
    note: request.note ?? null,
  }
  return queueNotice(
    tx,
    settings,
    { kind: 'staff-notice', ticket: null, data: () => ({ facts, page: pageOf(request) }) },
    now,
  )
}
