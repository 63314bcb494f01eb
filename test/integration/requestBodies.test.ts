import { randomUUID } from 'node:crypto'

import { getPayload, handleEndpoints, type Payload, type TypedUser } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { BusinessSettings, Client, Invoice } from '../../src/records.ts'
import { closePayload } from '../closePayload.ts'
import { line, makeClient, makeDraft, makeInvoice, saveSettings, stored } from '../factories.ts'
import { signIn } from '../portalVisit.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'
import { testSiteUrl } from '../testHost.ts'

let site: StartedPayload
let owner: TypedUser
/** The same site under a name we know, so that a `Request` of our own making can be handed to it. */
let twin: Payload
const key = randomUUID()

beforeAll(async () => {
  site = await startPayload()
  await saveSettings(site.payload)
  owner = await site.createUser()
  twin = await getPayload({ config: site.config, key })
})
afterAll(async () => {
  await closePayload(twin)
  await site.stop()
})

const CHUNK = 16_384

/** A body of which nobody knows how long it is, and how much of it was asked for. */
const endlessBody = (first: string, chunks: number) => {
  let pulled = 0
  const stream = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        pulled += 1
        if (pulled > chunks) controller.close()
        else controller.enqueue(pulled === 1 ? new TextEncoder().encode(first) : new Uint8Array(CHUNK).fill(0x61))
      },
    },
    { highWaterMark: 0 },
  )
  return { stream, pulled: () => pulled }
}

const post = (path: string, body: ReadableStream<Uint8Array>, headers: Record<string, string>): Promise<Response> => {
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    headers: { origin: testSiteUrl, ...headers },
    body,
    duplex: 'half',
  }
  const url = new URL(`${site.config.routes.api}${path}`, testSiteUrl)
  return handleEndpoints({
    config: site.config,
    path: url.pathname,
    payloadInstanceCacheKey: key,
    request: new Request(url, init),
  })
}

const boundary = 'portal'
const part = `--${boundary}\r\nContent-Disposition: form-data; name="email"\r\n\r\n`
const kinds: [string, string, string][] = [
  ['JSON', 'application/json', '{"email":"'],
  ['urlencoded', 'application/x-www-form-urlencoded', 'email='],
  ['multipart', `multipart/form-data; boundary=${boundary}`, part],
  ['of no kind', 'text/plain', ''],
]

describe.each(['/client-portal/links', '/client-portal/sessions'])('a body to %s', (path) => {
  it.each(kinds)(
    'that is %s and does not say how long it is, is left when it grows too long',
    async (_, type, first) => {
      const { stream, pulled } = endlessBody(first, 100)
      const answer = await post(path, stream, { 'content-type': type })
      expect(answer.status).toBe(413)
      expect(await answer.json()).toMatchObject({ errors: [{ code: 'too-large' }] })
      // A hundred kilobytes are seven of these; the rest was never asked for.
      expect(pulled()).toBeLessThanOrEqual(10)
    },
  )

  it.each(['abc', '-1', '1e1', '0'])('that says it is %s bytes long is measured all the same', async (length) => {
    for (const [, type, first] of kinds) {
      const { stream, pulled } = endlessBody(first, 100)
      const answer = await post(path, stream, { 'content-type': type, 'content-length': length })
      expect(answer.status).toBe(413)
      expect(pulled()).toBeLessThanOrEqual(10)
    }
  })

  it('that says it is too long is not read at all', async () => {
    const { stream, pulled } = endlessBody('{"email":"', 100)
    const answer = await post(path, stream, { 'content-type': 'application/json', 'content-length': '5000000' })
    expect(answer.status).toBe(413)
    expect(pulled()).toBe(0)
  })
})

describe('a body', () => {
  it('in chunks that stays within the limit is read like any other', async () => {
    const { stream } = endlessBody('{"email":"nobody@nowhere.test"}', 1)
    const answer = await post('/client-portal/links', stream, { 'content-type': 'application/json' })
    expect(answer.status).toBe(202)
  })

  it('with bytes that are no text, or parts that never end, is refused as such', async () => {
    for (const [, type] of kinds.slice(0, 3)) {
      const body = new Uint8Array([0xff, 0xfe, 0x00, 0xd8])
      const answer = await site.rest('POST', '/client-portal/sessions', { body, headers: { 'content-type': type } })
      expect([400, 410]).toContain(answer.status)
    }
  })
})

describe('a NUL and its like', () => {
  const odd = 'One\u0000 two\u0007\u001b three\u007f'
  const clean = 'One two three'
  const hasNone = (value: unknown) => expect(JSON.stringify(value)).not.toMatch(/\\u00[01]|\u007f/)

  it('in what staff writes about a client is left out', async () => {
    const answer = await site.rest('POST', '/clients', {
      user: owner,
      body: { name: odd, email: 'nul@client.test', address: `${odd}\r\nMadrid`, notes: odd },
    })
    expect(answer.status).toBe(201)
    const { doc } = (await answer.json()) as { doc: Client }
    expect(doc).toMatchObject({ address: `${clean}\nMadrid`, notes: clean })
    const changed = await site.rest('PATCH', `/clients/${doc.id}`, {
      user: owner,
      body: { address: `\u0000${clean}`, notes: `${odd}\n${odd}`, company: odd, taxId: odd, phone: odd },
    })
    expect(changed.status).toBe(200)
    const now = await stored(site.payload, 'clients', doc.id)
    expect(now).toMatchObject({ address: clean, notes: `${clean}\n${clean}` })
    hasNone(now)
  })

  it('in an invoice’s notes and lines is left out, from the draft to the document', async () => {
    const client = await makeClient(site.payload)
    const answer = await site.rest('POST', '/invoices', {
      user: owner,
      body: { client: client.id, notes: odd, reference: odd, lines: [line({ description: `${odd}\n${odd}` })] },
    })
    expect(answer.status).toBe(201)
    const { doc } = (await answer.json()) as { doc: Invoice }
    expect(doc.notes).toBe(clean)
    expect(doc.lines[0]?.description).toBe(`${clean}\n${clean}`)
    const sent = await site.rest('POST', `/invoices/${doc.id}/send`, { user: owner, body: {} })
    expect(sent.status).toBe(200)
    hasNone(await stored(site.payload, 'invoices', doc.id))
  })

  it('in the business settings is left out', async () => {
    const answer = await site.rest('POST', '/globals/business-settings', {
      user: owner,
      body: { name: odd, address: odd, footer: odd, legalName: odd, bank: { holder: odd } },
    })
    expect(answer.status).toBe(200)
    const { result } = (await answer.json()) as { result: BusinessSettings }
    expect(result).toMatchObject({ address: clean, footer: clean })
    hasNone(result)
  })

  it('in what a client writes about themselves is left out', async () => {
    const client = await makeClient(site.payload)
    const cookie = await signIn(site, client)
    const answer = await site.rest('POST', '/client-portal/details', {
      cookie,
      body: { name: odd, company: odd, taxId: odd, phone: odd, address: `${odd}\r\n${odd}` },
    })
    expect(answer.status).toBe(200)
    const now = await stored(site.payload, 'clients', client.id)
    expect(now.address).toBe(`${clean}\n${clean}`)
    hasNone(now)
  })

  it.each([
    ['a NUL', odd],
    ['half of a pair of characters', 'One\uD800 two'],
  ])('or %s never brings a 500, wherever it stands', async (_what, text) => {
    const client = await makeClient(site.payload)
    const cookie = await signIn(site, client)
    const draft = await makeDraft(site.payload, client)
    const calls: [string, object, { user?: TypedUser; cookie?: string }][] = [
      ['/client-portal/links', { email: `a${text}@b.test` }, {}],
      ['/client-portal/links', { email: client.email, to: `/portal/${text}` }, {}],
      ['/client-portal/sessions', { token: text }, {}],
      ['/client-portal/seen', { invoice: text }, { cookie }],
      ['/client-portal/end-session', { session: text }, { cookie }],
      ['/client-portal/language', { locale: text, to: text }, { cookie }],
      ['/client-portal/details', { country: text, locale: text }, { cookie }],
      ['/client-portal/details', { name: text, address: text }, { cookie }],
      [`/clients/${client.id}/end-session`, { session: text }, { user: owner }],
      [`/invoices/${draft.id}/send`, { recipients: [text] }, { user: owner }],
      ['/payments', { client: client.id, amount: 100, method: 'cash', note: text }, { user: owner }],
    ]
    for (const [path, body, identity] of calls) {
      const { status } = await site.rest('POST', path, { ...identity, body })
      expect.soft(status, `${path} ${JSON.stringify(body)}`).toBeLessThan(500)
    }
  })

  it.each([
    ['a NUL', odd],
    ['half of a pair of characters', 'One\uD800 two'],
  ])('or %s in a note to the client, or in a reason, brings no 500 either', async (_what, text) => {
    const client = await makeClient(site.payload)
    const draft = await makeDraft(site.payload, client)
    const sent = await makeInvoice(site.payload, client)
    const calls: [string, object][] = [
      [`/invoices/${draft.id}/send`, { message: text }],
      [`/invoices/${sent.id}/send-again`, { message: text }],
      [`/invoices/${sent.id}/revise`, { reason: text }],
    ]
    for (const [path, body] of calls) {
      const { status } = await site.rest('POST', path, { user: owner, body })
      expect.soft(status, `${path} ${JSON.stringify(body)}`).toBe(200)
    }
  })
})
