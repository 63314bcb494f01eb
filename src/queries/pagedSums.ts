/** Sums without SQL, for adapters that have none: every row is read, a page at a time. */
import { netAmount, receivedStatuses } from '../domain/ledger.ts'
import type { Invoice, Payment } from '../records.ts'
import { entry, isOpenStatus, type Building, type SumsScope } from './balance.ts'
import { everyRow } from './tableRows.ts'

type InvoiceSums = Pick<Invoice, 'currency' | 'status' | 'total' | 'amountPaid' | 'amountCredited' | 'amountDue'>
type PaymentSums = Pick<Payment, 'currency' | 'status' | 'amount' | 'amountReturned'>

/** Balances from invoices and payments read row by row. */
export const buildFromPages = async (scope: SumsScope): Promise<Building> => {
  const building: Building = new Map()
  const { slugs } = scope.options
  const invoices = everyRow<InvoiceSums>(scope.payload, slugs.invoices, {
    where: { client: { equals: scope.clientId }, kind: { equals: 'invoice' }, status: { not_equals: 'draft' } },
    columns: {
      ...{ currency: 'text', status: 'text', total: 'number' },
      ...{ amountPaid: 'number', amountCredited: 'number', amountDue: 'number' },
    },
  })
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
  const payments = everyRow<PaymentSums>(scope.payload, slugs.payments, {
    where: {
      client: { equals: scope.clientId },
      status: { in: [...receivedStatuses] },
      method: { not_equals: 'credit' },
    },
    columns: { currency: 'text', status: 'text', amount: 'number', amountReturned: 'number' },
  })
  for await (const payment of payments) entry(building, payment.currency).paid += netAmount(payment)
  return building
}
