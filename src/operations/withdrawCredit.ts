import type { PayloadRequest } from 'payload'

import { recordEvent } from '../access/trail.ts'
import { netAmount, overdrawn } from '../domain/ledger.ts'
import type { ID, Payment } from '../records.ts'
import { claim, findMany, findRow } from '../store.ts'
import { lockIssuedInvoice } from './settleInvoice.ts'

const childrenOf = (req: PayloadRequest, id: ID): Promise<Payment[]> =>
  findMany(req, 'payments', { where: { source: { equals: id } }, sort: ['-id'] })

/** The invoices that live on money of these rows: their own, and those it was moved on to as credit, however far. */
export const invoicesOn = async (req: PayloadRequest, rows: Pick<Payment, 'id' | 'invoice'>[]): Promise<ID[]> => {
  const invoices = new Map<string, ID>()
  const waiting = [...rows]
  for (let row = waiting.pop(); row; row = waiting.pop()) {
    if (row.invoice) invoices.set(String(row.invoice), row.invoice)
    waiting.push(...(await childrenOf(req, row.id)))
  }
  return [...invoices.values()]
}

/** Others wrote between our look and our locks: to be looked at anew. */
export class OvertakenError extends Error {}

/**
 * Throws where credit of this row has been moved on to more invoices than those whose locks we hold. To ask once the
 * locks and the row's own are taken: from then on nobody moves any.
 */
export const checkReach = async (
  tx: PayloadRequest,
  row: Pick<Payment, 'id' | 'invoice'>,
  held: readonly ID[],
): Promise<void> => {
  const present = await invoicesOn(tx, [row])
  if (present.some((id) => !held.some((one) => String(one) === String(id)))) throw new OvertakenError()
}

/**
 * Takes the locks of several invoices in the order of their ids, whoever asks: two that move money between the same
 * invoices at once never wait for each other in a circle.
 */
export const lockInvoices = async (tx: PayloadRequest, invoices: readonly ID[]): Promise<void> => {
  const sorted = [...invoices].sort((a, b) => (Number(a) || 0) - (Number(b) || 0) || String(a).localeCompare(String(b)))
  for (const id of sorted) await lockIssuedInvoice(tx, id)
}

/**
 * Draws credit back from where it went until no more has been moved on from this row than it has left, latest first: a
 * refund, a lost dispute or a reversal took the money that it was. In the caller's transaction, which holds the locks of
 * all invoices it may reach (`invoicesOn`) and settles them afterwards.
 */
export const withdrawCredit = async (tx: PayloadRequest, id: ID): Promise<void> => {
  const row = await findRow(tx, 'payments', { id: { equals: id } })
  if (!row) return
  let missing = overdrawn(row)
  for (const child of missing > 0 ? await childrenOf(tx, id) : []) {
    if (missing === 0) break
    const taken = Math.min(netAmount(child), missing)
    if (taken === 0) continue
    missing -= taken
    await claim(
      tx,
      'payments',
      { id: { equals: child.id } },
      {
        amountReturned: { $inc: taken },
        ...(taken === netAmount(child) ? { status: 'reversed', reversedAt: new Date().toISOString() } : {}),
      },
    )
    await claim(tx, 'payments', { id: { equals: id } }, { amountMoved: { $inc: -taken } })
    await recordEvent(tx, {
      type: 'credit-withdrawn',
      client: child.client,
      invoice: child.invoice ?? null,
      data: { payment: child.id, amount: taken, currency: child.currency },
    })
    await withdrawCredit(tx, child.id)
  }
}
