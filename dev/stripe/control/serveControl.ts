import type { IncomingMessage, ServerResponse } from 'node:http'

import { ApiError, invalidRequest, noSuch } from '../http/apiError.ts'
import type { Fault } from '../http/faults.ts'
import { readBody } from '../http/readBody.ts'
import type { Api } from '../http/serveApi.ts'
import { finishAction, settleProcessing } from '../resources/confirmation.ts'
import { closeDispute, openDispute } from '../resources/disputes.ts'
import { findPaymentIntent } from '../resources/paymentIntents.ts'
import { failRefund, succeedRefund } from '../resources/refunds.ts'
import { behaviours } from '../rules/testPaymentMethods.ts'
import type { Pace } from '../state/world.ts'
import { addEndpoint } from '../webhooks/addEndpoint.ts'
import type { Deliveries, DeliveryRule } from '../webhooks/deliveries.ts'

export interface Controlled {
  api: Api
  deliveries: Deliveries
}

type Control = (controlled: Controlled, body: Record<string, unknown>, id: string) => unknown

const chargeOf = ({ api: { world } }: Controlled, id: string) => {
  const intent = world.tables.paymentIntents.get(id)
  const charge = world.tables.charges.get(intent?.latest_charge ?? id)
  if (!charge) throw noSuch('charge', id, 'charge', 404)
  return charge
}

const disputeOf = ({ api: { world } }: Controlled, id: string) => {
  const dispute = world.tables.disputes.get(id)
  if (!dispute) throw noSuch('dispute', id, 'dispute', 404)
  return dispute
}

const refundOf = ({ api: { world } }: Controlled, id: string) => {
  const refund = world.tables.refunds.get(id)
  if (!refund) throw noSuch('refund', id, 'refund', 404)
  return refund
}

const settle =
  (doesSucceed: boolean): Control =>
  (controlled, _body, id) => {
    const intent = findPaymentIntent(controlled.api.world, id)
    if (intent.status === 'requires_action') return finishAction(controlled.api.world, intent, doesSucceed)
    settleProcessing(controlled.api.world, intent, doesSucceed)
    return intent
  }

const resetAll = ({ api, deliveries }: Controlled): object => {
  api.world.reset()
  api.idempotency.clear()
  api.faults.clear()
  api.latencyMs = 0
  api.log.length = 0
  deliveries.reset()
  return {}
}

/** What tests may do that Stripe's API has no words for. `:` stands for an id. */
const controls: Record<string, Control> = {
  'GET /_control': () => Object.keys(controls),
  'GET /_control/test_payment_methods': () => behaviours,
  'POST /_control/reset': resetAll,
  'GET /_control/requests': ({ api }) => api.log,

  'POST /_control/clock': ({ api }, { advance_seconds: seconds }) => {
    api.world.moveClock(Number(seconds))
    return { now: api.world.now() }
  },
  'POST /_control/pace': ({ api }, body) => {
    api.world.pace = { ...api.world.pace, ...(body as Partial<Pace>) }
    return api.world.pace
  },
  'POST /_control/latency': ({ api }, { ms }) => {
    api.latencyMs = Number(ms)
    return { ms: api.latencyMs }
  },
  'POST /_control/faults': ({ api }, body) => {
    api.faults.plan(body as unknown as Fault)
    return body
  },
  'DELETE /_control/faults': ({ api }) => {
    api.faults.clear()
    return {}
  },
  'POST /_control/idempotency/forget': ({ api }) => {
    api.idempotency.clear()
    return {}
  },

  'POST /_control/payment_intents/:/succeed': settle(true),
  'POST /_control/payment_intents/:/fail': settle(false),
  'POST /_control/charges/:/dispute': (controlled, { reason, amount }, id) =>
    openDispute(
      controlled.api.world,
      chargeOf(controlled, id),
      (reason ?? 'fraudulent') as 'fraudulent',
      amount === undefined ? undefined : Number(amount),
    ),
  'POST /_control/disputes/:/win': (controlled, _body, id) =>
    closeDispute(controlled.api.world, disputeOf(controlled, id), true),
  'POST /_control/disputes/:/lose': (controlled, _body, id) =>
    closeDispute(controlled.api.world, disputeOf(controlled, id), false),
  'POST /_control/refunds/:/succeed': (controlled, _body, id) => {
    const refund = refundOf(controlled, id)
    succeedRefund(controlled.api.world, refund)
    return refund
  },
  'POST /_control/refunds/:/fail': (controlled, { reason }, id) => {
    const refund = refundOf(controlled, id)
    failRefund(controlled.api.world, refund, typeof reason === 'string' ? reason : undefined)
    return refund
  },

  'POST /_control/webhook_endpoints': ({ api, deliveries }, { url, secret, secrets, events }) =>
    addEndpoint(api.world, deliveries, {
      url: String(url),
      secrets: Array.isArray(secrets) ? secrets.map(String) : [String(secret)],
      events: Array.isArray(events) ? events.map(String) : ['*'],
    }),
  'DELETE /_control/webhook_endpoints': ({ api, deliveries }) => {
    api.world.tables.webhookEndpoints.clear()
    deliveries.destinations.length = 0
    return {}
  },
  'POST /_control/retries': ({ deliveries }, { delays_ms: delays }) => {
    if (!Array.isArray(delays)) throw invalidRequest('delays_ms is a list of numbers.')
    deliveries.retryDelaysMs = delays.map(Number)
    return { delays_ms: deliveries.retryDelaysMs }
  },
  'GET /_control/deliveries': ({ deliveries }) => deliveries.all,
  'POST /_control/deliveries/rules': ({ deliveries }, body) => {
    deliveries.addRule(body as unknown as DeliveryRule)
    return body
  },
  'DELETE /_control/deliveries/rules': ({ deliveries }) => {
    deliveries.clearRules()
    return {}
  },
  'POST /_control/deliveries/release': ({ deliveries }, { order, events }) =>
    deliveries.release(order as 'first-in' | undefined, Array.isArray(events) ? events.map(String) : undefined),
  'POST /_control/deliveries/retry': async ({ deliveries }) => {
    await deliveries.retryNow()
    return deliveries.all
  },
  'POST /_control/deliveries/settle': async ({ deliveries }) => {
    await deliveries.settle()
    return deliveries.all
  },
  'POST /_control/events/:/resend': ({ api, deliveries }, { times }, id) => {
    const event = api.world.tables.events.get(id)
    if (!event) throw noSuch('event', id, 'id', 404)
    return deliveries.resend(event, times === undefined ? 1 : Number(times))
  },
}

/** Answers one request to `/_control/…`: JSON in, JSON out. */
export const serveControl = async (
  controlled: Controlled,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const method = request.method ?? 'GET'
  const path = new URL(request.url ?? '/', 'http://stripe').pathname
  const segments = path.split('/')
  const withId = `${method} ${[...segments.slice(0, 3), ':', ...segments.slice(4)].join('/')}`
  const exact = `${method} ${path}`
  const answer = async (): Promise<{ status: number; body: unknown }> => {
    const control = controls[exact] ?? controls[withId]
    if (!control) throw new ApiError(404, { type: 'invalid_request_error', message: `There is no control ${exact}.` })
    const text = await readBody(request)
    const body = (text ? JSON.parse(text) : {}) as Record<string, unknown>
    return { status: 200, body: await control(controlled, body, controls[exact] ? '' : (segments[3] ?? '')) }
  }
  const { status, body } = await answer().catch((error: unknown) => ({
    status: error instanceof ApiError ? error.status : 400,
    body: { error: error instanceof ApiError ? error.body : { message: String(error) } },
  }))
  response.writeHead(status, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(body, null, 2))
}
