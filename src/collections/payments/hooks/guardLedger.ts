import type { CollectionBeforeChangeHook, CollectionBeforeDeleteHook } from 'payload'

import type { Payment } from '../../../records.ts'
import { lockIssuedInvoice } from '../../../operations/settleInvoice.ts'
import { claim, findById } from '../../../store.ts'
import { apiProblem } from '../../hooks/problem.ts'

const written = ['client', 'invoice', 'amount', 'currency', 'method', 'status', 'reversedAt'] as const

/**
 * A payment is written once; later only its note may change. Recording one takes the invoice's lock first, in the save's
 * own transaction, and checks it against the invoice as it is at that moment.
 */
export const guardLedger: CollectionBeforeChangeHook = async ({ data, operation, originalDoc, req }) => {
  if (req.context.portalLedger) return data as unknown
  const payment = data as Partial<Payment>
  if (operation === 'update') {
    const before = originalDoc as Payment
    if (written.some((field) => (payment[field] ?? null) !== (before[field] ?? null)))
      throw apiProblem(req, 'not-allowed')
    // Read again under the row's lock: a reversal at the same moment must not be written over.
    await claim(req, 'payments', { id: { equals: before.id } }, {})
    return { ...(await findById(req, 'payments', before.id)), note: payment.note } as unknown
  }
  if (!payment.invoice) return data as unknown
  const invoice = await lockIssuedInvoice(req, payment.invoice)
  if (!invoice) throw apiProblem(req, 'not-sent')
  if (invoice.kind === 'credit-note') throw apiProblem(req, 'is-credit-note')
  if (invoice.status === 'void') throw apiProblem(req, 'already-void')
  if (String(invoice.client) !== String(payment.client)) throw apiProblem(req, 'wrong-client')
  if (invoice.currency !== payment.currency) throw apiProblem(req, 'wrong-currency', { value: invoice.currency })
  return data as unknown
}

/** Nothing in the ledger is ever deleted, not even through the Local API. */
export const keepLedger: CollectionBeforeDeleteHook = ({ req }) => {
  throw apiProblem(req, 'not-allowed')
}
