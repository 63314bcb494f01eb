import { randomBytes } from 'node:crypto'

import { sql, type PostgresAdapter } from '@payloadcms/db-postgres'
import type { Payload, PayloadRequest } from 'payload'

import type { Invoice, Payment, PortalEvent } from '../../src/records.ts'

/** Whatever runs a statement: the pool, or a transaction's own connection. */
export interface BulkDatabase {
  tables: Record<string, Record<string, unknown>>
  execute: (statement: ReturnType<typeof sql>) => Promise<{ rows: unknown[] }>
}

type Row = Record<string, unknown>

/** Big enough that statements do not matter, small enough that none is a hundred megabytes. */
const CHUNK = 2000

/** Opens the demo's PostgreSQL for bulk writes: inside the request's transaction, where it has one. */
export const bulkDatabase = async (payload: Payload, req?: PayloadRequest): Promise<BulkDatabase> => {
  const adapter = payload.db as unknown as PostgresAdapter
  const transaction = req && (await req.transactionID)
  const connection = transaction ? adapter.sessions[String(transaction)]?.db : adapter.drizzle
  if (!connection) throw new Error('The transaction is over.')
  return {
    tables: adapter.tables as BulkDatabase['tables'],
    // npm may install drizzle-orm twice, and the types of the two then differ.
    execute: (statement) => (connection as unknown as Pick<BulkDatabase, 'execute'>).execute(statement),
  }
}

const columnsOf = (db: BulkDatabase, table: string): Map<string, string> => {
  const columns = new Map<string, string>()
  for (const [field, column] of Object.entries(db.tables[table] ?? {})) {
    if (typeof column === 'object' && column !== null && 'name' in column && typeof column.name === 'string') {
      columns.set(field, column.name)
    }
  }
  if (columns.size === 0) throw new Error(`There is no table "${table}".`)
  return columns
}

/** Takes ids from a table's sequence beforehand, so that rows can point at each other before they are written. */
export const reserveIds = async (db: BulkDatabase, table: string, count: number): Promise<number[]> => {
  const sequence = `pg_get_serial_sequence('${table}', 'id')`
  const { rows } = await db.execute(
    sql`select nextval(${sql.raw(sequence)})::int as id from generate_series(1, ${count})`,
  )
  return (rows as { id: number }[]).map(({ id }) => id)
}

/**
 * Inserts rows given by Payload's field names. Fields the table has no column for are left out; what a row lacks and
 * another has is null. PostgreSQL takes them apart itself from one JSON parameter: ten times faster than a parameter
 * for every value.
 */
export const bulkInsert = async (db: BulkDatabase, table: string, rows: Row[]): Promise<void> => {
  const columns = columnsOf(db, table)
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((field) => columns.has(field))
  if (fields.length === 0) return
  const names = fields.map((field) => `"${columns.get(field) ?? ''}"`).join(', ')
  const shape = sql.raw(
    `insert into "${table}" (${names}) select ${names} from json_populate_recordset(null::"${table}", `,
  )
  for (let start = 0; start < rows.length; start += CHUNK) {
    const json = rows
      .slice(start, start + CHUNK)
      .map((row) =>
        Object.fromEntries(fields.map((field): [string, unknown] => [columns.get(field) ?? field, row[field] ?? null])),
      )
    await db.execute(sql`${shape}${JSON.stringify(json)}::json)`)
  }
}

/** Payload gives array rows ids of this shape. */
const rowId = () => randomBytes(12).toString('hex')

/** Writes whole invoices, lines and recipients included. No hook runs and nothing is checked. */
export const insertInvoices = async (db: BulkDatabase, invoices: Invoice[]): Promise<void> => {
  await bulkInsert(db, 'invoices', invoices as unknown as Row[])
  await bulkInsert(
    db,
    'invoices_lines',
    invoices.flatMap(({ id, lines }) =>
      lines.map((line, index) => ({ ...line, id: rowId(), _order: index + 1, _parentID: id })),
    ),
  )
  await bulkInsert(
    db,
    'invoices_texts',
    invoices.flatMap(({ id, recipients }) =>
      (recipients ?? []).map((text, index) => ({ order: index + 1, parent: id, path: 'recipients', text })),
    ),
  )
}

/** Writes ledger entries and their refunds; the invoices' figures are the caller's to match. */
export const insertPayments = async (db: BulkDatabase, payments: Payment[]): Promise<void> => {
  await bulkInsert(db, 'payments', payments as unknown as Row[])
  await bulkInsert(
    db,
    'payments_refunds',
    payments.flatMap(({ id, refunds }) =>
      (refunds ?? []).map((refund, index) => ({ ...refund, id: rowId(), _order: index + 1, _parentID: id })),
    ),
  )
}

export const insertEvents = (db: BulkDatabase, events: PortalEvent[]): Promise<void> =>
  bulkInsert(db, 'portal_events', events as unknown as Row[])
