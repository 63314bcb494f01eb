import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'

import { serveBrowser } from './browser/serveBrowser.ts'
import { serveControl } from './control/serveControl.ts'
import type { Keys } from './http/authenticate.ts'
import { Faults } from './http/faults.ts'
import { IdempotencyKeys } from './http/idempotency.ts'
import { serveApi, type Api } from './http/serveApi.ts'
import { loadParameters } from './parameters/loadParameters.ts'
import { resumeProcessing } from './resources/confirmation.ts'
import { World, type AccountFacts, type Pace } from './state/world.ts'
import { addEndpoint } from './webhooks/addEndpoint.ts'
import { Deliveries } from './webhooks/deliveries.ts'

/** The keys that the stand-in takes where it is told no others. */
export const simulatorKeys = {
  secret: 'sk_test_simulatorOnlyNoSecret000',
  publishable: 'pk_test_simulatorOnlyNoSecret000',
  webhookSecret: 'whsec_simulatorOnlyNoSecret000',
}

export interface SimulatorOptions {
  /** 0, the default, takes a free one. */
  port?: number
  /** An address of this machine only. Default: 127.0.0.1. */
  host?: string
  /** Where events go from the start; the control API adds others. */
  webhook?: { url: string; secret: string | string[] }
  keys?: Partial<Keys>
  account?: Partial<AccountFacts>
  /** Waits between attempts to deliver an event. Default: 0.2, 1, 5, 20 and 60 seconds. */
  retryDelaysMs?: number[]
  /** When what takes time happens by itself. Default: nothing does, until the control API says so. */
  pace?: Partial<Pace>
  /** A JSON file that the world is kept in. Default: memory only. */
  file?: string
}

export interface RunningSimulator {
  url: string
  host: string
  port: number
  /** The address of the script that takes the place of Stripe.js. */
  scriptUrl: string
  keys: { secret: string; publishable: string; webhookSecret: string }
  /** For tests in the same process; others use `/_control/…`. */
  world: World
  api: Api
  deliveries: Deliveries
  /** Calls the control API: `control('POST', 'clock', { advance_seconds: 60 })`. */
  control: <T = unknown>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<T>
  stop: () => Promise<void>
}

const defaultAccount: AccountFacts = {
  id: 'acct_1SimulatorOnly0000',
  country: 'ES',
  defaultCurrency: 'eur',
  name: 'Simulator',
  email: 'owner@demo.test',
  paymentMethodTypes: ['card', 'sepa_debit', 'ideal', 'bancontact'],
  chargesEnabled: true,
}

/** Writes the world down a little after each change. */
const keepInFile = (world: World, file: string): (() => void) => {
  if (existsSync(file)) world.restore(JSON.parse(readFileSync(file, 'utf8')) as ReturnType<World['toJSON']>)
  mkdirSync(path.dirname(file), { recursive: true })
  let written = ''
  const save = () => {
    const text = JSON.stringify(world)
    if (text === written) return
    writeFileSync(`${file}.new`, text)
    renameSync(`${file}.new`, file)
    written = text
  }
  const timer = setInterval(save, 2000)
  timer.unref()
  return () => {
    clearInterval(timer)
    save()
  }
}

/** Starts a Stripe of our own on this machine: API, events, test cards and the script for browsers. */
export const startSimulator = async (options: SimulatorOptions = {}): Promise<RunningSimulator> => {
  const host = options.host ?? '127.0.0.1'
  if (!['127.0.0.1', 'localhost', '::1'].includes(host)) {
    throw new Error(`The Stripe stand-in listens on this machine only, not on ${host}.`)
  }
  const sdk = await loadParameters()
  const world = new World({
    account: { ...defaultAccount, ...options.account },
    apiVersion: sdk.apiVersion,
    pace: { processingMs: null, afterwardsMs: null, ...options.pace },
  })
  const deliveries = new Deliveries(world, options.retryDelaysMs ?? [200, 1000, 5000, 20_000, 60_000])
  world.onEvent = (event) => deliveries.dispatch(event)
  const keys: Keys = {
    secret: [simulatorKeys.secret],
    publishable: [simulatorKeys.publishable],
    restricted: {},
    ...options.keys,
  }
  const api: Api = { world, sdk, keys, idempotency: new IdempotencyKeys(), faults: new Faults(), latencyMs: 0, log: [] }
  const save = options.file ? keepInFile(world, options.file) : () => undefined
  world.tables.webhookEndpoints.clear()
  const secrets = [options.webhook?.secret ?? simulatorKeys.webhookSecret].flat()
  if (options.webhook) addEndpoint(world, deliveries, { url: options.webhook.url, secrets, events: ['*'] })

  const server = createServer((request, response) => {
    const address = request.url ?? '/'
    const served = address.startsWith('/_control')
      ? serveControl({ api, deliveries }, request, response)
      : serveBrowser(api, request, response).then((isServed) =>
          isServed ? undefined : serveApi(api, request, response),
        )
    served.catch((error: unknown) => {
      console.error('The Stripe stand-in failed:', error)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, host, resolve)
  })
  const { port } = server.address() as AddressInfo
  deliveries.resume()
  resumeProcessing(world)
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  world.publicUrl = url

  return {
    url,
    host,
    port,
    scriptUrl: `${url}/v3/stripe.js`,
    keys: {
      secret: keys.secret[0] ?? simulatorKeys.secret,
      publishable: keys.publishable[0] ?? simulatorKeys.publishable,
      webhookSecret: secrets[0] ?? simulatorKeys.webhookSecret,
    },
    world,
    api,
    deliveries,
    control: async <T>(method: string, name: string, body?: object): Promise<T> => {
      const answer = await fetch(`${url}/_control/${name}`, {
        method,
        ...(body ? { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } } : {}),
      })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${method} /_control/${name} answered ${answer.status}: ${text}`)
      return JSON.parse(text) as T
    },
    stop: async () => {
      deliveries.reset()
      world.stop()
      save()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}
