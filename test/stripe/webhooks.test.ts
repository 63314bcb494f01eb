import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'

import { paidIntent, startHookReceiver, startStripePeer, type HookReceiver, type StripePeer } from './stripePeer.ts'

let peer: StripePeer
let hook: HookReceiver
beforeAll(async () => {
  hook = await startHookReceiver()
  peer = await startStripePeer({
    webhook: { url: hook.url, secret: ['whsec_new', 'whsec_old'] },
    retryDelaysMs: [5, 5, 5],
  })
})
beforeEach(async () => {
  await peer.control('POST', 'deliveries/settle')
  await peer.control('POST', 'reset')
  hook.received.length = 0
  hook.answer = () => 200
})
afterAll(async () => {
  await peer.stop()
  await hook.stop()
})

const types = () => hook.received.map(({ event }) => event.type)

it('signs every event with every secret', async () => {
  await paidIntent(peer.stripe)
  await peer.control('POST', 'deliveries/settle')
  expect(types().sort()).toEqual(['charge.succeeded', 'payment_intent.created', 'payment_intent.succeeded'])
  for (const { body, signature } of hook.received) {
    for (const secret of ['whsec_new', 'whsec_old']) {
      expect(peer.stripe.webhooks.constructEvent(body, signature, secret).livemode).toBe(false)
    }
    expect(() => peer.stripe.webhooks.constructEvent(body, signature, 'whsec_other')).toThrow()
  }
})

it('sends again what was not taken', async () => {
  hook.answer = () => (hook.received.length <= 2 ? 500 : 200)
  await peer.stripe.customers.create({ name: 'Ana' })
  await peer.control('POST', 'deliveries/settle')
  expect(types()).toEqual(['customer.created', 'customer.created', 'customer.created'])
})

it('holds events and lets them go in another order', async () => {
  await peer.control('POST', 'deliveries/rules', { action: 'hold' })
  await paidIntent(peer.stripe)
  await peer.control('POST', 'deliveries/settle')
  expect(types()).toEqual([])
  await peer.control('POST', 'deliveries/release', { order: 'last-in' })
  expect(types()).toEqual(['payment_intent.succeeded', 'charge.succeeded', 'payment_intent.created'])
})

it('drops, doubles and sends again on demand', async () => {
  await peer.control('POST', 'deliveries/rules', { action: 'drop', types: ['charge.*'] })
  await peer.control('POST', 'deliveries/rules', {
    action: 'duplicate',
    types: ['payment_intent.succeeded'],
    copies: 3,
  })
  await paidIntent(peer.stripe)
  await peer.control('POST', 'deliveries/settle')
  expect(types().sort()).toEqual(['payment_intent.created', ...Array<string>(3).fill('payment_intent.succeeded')])
  const [lost] = (await peer.stripe.events.list({ type: 'charge.succeeded' })).data
  await peer.control('POST', `events/${lost!.id}/resend`, { times: 2 })
  expect(types().filter((type) => type === 'charge.succeeded')).toHaveLength(2)
})
