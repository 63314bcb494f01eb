import type { Where } from 'payload'

import type { ID, Invoice } from '../records.ts'

/** What lists show of a document: scalar columns only, so that no line or tax rows are joined. */
export type InvoiceSummary = Pick<
  Invoice,
  | 'id'
  | 'kind'
  | 'number'
  | 'status'
  | 'shared'
  | 'issueDate'
  | 'dueDate'
  | 'currency'
  | 'total'
  | 'amountPaid'
  | 'amountCredited'
  | 'amountDue'
  | 'reference'
  | 'paidAt'
> & {
  /** What a bank is still working on, in the minor unit; absent where nothing is on its way. */
  amountProcessing?: number
}

export const summaryFields = {
  kind: true,
  number: true,
  status: true,
  shared: true,
  issueDate: true,
  dueDate: true,
  currency: true,
  total: true,
  amountPaid: true,
  amountCredited: true,
  amountDue: true,
  reference: true,
  paidAt: true,
} as const

/** Everything a client may see of the documents: their own, and no draft unless staff shared it. */
export const visibleTo = (clientId: ID): Where => ({
  and: [{ client: { equals: clientId } }, { or: [{ status: { not_equals: 'draft' } }, { shared: { equals: true } }] }],
})
