import Stripe from 'stripe'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { PortalError } from '../../src/errors.ts'
import { asPortalError, isIdempotencyMismatch, isMissing, isUnexpectedState } from '../../src/stripe/stripeErrors.ts'
import { newIntent, paidIntent, refusal, sdkFor, startStripePeer, type StripePeer } from './stripePeer.ts'

let peer: StripePeer
beforeAll(async () => {
  peer = await startStripePeer({ keys: { restricted: { rk_test_readsChargesOnly0000: ['charges:read'] } } })
})
afterAll(() => peer.stop())
beforeEach(() => peer.api.faults.clear())

const seenBy = async (asked: Promise<unknown>) => {
  const { code, params } = asPortalError(await refusal(asked))
  return { code, reason: params.reason }
}

describe('what a person is told when Stripe fails', () => {
  it('is to try again, where Stripe could not be reached, is in trouble or has too much to do', async () => {
    for (const mode of ['drop', 'error', 'rate_limit'] as const) {
      // More than once: the library repeats a call by itself where a connection that it kept was closed.
      peer.api.faults.plan({ mode, times: 10 })
      expect(await seenBy(newIntent(peer.stripe)), mode).toEqual({ code: 'stripe-unreachable', reason: undefined })
      peer.api.faults.clear()
    }
    const nobodyThere = new Stripe('sk_test_x', { host: '127.0.0.1', port: 1, protocol: 'http', maxNetworkRetries: 0 })
    expect((await seenBy(nobodyThere.accounts.retrieveCurrent())).code).toBe('stripe-unreachable')
  })

  it('is to try again after a timeout too', async () => {
    peer.api.latencyMs = 5_000
    const impatient = new Stripe(peer.keys.secret, {
      host: peer.host,
      port: peer.port,
      protocol: 'http',
      maxNetworkRetries: 0,
      timeout: 50,
    })
    expect((await seenBy(impatient.accounts.retrieveCurrent())).code).toBe('stripe-unreachable')
    peer.api.latencyMs = 0
  })

  it('is to try again where another request holds the same key', () => {
    const held = Stripe.errors.StripeError.generate({
      type: 'idempotency_error',
      message: 'in use',
      statusCode: 409,
    } as never)
    expect(asPortalError(held).code).toBe('stripe-unreachable')
  })

  it('is that the amount is too small, where it is', async () => {
    expect((await seenBy(newIntent(peer.stripe, { amount: 1 }))).code).toBe('amount-too-small')
  })

  it('is Stripe’s reason, where it refuses the request or the card', async () => {
    expect(await seenBy(newIntent(peer.stripe, { amount: -5 }))).toEqual({
      code: 'stripe-refused',
      reason: 'This value must be greater than or equal to 1.',
    })
    const declined = await seenBy(paidIntent(peer.stripe, 'pm_card_visa_chargeDeclined'))
    expect(declined).toEqual({ code: 'stripe-refused', reason: 'Your card was declined.' })
  })

  it('shows nothing of the keys', async () => {
    const wrong = await seenBy(newIntent(sdkFor(peer, 'sk_test_51ThisKeyIsUnknown4242')))
    expect(wrong).toEqual({ code: 'stripe-refused', reason: 'invalid_api_key' })
    const restricted = await seenBy(newIntent(sdkFor(peer, 'rk_test_readsChargesOnly0000')))
    expect(restricted).toEqual({ code: 'stripe-refused', reason: 'permission_denied' })
    const quoting = Stripe.errors.StripeError.generate({
      type: 'invalid_request_error',
      message: 'The key sk_test_51*****4242 is not for rk_live_abc.',
      statusCode: 400,
    } as never)
    expect(asPortalError(quoting).params.reason).toBe('The key … is not for …')
  })

  it('is our own words where the failure was ours already; a fault is no failure of Stripe’s', () => {
    const own = new PortalError('not-payable')
    expect(asPortalError(own)).toBe(own)
    const fault = new TypeError('undefined is not a function')
    expect(() => asPortalError(fault)).toThrow(fault)
    expect(() => asPortalError('text')).toThrow('text')
  })
})

describe('failures that are looked into', () => {
  it('are told by what they are, even where the library was loaded twice', async () => {
    const missing = await refusal(peer.stripe.paymentIntents.retrieve('pi_nowhere'))
    const again = Object.assign(new Error(missing.message), { type: missing.type, code: missing.code })
    for (const error of [missing, again]) {
      expect([isMissing(error), isIdempotencyMismatch(error), isUnexpectedState(error)]).toEqual([true, false, false])
    }
    const paid = await paidIntent(peer.stripe)
    const moved = await refusal(peer.stripe.paymentIntents.cancel(paid.id))
    expect([isMissing(moved), isIdempotencyMismatch(moved), isUnexpectedState(moved)]).toEqual([false, false, true])
    const idempotencyKey = 'the-same'
    const intent = { amount: 1000, currency: 'eur' }
    await peer.stripe.paymentIntents.create(intent, { idempotencyKey })
    const other = await refusal(peer.stripe.paymentIntents.create({ ...intent, amount: 2000 }, { idempotencyKey }))
    expect([isMissing(other), isIdempotencyMismatch(other), isUnexpectedState(other)]).toEqual([false, true, false])
  })

  it('are none of them where the error is no failure of Stripe’s', () => {
    for (const error of [null, undefined, 'resource_missing', { code: 'resource_missing' }, new Error('x')]) {
      expect([isMissing(error), isIdempotencyMismatch(error), isUnexpectedState(error)]).toEqual([false, false, false])
    }
  })
})
