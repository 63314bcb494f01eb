import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import Stripe from 'stripe'

import { startSimulator, type RunningSimulator, type SimulatorOptions } from '../../dev/stripe/startSimulator.ts'

export interface StripePeer extends RunningSimulator {
  /** The official SDK, talking to the stand-in. */
  stripe: Stripe
}

/** The official SDK with any key. */
export const sdkFor = (simulator: RunningSimulator, key = simulator.keys.secret): Stripe =>
  new Stripe(key, {
    host: simulator.host,
    port: simulator.port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
  })

/** Starts the stand-in and the official SDK for it. Call `stop` in `afterAll`. */
export const startStripePeer = async (options: SimulatorOptions = {}): Promise<StripePeer> => {
  const simulator = await startSimulator(options)
  return { ...simulator, stripe: sdkFor(simulator) }
}

export interface ReceivedHook {
  body: string
  signature: string
  event: { id: string; type: string }
}

export interface HookReceiver {
  url: string
  received: ReceivedHook[]
  /** The status it answers with. */
  answer: () => number
  stop: () => Promise<void>
}

/** A webhook endpoint that keeps what it gets. */
export const startHookReceiver = async (): Promise<HookReceiver> => {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8')
      const event = JSON.parse(body) as ReceivedHook['event']
      receiver.received.push({ body, signature: String(request.headers['stripe-signature']), event })
      response.writeHead(receiver.answer()).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const receiver: HookReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received: [],
    answer: () => 200,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return receiver
}

/** The error that the SDK throws, for a test to look into. */
export const refusal = async (asked: Promise<unknown>): Promise<InstanceType<typeof Stripe.errors.StripeError>> => {
  try {
    await asked
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error
    throw error
  }
  throw new Error('Stripe took what it should refuse.')
}

/** A 10 € payment with nothing but cards, ready to be confirmed. */
export const newIntent = (stripe: Stripe, rest: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  stripe.paymentIntents.create({
    amount: 1000,
    currency: 'eur',
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    ...rest,
  })

/** A 10 € payment, made. */
export const paidIntent = (stripe: Stripe, method = 'pm_card_visa') =>
  newIntent(stripe, { payment_method: method, confirm: true })
