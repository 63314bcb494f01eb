import type { Client, LineInput, PaymentMethod } from '../../src/records.ts'

export interface PlannedPayment {
  on: string
  /** In minor units; left out: all that is still owed on the invoice. */
  amount?: number
  method?: PaymentMethod
  note?: string
  /** Paid in the portal: the card or account, as Stripe tells of it. */
  online?: string
  refund?: { amount: number; on: string }
  /** The buyer's bank took all of it back, for good on the second day. */
  disputed?: { opened: string; lost: string }
  /** An attempt that brought nothing, and why. */
  failed?: string
}

/** A document of the demo as a person would tell of it. Figures, numbers and status follow from this. */
export interface DocumentPlan {
  client: Client
  currency: string
  lines: LineInput[]
  discountPercent?: number
  withholdingPercent?: number
  reference?: string
  notes?: string
  recipients?: string[]
  /** Missing on a draft. */
  issued?: string
  /** Days to pay, counted from the issue day. */
  terms?: number
  /** The first day after the issue day on which the client opened it. */
  viewed?: string | null
  views?: number
  payments?: PlannedPayment[]
  /** A credit note over all of it, or over some lines. */
  credit?: { on: string; reason: string; lines?: LineInput[] }
  /** Only on drafts. */
  shared?: boolean
  dueDate?: string
}
