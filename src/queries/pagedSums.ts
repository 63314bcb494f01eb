/** Sums without SQL, for adapters that have none: every row is read, a page at a time. */
import type { Where } from 'payload'

import { netAmount, receivedStatuses } from '../domain/ledger.ts'
import type { ID, Invoice, Payment } from '../records.ts'
import { entry, isOpenStatus, type Building, type SumsScope } from './balance.ts'

const BATCH = 2000

/**
 * Every matching document of a collection, in the order of ids: each batch goes on behind the last one's id, so that none
 * is left out or taken twice where others are written meanwhile. Straight from the adapter: no hook has anything to say to
 * figures, and they take several times as long as the rows.
 */
export async function* everyDocument<T>(scope: SumsScope, slug: string, where: Where, select: Record<string, true>) {
  for (let after: ID | null = null; ;) {
    const { docs }: { docs: (T & { id: ID })[] } = await scope.payload.db.find<T & { id: ID }>({
      collection: slug,
      where: after === null ? where : { and: [where, { id: { greater_than: after } }] },
      sort: 'id',
      limit: BATCH,
      pagination: false,
      select,
      joins: false,
    })
    yield* docs as T[]
    const last: { id: ID } | undefined = docs.at(-1)
    if (!last || docs.length < BATCH) return
    after = last.id
  }
}

/** Balances from invoices and payments read row by row. */
export const buildFromPages = async (scope: SumsScope): Promise<Building> => {
  const building: Building = new Map()
  const invoices = everyDocument<Invoice>(
    scope,
    scope.options.slugs.invoices,
    { client: { equals: scope.clientId }, kind: { equals: 'invoice' }, status: { not_equals: 'draft' } },
    { currency: true, status: true, total: true, amountPaid: true, amountCredited: true, amountDue: true },
  )
  for await (const invoice of invoices) {
    const balance = entry(building, invoice.currency)
    balance.invoiced += invoice.total - invoice.amountCredited
    balance.applied += invoice.amountPaid
    if (!isOpenStatus(invoice.status)) continue
    balance.owed += invoice.amountDue
    balance.openCount += 1
    if (invoice.status !== 'overdue') continue
    balance.overdue += invoice.amountDue
    balance.overdueCount += 1
  }
  const payments = everyDocument<Payment>(
    scope,
    scope.options.slugs.payments,
    { client: { equals: scope.clientId }, status: { in: [...receivedStatuses] }, method: { not_equals: 'credit' } },
    { currency: true, status: true, amount: true, amountReturned: true },
  )
  for await (const payment of payments) entry(building, payment.currency).paid += netAmount(payment)
  return building
}
