import type { InvoiceSummary } from '../../queries/invoiceSummary.ts'
import type { PortalFrame } from '../frame.ts'

/** The invoice somebody wants to pay, as the page knows it; all that the payment window is opened with. */
export interface PayTarget {
  number: string
  /** What the page says is due, in the minor unit; the server has the last word. */
  due: number
  currency: string
  /** The invoice's page: where a bank sends its customer back to. */
  page: string
  /** Our endpoints for it. */
  pay: string
  sync: string
}

/** What a page was called up for: to pay, or to come back from a bank. */
export interface PayStart {
  target: PayTarget
  isReturn: boolean
}

type Facts = Pick<InvoiceSummary, 'id' | 'kind' | 'status' | 'number' | 'amountDue' | 'currency' | 'amountProcessing'>

/** Whether something is to be paid on it at all. */
export const isOwed = ({ kind, status, amountDue }: Pick<Facts, 'kind' | 'status' | 'amountDue'>): boolean =>
  kind === 'invoice' && (status === 'sent' || status === 'overdue') && amountDue > 0

const targetOf = ({ id, number, amountDue, currency }: Facts, { paths, api }: PortalFrame): PayTarget => ({
  number: number ?? '',
  due: amountDue,
  currency,
  page: paths.invoice(id),
  pay: api.pay(id),
  sync: api.paySync(id),
})

/** Null where nothing is to be paid, where a payment is on its way already, or where cards are not taken. */
export const payTarget = (doc: Facts, frame: PortalFrame): PayTarget | null =>
  frame.payments && isOwed(doc) && !doc.amountProcessing ? targetOf(doc, frame) : null

/** What an invoice's page was called up for. Whoever comes back from a bank is told the outcome whatever it is. */
export const payStart = (doc: Facts, frame: PortalFrame, asked: { pay: boolean; paid: boolean }): PayStart | null => {
  if (asked.paid && frame.payments && doc.kind === 'invoice') return { target: targetOf(doc, frame), isReturn: true }
  const target = asked.pay ? payTarget(doc, frame) : null
  return target && { target, isReturn: false }
}

/** The attribute by which the window knows a *Pay now* among the page's links. */
export const PAY_ATTRIBUTE = 'data-pay'

/** What a link carries; null where it is none of ours. */
export const readPayTarget = (text: string | null | undefined): PayTarget | null => {
  if (!text) return null
  try {
    return JSON.parse(text) as PayTarget
  } catch {
    return null
  }
}
