import type { Invoice, Quote, QuoteStatus } from '../records.ts'

import { addDays, dayOf } from './days.ts'

/** The stored order of statuses, for sorting: what waits for an answer before what has one. */
export const quoteRank: Readonly<Record<QuoteStatus, number>> = {
  draft: 0,
  sent: 1,
  accepted: 2,
  converted: 3,
  declined: 4,
  expired: 5,
}

/** Invoices say which kind they are; quotes are of one kind. */
export const isQuote = (document: Invoice | Quote): document is Quote => !('kind' in document)

/** The last day on which a quote can be accepted: the one it names, else so many days from its issue. */
export const validUntilOf = (
  quote: Pick<Quote, 'validUntil'>,
  { issueDate, validDays }: { issueDate: string; validDays: number },
): string => (quote.validUntil ? dayOf(quote.validUntil) : null) ?? addDays(issueDate, validDays)

type Standing = Pick<Quote, 'status' | 'validUntil' | 'revisedBy'>

/** Where a quote stands for its reader. `superseded` is no status of its own: the quote stays as it was answered. */
export type QuoteState = QuoteStatus | 'superseded'

/**
 * The state on the business's `today`. An unanswered quote that a revision replaces is superseded; one whose last day has
 * passed is expired, whatever any scheduler did.
 */
export const quoteState = ({ status, validUntil, revisedBy }: Standing, today: string): QuoteState => {
  const isAnswered = status === 'accepted' || status === 'converted'
  if (status === 'draft' || isAnswered) return status
  if (revisedBy) return 'superseded'
  const last = validUntil ? dayOf(validUntil) : null
  return status === 'sent' && last !== null && today > last ? 'expired' : status
}

/** Whether the client may accept or decline it today. */
export const isAnswerable = (quote: Standing, today: string): boolean => quoteState(quote, today) === 'sent'

/** What the client has not agreed to can be offered anew, once: the next revision follows the newest. */
export const canReviseQuote = ({ status, revisedBy }: Pick<Quote, 'status' | 'revisedBy'>): boolean =>
  !revisedBy && (status === 'sent' || status === 'expired' || status === 'declined')

/** Staff may write down a yes that came by word of mouth, also after the last day: the business is free to honour it. */
export const canMarkAccepted = ({ status, revisedBy }: Pick<Quote, 'status' | 'revisedBy'>): boolean =>
  !revisedBy && (status === 'sent' || status === 'expired')

export const canConvert = ({ status }: Pick<Quote, 'status'>): boolean => status === 'accepted'

/**
 * A revision keeps its quote's number and says which one it is: `Q-2026-0007`, then `Q-2026-0007/2`, `/3`. So both sides
 * see at a glance that it is the same offer, and the series has no gaps.
 */
export const revisionNumber = (earlier: string, revision: number): string => {
  const suffix = `/${revision - 1}`
  const first = revision > 2 && earlier.endsWith(suffix) ? earlier.slice(0, -suffix.length) : earlier
  return `${first}/${revision}`
}
