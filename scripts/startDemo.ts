import { demoEnvironment, type DemoEnvironment } from './demoEnvironment.mjs'
import { existsSync, renameSync } from 'node:fs'

import { buildSite, generate } from './buildSite.ts'
import { createDatabase, inspectDatabase, setDatabaseAside } from './demoDatabase.ts'
import { demoSecrets } from './demoSecrets.ts'
import { mailReplies } from './mailReplies.ts'
import { startMailServer } from './mailServer.ts'
import { startPostgres } from './postgres.ts'
import { startNode, typescriptFlags } from './processes.ts'
import { inRepository } from './repository.ts'
import { releaseRunLock, takeRunLock } from './runLock.ts'
import { Shutdown } from './shutdown.ts'
import { startSite, waitForSite } from './siteProcess.ts'
import { startStripeSimulator, type SiteSimulator } from './stripeSimulator.ts'

const databaseName = 'demo'
const stripeFile = inRepository('.data/stripe.json')

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
    // What the stand-in for Stripe knows of belongs to that database.
    if (existsSync(stripeFile)) renameSync(stripeFile, inRepository(`.data/stripe-of-${aside}.json`))
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

/** Card numbers for the banner: what each does at the stand-in, as at Stripe's own test mode. */
const testCards: [string, string][] = [
  ['4242 4242 4242 4242', 'pays at once (any later date, any three digits)'],
  ['4000 0000 0000 0002', 'is declined'],
  ['4000 0027 6000 3184', 'asks for the bank’s confirmation'],
  ['4000 7700 0000 0026', 'is processing for 15 seconds, then pays'],
]

const startStripe = async (demo: DemoEnvironment, siteUrl: string, shutdown: Shutdown): Promise<SiteSimulator> => {
  const stripe = await startStripeSimulator({
    port: demo.stripePort,
    siteUrl,
    file: stripeFile,
    // As a person who tries slow banks and disputes wants to see them.
    pace: { processingMs: 15_000, afterwardsMs: 5000 },
  })
  shutdown.add('The Stripe stand-in', stripe.running.stop)
  return stripe
}

const banner = (
  demo: DemoEnvironment,
  databaseUrl: string,
  hasInbox: boolean,
  stripe: SiteSimulator | null,
): string => {
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
    ...(stripe
      ? ([
          ['Stripe', `${stripe.url}  (a stand-in: no money moves)`],
          ...testCards.map(([number, what], index): [string, string] => [
            index === 0 ? 'Test cards' : '',
            `${number}  ${what}`,
          ]),
        ] satisfies [string, string][])
      : ([['Stripe', 'your own keys (STRIPE_SECRET_KEY)']] satisfies [string, string][])),
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

  const localUrl = `http://${demo.host ?? 'localhost'}:${demo.sitePort}`
  const secrets = demoSecrets()
  const databaseUrl = demo.databaseUrl ?? (await startDatabase(shutdown))
  let { smtpUrl } = demo
  if (!smtpUrl) {
    const mail = await startMailServer({
      host: demo.mailHost,
      smtpPort: demo.smtpPort,
      uiPort: demo.mailUiPort,
      folder: inRepository('.data/mail'),
      replies: mailReplies({ domain: demo.replyDomain, siteUrl: localUrl, secret: secrets.INBOUND_MAIL_SECRET }),
    })
    shutdown.add('The mail server', mail.stop)
    smtpUrl = mail.smtpUrl
  }
  const stripe = demo.hasStripeKeys ? null : await startStripe(demo, localUrl, shutdown)
  const env = {
    ...process.env,
    ...secrets,
    ...stripe?.siteEnvironment,
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
  await waitForSite(`${localUrl}/`, site)
  console.log(banner(demo, databaseUrl, demo.smtpUrl === null, stripe))
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
