import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'

import { getPortalOptions } from '../../src/context.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'
import { startStripe, type StartedStripe } from '../startStripe.ts'
import { newIntent } from '../stripe/stripePeer.ts'

let stripe: StartedStripe
let site: StartedPayload

beforeAll(async () => {
  stripe = await startStripe()
  site = await startPayload({ plugin: stripe.plugin })
})
beforeEach(() => stripe.control('POST', 'reset'))

afterAll(async () => {
  await site.stop()
  await stripe.stop()
})

it('takes the money of a good card, with no more than a browser has', async () => {
  const intent = await newIntent(stripe.stripe)
  const { paymentIntent } = await stripe.payByCard(intent.client_secret!)
  expect(paymentIntent).toMatchObject({ id: intent.id, status: 'succeeded' })
  expect(await stripe.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ amount_received: 1000 })
})

it('tells the buyer why a card was declined', async () => {
  const intent = await newIntent(stripe.stripe)
  const { error } = await stripe.payByCard(intent.id, '4000 0000 0000 9995')
  expect(error).toMatchObject({ code: 'card_declined', decline_code: 'insufficient_funds' })
})

it('sends the buyer to the bank where that asks who pays', async () => {
  const intent = await newIntent(stripe.stripe)
  const { paymentIntent } = await stripe.payByCard(intent.id, 'pm_card_authenticationRequired')
  expect(paymentIntent).toMatchObject({ status: 'requires_action' })
})

it('collects events, and delivers none', async () => {
  const intent = await newIntent(stripe.stripe)
  expect(stripe.newEvents().map(({ type }) => type)).toEqual(['payment_intent.created'])
  await stripe.payByCard(intent.id)
  expect(stripe.newEvents().map(({ type }) => type)).toEqual(['charge.succeeded', 'payment_intent.succeeded'])
  expect(stripe.newEvents()).toEqual([])
  expect(stripe.events('payment_intent.succeeded')).toMatchObject([{ data: { object: { id: intent.id } } }])
  expect(stripe.deliveries.all).toEqual([])
})

it('signs an event as Stripe does, also long ago or with another secret', async () => {
  await newIntent(stripe.stripe)
  const [event] = stripe.events()
  const read = ({ body, headers }: ReturnType<StartedStripe['signed']>, secret = stripe.keys.webhookSecret) =>
    stripe.stripe.webhooks.constructEvent(body, headers!['stripe-signature']!, secret)
  expect(read(stripe.signed(event!))).toMatchObject({ id: event!.id, type: 'payment_intent.created' })
  expect(() => read(stripe.signed(event!, { at: stripe.world.now() - 3600 }))).toThrow(/timestamp/i)
  expect(() => read(stripe.signed(event!, { secrets: ['whsec_other'] }))).toThrow()
  expect(read(stripe.signed(event!, { secrets: ['whsec_new', 'whsec_old'] }), 'whsec_old').id).toBe(event!.id)
})

it('hands its keys to the site', () => {
  expect(getPortalOptions(site.payload).stripe).toEqual({
    secretKey: stripe.keys.secret,
    publishableKey: stripe.keys.publishable,
    webhookSecrets: [stripe.keys.webhookSecret],
    apiBase: stripe.url,
    scriptUrl: stripe.scriptUrl,
  })
})
