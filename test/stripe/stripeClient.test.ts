import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

import Stripe from 'stripe'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { clientFor } from '../../src/stripe/stripeClient.ts'
import { newIntent, startStripePeer, type StripePeer } from './stripePeer.ts'

let peer: StripePeer
beforeAll(async () => {
  peer = await startStripePeer()
})
afterAll(() => peer.stop())
beforeEach(() => peer.api.faults.clear())

describe('the client of Stripe', () => {
  it('is one for a key and an address, so that its connections are used again', async () => {
    const one = await clientFor(peer.keys.secret, peer.url)
    expect(await clientFor(peer.keys.secret, peer.url)).toBe(one)
    expect(await clientFor('sk_test_another', peer.url)).not.toBe(one)
    expect(await clientFor(peer.keys.secret, null)).not.toBe(one)
  })

  it('lets go of the clients of keys that were replaced long ago', async () => {
    const first = await clientFor('sk_test_replaced', peer.url)
    for (let index = 0; index < 8; index += 1) await clientFor(`sk_test_later${index}`, peer.url)
    expect(await clientFor('sk_test_replaced', peer.url)).not.toBe(first)
  })

  it('repeats a call twice where Stripe stumbles, and pays once', async () => {
    peer.api.faults.plan({ mode: 'error', times: 2, method: 'POST' })
    const before = peer.world.tables.paymentIntents.size
    await newIntent(await clientFor(peer.keys.secret, peer.url))
    expect(peer.world.tables.paymentIntents.size).toBe(before + 1)
  })

  it('speaks the version of the API that the library was made for, says who it is and measures nobody', async () => {
    const seen: IncomingHttpHeaders[] = []
    const server = createServer((request, response) => {
      seen.push(request.headers)
      response
        .writeHead(200, { 'Content-Type': 'application/json', 'Request-Id': 'req_1' })
        .end('{"object":"list","data":[]}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const stripe = await clientFor(peer.keys.secret, `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    await stripe.charges.list({ limit: 1 })
    await stripe.charges.list({ limit: 1 })
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    expect(seen).toHaveLength(2)
    for (const headers of seen) {
      expect(headers['stripe-version']).toBe(Stripe.API_VERSION)
      expect(headers['user-agent']).toContain('payload-client-portal')
      expect(headers).not.toHaveProperty('x-stripe-client-telemetry')
    }
  })
})
