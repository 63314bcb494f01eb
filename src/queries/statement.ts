import type { Where } from 'payload'

import { summaryFields, visibleTo, type InvoiceSummary } from './invoiceSummary.ts'
import type { CurrencyBalance, SumsScope } from './balance.ts'
import { balances } from './sums.ts'

const LATEST = 5
const OVERDUE_SHOWN = 5

export interface Statement {
  /** One per currency, most owed first. Empty for a client without documents or payments. */
  balances: CurrencyBalance[]
  /** The longest overdue, oldest due day first. */
  overdue: InvoiceSummary[]
  /** The open invoice that falls due next, if any has a due day. */
  nextDue: InvoiceSummary | null
  latest: InvoiceSummary[]
  /** Every document the client may see. */
  documentCount: number
}

/** What a client owes, has paid and got lately. */
export const statement = async (scope: SumsScope): Promise<Statement> => {
  const { payload, options, clientId } = scope
  const read = async (where: Where, sort: string[], limit: number, pagination = false) =>
    payload.find({
      collection: options.slugs.invoices,
      where,
      select: summaryFields,
      sort,
      depth: 0,
      limit,
      pagination,
      overrideAccess: true,
    })
  const owed = (status: 'sent' | 'overdue'): Where => ({
    client: { equals: clientId },
    kind: { equals: 'invoice' },
    status: { equals: status },
    amountDue: { greater_than: 0 },
  })
  const [perCurrency, overdue, next, latest] = await Promise.all([
    balances(scope),
    read(owed('overdue'), ['dueDate', 'id'], OVERDUE_SHOWN),
    read({ and: [owed('sent'), { dueDate: { exists: true } }] }, ['dueDate', 'id'], 1),
    read(visibleTo(clientId), ['-issueDate', '-id'], LATEST, true),
  ])
  const summaries = (docs: unknown[]) => docs as InvoiceSummary[]
  return {
    balances: perCurrency,
    overdue: summaries(overdue.docs),
    nextDue: summaries(next.docs)[0] ?? null,
    latest: summaries(latest.docs),
    documentCount: latest.totalDocs,
  }
}
