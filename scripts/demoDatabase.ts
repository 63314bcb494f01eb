import { existsSync, readdirSync } from 'node:fs'

import { Client } from 'pg'

import { inRepository } from './repository.ts'

/**
 * - `ready`: migrated and seeded
 * - `prepare`: empty, or behind by migrations that can be run
 * - `strange`: made by other migrations, or its seeding was interrupted
 */
export type DatabaseState = 'ready' | 'prepare' | 'strange'

const withClient = async <Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const migrationNames = (): string[] => {
  const folder = inRepository('dev/migrations')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && name !== 'index.ts')
    .map((name) => name.slice(0, -'.ts'.length))
    .sort()
}

// A schema of its own: Payload looks after `public` and would wonder about a table it does not know.
const marks = 'demo_setup.marks'

/** Looks at a database without changing it. */
export const inspectDatabase = (url: string): Promise<DatabaseState> =>
  withClient(url, async (client) => {
    const found = await client.query<{ migrations: string | null; marks: string | null; users: string | null }>(
      `select to_regclass('public.payload_migrations')::text as migrations, to_regclass($1)::text as marks,
        to_regclass('public.users')::text as users`,
      [marks],
    )
    const tables = found.rows[0]
    if (!tables?.migrations) return tables?.users ? 'strange' : 'prepare'
    const done = await client.query<{ name: string }>('select name from public.payload_migrations order by name')
    const names = migrationNames()
    if (done.rows.some(({ name }, index) => names[index] !== name)) return 'strange'
    const set = tables.marks ? await client.query<{ name: string }>(`select name from ${marks}`) : { rows: [] }
    const isMarked = (name: string) => set.rows.some((row) => row.name === name)
    if (isMarked('seeding') && !isMarked('seeded')) return 'strange'
    return isMarked('seeded') && done.rows.length === names.length ? 'ready' : 'prepare'
  })

/** Whether the demo data was loaded into this database once. */
export const isSeeded = (url: string): Promise<boolean> =>
  withClient(url, async (client) => {
    const found = await client.query<{ marks: string | null }>('select to_regclass($1)::text as marks', [marks])
    if (!found.rows[0]?.marks) return false
    const seeded = await client.query(`select 1 from ${marks} where name = 'seeded'`)
    return seeded.rowCount === 1
  })

/** Notes that seeding began or ended. */
export const markDatabase = (url: string, name: 'seeding' | 'seeded'): Promise<void> =>
  withClient(url, async (client) => {
    await client.query('create schema if not exists demo_setup')
    await client.query(`create table if not exists ${marks} (name text primary key, at timestamptz default now())`)
    await client.query(`insert into ${marks} (name) values ($1) on conflict do nothing`, [name])
  })

/** Creates a database where it is missing. `adminUrl` leads to another one on the same server. */
export const createDatabase = (adminUrl: string, name: string): Promise<void> =>
  withClient(adminUrl, async (client) => {
    const found = await client.query('select 1 from pg_database where datname = $1', [name])
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
  })

/** Gives a database another name, and so makes room for a new one without losing what it held. */
export const setDatabaseAside = async (adminUrl: string, name: string): Promise<string> => {
  const aside = `${name}_until_${new Date().toISOString().slice(0, 19).replaceAll(/\D/g, '')}`
  await withClient(adminUrl, (client) =>
    client.query(`alter database ${client.escapeIdentifier(name)} rename to ${client.escapeIdentifier(aside)}`),
  )
  return aside
}
