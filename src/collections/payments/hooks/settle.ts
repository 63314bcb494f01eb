import type { CollectionAfterChangeHook } from 'payload'

import { recordEvent } from '../../../access/trail.ts'
import { settleInvoice, settleUnallocated } from '../../../operations/settleInvoice.ts'
import { wakePayments } from '../../../operations/wakePayments.ts'
import type { Payment } from '../../../records.ts'
import { findById } from '../../../store.ts'

/** The invoice's figures follow in the transaction that recorded the payment: both or neither. */
export const settle: CollectionAfterChangeHook = async ({ doc, operation, req }) => {
  // What Stripe tells is written, settled and told by the operation that asked it.
  if (operation !== 'create' || req.context.portalLedger) return
  // As stored: over REST `doc` comes with client and invoice populated.
  const payment = await findById(req, 'payments', (doc as Payment).id)
  if (!payment) return
  if (payment.invoice) {
    await settleInvoice(req, payment.invoice)
    wakePayments(req.payload)
  } else await settleUnallocated(req, payment)
  await recordEvent(req, {
    type: 'payment-recorded',
    client: payment.client,
    invoice: payment.invoice ?? null,
    data: { payment: payment.id, amount: payment.amount, currency: payment.currency, method: payment.method },
  })
}
