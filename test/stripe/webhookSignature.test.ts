import fc from 'fast-check'
import Stripe from 'stripe'
import { describe, expect, it } from 'vitest'

import { signatureOf } from '../../dev/stripe/webhooks/signature.ts'
import { verifyWebhook } from '../../src/stripe/webhookSignature.ts'

const SECRET = 'whsec_theSigningSecret'
const now = new Date('2026-11-26T10:00:00Z')
const seconds = Math.floor(now.getTime() / 1000)

const event = {
  id: 'evt_1',
  object: 'event',
  type: 'charge.refunded',
  livemode: false,
  data: { object: { id: 'ch_1', object: 'charge', payment_intent: 'pi_1', amount: 1000 } },
}
const raw = JSON.stringify(event, null, 2)
const known = {
  id: 'evt_1',
  type: 'charge.refunded',
  account: null,
  livemode: false,
  object: { id: 'ch_1', object: 'charge', payment_intent: 'pi_1' },
}
const signed = (body: unknown) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return verifyWebhook(text, signatureOf(text, seconds, [SECRET]), [SECRET], now)
}

describe('a webhook’s signature', () => {
  it('is taken as Stripe’s own library makes it', () => {
    const stripe = new Stripe('sk_test_unused')
    const header = stripe.webhooks.generateTestHeaderString({ payload: raw, secret: SECRET, timestamp: seconds })
    expect(verifyWebhook(raw, header, [SECRET], now)).toEqual(known)
  })

  it('is refused where it is missing, empty, malformed or of another scheme', () => {
    const good = signatureOf(raw, seconds, [SECRET])
    const headers = [null, '', 'nonsense', 't=,v1=', `t=${seconds}`, good.replace('v1=', 'v0='), good.slice(0, -1)]
    for (const header of [...headers, good.replace(/t=\d+/, 't=x'), good.replace(/t=\d+,/, '')]) {
      expect(verifyWebhook(raw, header, [SECRET], now), String(header)).toBeNull()
    }
  })

  it('is refused with another secret, with none, and with an empty one', () => {
    const header = signatureOf(raw, seconds, ['whsec_other'])
    expect(verifyWebhook(raw, header, [SECRET], now)).toBeNull()
    expect(verifyWebhook(raw, header, [], now)).toBeNull()
    expect(verifyWebhook(raw, signatureOf(raw, seconds, ['']), [''], now)).toBeNull()
  })

  it('is refused for a body that was changed by a byte', () => {
    const header = signatureOf(raw, seconds, [SECRET])
    expect(verifyWebhook(`${raw} `, header, [SECRET], now)).toBeNull()
    expect(verifyWebhook(raw.replace('1000', '1001'), header, [SECRET], now)).toBeNull()
  })

  it('holds for five minutes', () => {
    const header = (age: number) => signatureOf(raw, seconds - age, [SECRET])
    expect(verifyWebhook(raw, header(300), [SECRET], now)).toEqual(known)
    expect(verifyWebhook(raw, header(301), [SECRET], now)).toBeNull()
    expect(verifyWebhook(raw, header(-600), [SECRET], now)).toEqual(known)
  })

  it('goes on being taken while the secret is rotated, on either side', () => {
    const stripeSignsTwice = signatureOf(raw, seconds, ['whsec_new', 'whsec_old'])
    expect(verifyWebhook(raw, stripeSignsTwice, ['whsec_old'], now)).toEqual(known)
    expect(verifyWebhook(raw, stripeSignsTwice, ['whsec_new'], now)).toEqual(known)
    expect(verifyWebhook(raw, signatureOf(raw, seconds, ['whsec_old']), ['whsec_new', 'whsec_old'], now)).toEqual(known)
  })
})

describe('a signed event', () => {
  it('names its PaymentIntent, expanded or not', () => {
    const withIntent = (payment_intent: unknown) =>
      signed({ ...event, data: { object: { ...event.data.object, payment_intent } } })?.object.payment_intent
    expect(withIntent('pi_2')).toBe('pi_2')
    expect(withIntent({ id: 'pi_3', object: 'payment_intent' })).toBe('pi_3')
    for (const odd of [null, undefined, 3, [], {}, '']) expect(withIntent(odd)).toBeNull()
  })

  it('says whose it is with Connect, and whether it is about real money', () => {
    expect(signed({ ...event, account: 'acct_1', livemode: true })).toMatchObject({ account: 'acct_1', livemode: true })
    expect(signed({ ...event, account: { id: 'acct_1' }, livemode: 'true' })).toEqual(known)
  })

  it('may be about something without an id', () => {
    const balance = signed({ ...event, type: 'balance.available', data: { object: { object: 'balance' } } })
    expect(balance?.object).toEqual({ id: '', object: 'balance', payment_intent: null })
  })

  it('is nothing where it is no event, and no oddity of it throws', () => {
    const odd = ['', 'null', '[]', '3', '"text"', '{', '{"object":"event"}', '{"object":"v2.core.event","id":"evt_1"}']
    for (const text of odd) expect(signed(text), text).toBeNull()
    for (const data of [null, 3, [], {}, { object: null }, { object: [] }])
      expect(signed({ ...event, data })).toBeNull()
    fc.assert(fc.property(fc.json(), (text) => signed(text) === null))
    fc.assert(fc.property(fc.string(), (header) => verifyWebhook(raw, header, [SECRET], now) === null))
  })
})
