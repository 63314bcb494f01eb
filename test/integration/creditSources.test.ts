import { afterAll, beforeAll, expect, it } from 'vitest'

import { creditSources } from '../../src/queries/creditSources.ts'
import type { Client } from '../../src/records.ts'
import { line, makeClient, makeInvoice, makePayment, saveSettings, systemReq } from '../factories.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'

let site: StartedPayload
let client: Client

beforeAll(async () => {
  site = await startPayload()
  await saveSettings(site.payload)
  client = await makeClient(site.payload)
})
afterAll(() => site.stop())

const hundred = () => makeInvoice(site.payload, client, { lines: [line({ unitPrice: 10_000, taxRate: 0 })] })
const sourcesFor = async (invoice: { id: number | string }, currency = 'EUR') =>
  creditSources(await systemReq(site.payload), { client: client.id, currency, invoice: invoice.id })

it('credit is offered oldest first, in its own currency, and never to the invoice it lies on', async () => {
  const [overpaid, open] = [await hundred(), await hundred()]
  const stranger = await makeClient(site.payload)
  const later = await makePayment(site.payload, {
    client: client.id,
    currency: 'EUR',
    amount: 2_000,
    receivedAt: '2026-05-02',
  })
  const earlier = await makePayment(site.payload, { invoice: overpaid.id, amount: 13_000, receivedAt: '2026-04-01' })
  await makePayment(site.payload, { client: client.id, currency: 'USD', amount: 500 })
  await makePayment(site.payload, { client: stranger.id, currency: 'EUR', amount: 700 })

  expect(await sourcesFor(open)).toEqual([
    { id: earlier.id, amount: 3_000 },
    { id: later.id, amount: 2_000 },
  ])
  expect(await sourcesFor(overpaid)).toEqual([{ id: later.id, amount: 2_000 }])
  expect((await sourcesFor(open, 'USD')).map(({ amount }) => amount)).toEqual([500])
  expect(await sourcesFor(open, 'GBP')).toEqual([])
})
