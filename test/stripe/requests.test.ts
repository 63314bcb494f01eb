import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { deriveParameters } from '../../dev/stripe/parameters/deriveParameters.ts'
import { loadParameters, sdkFolder, sdkResources } from '../../dev/stripe/parameters/loadParameters.ts'
import { routes } from '../../dev/stripe/http/routes.ts'
import { newIntent, paidIntent, refusal, sdkFor, startStripePeer, type StripePeer } from './stripePeer.ts'

let peer: StripePeer
beforeAll(async () => {
  peer = await startStripePeer({ keys: { restricted: { rk_test_reader: ['payment_intents:read'] } } })
})
beforeEach(() => peer.control('POST', 'reset'))
afterAll(() => peer.stop())

const raw = (method: string, path: string, body = '', headers: Record<string, string> = {}) =>
  fetch(`${peer.url}${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${peer.keys.secret}`,
      'Content-Type': 'application/x-www-form-urlencoded',
      ...headers,
    },
    ...(method === 'POST' ? { body } : {}),
  })

describe('parameters', () => {
  it('are those of the SDK that is installed', async () => {
    expect(await loadParameters()).toEqual(JSON.parse(JSON.stringify(deriveParameters(sdkFolder, sdkResources))))
  }, 30_000)

  it.each(Object.keys(routes))('that nobody declared are refused by %s', async (endpoint) => {
    const [method = '', address = ''] = endpoint.split(' ')
    const path = address.replace(':', 'x_1')
    const answer = await (method === 'POST' ? raw(method, path, 'surprise=1') : raw(method, `${path}?surprise=1`))
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({
      error: { code: 'parameter_unknown', param: 'surprise', message: 'Received unknown parameter: surprise' },
    })
  })

  it.each([
    ['amount=1000', 'parameter_missing', 'currency'],
    ['amount=ten&currency=eur', 'parameter_invalid_integer', 'amount'],
    ['amount=&currency=eur', 'parameter_invalid_empty', 'amount'],
    ['amount=1000&currency=eur&confirm=yes', undefined, 'confirm'],
    ['amount=1000&currency=eur&capture_method=later', undefined, 'capture_method'],
    ['amount=1000&currency=eur&payment_method_types[]=card', 'parameter_unknown', 'payment_method_types'],
    [
      'amount=1000&currency=eur&automatic_payment_methods[on]=true',
      'parameter_unknown',
      'automatic_payment_methods[on]',
    ],
    ['amount=1000&currency=eur&expand=latest_charge', undefined, 'expand'],
    ['amount=1000&currency=eur&customer=cus_none', 'resource_missing', 'customer'],
  ])('of a payment: %s is refused', async (body, code, param) => {
    const answer = await raw('POST', '/v1/payment_intents', body)
    expect(answer.status).toBe(400)
    const { error } = (await answer.json()) as { error: { code?: string; param?: string } }
    expect([error.code, error.param]).toEqual([code, param])
  })
})

describe('an idempotency key', () => {
  it('makes one payment of twenty requests, and answers them alike', async () => {
    const idempotencyKey = 'same'
    const asked = () => peer.stripe.paymentIntents.create({ amount: 1000, currency: 'eur' }, { idempotencyKey })
    const made = await Promise.all(Array.from({ length: 20 }, asked))
    expect(new Set(made.map(({ id }) => id)).size).toBe(1)
    const replay = await raw('POST', '/v1/payment_intents', 'amount=1000&currency=eur', { 'Idempotency-Key': 'same' })
    expect(replay.headers.get('idempotent-replayed')).toBe('true')
    expect(replay.headers.get('request-id')).toMatch(/^req_/)
  })

  it('is refused with other parameters, and while the first request is under way', async () => {
    await peer.stripe.customers.create({ name: 'Ana' }, { idempotencyKey: 'a' })
    const other = await refusal(peer.stripe.customers.create({ name: 'John' }, { idempotencyKey: 'a' }))
    expect(other).toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400 })
    await peer.control('POST', 'latency', { ms: 100 })
    const first = peer.stripe.customers.create({ name: 'Ana' }, { idempotencyKey: 'b' })
    await new Promise((resolve) => setTimeout(resolve, 40))
    expect(await refusal(peer.stripe.customers.create({ name: 'Ana' }, { idempotencyKey: 'b' }))).toMatchObject({
      statusCode: 409,
      code: 'idempotency_key_in_use',
    })
    await first
  })

  it('finds the payment again that was made while the line broke', async () => {
    const intent = await newIntent(peer.stripe)
    await peer.control('POST', 'faults', { mode: 'drop_after', path: '/confirm', times: 2 })
    // The SDK itself asks once more after a broken line; that answer is lost, too.
    const confirm = () =>
      peer.stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa' }, { idempotencyKey: 'once' })
    expect((await refusal(confirm())).type).toBe('StripeConnectionError')
    expect((await confirm()).status).toBe('succeeded')
    expect((await peer.stripe.charges.list()).data).toHaveLength(1)
  })
})

describe('a key', () => {
  it.each([
    ['sk_test_wrong', 401, undefined],
    ['pk_test_simulatorOnlyNoSecret000', 401, 'secret_key_required'],
    ['rk_test_reader', 403, undefined],
  ])('%s may not make payments', async (key, statusCode, code) => {
    const error = await refusal(newIntent(sdkFor(peer, key)))
    expect(error.statusCode).toBe(statusCode)
    expect(error.code).toBe(code)
  })

  it('for browsers reaches an intent only with its secret', async () => {
    const intent = await newIntent(peer.stripe, { metadata: { secret: 'ours' } })
    const browser = sdkFor(peer, peer.keys.publishable)
    const seen = await browser.paymentIntents.retrieve(intent.id, { client_secret: intent.client_secret! })
    expect(seen.metadata).toBeUndefined()
    expect((await refusal(browser.paymentIntents.retrieve(intent.id, { client_secret: 'x' }))).statusCode).toBe(400)
  })
})

it('pages through lists', async () => {
  for (let made = 0; made < 5; made += 1) await paidIntent(peer.stripe)
  const page = await peer.stripe.paymentIntents.list({ limit: 2 })
  expect(page).toMatchObject({ has_more: true, object: 'list', url: '/v1/payment_intents' })
  const ids: string[] = []
  for await (const { id } of peer.stripe.paymentIntents.list({ limit: 2 })) ids.push(id)
  expect(new Set(ids).size).toBe(5)
  const succeeded = await peer.stripe.events.list({ type: 'payment_intent.*', created: { gte: 1 }, limit: 100 })
  expect(succeeded.data).toHaveLength(10)
})
