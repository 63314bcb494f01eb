/**
 * Sums per currency, which Payload's own API has no word for, in SQL. Nothing a person typed reaches it: a client's id is
 * checked, everything else comes from closed sets.
 */
import type { Where } from 'payload'

import { addDays } from '../domain/days.ts'
import { receivedStatuses } from '../domain/ledger.ts'
import type { Invoice, InvoiceKind, InvoiceStatus } from '../records.ts'
import {
  entry,
  isOpenStatus,
  type Building,
  type CurrencyBalance,
  type SelectionSum,
  type SumsScope,
} from './balance.ts'
import { buildFromPages } from './pagedSums.ts'
import { everyRow } from './tableRows.ts'
import { literal, runSql, sqlDatabase, tableOf, type SqlDatabase } from './sqlTables.ts'

/** Postgres answers sums of numerics and counts as strings. */
const amount = (value: unknown): number => {
  const number = Number(value ?? 0)
  return Number.isFinite(number) ? Math.round(number) : 0
}

const received = receivedStatuses.map((status) => `'${status}'`).join(', ')

const buildFromSql = async (scope: SumsScope, db: SqlDatabase): Promise<Building | null> => {
  const invoices = tableOf(db, scope.options.slugs.invoices)
  const payments = tableOf(db, scope.options.slugs.payments)
  if (!invoices || !payments) return null
  const client = literal(scope.clientId)
  const i = invoices.column
  const p = payments.column
  const execute = (raw: string) => runSql(db, raw)

  const open = `${i('status')} in ('sent', 'overdue')`
  const [invoiceRows, paymentRows] = await Promise.all([
    execute(
      `select ${i('currency')} as currency,
        sum(case when ${open} then ${i('amountDue')} else 0 end) as owed,
        sum(case when ${i('status')} = 'overdue' then ${i('amountDue')} else 0 end) as overdue,
        sum(case when ${open} then 1 else 0 end) as open_count,
        sum(case when ${i('status')} = 'overdue' then 1 else 0 end) as overdue_count,
        sum(${i('total')} - coalesce(${i('amountCredited')}, 0)) as invoiced,
        sum(coalesce(${i('amountPaid')}, 0)) as applied
      from ${invoices.name}
      where ${i('client')} = ${client} and ${i('kind')} = 'invoice' and ${i('status')} <> 'draft'
      group by ${i('currency')}`,
    ),
    execute(
      `select ${p('currency')} as currency, sum(${p('amount')} - coalesce(${p('amountReturned')}, 0)) as paid
      from ${payments.name}
      where ${p('client')} = ${client} and ${p('status')} in (${received}) and ${p('method')} <> 'credit'
      group by ${p('currency')}`,
    ),
  ])

  const building: Building = new Map()
  for (const row of invoiceRows) {
    const balance = entry(building, String(row.currency))
    balance.owed = amount(row.owed)
    balance.overdue = amount(row.overdue)
    balance.openCount = amount(row.open_count)
    balance.overdueCount = amount(row.overdue_count)
    balance.invoiced = amount(row.invoiced)
    balance.applied = amount(row.applied)
  }
  for (const row of paymentRows) entry(building, String(row.currency)).paid += amount(row.paid)
  return building
}

/** A client's balances, one per currency they ever dealt in: most owed first, then by code. */
export const balances = async (scope: SumsScope): Promise<CurrencyBalance[]> => {
  const db = sqlDatabase(scope.payload)
  const building = (db && (await buildFromSql(scope, db))) ?? (await buildFromPages(scope))
  return [...building.values()]
    .map(({ applied, ...balance }) => ({ ...balance, credit: Math.max(0, balance.paid - applied) }))
    .sort((a, b) => b.owed - a.owed || b.paid - a.paid || a.currency.localeCompare(b.currency))
}

/** Days, both included, as stored ones are compared with: from the first instant, before the second. */
export const instantsOf = ({ from, to }: { from: string | null; to: string | null }) => ({
  from: from && `${from}T00:00:00.000Z`,
  before: to && `${addDays(to, 1)}T00:00:00.000Z`,
})

/** The part of a list's filter that SQL can sum; text searches go through the Local API instead. */
export interface SelectionFilter {
  status: InvoiceStatus | null
  /** Days, both included. */
  from: string | null
  to: string | null
}

/** Totals of what a list shows, per currency. Credit notes count against it, drafts not at all. */
export const selectionSums = async (
  scope: SumsScope,
  filter: SelectionFilter,
  textWhere: Where | null,
): Promise<SelectionSum[]> => {
  const sums = new Map<string, SelectionSum>()
  const add = (currency: string, kind: InvoiceKind, total: number, due: number) => {
    const sum = sums.get(currency) ?? { currency, total: 0, due: 0 }
    sum.total += kind === 'credit-note' ? -total : total
    sum.due += due
    sums.set(currency, sum)
  }
  const db = textWhere ? null : sqlDatabase(scope.payload)
  const invoices = db && tableOf(db, scope.options.slugs.invoices)
  if (db && invoices) {
    const i = invoices.column
    const conditions = [`${i('client')} = ${literal(scope.clientId)}`, `${i('status')} <> 'draft'`]
    if (filter.status) conditions.push(`${i('status')} = ${literal(filter.status)}`)
    if (filter.status === 'sent') conditions.push(`${i('kind')} = 'invoice'`)
    const { from, before } = instantsOf(filter)
    if (from) conditions.push(`${i('issueDate')} >= '${from}'`)
    if (before) conditions.push(`${i('issueDate')} < '${before}'`)
    const raw = `select ${i('currency')} as currency, ${i('kind')} as kind,
        sum(${i('total')}) as total,
        sum(case when ${i('status')} in ('sent', 'overdue') then ${i('amountDue')} else 0 end) as due
      from ${invoices.name} where ${conditions.join(' and ')} group by ${i('currency')}, ${i('kind')}`
    for (const row of await runSql(db, raw)) {
      add(String(row.currency), row.kind as InvoiceKind, amount(row.total), amount(row.due))
    }
  } else {
    const where: Where = textWhere ?? { client: { equals: scope.clientId } }
    const rows = everyRow<Pick<Invoice, 'currency' | 'kind' | 'status' | 'total' | 'amountDue'>>(
      scope.payload,
      scope.options.slugs.invoices,
      {
        where: { and: [where, { status: { not_equals: 'draft' } }] },
        columns: { currency: 'text', kind: 'text', status: 'text', total: 'number', amountDue: 'number' },
      },
    )
    for await (const row of rows) add(row.currency, row.kind, row.total, isOpenStatus(row.status) ? row.amountDue : 0)
  }
  return [...sums.values()].sort((a, b) => a.currency.localeCompare(b.currency))
}

/** Years in which the client has documents, newest first. */
export const documentYears = async (scope: SumsScope): Promise<number[]> => {
  const db = sqlDatabase(scope.payload)
  const invoices = db && tableOf(db, scope.options.slugs.invoices)
  const years = new Set<number>()
  const add = (year: unknown) => {
    const number = Number(year)
    if (Number.isInteger(number) && number > 0) years.add(number)
  }
  if (db && invoices) {
    const i = invoices.column
    // Days are stored as an instant in UTC: a timestamp on Postgres, its ISO text on SQLite.
    const isText = scope.payload.db.name === 'sqlite'
    const startOfYear = isText ? `substr(day, 1, 4) || '-01-01'` : `date_trunc('year', day, 'UTC')`
    const year = isText ? 'substr(day, 1, 4)' : `extract(year from day at time zone 'UTC')`
    const latest = `select max(${i('issueDate')}) from ${invoices.name}
      where ${i('client')} = ${literal(scope.clientId)} and ${i('status')} <> 'draft'`
    // From each year's last document straight to the year before: one look at the index a year, however many documents.
    const raw = `with recursive days(day) as (
        select (${latest}) union all
        select (${latest} and ${i('issueDate')} < ${startOfYear}) from days where day is not null
      ) select ${year} as year from days where day is not null`
    for (const row of await runSql(db, raw)) add(row.year)
  } else {
    const where: Where = { client: { equals: scope.clientId }, status: { not_equals: 'draft' } }
    const rows = everyRow<Pick<Invoice, 'issueDate'>>(scope.payload, scope.options.slugs.invoices, {
      where,
      columns: { issueDate: 'instant' },
    })
    for await (const { issueDate } of rows) add(issueDate?.slice(0, 4))
  }
  return [...years].sort((a, b) => b - a)
}
