import type { PayloadRequest } from 'payload'

import type { ID, Invoice, Payment } from '../records.ts'
import { asPortalError } from '../stripe/stripeErrors.ts'
import { findById, findMany } from '../store.ts'
import { settleStripePayment } from './settleStripePayment.ts'

export interface SyncedInvoice {
  /** What the payment window should say; `failed` and `open` both allow another attempt. */
  state: 'paid' | 'part-paid' | 'processing' | 'failed' | 'open'
  invoice: Invoice
}

const SHOWN = 10

/**
 * Asks Stripe for an invoice's latest payments and settles what has changed: for the browser that has just paid and does
 * not wait for the webhook. The same operation as the webhook's, so that both may come, in any order.
 *
 * Throws `stripe-off`, `stripe-unreachable`.
 */
export const syncPayments = async (req: PayloadRequest, invoice: Invoice): Promise<SyncedInvoice> => {
  const rows = await findMany(req, 'payments', {
    where: {
      and: [
        { invoice: { equals: invoice.id } },
        { method: { equals: 'stripe' } },
        { stripePaymentIntent: { exists: true } },
      ],
    },
    sort: ['-id'],
    limit: SHOWN,
  })
  const open = rows.filter(({ status }) => status === 'pending' || status === 'processing')
  let latest: Payment | null = rows[0] ?? null
  for (const row of open) {
    if (!row.stripePaymentIntent) continue
    try {
      const settled = await settleStripePayment(req, row.stripePaymentIntent)
      if (row.id === latest?.id && 'payment' in settled && settled.payment) latest = settled.payment
    } catch (error) {
      throw asPortalError(error)
    }
  }
  const after = await settledInvoice(req, invoice.id)
  return { invoice: after ?? invoice, state: stateOf(after ?? invoice, latest) }
}

const settledInvoice = (req: PayloadRequest, id: ID): Promise<Invoice | null> => findById(req, 'invoices', id)

const stateOf = (invoice: Invoice, latest: Payment | null): SyncedInvoice['state'] => {
  if (invoice.amountDue === 0) return 'paid'
  if (latest?.status === 'processing') return 'processing'
  if (latest?.status === 'failed' || latest?.lastFailure) return 'failed'
  return latest?.status === 'succeeded' ? 'part-paid' : 'open'
}
