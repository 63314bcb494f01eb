import { demoEnvironment, type DemoEnvironment } from './demoEnvironment.mjs'
import { buildSite, generate } from './buildSite.ts'
import { createDatabase, inspectDatabase, setDatabaseAside } from './demoDatabase.ts'
import { demoSecrets } from './demoSecrets.ts'
import { startMailServer } from './mailServer.ts'
import { startPostgres } from './postgres.ts'
import { startNode, typescriptFlags } from './processes.ts'
import { inRepository } from './repository.ts'
import { releaseRunLock, takeRunLock } from './runLock.ts'
import { Shutdown } from './shutdown.ts'
import { startSite, waitForSite } from './siteProcess.ts'

const databaseName = 'demo'

const startDatabase = async (shutdown: Shutdown): Promise<string> => {
  const server = await startPostgres({ folder: inRepository('.data/postgres') })
  shutdown.add('PostgreSQL', server.stop)
  void server.ended.then(() => {
    if (shutdown.isEnding) return
    console.error('PostgreSQL ended unexpectedly.')
    void shutdown.end(1)
  })
  const admin = server.url('postgres')
  await createDatabase(admin, databaseName)
  if ((await inspectDatabase(server.url(databaseName))) === 'strange') {
    const aside = await setDatabaseAside(admin, databaseName)
    await createDatabase(admin, databaseName)
    console.log(`The demo database was made by another version: it is kept as "${aside}", and a new one is filled.`)
  }
  return server.url(databaseName)
}

const prepareDatabase = async (url: string, env: NodeJS.ProcessEnv, shutdown: Shutdown): Promise<void> => {
  const state = await inspectDatabase(url)
  if (state === 'ready') return
  if (state === 'strange') {
    throw new Error('The database at DATABASE_URL was made by other migrations. Give the demo an empty one.')
  }
  console.log('Preparing the database and its demo data …')
  const run = startNode([...typescriptFlags, 'scripts/prepareDatabase.ts'], {
    env: { ...env, NODE_ENV: 'production', PAYLOAD_LOG_LEVEL: 'warn' },
  })
  shutdown.add('Preparing the database', run.stop)
  if ((await run.ended) !== 0 && !shutdown.isEnding) throw new Error('Preparing the database failed, see above.')
}

const banner = (demo: DemoEnvironment, databaseUrl: string, hasInbox: boolean): string => {
  const rows: [string, string][] = [
    ['Site', demo.siteUrl],
    ['Client portal', `${demo.siteUrl}/portal`],
    ['Clients', demo.logins.clients.join(', ')],
    ['Admin', `${demo.siteUrl}/admin`],
    ['Staff login', `${demo.logins.owner.email} / ${demo.logins.owner.password}`],
    ...(hasInbox
      ? ([
          ['Inbox', `http://localhost:${demo.mailUiPort}  (every mail of the demo lands here)`],
          ['SMTP', `localhost:${demo.smtpPort}`],
        ] satisfies [string, string][])
      : []),
    ['Database', databaseUrl],
  ]
  return [
    '',
    ...rows.map(([name, value]) => `  ${name.padEnd(15)}${value}`),
    '',
    '  Ctrl-C stops everything.',
    '',
  ].join('\n')
}

const runDemo = async (mode: 'development' | 'production', shutdown: Shutdown): Promise<void> => {
  const demo = demoEnvironment()
  await (mode === 'production' ? buildSite() : generate())

  const databaseUrl = demo.databaseUrl ?? (await startDatabase(shutdown))
  let { smtpUrl } = demo
  if (!smtpUrl) {
    const mail = await startMailServer({
      host: demo.mailHost,
      smtpPort: demo.smtpPort,
      uiPort: demo.mailUiPort,
      folder: inRepository('.data/mail'),
      // Answers by mail go from here to the inbound endpoint: replies: { domain: demo.replyDomain, handOver }.
    })
    shutdown.add('The mail server', mail.stop)
    smtpUrl = mail.smtpUrl
  }
  const env = {
    ...process.env,
    ...demoSecrets(),
    DATABASE_URL: databaseUrl,
    SMTP_URL: smtpUrl,
    SITE_URL: demo.siteUrl,
    FILES_DIR: inRepository('.data/files'),
    PORT: String(demo.sitePort),
  }
  await prepareDatabase(databaseUrl, env, shutdown)
  if (shutdown.isEnding) return

  const site = startSite({ mode, host: demo.host, port: demo.sitePort, env })
  shutdown.add('The site', site.stop)
  void site.ended.then((code) => {
    if (shutdown.isEnding) return
    console.error(`The site ended unexpectedly (exit code ${code}).`)
    void shutdown.end(1)
  })
  await waitForSite(`http://${demo.host ?? 'localhost'}:${demo.sitePort}/`, site)
  console.log(banner(demo, databaseUrl, demo.smtpUrl === null))
}

/** Starts the whole demo and keeps it running until it is told to stop or a part of it ends. */
export const startDemo = async (mode: 'development' | 'production'): Promise<void> => {
  const other = takeRunLock()
  if (other !== null) {
    console.error(`The demo is running already (process ${other}). Stop that one first: they would share their data.`)
    process.exit(1)
  }
  const shutdown = new Shutdown()
  shutdown.add('The lock', () => {
    releaseRunLock()
    return Promise.resolve()
  })
  try {
    await runDemo(mode, shutdown)
  } catch (error) {
    if (!shutdown.isEnding) console.error(error instanceof Error ? error.message : String(error))
    await shutdown.end(shutdown.isEnding ? 0 : 1)
  }
}
