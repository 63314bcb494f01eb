import type { EmailStatus, Invoice, Payment, PaymentStatus, Quote, QuoteStatus, TicketStatus } from '../../records.ts'
import type { AdminWords } from '../words.ts'

/** What a status means at a glance; a word always says it too. */
export type Tone = 'due' | 'good' | 'late' | 'quiet'

export interface StatusText {
  tone: Tone
  label: string
}

const invoiceTones = { draft: 'quiet', sent: 'due', overdue: 'late', paid: 'good', void: 'quiet' } as const
const paymentTones: Readonly<Record<PaymentStatus, Tone>> = {
  pending: 'due',
  processing: 'due',
  succeeded: 'good',
  failed: 'late',
  refunded: 'quiet',
  disputed: 'late',
  reversed: 'quiet',
}
const emailTones: Readonly<Record<EmailStatus, Tone>> = {
  queued: 'due',
  sent: 'good',
  failed: 'late',
  bounced: 'late',
  received: 'due',
}

/** A document's status in words. Nobody waits for a credit note to be paid: it is issued, and that is all. */
export const invoiceStatusText = ({ kind, status }: Pick<Invoice, 'kind' | 'status'>, words: AdminWords): StatusText =>
  kind === 'credit-note' && status === 'sent'
    ? { tone: 'quiet', label: words.ui.creditNoteIssued }
    : { tone: invoiceTones[status], label: words.options.status[status] }

const quoteTones: Readonly<Record<QuoteStatus, Tone>> = {
  draft: 'quiet',
  sent: 'due',
  accepted: 'good',
  declined: 'late',
  expired: 'quiet',
  converted: 'good',
}

/** A quote's status; one that a revision replaces waits for nobody any more. */
export const quoteStatusText = (
  { status, revisedBy }: Pick<Quote, 'status' | 'revisedBy'>,
  words: AdminWords,
): StatusText =>
  revisedBy && (status === 'sent' || status === 'expired' || status === 'declined')
    ? { tone: 'quiet', label: words.ui.quote.replaced }
    : { tone: quoteTones[status], label: words.options.quoteStatus[status] }

/** A payment's status, or what of it needs to be seen first: a bank that asks, a lost dispute, money sent back. */
export const paymentStatusText = (
  {
    status,
    method,
    disputeStatus,
    amountReturned,
  }: Pick<Payment, 'status' | 'method' | 'disputeStatus' | 'amountReturned'>,
  words: AdminWords,
): StatusText => {
  const special = words.ui.paymentPill
  if (status === 'succeeded' && method === 'credit') return { tone: 'good', label: special.applied }
  if (disputeStatus === 'lost') return { tone: 'late', label: special.disputeLost }
  if (status === 'succeeded' && disputeStatus === 'inquiry') return { tone: 'late', label: special.inquiry }
  if (status === 'succeeded' && (amountReturned ?? 0) > 0) return { tone: 'quiet', label: special.partRefunded }
  return { tone: paymentTones[status], label: words.options.paymentStatus[status] }
}

export const emailStatusText = (status: EmailStatus, words: AdminWords): StatusText => ({
  tone: emailTones[status],
  label: words.options.emailStatus[status],
})

const ticketTones: Readonly<Record<TicketStatus, Tone>> = { open: 'due', waiting: 'quiet', closed: 'good' }

export const ticketStatusText = (status: TicketStatus, words: AdminWords): StatusText => ({
  tone: ticketTones[status],
  label: words.ui.ticket.status[status],
})
