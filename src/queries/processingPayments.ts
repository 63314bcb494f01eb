import type { ID, Payment } from '../records.ts'
import type { SumsScope } from './balance.ts'
import type { InvoiceSummary } from './invoiceSummary.ts'

/** What banks are still working on for a client, per invoice, in the minor unit. One read of the index; mostly empty. */
export const processingPayments = async ({ payload, options, clientId }: SumsScope): Promise<Map<ID, number>> => {
  const found = await payload.find({
    collection: options.slugs.payments,
    where: { client: { equals: clientId }, status: { equals: 'processing' } },
    select: { invoice: true, amount: true },
    depth: 0,
    limit: 500,
    pagination: false,
    overrideAccess: true,
  })
  const amounts = new Map<ID, number>()
  for (const { invoice, amount } of found.docs as unknown as Pick<Payment, 'invoice' | 'amount'>[]) {
    if (invoice) amounts.set(invoice, (amounts.get(invoice) ?? 0) + amount)
  }
  return amounts
}

/** Documents with what is on its way to each. */
export const withProcessing = (docs: InvoiceSummary[], amounts: Map<ID, number>): InvoiceSummary[] =>
  docs.map((doc) => {
    const amountProcessing = amounts.get(doc.id)
    return amountProcessing ? { ...doc, amountProcessing } : doc
  })
