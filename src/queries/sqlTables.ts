/**
 * The database behind Payload where it speaks SQL: tables and columns as the adapter named them. Nothing a person typed
 * gets into a statement: an id is checked by its shape, everything else comes from closed sets.
 */
import type { Payload } from 'payload'

import type { ID } from '../records.ts'

type SqlColumns = Record<string, unknown>

export interface SqlDatabase {
  drizzle: unknown
  tables: Record<string, SqlColumns>
  schemaName?: string
  execute: (args: { drizzle: unknown; raw: string }) => PromiseLike<unknown>
}

export type SqlRow = Record<string, unknown>

export interface SqlTable {
  /** Quoted. */
  name: string
  /** A field's column, quoted. Throws where the table has none. */
  column: (field: string) => string
}

/** Null where the adapter knows no SQL. */
export const sqlDatabase = (payload: Payload): SqlDatabase | null => {
  const db: unknown = payload.db
  if (typeof db !== 'object' || db === null) return null
  const usable = 'drizzle' in db && db.drizzle && 'tables' in db && 'execute' in db && typeof db.execute === 'function'
  return usable ? (db as SqlDatabase) : null
}

const columnName = (column: unknown): string => {
  if (typeof column === 'object' && column !== null && 'name' in column && typeof column.name === 'string')
    return column.name
  throw new Error('payload-client-portal: the database table lacks a column that is asked for.')
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

export const literal = (value: ID): string => {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value)
  if (typeof value === 'string' && /^[\w-]{1,64}$/.test(value)) return `'${value}'`
  throw new Error('payload-client-portal: not an id.')
}

/** A table by its collection's slug; null where the host gave it another name. */
export const tableOf = (db: SqlDatabase, slug: string): SqlTable | null => {
  const wanted = slug
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase()
  const table = db.tables[wanted]
  if (!table) return null
  const name = db.schemaName ? `${quoted(db.schemaName)}.${quoted(wanted)}` : quoted(wanted)
  return { name, column: (field: string) => quoted(columnName(table[field])) }
}

const rowsOf = (result: unknown): SqlRow[] => {
  if (Array.isArray(result)) return result as SqlRow[]
  if (typeof result === 'object' && result !== null && 'rows' in result && Array.isArray(result.rows))
    return result.rows as SqlRow[]
  return []
}

export const runSql = async (db: SqlDatabase, raw: string): Promise<SqlRow[]> =>
  rowsOf(await db.execute({ drizzle: db.drizzle, raw }))
