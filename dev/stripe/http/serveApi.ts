import type { IncomingMessage, ServerResponse } from 'node:http'

import { checkParameters, type Value } from '../parameters/checkParameters.ts'
import type { SdkParameters, Shape } from '../parameters/deriveParameters.ts'
import { randomText } from '../state/identifier.ts'
import type { World } from '../state/world.ts'
import { ApiError, invalidRequest, notSimulated } from './apiError.ts'
import { authenticate, authorise, type Caller, type Keys } from './authenticate.ts'
import { expandAnswer } from './expand.ts'
import type { Faults } from './faults.ts'
import { parseForm, type FormHash } from './formBody.ts'
import { type IdempotencyKeys, type Answer } from './idempotency.ts'
import { readBody } from './readBody.ts'
import { routes, type Route } from './routes.ts'

export interface Api {
  world: World
  sdk: SdkParameters
  keys: Keys
  idempotency: IdempotencyKeys
  faults: Faults
  /** How long every request takes. */
  latencyMs: number
  /** Every request, oldest first: what was asked and what came of it. */
  log: { method: string; path: string; status: number; idempotencyKey: string | null; params: unknown }[]
}

/** `/v1/refunds/re_1` → `GET /v1/refunds/:` and the id. */
const endpointOf = (api: Api, method: string, path: string): { endpoint: string; id: string } => {
  const exact = `${method} ${path}`
  if (Object.hasOwn(api.sdk.endpoints, exact)) return { endpoint: exact, id: '' }
  const segments = path.split('/')
  const id = segments[3]
  if (id) {
    const endpoint = `${method} ${[...segments.slice(0, 3), ':', ...segments.slice(4)].join('/')}`
    if (Object.hasOwn(api.sdk.endpoints, endpoint)) return { endpoint, id: decodeURIComponent(id) }
  }
  throw new ApiError(404, {
    type: 'invalid_request_error',
    message: `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
  })
}

const checkVersion = (header: string | string[] | undefined): void => {
  if (header === undefined || /^\d{4}-\d\d-\d\d(\.[a-z]+)?$/.test(String(header))) return
  throw invalidRequest(`Invalid Stripe API version: ${String(header)}`)
}

/** Stripe.js may say more than a server: the secret of the intent it was given, and a card as the person typed it. */
const browserShape = (sdk: SdkParameters, shape: Shape): Shape => {
  const known = shape.kind === 'reference' ? (sdk.definitions[shape.to] ?? shape) : shape
  if (known.kind !== 'hash') return known
  const typed: Shape = { kind: 'reference', to: 'PaymentMethods.PaymentMethodCreateParams' }
  return {
    kind: 'hash',
    properties: {
      ...known.properties,
      ...(known.properties.payment_method_data ? { payment_method_data: { shape: typed, required: false } } : {}),
      client_secret: { shape: { kind: 'string' }, required: false },
    },
  }
}

/** With a publishable key an intent is only reached by who holds its client secret. */
const checkClientSecret = (world: World, id: string, given: Value | undefined): void => {
  const intent = world.tables.paymentIntents.get(id)
  if (!intent || given === undefined || intent.client_secret !== given) {
    throw invalidRequest(
      'The client_secret provided does not match any associated PaymentIntent on this account. Ensure the publishable ' +
        'key used belongs to the same account that created the PaymentIntent.',
      { code: 'resource_missing', param: 'client_secret' },
    )
  }
}

const hiddenFromBrowsers = [
  'metadata',
  'customer',
  'latest_charge',
  'application',
  'review',
  'on_behalf_of',
  'transfer_data',
]

/** A browser sees less of an intent than its owner. */
const forBrowser = (answer: object): object =>
  Object.fromEntries(Object.entries(answer).filter(([name]) => !hiddenFromBrowsers.includes(name)))

const perform = (api: Api, caller: Caller, route: Route, endpoint: string, id: string, form: FormHash): object => {
  const { world } = api
  const declared = api.sdk.endpoints[endpoint] ?? { kind: 'hash', properties: {} }
  const isBrowser = caller.kind === 'publishable'
  const params = checkParameters(api.sdk, isBrowser ? browserShape(api.sdk, declared) : declared, form)
  if (isBrowser && id) checkClientSecret(world, id, caller.isForeign ? undefined : params.client_secret)
  if (isBrowser && Array.isArray(params.expand) && params.expand.some((path) => path !== 'payment_method')) {
    throw invalidRequest('This property cannot be expanded with a publishable key.', { param: 'expand' })
  }
  const paths = Array.isArray(params.expand) ? params.expand.filter((path) => typeof path === 'string') : []
  Reflect.deleteProperty(params, 'expand')
  // The check above made the parameters what the SDK's type of this endpoint says.
  const answer = route.answer(world, params as never, id)
  const expanded = expandAnswer(world, answer, paths) as object
  return isBrowser && 'object' in answer && answer.object === 'payment_intent' ? forBrowser(expanded) : expanded
}

const errorAnswer = (error: unknown): Answer => {
  if (error instanceof ApiError) return { status: error.status, body: JSON.stringify({ error: error.body }, null, 2) }
  console.error('The Stripe stand-in failed:', error)
  return { status: 500, body: JSON.stringify({ error: { type: 'api_error', message: String(error) } }) }
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Did it begin? Stripe keeps the outcome of what began, a refused card too, and lets the key of a mistake go. */
const isWorthKeeping = (answer: Answer): boolean => ![400, 401, 404, 409, 429, 501].includes(answer.status)

/** Answers one request to `/v1/…`. */
export const serveApi = async (api: Api, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const method = request.method ?? 'GET'
  const url = new URL(request.url ?? '/', 'http://stripe')
  const body = await readBody(request)
  const requestId = `req_${randomText(14)}`
  const keyHeader = request.headers['idempotency-key']
  const key = method === 'POST' && typeof keyHeader === 'string' && keyHeader ? keyHeader : null
  const headers: Record<string, string> = { 'Request-Id': requestId }
  if (typeof request.headers['stripe-version'] === 'string')
    headers['Stripe-Version'] = request.headers['stripe-version']

  const fault = api.faults.meet(method, url.pathname)
  if (fault === 'drop') {
    request.socket.destroy()
    return
  }

  const claim = { isOurs: false }
  const answerOf = async (): Promise<Answer> => {
    if (fault === 'error') {
      throw new ApiError(500, {
        type: 'api_error',
        message: 'An unknown error occurred. (The stand-in was told to fail.)',
      })
    }
    if (fault === 'rate_limit') {
      throw new ApiError(429, {
        type: 'rate_limit_error',
        code: 'rate_limit',
        message: 'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.',
      })
    }
    checkVersion(request.headers['stripe-version'])
    const caller = authenticate(api.keys, request.headers)
    const { endpoint, id } = endpointOf(api, method, url.pathname)
    const route = routes[endpoint]
    if (!route) throw notSimulated(`${method} ${url.pathname}`)
    authorise(caller, route, endpoint)
    const form = parseForm(
      method === 'POST' ? [url.search.slice(1), body].filter(Boolean).join('&') : url.search.slice(1),
    )
    if (key) {
      const earlier = api.idempotency.claim(key, `${method} ${url.pathname}`, JSON.stringify(form), requestId)
      if (earlier) {
        headers['Idempotent-Replayed'] = 'true'
        headers['Original-Request'] = earlier.requestId
        return earlier.answer
      }
      claim.isOurs = true
    }
    if (api.latencyMs > 0) await sleep(api.latencyMs)
    api.world.request = { id: requestId, idempotency_key: key }
    try {
      return { status: 200, body: JSON.stringify(perform(api, caller, route, endpoint, id, form), null, 2) }
    } finally {
      api.world.request = { id: null, idempotency_key: null }
    }
  }

  const answer = await answerOf().catch(errorAnswer)
  if (key && claim.isOurs) {
    if (isWorthKeeping(answer)) api.idempotency.keep(key, answer)
    else api.idempotency.forget(key)
  }
  api.log.push({
    method,
    path: url.pathname,
    status: answer.status,
    idempotencyKey: key,
    params: safeForm(method === 'POST' ? body : url.search.slice(1)),
  })
  if (fault === 'drop_after') {
    request.socket.destroy()
    return
  }
  if (key) headers['Idempotency-Key'] = key
  response.writeHead(answer.status, { 'Content-Type': 'application/json', ...headers })
  response.end(answer.body)
}

const safeForm = (text: string): unknown => {
  try {
    return parseForm(text.replace(/((?:card\]?\[|card(?:%5D)?%5B)(?:number|cvc)(?:\]|%5D))=[^&]*/gi, '$1=hidden'))
  } catch {
    return text
  }
}
