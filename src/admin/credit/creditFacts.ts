import type { ID } from '../../records.ts'

/** What the dialog that applies credit needs to know; everything in it may go to the browser. */
export interface CreditFacts {
  /** The client, as people call them. */
  client: string
  currency: string
  /** Where the credit lies, in the order in which it is used. */
  sources: { id: ID; amount: number }[]
  /** Invoices that could get it. */
  invoices: { id: ID; number: string; amountDue: number }[]
  /** REST address of payments. */
  payments: string
}

export const creditOf = ({ sources }: Pick<CreditFacts, 'sources'>): number =>
  sources.reduce((sum, { amount }) => sum + amount, 0)
