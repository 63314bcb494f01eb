import type { Where } from 'payload'

import type { Quote } from '../records.ts'

/** What lists show of a quote: scalar columns only. Whose it is and whether they may see it: `visibleTo`. */
export type QuoteSummary = Pick<
  Quote,
  | 'id'
  | 'number'
  | 'status'
  | 'shared'
  | 'issueDate'
  | 'validUntil'
  | 'currency'
  | 'total'
  | 'reference'
  | 'revisedBy'
  | 'acceptedAt'
  | 'declinedAt'
>

export const quoteFields = {
  number: true,
  status: true,
  shared: true,
  issueDate: true,
  validUntil: true,
  currency: true,
  total: true,
  reference: true,
  revisedBy: true,
  acceptedAt: true,
  declinedAt: true,
} as const

/** What waits for the client's answer. What has expired was moved before anybody reads: see `refreshOverdue`. */
export const toAnswer: Where = { and: [{ status: { equals: 'sent' } }, { revisedBy: { exists: false } }] }
