import type { PayloadRequest } from 'payload'

import type { ID } from '../records.ts'
import { findMany } from '../store.ts'

export interface CreditSource {
  id: ID
  /** What of it no invoice needs. */
  amount: number
}

/**
 * Where a client's credit in one currency lies: the rows of the ledger that brought more than their invoice needed,
 * oldest first. Those of the invoice that is to get it are left out: that would be no move.
 */
export const creditSources = async (
  req: PayloadRequest,
  { client, currency, invoice }: { client: ID; currency: string; invoice: ID },
): Promise<CreditSource[]> => {
  const rows = await findMany(req, 'payments', {
    where: {
      and: [
        { client: { equals: client } },
        { amountUnapplied: { greater_than: 0 } },
        { currency: { equals: currency } },
      ],
    },
    sort: ['receivedAt', 'id'],
    limit: 200,
    select: { amountUnapplied: true, invoice: true },
  })
  return rows
    .filter((row) => String(row.invoice) !== String(invoice))
    .map((row) => ({ id: row.id, amount: row.amountUnapplied ?? 0 }))
}
