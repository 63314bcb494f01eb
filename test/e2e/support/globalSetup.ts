import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { createDatabase } from '../../../scripts/demoDatabase.ts'
import { mailReplies } from '../../../scripts/mailReplies.ts'
import { startMailServer } from '../../../scripts/mailServer.ts'
import { freePort } from '../../../scripts/ports.mjs'
import { startPostgres } from '../../../scripts/postgres.ts'
import { startNode, typescriptFlags } from '../../../scripts/processes.ts'
import { startSite, waitForSite } from '../../../scripts/siteProcess.ts'
import { startStripeSimulator } from '../../../scripts/stripeSimulator.ts'
import { findBrowser } from '../../../scripts/tools.ts'
import { owner, staffOf } from './site.ts'

/** A login of their own for each worker. */
const hireStaff = async (siteUrl: string): Promise<void> => {
  const post = async (path: string, body: object, token?: string): Promise<{ token?: string }> => {
    const response = await fetch(`${siteUrl}/api/users${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `JWT ${token}` } : {}) },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`POST /api/users${path} answered ${response.status}: ${await response.text()}`)
    return (await response.json()) as { token?: string }
  }
  const { token } = await post('/login', owner)
  for (const worker of [0, 1]) await post('', { ...staffOf(worker), role: 'owner' }, token)
}

/**
 * Starts the built site with a database, a mail server and a Stripe stand-in of its own on free ports, and loads the
 * demo data. Tests find the addresses through `site.ts`.
 */
export default async (): Promise<() => Promise<void>> => {
  const stops: (() => Promise<void>)[] = []
  const stopAll = async (): Promise<void> => {
    for (const stop of stops.splice(0).reverse()) await stop()
  }
  try {
    process.env.CHROMIUM_PATH ||= findBrowser()
    const folder = mkdtempSync(path.join(tmpdir(), 'client-portal-e2e-'))
    chmodSync(folder, 0o755)
    const server = await startPostgres({
      folder,
      settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'],
      throwAway: true,
    })
    stops.push(server.stop)
    await createDatabase(server.url('postgres'), 'site')
    const [port, smtpPort, uiPort] = [await freePort(), await freePort(), await freePort()]
    const siteUrl = `http://localhost:${port}`
    const secret = 'an-inbound-secret-for-browser-tests'
    const mail = await startMailServer({
      host: '127.0.0.1',
      smtpPort,
      uiPort,
      folder: path.join(folder, 'mail'),
      replies: mailReplies({ domain: 'reply.localhost', siteUrl, secret }),
    })
    stops.push(mail.stop)
    const stripe = await startStripeSimulator({ port: 0, siteUrl, pace: { processingMs: 1000, afterwardsMs: 300 } })
    stops.push(stripe.running.stop)

    const env = {
      ...process.env,
      DATABASE_URL: server.url('site'),
      PAYLOAD_SECRET: 'a-secret-for-browser-tests',
      INBOUND_MAIL_SECRET: secret,
      ...stripe.siteEnvironment,
      PAYLOAD_LOG_LEVEL: 'warn',
      SITE_URL: siteUrl,
      SMTP_URL: mail.smtpUrl,
      FILES_DIR: path.join(folder, 'files'),
      NODE_ENV: 'production',
    } as const
    const preparing = startNode([...typescriptFlags, 'scripts/prepareDatabase.ts'], { env })
    if ((await preparing.ended) !== 0) throw new Error('The database could not be prepared, see above.')

    const site = startSite({ mode: 'production', host: null, port, env })
    stops.push(site.stop)
    await waitForSite(`${siteUrl}/`, site)
    await hireStaff(siteUrl)
    process.env.E2E_SITE_URL = siteUrl
    process.env.E2E_INBOX_URL = `http://127.0.0.1:${uiPort}`
    process.env.E2E_SMTP_URL = mail.smtpUrl
    process.env.E2E_STRIPE_URL = stripe.running.url
    process.env.E2E_DATABASE_URL = server.url('site')
    return stopAll
  } catch (error) {
    await stopAll()
    throw error
  }
}
