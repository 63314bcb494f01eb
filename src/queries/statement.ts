import type { Where } from 'payload'

import { summaryFields, visibleTo, type InvoiceSummary } from './invoiceSummary.ts'
import { isOpenStatus, type CurrencyBalance, type SumsScope } from './balance.ts'
import { processingPayments, withProcessing } from './processingPayments.ts'
import { balances } from './sums.ts'

const LATEST = 5
const OVERDUE_SHOWN = 5
const NEXT_READ = 5

export interface Statement {
  /** One per currency, most owed first. Empty for a client without documents or payments. */
  balances: CurrencyBalance[]
  /** The longest overdue, oldest due day first. */
  overdue: InvoiceSummary[]
  /** The open invoice that falls due next, if any has a due day. */
  nextDue: InvoiceSummary | null
  /** What to pay first: the longest overdue, else what falls due next; of which no payment is on its way. */
  payFirst: InvoiceSummary | null
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
  const [perCurrency, processing, overdue, next, latest] = await Promise.all([
    balances(scope),
    processingPayments(scope),
    read(owed('overdue'), ['dueDate', 'id'], OVERDUE_SHOWN),
    read({ and: [owed('sent'), { dueDate: { exists: true } }] }, ['dueDate', 'id'], NEXT_READ),
    read(visibleTo(clientId), ['-issueDate', '-id'], LATEST, true),
  ])
  const summaries = (docs: unknown[]) => withProcessing(docs as InvoiceSummary[], processing)
  const [late, soon, last] = [summaries(overdue.docs), summaries(next.docs), summaries(latest.docs)]
  const isPayable = (doc: InvoiceSummary) => isOpenStatus(doc.status) && doc.amountDue > 0 && !doc.amountProcessing
  return {
    balances: perCurrency,
    overdue: late,
    nextDue: soon[0] ?? null,
    payFirst: [...late, ...soon, ...last].find((doc) => doc.kind === 'invoice' && isPayable(doc)) ?? null,
    latest: last,
    documentCount: latest.totalDocs,
  }
}
