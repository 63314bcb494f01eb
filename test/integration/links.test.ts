import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { deliverDueMail } from '../../src/operations/deliverMail.ts'
import { endAllAccess, revokeLink } from '../../src/operations/endAccess.ts'
import { findLink } from '../../src/operations/redeemMagicLink.ts'
import { count, findMany, update } from '../../src/store.ts'
import { makeClient, makeDraft, saveSettings, systemReq } from '../factories.ts'
import { cookieOf, makeLink, signIn, textOf } from '../portalVisit.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'

let site: StartedPayload

beforeAll(async () => {
  site = await startPayload({ plugin: { worker: { inProcess: false } } })
  await saveSettings(site.payload)
})
afterAll(() => site.stop())

const redeem = (token: string, headers: Record<string, string> = {}, cookie?: string) =>
  site.rest('POST', '/client-portal/sessions', { form: { token }, headers, ...(cookie ? { cookie } : {}) })

const mailsTo = async (to: string) =>
  findMany(await systemReq(site.payload), 'emails', { where: { to: { equals: to } }, sort: 'id' })

describe('a document link', () => {
  it('signs in and leads to its document, as often as it is opened', async () => {
    const client = await makeClient(site.payload)
    const token = await makeLink(site, client, { target: '/portal/invoices/7' })
    for (let round = 0; round < 3; round += 1) {
      const response = await redeem(token)
      expect(response.status).toBe(303)
      expect(response.headers.get('location')).toBe('/portal/invoices/7')
      const [cookie] = response.headers.getSetCookie()
      expect(cookie).toMatch(/^cp-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax/)
    }
  })

  it('stores neither its own token nor the session’s', async () => {
    const client = await makeClient(site.payload)
    const token = await makeLink(site, client)
    const cookie = cookieOf(await redeem(token)).replace('cp-session=', '')
    const req = await systemReq(site.payload)
    const rows = [
      ...(await findMany(req, 'magicLinks', { where: { client: { equals: client.id } } })),
      ...(await findMany(req, 'portalSessions', { where: { client: { equals: client.id } } })),
    ]
    expect(rows).toHaveLength(2)
    expect(JSON.stringify(rows)).not.toContain(token)
    expect(JSON.stringify(rows)).not.toContain(cookie)
  })

  it('never leads out of the portal, whatever its row says', async () => {
    const client = await makeClient(site.payload)
    for (const target of ['https://evil.test/', '//evil.test', '/admin', '/portal/../admin', '/portal\\evil']) {
      const response = await redeem(await makeLink(site, client, { target }))
      expect(response.headers.get('location')).toBe('/portal')
    }
  })

  it.each([
    ['expired', { expiresAt: new Date(Date.now() - 1000) }],
    ['revoked', { revokedAt: new Date() }],
  ])('that is %s signs nobody in and says so in the same way as an unknown one', async (_, data) => {
    const client = await makeClient(site.payload)
    const token = await makeLink(site, client, data)
    const response = await site.rest('POST', '/client-portal/sessions', { body: { token } })
    const unknown = await site.rest('POST', '/client-portal/sessions', { body: { token: 'A'.repeat(43) } })
    expect(response.status).toBe(410)
    expect(await response.json()).toEqual(await unknown.json())
    expect(response.headers.getSetCookie()).toEqual([])
  })

  it('dies with the address: taken off the client, link and sessions end at once', async () => {
    const client = await makeClient(site.payload, { contacts: [{ email: 'bookkeeper@client.test', name: 'Bo' }] })
    const token = await makeLink(site, client, { email: 'bookkeeper@client.test' })
    const cookie = cookieOf(await redeem(token))
    const before = await site.rest('POST', '/client-portal/seen', { cookie, body: {} })
    expect(before.status).toBe(200)
    await update(await systemReq(site.payload), 'clients', client.id, { contacts: [] })
    expect((await site.rest('POST', '/client-portal/seen', { cookie, body: {} })).status).toBe(401)
    expect((await redeem(token)).headers.getSetCookie()).toEqual([])
  })

  it('takes its sessions with it when it is revoked', async () => {
    const client = await makeClient(site.payload)
    const token = await makeLink(site, client)
    const cookie = cookieOf(await redeem(token))
    const req = await systemReq(site.payload)
    const found = await findLink(req, token)
    await revokeLink(req, found?.link.id ?? 0)
    expect((await site.rest('POST', '/client-portal/seen', { cookie, body: {} })).status).toBe(401)
  })

  it('is revoked with all others when staff ends a client’s access', async () => {
    const client = await makeClient(site.payload)
    const other = await makeClient(site.payload)
    const token = await makeLink(site, client)
    const cookie = cookieOf(await redeem(token))
    const kept = await signIn(site, other)
    await endAllAccess(await systemReq(site.payload), client)
    expect((await site.rest('POST', '/client-portal/seen', { cookie, body: {} })).status).toBe(401)
    expect((await redeem(token)).headers.getSetCookie()).toEqual([])
    expect((await site.rest('POST', '/client-portal/seen', { cookie: kept, body: {} })).status).toBe(200)
  })
})

describe('a sign-in link', () => {
  it('works once, even when twenty redeem it at the same moment', async () => {
    const client = await makeClient(site.payload)
    const token = await makeLink(site, client, { kind: 'sign-in' })
    const answers = await Promise.all(Array.from({ length: 20 }, () => redeem(token)))
    expect(answers.filter((answer) => answer.headers.getSetCookie().length > 0)).toHaveLength(1)
    const req = await systemReq(site.payload)
    expect(await count(req, 'portalSessions', { email: { equals: client.email } })).toBe(1)
  })

  it('asks which client, where the address stands on several', async () => {
    const email = 'shared@client.test'
    const one = await makeClient(site.payload, { email })
    const two = await makeClient(site.payload, { contacts: [{ email }] })
    const stranger = await makeClient(site.payload)
    const cookie = await signIn(site, one, { kind: 'sign-in', email })
    const undecided = await site.rest('POST', '/client-portal/details', { cookie, body: { phone: '1' } })
    expect(undecided.status).toBe(401)
    const foreign = await site.rest('POST', '/client-portal/choose-client', {
      cookie,
      body: { client: String(stranger.id) },
    })
    expect(foreign.status).toBe(404)
    const chosen = await site.rest('POST', '/client-portal/choose-client', { cookie, body: { client: String(two.id) } })
    expect(chosen.status).toBe(200)
    const details = await site.rest('POST', '/client-portal/details', { cookie, body: { phone: '600 000 000' } })
    expect(await details.json()).toMatchObject({ phone: '600 000 000', name: two.name })
  })
})

describe('asking for a link', () => {
  it('answers the same for known and unknown addresses, and mails only the known', async () => {
    const client = await makeClient(site.payload)
    const known = await site.rest('POST', '/client-portal/links', { body: { email: client.email.toUpperCase() } })
    const unknown = await site.rest('POST', '/client-portal/links', { body: { email: 'nobody@nowhere.test' } })
    const broken = await site.rest('POST', '/client-portal/links', { body: { email: 'a@b\r\nBcc: x@y.test' } })
    expect([known.status, unknown.status, broken.status]).toEqual([202, 202, 202])
    expect(await known.text()).toBe(await unknown.text())
    await expect.poll(async () => (await mailsTo(client.email)).length).toBe(1)
    expect(await mailsTo('nobody@nowhere.test')).toHaveLength(0)
  })

  it('mails five an hour at most to one address, however many ask at once, and still answers 202', async () => {
    const client = await makeClient(site.payload)
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => site.rest('POST', '/client-portal/links', { body: { email: client.email } })),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]))
    await expect.poll(async () => (await mailsTo(client.email)).length).toBe(5)
  })

  it('mails a new link for an old one to the address on file, with the old link’s target', async () => {
    const client = await makeClient(site.payload)
    const token = await makeLink(site, client, { target: '/portal/invoices/9', expiresAt: new Date(0) })
    const response = await site.rest('POST', '/client-portal/links', { form: { token } })
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toContain('/portal/sign-in?sent=1')
    await expect.poll(async () => (await mailsTo(client.email)).length).toBe(1)
    await deliverDueMail(site.payload)
    const [mail] = await mailsTo(client.email)
    expect(mail).toMatchObject({ kind: 'new-link', status: 'sent', target: '/portal/invoices/9' })
    const sent = site.mails.find(({ to }) => to === client.email)
    const fresh = /\/portal\/enter\/([\w-]{43})/.exec(textOf(sent))?.[1] ?? ''
    expect((await redeem(fresh)).headers.get('location')).toBe('/portal/invoices/9')
  })

  it('mails nothing for a token nobody ever had', async () => {
    const before = await count(await systemReq(site.payload), 'emails', {})
    const response = await site.rest('POST', '/client-portal/links', { body: { token: 'B'.repeat(43) } })
    expect(response.status).toBe(202)
    expect(await count(await systemReq(site.payload), 'emails', {})).toBe(before)
  })
})

describe('a session', () => {
  it('is refused to a page of another site', async () => {
    const client = await makeClient(site.payload)
    const token = await makeLink(site, client)
    for (const origin of ['https://evil.test', 'null']) {
      const response = await redeem(token, { origin })
      expect(response.status).toBe(403)
      expect(response.headers.getSetCookie()).toEqual([])
    }
  })

  it('ends when the person signs out, and again without complaint', async () => {
    const client = await makeClient(site.payload)
    const cookie = await signIn(site, client)
    const out = await site.rest('POST', '/client-portal/sign-out', { cookie, form: {} })
    expect(out.status).toBe(303)
    expect(out.headers.getSetCookie()[0]).toContain('Max-Age=0')
    expect((await site.rest('POST', '/client-portal/seen', { cookie, body: {} })).status).toBe(401)
    expect((await site.rest('POST', '/client-portal/sign-out', { cookie, body: {} })).status).toBe(200)
  })

  it('replaces the one the browser brought along', async () => {
    const one = await makeClient(site.payload)
    const two = await makeClient(site.payload)
    const first = await signIn(site, one)
    await redeem(await makeLink(site, two), {}, first)
    expect((await site.rest('POST', '/client-portal/seen', { cookie: first, body: {} })).status).toBe(401)
  })

  it('tells the address of a further browser after a person’s first input, once, and not before', async () => {
    const client = await makeClient(site.payload)
    const signInByScript = async () =>
      cookieOf(
        await site.rest('POST', '/client-portal/sessions', {
          form: { token: await makeLink(site, client), auto: '1' },
          headers: { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0' },
        }),
      )
    const seen = (cookie: string) => site.rest('POST', '/client-portal/seen', { cookie, body: {} })
    const first = await signInByScript()
    await seen(first)
    expect(await mailsTo(client.email)).toHaveLength(0)
    const second = await signInByScript()
    expect(await mailsTo(client.email)).toHaveLength(0)
    await Promise.all(Array.from({ length: 5 }, () => seen(second)))
    const mails = await mailsTo(client.email)
    expect(mails.map(({ kind }) => kind)).toEqual(['new-browser'])
    expect(JSON.stringify(mails[0]?.data)).toContain('Firefox')
  })

  it('can be ended by the client from the list of their sessions, and only their own', async () => {
    const client = await makeClient(site.payload)
    const stranger = await makeClient(site.payload)
    const here = await signIn(site, client)
    const there = await signIn(site, client)
    const foreign = await signIn(site, stranger)
    const req = await systemReq(site.payload)
    const sessions = await findMany(req, 'portalSessions', { where: { client: { equals: client.id } }, sort: 'id' })
    const id = String(sessions[1]?.id)
    const theft = await site.rest('POST', '/client-portal/end-session', { cookie: foreign, body: { session: id } })
    expect(theft.status).toBe(404)
    await site.rest('POST', '/client-portal/end-session', { cookie: here, body: { session: id } })
    expect((await site.rest('POST', '/client-portal/seen', { cookie: there, body: {} })).status).toBe(401)
    expect((await site.rest('POST', '/client-portal/seen', { cookie: here, body: {} })).status).toBe(200)
  })

  it('ends by itself when nobody has come for thirty days, and after 180 whatever happens', async () => {
    const client = await makeClient(site.payload)
    const req = await systemReq(site.payload)
    for (const change of [
      { lastSeenAt: new Date(Date.now() - 31 * 86_400_000).toISOString() },
      { expiresAt: new Date(Date.now() - 1).toISOString() },
    ]) {
      const cookie = await signIn(site, client)
      const [session] = await findMany(req, 'portalSessions', {
        where: { client: { equals: client.id } },
        sort: '-id',
        limit: 1,
      })
      await update(req, 'portalSessions', session?.id ?? 0, change)
      expect((await site.rest('POST', '/client-portal/seen', { cookie, body: {} })).status).toBe(401)
    }
  })
})

describe('a look at an invoice', () => {
  it('is counted by a person’s input alone, and its first time is kept', async () => {
    const client = await makeClient(site.payload)
    const draft = await makeDraft(site.payload, client)
    const user = await site.createUser()
    await site.rest('POST', `/invoices/${draft.id}/send`, { user, body: {} })
    const cookie = await signIn(site, client)
    const pdf = await site.rest('GET', `/client-portal/invoices/${draft.id}/pdf`, { cookie })
    expect(pdf.status).toBe(200)
    const look = async () =>
      (await site.rest('GET', `/invoices/${draft.id}`, { user })).json() as Promise<{
        viewedAt: string | null
        views: number
      }>
    expect((await look()).viewedAt).toBeNull()
    await Promise.all(
      Array.from({ length: 4 }, () =>
        site.rest('POST', '/client-portal/seen', { cookie, body: { invoice: draft.id } }),
      ),
    )
    const first = await look()
    expect(first.views).toBe(4)
    await site.rest('POST', '/client-portal/seen', { cookie, body: { invoice: draft.id } })
    expect((await look()).viewedAt).toBe(first.viewedAt)
  })
})
