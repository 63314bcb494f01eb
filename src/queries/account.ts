import type { Where } from 'payload'

import {
  accountStatement,
  type AccountDocument,
  type AccountPayment,
  type AccountStatement,
  type ReturnKind,
} from '../domain/accountStatement.ts'
import { dayInZone } from '../domain/days.ts'
import { arrivedRefunds, receivedStatuses } from '../domain/ledger.ts'
import type { ID, Invoice, Payment, PortalEvent } from '../records.ts'
import type { SumsScope } from './balance.ts'
import { allRows } from './tableRows.ts'

export interface AccountQuery {
  /** Days, both included; `from` null begins with the first thing that ever happened. */
  from: string | null
  to: string
  /** Of the business: a refund belongs to the day on which it was there. */
  timeZone: string
}

type Row = Pick<
  Payment,
  | 'id'
  | 'invoice'
  | 'source'
  | 'method'
  | 'methodDetail'
  | 'status'
  | 'amount'
  | 'amountReturned'
  | 'disputeLost'
  | 'currency'
  | 'receivedAt'
  | 'reversedAt'
  | 'updatedAt'
>

const rowColumns = {
  invoice: 'id',
  source: 'id',
  method: 'text',
  methodDetail: 'text',
  status: 'text',
  amount: 'number',
  amountReturned: 'number',
  disputeLost: 'number',
  currency: 'text',
  receivedAt: 'instant',
  reversedAt: 'instant',
  updatedAt: 'instant',
} as const

type Document = Pick<
  Invoice,
  'id' | 'kind' | 'number' | 'reference' | 'issueDate' | 'dueDate' | 'total' | 'currency' | 'corrects' | 'sentAt'
>

const documentColumns = {
  kind: 'text',
  number: 'text',
  reference: 'text',
  issueDate: 'instant',
  dueDate: 'instant',
  total: 'number',
  currency: 'text',
  corrects: 'id',
  sentAt: 'instant',
} as const

/** Of an instant as the database has it: in UTC, and checked when it was written. */
const storedDayOf = (instant: string): string => instant.slice(0, 10)

const asDocument = (row: Document, timeZone: string): AccountDocument => ({
  id: row.id,
  kind: row.kind,
  number: row.number ?? '',
  reference: row.reference || null,
  day: row.issueDate ? storedDayOf(row.issueDate) : dayInZone(new Date(row.sentAt ?? 0), timeZone),
  dueDay: row.kind === 'invoice' && row.dueDate ? storedDayOf(row.dueDate) : null,
  total: row.total,
  corrects: row.corrects ?? null,
})

/** When disputes of these payments were lost, which only the trail remembers. */
const disputesLost = async ({ payload, options, clientId }: SumsScope): Promise<Map<string, string>> => {
  const { docs } = await payload.find({
    collection: options.slugs.portalEvents,
    where: { and: [{ client: { equals: clientId } }, { type: { equals: 'dispute-lost' } }] },
    select: { at: true, data: true },
    sort: 'at',
    depth: 0,
    limit: 0,
    pagination: false,
    overrideAccess: true,
  })
  return new Map(
    (docs as unknown as PortalEvent[]).map(({ at, data }) => [String((data as { payment?: ID } | null)?.payment), at]),
  )
}

/** The refunds of the payments that had any. */
const refundsOf = async ({ payload, options }: SumsScope, ids: ID[]): Promise<Map<string, Payment['refunds']>> => {
  if (ids.length === 0) return new Map()
  const { docs } = await payload.find({
    collection: options.slugs.payments,
    where: { id: { in: ids } },
    select: { refunds: true },
    depth: 0,
    limit: 0,
    pagination: false,
    overrideAccess: true,
  })
  return new Map((docs as unknown as Payment[]).map(({ id, refunds }) => [String(id), refunds]))
}

interface Known {
  refunds: Map<string, Payment['refunds']>
  disputes: Map<string, string>
  timeZone: string
}

/**
 * What went back of a payment, day by day. The ledger's own sum has the last word: what no refund or dispute tells of went
 * back when the row was last written.
 */
const returnsOf = (row: Row, { refunds, disputes, timeZone }: Known): AccountPayment['returns'] => {
  const day = (at: string) => dayInZone(new Date(at), timeZone)
  if (row.status === 'reversed')
    return [{ kind: 'reversal', day: day(row.reversedAt ?? row.updatedAt), amount: row.amount }]
  let left = row.amountReturned ?? 0
  const returns: AccountPayment['returns'] = []
  const add = (kind: ReturnKind, at: string, amount: number) => {
    const part = Math.min(amount, left)
    left -= part
    if (part > 0) returns.push({ kind, day: day(at), amount: part })
  }
  for (const { amount, at } of arrivedRefunds({ refunds: refunds.get(String(row.id)) })) add('refund', at, amount)
  add('dispute', disputes.get(String(row.id)) ?? row.updatedAt, row.disputeLost ?? 0)
  add('refund', row.updatedAt, left)
  return returns
}

/** A client's statements of account, one per currency they ever dealt in, by code. */
export const accountStatements = async (
  scope: SumsScope,
  { from, to, timeZone }: AccountQuery,
): Promise<(AccountStatement & { currency: string })[]> => {
  const { slugs } = scope.options
  const issued: Where = { client: { equals: scope.clientId }, status: { not_equals: 'draft' } }
  const arrived: Where = { client: { equals: scope.clientId }, status: { in: [...receivedStatuses, 'reversed'] } }
  const [documents, rows] = await Promise.all([
    allRows<Document>(scope.payload, slugs.invoices, { where: issued, columns: documentColumns }),
    allRows<Row>(scope.payload, slugs.payments, { where: arrived, columns: rowColumns }),
  ])
  const returned = rows.filter(({ amountReturned }) => (amountReturned ?? 0) > 0)
  const known: Known = {
    refunds: await refundsOf(
      scope,
      returned.map(({ id }) => id),
    ),
    disputes: returned.some(({ disputeLost }) => (disputeLost ?? 0) > 0)
      ? await disputesLost(scope)
      : new Map<string, string>(),
    timeZone,
  }
  const currencies = [...new Set([...documents, ...rows].map(({ currency }) => currency))].sort()
  return currencies.map((currency) => ({
    currency,
    ...accountStatement(
      documents.filter((each) => each.currency === currency).map((each) => asDocument(each, timeZone)),
      rows
        .filter((each) => each.currency === currency)
        .map((row) => ({
          id: row.id,
          invoice: row.invoice ?? null,
          source: row.method === 'credit' ? (row.source ?? null) : null,
          detail: row.methodDetail || null,
          method: row.method,
          day: dayInZone(new Date(row.receivedAt), timeZone),
          amount: row.amount,
          returns: returnsOf(row, known),
        })),
      { from, to },
    ),
  }))
}
