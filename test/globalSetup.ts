import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { BasePayload } from 'payload'
import type { TestProject } from 'vitest/node'

import { createDatabase } from '../scripts/demoDatabase.ts'
import { startPostgres } from '../scripts/postgres.ts'
import { closePayload, runSql } from './closePayload.ts'
import { testHost } from './testHost.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Connection URL with `{database}` where the name goes. */
    databaseUrl: string
    /** The database that holds the demo's schema and no data. */
    templateDatabase: string
  }
}

/** One PostgreSQL for the whole run, and in it one empty database with the schema, which each test file clones. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'client-portal-test-'))
  // As root the server runs as another user, who must be able to walk in here.
  chmodSync(folder, 0o755)
  const server = await startPostgres({
    folder,
    // Losing everything in a power cut is fine here; waiting for the disk is not.
    settings: [
      'fsync=off',
      'synchronous_commit=off',
      'full_page_writes=off',
      'max_connections=200',
      'shared_buffers=64MB',
    ],
    throwAway: true,
  })
  try {
    const templateDatabase = 'template_portal'
    await createDatabase(server.url('postgres'), templateDatabase)
    process.env.PAYLOAD_FORCE_DRIZZLE_PUSH = 'true'
    const payload = await new BasePayload().init({
      config: await testHost({ databaseUrl: server.url(templateDatabase), push: true }),
      disableOnInit: true,
    })
    await closePayload(payload)
    // A database that somebody is connected to can't be cloned.
    await runSql(
      server.url('postgres'),
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${templateDatabase}'`,
      `alter database ${templateDatabase} allow_connections false`,
    )
    project.provide('databaseUrl', server.url('{database}'))
    project.provide('templateDatabase', templateDatabase)
  } catch (error) {
    await server.stop()
    throw error
  }
  return server.stop
}
