import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { newIntent, paidIntent, startHookReceiver, startStripePeer, type HookReceiver } from './stripePeer.ts'

let folder: string
let hook: HookReceiver

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'stripe-world-'))
  hook = await startHookReceiver()
})
afterEach(async () => {
  await hook.stop()
  rmSync(folder, { recursive: true, force: true })
})

const start = (processingMs: number) =>
  startStripePeer({
    file: path.join(folder, 'world.json'),
    webhook: { url: hook.url, secret: 'whsec_kept' },
    retryDelaysMs: [],
    pace: { processingMs },
  })

it('keeps payments over a restart, and goes on waiting for their banks', async () => {
  const first = await start(60_000)
  const paid = await paidIntent(first.stripe)
  const slow = await paidIntent(first.stripe, 'pm_sim_card_processingSucceeds')
  await first.stop()

  const second = await start(1)
  expect(await second.stripe.paymentIntents.retrieve(paid.id)).toMatchObject({ status: 'succeeded' })
  await vi.waitFor(async () => {
    expect(await second.stripe.paymentIntents.retrieve(slow.id)).toMatchObject({ status: 'succeeded' })
  })
  await second.stop()
})

it('sends after a restart what nobody had taken, and nothing twice', async () => {
  const first = await start(1)
  const customer = await first.stripe.customers.create({ name: 'Ana' })
  await first.control('POST', 'deliveries/settle')
  hook.answer = () => 503
  await newIntent(first.stripe)
  await first.control('POST', 'deliveries/settle')
  await first.stop()
  hook.received.length = 0
  hook.answer = () => 200

  const second = await start(1)
  await second.control('POST', 'deliveries/settle')
  expect(hook.received.map(({ event }) => event.type)).toEqual(['payment_intent.created'])
  expect(await second.stripe.customers.retrieve(customer.id)).toMatchObject({ name: 'Ana' })
  await second.stop()
})
