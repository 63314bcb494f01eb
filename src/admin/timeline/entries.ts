import { dayOf, formatDay } from '../../domain/days.ts'
import { formatMoney } from '../../domain/money.ts'
import type { Email, Invoice, Payment, PortalEvent, Ticket, TicketMessage } from '../../records.ts'
import type { AdminUrls } from '../adminUrls.ts'
import { instantText } from '../instantText.ts'
import { filled, type AdminWords } from '../words.ts'
import type { Tone } from '../status/statusTone.ts'
import type { TimelineEntry } from './timelineEntry.ts'

/** In whose words, on whose clock, and where links lead. */
export interface TimelineContext {
  words: AdminWords
  language: string
  timeZone: string
  today: string
  urls: AdminUrls
  maySend: boolean
}

const whenOf = (iso: string, { language, timeZone, today }: TimelineContext) =>
  instantText(iso, language, timeZone, today)

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

const byOf = (event: PortalEvent | undefined, { words }: TimelineContext): string[] =>
  event?.actorName ? [filled(words.ui.history.by, { name: event.actorName })] : []

const mailTitle = (mail: Email, words: AdminWords): string => {
  const texts = words.ui.history
  const title = {
    queued: mail.lastError ? texts.mailRetry : texts.mailQueued,
    sent: texts.mailSent,
    failed: texts.mailFailed,
    bounced: texts.mailBounced,
    received: texts.mailReceived,
  }[mail.status]
  return filled(title, { to: (mail.status === 'received' ? mail.from : mail.to) ?? '' })
}

const mailTones = { queued: 'quiet', sent: 'quiet', failed: 'late', bounced: 'late', received: 'due' } as const

/** A mail and what became of it. */
export const mailEntry = (mail: Email, context: TimelineContext): TimelineEntry => {
  const { words, urls, maySend } = context
  const hasFailed = mail.status === 'failed' || mail.status === 'bounced'
  const at = mail.sentAt ?? mail.queuedAt
  const kind =
    mail.kind === 'invoice' || mail.kind === 'credit-note' || mail.kind === 'quote'
      ? null
      : words.options.emailKind[mail.kind]
  return {
    key: `mail-${mail.id}`,
    at,
    when: whenOf(at, context),
    title: mailTitle(mail, words),
    tone: mail.status === 'queued' && mail.lastError ? 'late' : mailTones[mail.status],
    details: [kind, mail.status === 'sent' ? null : mail.lastError].filter((line): line is string => Boolean(line)),
    link: { href: urls.document('emails', mail.id), label: mail.subject ?? words.collections.emails.singular },
    ...(hasFailed && maySend ? { resendUrl: `${urls.api('emails', mail.id)}/resend` } : {}),
  }
}

/** What became of an attempt to pay that came to nothing yet is told by the trail, where that has it. */
const toldByTrail: Partial<Record<Payment['status'], readonly string[]>> = {
  processing: ['payment-processing'],
  failed: ['payment-failed', 'payment-cancelled'],
}

/** A payment with what followed it: refunds, and its reversal. */
export const paymentEntries = (
  payment: Payment,
  context: TimelineContext,
  events: readonly PortalEvent[] = [],
): TimelineEntry[] => {
  const { words, language, urls, today } = context
  const texts = words.ui.history
  const money = (amount: number) => formatMoney(amount, payment.currency, language)
  const theirs = events.filter(({ data }) => data?.payment === payment.id)
  const about = (type: string) => theirs.find((each) => each.type === type)
  const day = dayOf(payment.receivedAt)
  const link = { href: urls.document('payments', payment.id) }
  const received = payment.method === 'credit' ? texts.credit : texts.payment
  const title = {
    pending: texts.paymentOpened,
    processing: texts.paymentPending,
    failed: texts.paymentFailed,
    succeeded: received,
    refunded: received,
    disputed: received,
    reversed: received,
  }[payment.status]
  // A card payment's row is written when its window opens; the money comes when the trail says so.
  const at = about('payment-succeeded')?.at ?? payment.createdAt
  const hasArrived = title === received
  const entries: TimelineEntry[] = []
  if (!toldByTrail[payment.status]?.some(about)) {
    entries.push({
      key: `payment-${payment.id}`,
      at,
      when: whenOf(at, context),
      title: filled(title, {
        amount: money(payment.amount),
        method: payment.methodDetail || words.options.method[payment.method],
      }),
      tone: hasArrived ? 'good' : payment.status === 'failed' ? 'late' : 'quiet',
      details: [
        ...(day && hasArrived && payment.method !== 'credit'
          ? [filled(texts.paymentDay, { day: formatDay(day, language, 'medium', today) })]
          : []),
        ...byOf(about('payment-recorded') ?? about('credit-applied'), context),
        ...(payment.note ? [payment.note] : []),
      ],
      link,
    })
  }
  for (const refund of payment.refunds ?? []) {
    entries.push({
      key: `refund-${payment.id}-${refund.id ?? refund.at}`,
      at: refund.at,
      when: whenOf(refund.at, context),
      title: filled(texts.refund, { amount: money(refund.amount) }),
      details: byOf(
        theirs.find(({ type, data }) => type === 'payment-refunded' && data?.refund === refund.stripeId),
        context,
      ),
      link,
    })
  }
  if (payment.reversedAt) {
    entries.push({
      key: `reversed-${payment.id}`,
      at: payment.reversedAt,
      when: whenOf(payment.reversedAt, context),
      title: filled(texts.reversed, { amount: money(payment.amount) }),
      details: byOf(about('payment-reversed'), context),
      link,
    })
  }
  return entries
}

const changesOf = (event: PortalEvent, { words }: TimelineContext): string[] => {
  const changes: unknown = event.data?.changes
  if (!Array.isArray(changes)) return []
  const shown = (value: unknown) => text(value).replace(/\s*\n\s*/g, ', ') || words.ui.history.nothing
  return changes.map((change: { field?: unknown; from?: unknown; to?: unknown }) =>
    filled(words.ui.history.change, {
      field: (words.fields as Record<string, unknown>)[text(change.field)] as string,
      from: shown(change.from),
      to: shown(change.to),
    }),
  )
}

const listedIn = (value: unknown): string => (Array.isArray(value) ? value.map(text).join(', ') : text(value))

/** Events that a payment's or mail's own row tells already, with more in it. */
const TOLD_ELSEWHERE = [
  'payment-recorded',
  'payment-reversed',
  'payment-succeeded',
  'payment-refunded',
  'credit-applied',
]

/** What asks for attention, and what is good news. */
const eventTones: Readonly<Record<string, Tone>> = {
  'invoice-viewed': 'due',
  'invoice-sent': 'good',
  'payment-processing': 'due',
  'payment-failed': 'late',
  'refund-failed': 'late',
  'dispute-opened': 'late',
  'dispute-won': 'good',
  'dispute-lost': 'late',
  'credit-withdrawn': 'late',
  'excess-received': 'due',
  'stripe-mismatch': 'late',
  'refund-refused': 'late',
  'quote-sent': 'good',
  'quote-viewed': 'due',
  'quote-accepted': 'good',
  'quote-marked-accepted': 'good',
  'quote-declined': 'late',
  'ticket-opened': 'due',
  'ticket-reopened': 'due',
  'ticket-closed': 'good',
  'mail-bounced': 'late',
  'mail-unassigned': 'due',
}

export type TicketName = Pick<Ticket, 'id' | 'reference' | 'subject'>

const ticketLink = (ticket: TicketName, { urls }: TimelineContext) => ({
  href: urls.document('tickets', ticket.id),
  label: `${ticket.reference} · ${ticket.subject}`,
})

/** A note between staff: its event names no client, so that no page of the client's moves because of it. */
export const noteEntry = (
  { id, at, authorName }: Pick<TicketMessage, 'id' | 'at' | 'authorName'>,
  ticket: TicketName | undefined,
  context: TimelineContext,
): TimelineEntry => ({
  key: `note-${id}`,
  at,
  when: whenOf(at, context),
  title: context.words.ui.history.ticketNote,
  details: authorName ? [filled(context.words.ui.history.by, { name: authorName })] : [],
  ...(ticket ? { link: ticketLink(ticket, context) } : {}),
})

/** An event of the trail in words; null for what its own row tells already. */
export const eventEntry = (
  event: PortalEvent,
  context: TimelineContext,
  invoice?: Pick<Invoice, 'id' | 'number'> | null,
  ticket?: TicketName | null,
): TimelineEntry | null => {
  if (TOLD_ELSEWHERE.includes(event.type)) return null
  const { words, language, urls } = context
  const texts = words.ui.history
  const data = event.data ?? {}
  const figure = data.total ?? data.amount
  const amount =
    typeof figure === 'number' && typeof data.currency === 'string' ? formatMoney(figure, data.currency, language) : ''
  const titles: Readonly<Record<string, string>> = {
    'invoice-sent': filled(texts.sent, { number: text(data.number) }),
    'credit-note-issued': data.corrects
      ? filled(texts.correctsEntry, { number: text(data.number), corrects: text(data.corrects) })
      : filled(texts.noteIssued, { number: text(data.number), amount }),
    'invoice-viewed': event.actorName ? filled(texts.viewed, { name: event.actorName }) : texts.viewedPlain,
    'invoice-voided': filled(texts.voided, { note: text(data.creditNote) }),
    'invoice-mailed-again': filled(texts.mailedAgain, { to: listedIn(data.to) }),
    'quote-sent': filled(texts.quoteSent, { number: text(data.number) }),
    'quote-viewed': event.actorName ? filled(texts.viewed, { name: event.actorName }) : texts.viewedPlain,
    'quote-mailed-again': filled(texts.mailedAgain, { to: listedIn(data.to) }),
    'quote-accepted': filled(texts.quoteAccepted, { number: text(data.number), name: text(data.name) }),
    'quote-marked-accepted': filled(texts.quoteMarkedAccepted, { number: text(data.number), name: text(data.name) }),
    'quote-declined': filled(texts.quoteDeclined, { number: text(data.number) }),
    'quote-revised': filled(texts.quoteRevised, { number: text(data.number) }),
    'quote-converted': filled(texts.quoteConverted, { number: text(data.number) }),
    'documents-sent': filled(texts.documentsSent, { count: text(data.count), to: listedIn(data.to) }),
    'documents-exported': filled(texts.documentsExported, { count: text(data.count) }),
    'client-changed': texts.clientChanged,
    'session-ended': filled(texts.sessionEnded, { email: text(data.email) }),
    'access-ended': texts.accessEnded,
    'client-anonymised': texts.clientAnonymised,
    'client-data-exported': texts.clientDataExported,
    'viewed-as-client': texts.viewedAs,
    'mail-resent': filled(texts.mailedAgain, { to: listedIn(data.to) }),
    'draft-shared': texts.draftShared,
    'draft-unshared': texts.draftUnshared,
    'payment-processing': filled(texts.paymentProcessing, { amount }),
    'payment-failed': filled(texts.paymentReturned, { amount }),
    'payment-cancelled': filled(texts.paymentCancelled, { amount }),
    'refund-failed': filled(texts.refundFailed, { amount }),
    'dispute-opened': filled(texts.disputeOpened, { amount }),
    'dispute-won': filled(texts.disputeWon, { amount }),
    'dispute-lost': filled(texts.disputeLost, { amount }),
    'credit-withdrawn': filled(texts.creditWithdrawn, { amount }),
    'excess-received': filled(texts.excess, { amount }),
    'stripe-mismatch': filled(texts.mismatch, { amount }),
    'refund-refused': texts.refundRefused,
    'settings-changed': texts.settingsChanged,
    'ticket-opened': texts.ticketOpened,
    'ticket-message': data.direction === 'out' ? texts.ticketAnswer : texts.ticketMessage,
    'ticket-note': texts.ticketNote,
    'ticket-closed': texts.ticketClosed,
    'ticket-reopened': texts.ticketReopened,
    'ticket-assigned': data.name ? filled(texts.ticketAssigned, { name: text(data.name) }) : texts.ticketUnassigned,
    'mail-bounced': filled(texts.mailBounced, { to: text(data.to) }),
    'mail-assigned': filled(texts.mailAssigned, { from: text(data.from) }),
    'mail-unassigned': texts.mailUnassigned,
    'mail-dismissed': texts.mailDismissed,
    'mail-restored': texts.mailRestored,
    'stripe-reconciled': filled(texts.reconciled, { checked: text(data.checked), repaired: text(data.repaired) }),
  }
  const isView = event.type === 'invoice-viewed' || event.type === 'quote-viewed'
  // What came in was written by nobody of ours, also where staff put it there.
  const isIncoming = event.type === 'ticket-message' && data.direction === 'in'
  return {
    key: `event-${event.id}`,
    at: event.at,
    when: whenOf(event.at, context),
    title: titles[event.type] ?? filled(texts.other, { type: event.type }),
    tone: isIncoming ? 'due' : (eventTones[event.type] ?? 'quiet'),
    details: [
      ...((event.type === 'invoice-sent' || event.type === 'quote-sent') && amount ? [amount] : []),
      ...changesOf(event, context),
      ...(data.reason ? [text(data.reason)] : []),
      ...(event.type === 'documents-exported' ? [text(data.name)] : []),
      ...(isView || isIncoming ? [] : byOf(event, context)),
    ],
    ...(ticket
      ? { link: ticketLink(ticket, context) }
      : invoice?.number && !titles[event.type]?.includes(invoice.number)
        ? { link: { href: urls.document('invoices', invoice.id), label: invoice.number } }
        : event.quote && invoice === null
          ? { link: { href: urls.document('quotes', event.quote) } }
          : {}),
  }
}
