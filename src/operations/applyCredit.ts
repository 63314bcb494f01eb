import type { PayloadRequest } from 'payload'

import { recordEvent } from '../access/trail.ts'
import { isOpen } from '../domain/invoiceStatus.ts'
import { formatMoney } from '../domain/money.ts'
import { storedDay } from '../domain/storedDay.ts'
import { PortalError } from '../errors.ts'
import type { ID, Invoice, Payment } from '../records.ts'
import { claim, findById, insertRow, parseId } from '../store.ts'
import { inTransaction } from '../transaction.ts'
import { readBusinessDay } from './businessDay.ts'
import { settleInvoice, settleUnallocated } from './settleInvoice.ts'
import { lockInvoices } from './withdrawCredit.ts'

export interface ApplyInput {
  /** The open invoice that gets the credit. */
  invoice: unknown
  /** In minor units. Default: as much as there is and the invoice needs. */
  amount?: number | null
}

const checkedAmount = (asked: number | null | undefined, source: Payment, invoice: Invoice): number => {
  const credit = source.amountUnapplied ?? 0
  const amount = asked ?? Math.min(credit, invoice.amountDue)
  if (!Number.isSafeInteger(amount) || amount <= 0) throw new PortalError(credit > 0 ? 'bad-amount' : 'no-credit')
  if (amount > credit) throw new PortalError('no-credit')
  if (amount > invoice.amountDue) {
    throw new PortalError('exceeds-due', { value: formatMoney(invoice.amountDue, invoice.currency, 'en') })
  }
  return amount
}

/**
 * Applies a client's credit to an open invoice: what a payment brought beyond its own invoice becomes a row of method
 * `credit` on the other, whose `source` is that payment. Both invoices' locks are held while it is checked and written,
 * so that of two who apply the same credit at once the second finds it used.
 *
 * Throws `not-found`, `wrong-client`, `wrong-currency`, `not-payable`, `bad-amount`, `no-credit`, `exceeds-due`.
 */
export const applyCredit = async (
  req: PayloadRequest,
  sourceId: ID,
  input: ApplyInput,
  now: Date = new Date(),
): Promise<{ payment: Payment; invoice: Invoice }> => {
  const source = await findById(req, 'payments', sourceId)
  const target = parseId(req, input.invoice)
  const wanted = target === null ? null : await findById(req, 'invoices', target)
  if (!source || !wanted) throw new PortalError('not-found')
  if (String(source.client) !== String(wanted.client)) throw new PortalError('wrong-client')
  if (source.currency !== wanted.currency) throw new PortalError('wrong-currency', { value: source.currency })
  if (String(source.invoice) === String(wanted.id)) throw new PortalError('no-credit')
  const receivedAt = storedDay(await readBusinessDay(req, now))

  return inTransaction(req, async (tx) => {
    await lockInvoices(tx, [...(source.invoice ? [source.invoice] : []), wanted.id])
    const from = await claim(tx, 'payments', { id: { equals: source.id } }, {})
    const invoice = await findById(tx, 'invoices', wanted.id)
    if (!from || !invoice) throw new PortalError('not-found')
    if (!isOpen(invoice)) throw new PortalError('not-payable')
    const amount = checkedAmount(input.amount, from, invoice)
    const moved = await claim(tx, 'payments', { id: { equals: from.id } }, { amountMoved: { $inc: amount } })
    const payment = await insertRow(tx, 'payments', {
      client: from.client,
      invoice: invoice.id,
      amount,
      currency: from.currency,
      method: 'credit',
      status: 'succeeded',
      refunds: [],
      receivedAt,
      source: from.id,
      amountReturned: 0,
      amountMoved: 0,
      amountUnapplied: 0,
    })
    if (from.invoice) await settleInvoice(tx, from.invoice, now)
    else if (moved) await settleUnallocated(tx, moved)
    const settled = await settleInvoice(tx, invoice.id, now)
    await recordEvent(tx, {
      type: 'credit-applied',
      client: from.client,
      invoice: invoice.id,
      data: { payment: payment.id, source: from.id, amount, currency: from.currency },
    })
    return { payment, invoice: settled }
  })
}
