/** Sums without SQL, for adapters that have none: every row is read, a page at a time. */
import type { Where } from 'payload'

import { netAmount, receivedStatuses } from '../domain/ledger.ts'
import type { Invoice, Payment } from '../records.ts'
import { entry, isOpenStatus, type Building, type SumsScope } from './balance.ts'

const PAGE_SIZE = 500

/** Every matching document of a collection, in the order of ids. */
export async function* everyDocument<T>(scope: SumsScope, slug: string, where: Where, select: Record<string, true>) {
  for (let page = 1; ; page += 1) {
    const found = await scope.payload.find({
      collection: slug,
      where,
      select,
      sort: 'id',
      depth: 0,
      limit: PAGE_SIZE,
      page,
      overrideAccess: true,
    })
    yield* found.docs as unknown as T[]
    if (!found.hasNextPage) return
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
