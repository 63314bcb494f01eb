import type { PostgresAdapter } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { Client } from 'pg'

/**
 * Ends an instance and its database connections. Payload's own `destroy` keeps the pool open, and its adapter holds one
 * connection of it for good: that one is ended from the server's side, together with the database.
 */
export const closePayload = async (payload: Payload): Promise<void> => {
  const { pool } = payload.db as unknown as PostgresAdapter
  pool.on('error', () => {
    // The server ended an idle connection, as we asked it to.
  })
  await payload.destroy()
  void pool.end()
}

/** Runs statements on a database, one after the other. */
export const runSql = async (databaseUrl: string, ...statements: string[]): Promise<void> => {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
