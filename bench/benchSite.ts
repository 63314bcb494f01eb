import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import type { PostgresAdapter } from '@payloadcms/db-postgres'
import { BasePayload, createLocalReq, type Payload, type PayloadRequest } from 'payload'
import { Client } from 'pg'
import { SMTPServer } from 'smtp-server'

import { buildDemoConfig, type DemoConfigArgs } from '../dev/buildDemoConfig.ts'
import { studio } from '../dev/seed/studio.ts'
import { createDatabase } from '../scripts/demoDatabase.ts'
import { freePort } from '../scripts/ports.mjs'
import { startPostgres } from '../scripts/postgres.ts'

export interface BenchSite {
  payload: Payload
  databaseUrl: string
  secret: string
  siteUrl: string
  sitePort: number
  /** Where stored files lie. */
  filesDir: string
  /** A connection of our own, for the bare SQL that ours is compared with. */
  sql: Client
  /** Mails that the SMTP server took. */
  received: () => number
  request: () => Promise<PayloadRequest>
  stop: () => Promise<void>
}

const startMailSink = async (): Promise<{ url: string; received: () => number; stop: () => Promise<void> }> => {
  let count = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, _session, done) => {
      stream.resume()
      stream.once('end', () => {
        count += 1
        done()
      })
    },
  })
  const port = await freePort()
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `smtp://127.0.0.1:${port}`,
    received: () => count,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
      }),
  }
}

/** Pushing a schema is something Payload does in development alone; everything else here runs as in production. */
const pushSchema = async (
  args: Pick<DemoConfigArgs, 'databaseUrl' | 'secret' | 'siteUrl' | 'smtpUrl' | 'filesDir' | 'plugin'>,
): Promise<Payload> => {
  const environment = process.env as Record<string, string | undefined>
  const before = environment.NODE_ENV
  environment.NODE_ENV = 'development'
  environment.PAYLOAD_FORCE_DRIZZLE_PUSH = 'true'
  environment.DISABLE_PAYLOAD_HMR = 'true'
  try {
    return await new BasePayload().init({
      config: await buildDemoConfig({
        ...args,
        push: true,
        logger: { options: { level: 'warn' } },
        plugin: { worker: { inProcess: false }, ...args.plugin },
      }),
      disableOnInit: true,
    })
  } finally {
    environment.NODE_ENV = before
  }
}

/** A Payload with a PostgreSQL of its own, durable as in production (fsync on, default settings), and an SMTP server. */
export const startBenchSite = async (plugin: NonNullable<DemoConfigArgs['plugin']> = {}): Promise<BenchSite> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'client-portal-bench-'))
  // As root the server runs as another user, who must be able to walk in here.
  chmodSync(folder, 0o755)
  const server = await startPostgres({ folder: path.join(folder, 'postgres'), throwAway: true })
  const mail = await startMailSink()
  await createDatabase(server.url('postgres'), 'bench')
  const databaseUrl = server.url('bench')
  const secret = 'a-secret-for-measuring'
  const sitePort = await freePort()
  const siteUrl = `http://localhost:${sitePort}`
  const filesDir = path.join(folder, 'files')
  const payload = await pushSchema({
    databaseUrl,
    secret,
    siteUrl,
    smtpUrl: mail.url,
    filesDir,
    plugin,
  })
  await payload.updateGlobal({ slug: 'business-settings', data: studio })
  const sql = new Client({ connectionString: databaseUrl })
  await sql.connect()
  return {
    payload,
    databaseUrl,
    secret,
    siteUrl,
    sitePort,
    filesDir,
    sql,
    received: mail.received,
    request: () => createLocalReq({}, payload),
    stop: async () => {
      await sql.end()
      const { pool } = payload.db as unknown as PostgresAdapter
      pool.on('error', () => {
        // The adapter holds one connection for good; the server ends it.
      })
      await payload.destroy()
      void pool.end()
      await mail.stop()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
