import type { PayloadRequest } from 'payload'

import { requireStaff } from '../access/staff.ts'
import { oneLine } from '../domain/plainText.ts'
import { PortalError } from '../errors.ts'
import { applyCredit } from '../operations/applyCredit.ts'
import { refundPayment } from '../operations/refundPayment.ts'
import { reversePayment } from '../operations/reversePayment.ts'
import { wakeOutbox } from '../operations/wakeOutbox.ts'
import { wakePayments } from '../operations/wakePayments.ts'
import type { ID, Payment } from '../records.ts'
import { parseId } from '../store.ts'
import { json, portalEndpoint } from './answer.ts'
import { readFields } from './body.ts'

const idOf = (req: PayloadRequest): ID => {
  const id = parseId(req, req.routeParams?.id)
  if (id === null) throw new PortalError('not-found')
  return id
}

const summary = ({ id, status, amount, amountReturned, amountMoved, amountUnapplied, currency }: Payment) => ({
  id,
  status,
  amount,
  amountReturned,
  amountMoved,
  amountUnapplied,
  currency,
})

/** A whole number of minor units; absent for as much as possible. Anything else is no amount. */
const amountIn = (value: unknown): number | null => {
  if (value === undefined || value === null) return null
  return typeof value === 'number' ? value : Number.NaN
}

/** Staff's operations on the ledger; each answers 401 or 403 to others, 404 where there is no such row. */
export const paymentEndpoints = [
  /** `POST /api/payments/:id/reverse`: takes back a payment recorded by mistake → `{ payment }`. 409 `already-reversed`. */
  portalEndpoint({
    path: '/:id/reverse',
    method: 'post',
    handler: async (req) => {
      await requireStaff(req, 'canRecordPayments')
      const id = idOf(req)
      const { status, reversedAt } = await reversePayment(req, id)
      return json({ payment: { id, status, reversedAt } })
    },
  }),
  /**
   * `POST /api/payments/:id/refund` `{ amount?, creditNote?, reason? }`: sends money of a card payment back through
   * Stripe, in minor units; with `creditNote: true` a credit note goes with it, else the amount is due again →
   * `{ payment, creditNote: { id, number } | null }`. Fails with the codes of `refundPayment`.
   */
  portalEndpoint({
    path: '/:id/refund',
    method: 'post',
    handler: async (req) => {
      await requireStaff(req, 'canRefund')
      const fields = await readFields(req)
      const creditNote = fields.creditNote === true
      if (creditNote) await requireStaff(req, 'canVoid')
      const reason = typeof fields.reason === 'string' ? oneLine(fields.reason).slice(0, 300) || null : null
      const refunded = await refundPayment(req, idOf(req), { amount: amountIn(fields.amount), creditNote, reason })
      wakeOutbox(req.payload)
      return json({ payment: summary(refunded.payment), creditNote: refunded.creditNote })
    },
  }),
  /**
   * `POST /api/payments/:id/apply` `{ invoice, amount? }`: applies what this payment brought beyond its own invoice to
   * another open one of the client → `{ payment, invoice }`, the new row of method `credit` and where the invoice stands.
   */
  portalEndpoint({
    path: '/:id/apply',
    method: 'post',
    handler: async (req) => {
      await requireStaff(req, 'canRecordPayments')
      const fields = await readFields(req)
      const applied = await applyCredit(req, idOf(req), { invoice: fields.invoice, amount: amountIn(fields.amount) })
      wakePayments(req.payload)
      const { id, number, status, amountPaid, amountDue } = applied.invoice
      return json({ payment: summary(applied.payment), invoice: { id, number, status, amountPaid, amountDue } })
    },
  }),
]
