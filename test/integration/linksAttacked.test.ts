import type { TypedUser } from 'payload'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'

import { endAllAccess, revokeLink } from '../../src/operations/endAccess.ts'
import { findLink, redeemMagicLink } from '../../src/operations/redeemMagicLink.ts'
import { enterLink } from '../../src/queries/enterLink.ts'
import type { Client } from '../../src/records.ts'
import { findMany, update } from '../../src/store.ts'
import { makeClient, saveSettings, systemReq } from '../factories.ts'
import { cookieOf, makeLink, signIn } from '../portalVisit.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'

let site: StartedPayload
let owner: TypedUser

beforeAll(async () => {
  site = await startPayload({ plugin: { worker: { inProcess: false } } })
  await saveSettings(site.payload)
  owner = await site.createUser()
})
afterAll(() => site.stop())
afterEach(() => {
  vi.restoreAllMocks()
})

const redeem = (token: string) => site.rest('POST', '/client-portal/sessions', { form: { token } })
const isIn = async (cookie: string) =>
  (await site.rest('POST', '/client-portal/seen', { cookie, body: {} })).status === 200

const mailsTo = async (to: string) =>
  findMany(await systemReq(site.payload), 'emails', { where: { to: { equals: to } }, sort: 'id' })
const sessionsOf = async (client: Client) =>
  findMany(await systemReq(site.payload), 'portalSessions', { where: { client: { equals: client.id } }, sort: 'id' })

/** What the enter page would show for a token. */
const enterPage = async (token: string) => enterLink(await systemReq(site.payload), token, new Date())

describe('the link of somebody who left the client', () => {
  it('says on its page that it no longer works, instead of posting itself for ever', async () => {
    const email = 'leaver@client.test'
    const client = await makeClient(site.payload, { contacts: [{ email }] })
    const token = await makeLink(site, client, { email })
    expect(await enterPage(token)).toMatchObject({ state: 'usable' })
    await update(await systemReq(site.payload), 'clients', client.id, { contacts: [] })
    expect(await enterPage(token)).toMatchObject({ state: 'unusable' })
    const answer = await redeem(token)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe(`/portal/enter/${token}?error=link-unusable`)
    expect(answer.headers.getSetCookie()).toEqual([])
  })

  it('says the same for a sign-in link whose address stands nowhere any more', async () => {
    const email = 'former@client.test'
    const client = await makeClient(site.payload, { contacts: [{ email }] })
    const token = await makeLink(site, client, { kind: 'sign-in', email })
    expect(await enterPage(token)).toMatchObject({ state: 'usable' })
    await update(await systemReq(site.payload), 'clients', client.id, { contacts: [] })
    expect(await enterPage(token)).toMatchObject({ state: 'unusable' })
  })
})

describe('a token that is none', () => {
  it.each<[string, string]>([
    ['nothing', ''],
    ['a word', 'hello'],
    ['half of a pair of characters', '\uD800'.repeat(43)],
    ['ninety thousand characters', 'A'.repeat(90_000)],
    ['a path', '../../admin'],
    ['a line break', `${'A'.repeat(20)}\r\nSet-Cookie: x=y`],
  ])('such as %s leads to the sign-in page, and is not carried along', async (_what, token) => {
    const form = await redeem(token)
    expect(form.status).toBe(303)
    expect(form.headers.get('location')).toBe('/portal/sign-in?error=link-unusable')
    const json = await site.rest('POST', '/client-portal/sessions', { body: { token } })
    expect(json.status).toBe(410)
    expect(await json.json()).toMatchObject({ errors: [{ code: 'link-unusable' }] })
  })

  it('with a token’s shape leads back to its own page, which offers a new one', async () => {
    const token = 'C'.repeat(43)
    expect((await redeem(token)).headers.get('location')).toBe(`/portal/enter/${token}?error=link-unusable`)
  })

  it('as the old link of a new one is answered like any other', async () => {
    for (const token of ['\uD800', 'A'.repeat(90_000), '../../admin']) {
      expect((await site.rest('POST', '/client-portal/links', { body: { token } })).status).toBe(202)
    }
  })
})

describe('ending a session that came from a document link', () => {
  it('ends that link too, where the client does it from another browser', async () => {
    const client = await makeClient(site.payload)
    const token = await makeLink(site, client)
    const there = cookieOf(await redeem(token))
    const here = await signIn(site, client, { kind: 'sign-in' })
    const [foreign] = await sessionsOf(client)
    const ended = await site.rest('POST', '/client-portal/end-session', {
      cookie: here,
      body: { session: String(foreign?.id) },
    })
    expect(ended.status).toBe(200)
    expect(await isIn(there)).toBe(false)
    expect((await redeem(token)).headers.getSetCookie()).toEqual([])
    expect(await enterPage(token)).toMatchObject({ state: 'unusable' })
    expect(await isIn(here)).toBe(true)
  })

  it('ends that link too, where staff does it on the client’s profile', async () => {
    const client = await makeClient(site.payload)
    const token = await makeLink(site, client)
    const kept = await makeLink(site, client)
    const there = cookieOf(await redeem(token))
    const [session] = await sessionsOf(client)
    const ended = await site.rest('POST', `/clients/${client.id}/end-session`, {
      user: owner,
      body: { session: session?.id },
    })
    expect(ended.status).toBe(200)
    expect(await isIn(there)).toBe(false)
    expect((await redeem(token)).headers.getSetCookie()).toEqual([])
    expect((await redeem(kept)).headers.getSetCookie()).not.toEqual([])
  })

  it('is not what signing out does: the link in the mail goes on working', async () => {
    const client = await makeClient(site.payload)
    const token = await makeLink(site, client)
    const cookie = cookieOf(await redeem(token))
    await site.rest('POST', '/client-portal/sign-out', { cookie, form: {} })
    expect((await redeem(token)).headers.getSetCookie()).not.toEqual([])
  })
})

describe('a link that is revoked while it is opened', () => {
  it('leaves no session alive, whoever comes first', async () => {
    const client = await makeClient(site.payload)
    const live: boolean[] = []
    for (let round = 0; round < 20; round += 1) {
      const token = await makeLink(site, client)
      const link = (await findLink(await systemReq(site.payload), token))?.link.id ?? 0
      const opening = [redeem(token), redeem(token), redeem(token)]
      const [answers] = await Promise.all([
        Promise.all(opening),
        systemReq(site.payload).then((req) => revokeLink(req, link)),
      ])
      for (const answer of answers) {
        const cookie = cookieOf(answer)
        if (cookie) live.push(await isIn(cookie))
      }
    }
    expect(live.filter(Boolean)).toEqual([])
  })

  it('leaves none where the revocation falls between the look at the link and the session', async () => {
    const client = await makeClient(site.payload)
    const token = await makeLink(site, client)
    const req = await systemReq(site.payload)
    const link = (await findLink(req, token))?.link.id ?? 0
    const revocation = beforeSessionIsWritten(() => revokeLink(req, link))
    const opened = await redeemMagicLink(await systemReq(site.payload), token, {}).catch(() => null)
    vi.restoreAllMocks()
    expect(revocation.happened).toBe(true)
    if (opened) expect(await isIn(`cp-session=${opened.token}`)).toBe(false)
    const alive = (await sessionsOf(client)).filter(({ revokedAt }) => !revokedAt)
    expect(alive).toEqual([])
  })
})

/** Has something happen once, at the moment a session is about to be written. */
const beforeSessionIsWritten = (deed: () => Promise<void>): { happened: boolean } => {
  const outcome = { happened: false }
  const insert = site.payload.db.create.bind(site.payload.db)
  vi.spyOn(site.payload.db, 'create').mockImplementation((async (args: Parameters<typeof insert>[0]) => {
    if (!outcome.happened && args.collection === 'portal-sessions') {
      outcome.happened = true
      await deed()
    }
    return insert(args) as unknown
  }) as typeof insert)
  return outcome
}

describe('ending all access of a client', () => {
  it('ends the sign-in links and undecided sessions of its addresses as well', async () => {
    const email = 'both@client.test'
    const one = await makeClient(site.payload, { email })
    const two = await makeClient(site.payload, { contacts: [{ email }] })
    const unopened = await makeLink(site, one, { kind: 'sign-in', email })
    const undecided = await signIn(site, one, { kind: 'sign-in', email })
    const elsewhere = await signIn(site, one, { kind: 'sign-in', email })
    await choose(elsewhere, two)
    expect(await isIn(elsewhere)).toBe(true)

    await endAllAccess(await systemReq(site.payload), one)

    expect(await isIn(elsewhere)).toBe(false)
    expect((await choose(undecided, one)).status).toBe(401)
    expect((await choose(undecided, two)).status).toBe(401)
    expect((await redeem(unopened)).headers.getSetCookie()).toEqual([])
  })

  it('reaches the addresses of its contacts, and nobody else', async () => {
    const contact = { email: 'keeper@client.test' }
    const client = await makeClient(site.payload, { contacts: [contact] })
    const stranger = await makeClient(site.payload)
    const unopened = await makeLink(site, client, { kind: 'sign-in', email: contact.email })
    const foreign = await makeLink(site, stranger, { kind: 'sign-in' })
    const kept = await signIn(site, stranger, { kind: 'sign-in' })
    await endAllAccess(await systemReq(site.payload), client)
    expect((await redeem(unopened)).headers.getSetCookie()).toEqual([])
    expect((await redeem(foreign)).headers.getSetCookie()).not.toEqual([])
    expect(await isIn(kept)).toBe(true)
  })
})

const choose = (cookie: string, client: Client) =>
  site.rest('POST', '/client-portal/choose-client', { cookie, body: { client: String(client.id) } })

describe('asking for a link', () => {
  it('is answered alike to the byte, whether the address is known, unknown, or asked too often', async () => {
    const client = await makeClient(site.payload)
    const often = await makeClient(site.payload)
    const ask = (email: string) => site.rest('POST', '/client-portal/links', { body: { email } })
    for (let round = 0; round < 6; round += 1) await ask(often.email)
    const answers = await Promise.all([ask(client.email), ask('nobody@elsewhere.test'), ask(often.email)])
    const said = await Promise.all(
      answers.map(async (answer) => [answer.status, [...answer.headers], await answer.text()] as const),
    )
    expect(said[1]).toEqual(said[0])
    expect(said[2]).toEqual(said[0])
    await expect.poll(async () => (await mailsTo(client.email)).length).toBe(1)
    await expect.poll(async () => (await mailsTo(often.email)).length).toBe(5)
    expect(await mailsTo('nobody@elsewhere.test')).toEqual([])
  })

  it('is answered before the work is done, and the work is done all the same', async () => {
    const client = await makeClient(site.payload)
    let release: () => void = () => undefined
    const gate = new Promise<void>((resolve) => (release = resolve))
    const find = site.payload.db.find.bind(site.payload.db)
    vi.spyOn(site.payload.db, 'find').mockImplementation(async (args: Parameters<typeof find>[0]) => {
      if (args.collection === 'clients') await gate
      return find(args)
    })

    const answer = await site.rest('POST', '/client-portal/links', { body: { email: client.email } })
    expect(answer.status).toBe(202)
    expect(await mailsTo(client.email)).toEqual([])
    release()
    await expect.poll(async () => (await mailsTo(client.email)).map(({ kind }) => kind)).toEqual(['sign-in'])
  })

  it('too often does not keep an old link from being renewed', async () => {
    const client = await makeClient(site.payload)
    const token = await makeLink(site, client, { target: '/portal/invoices/4', expiresAt: new Date(0) })
    const ask = (body: object) => site.rest('POST', '/client-portal/links', { body })
    await Promise.all(Array.from({ length: 6 }, () => ask({ email: client.email })))
    await expect.poll(async () => (await mailsTo(client.email)).length).toBe(5)
    await ask({ token })
    await expect
      .poll(async () => (await mailsTo(client.email)).filter(({ kind }) => kind === 'new-link'))
      .toMatchObject([{ target: '/portal/invoices/4', linkKind: 'document' }])
  })

  it('never makes a link lead to another link or to the door', async () => {
    const client = await makeClient(site.payload)
    const stolen = await makeLink(site, client)
    await site.rest('POST', '/client-portal/links', {
      body: { email: client.email, to: `/portal/enter/${stolen}` },
    })
    await expect.poll(async () => (await mailsTo(client.email)).map(({ target }) => target)).toEqual(['/portal'])
    for (const target of ['/portal/enter/x', '/portal/sign-in', '/portal/sign-in?to=/portal/invoices']) {
      const answer = await redeem(await makeLink(site, client, { target }))
      expect(answer.headers.get('location')).toBe('/portal')
    }
  })
})

describe('a document link that is passed around', () => {
  it('opened in thirty browsers mails a handful of warnings, and lets all of them in', async () => {
    const client = await makeClient(site.payload)
    const token = await makeLink(site, client)
    for (let browser = 0; browser < 30; browser += 1) expect(await isIn(cookieOf(await redeem(token)))).toBe(true)
    const warnings = await mailsTo(client.email)
    expect(new Set(warnings.map(({ kind }) => kind))).toEqual(new Set(['new-browser']))
    expect(warnings.length).toBeGreaterThanOrEqual(1)
    expect(warnings.length).toBeLessThanOrEqual(5)
  })

  it('has its warning written down in the moment its visit counts as a person’s, or neither', async () => {
    const client = await makeClient(site.payload)
    const token = await makeLink(site, client)
    await isIn(cookieOf(await redeem(token)))
    const second = cookieOf(await site.rest('POST', '/client-portal/sessions', { form: { token, auto: '1' } }))
    const insert = site.payload.db.create.bind(site.payload.db)
    vi.spyOn(site.payload.db, 'create').mockImplementation(((args: Parameters<typeof insert>[0]) =>
      args.collection === 'emails' ? Promise.reject(new Error('The disk is full.')) : insert(args)) as typeof insert)
    expect(await isIn(second)).toBe(false)
    expect((await sessionsOf(client)).map(({ confirmedAt }) => Boolean(confirmedAt))).toEqual([true, false])
    vi.restoreAllMocks()

    expect(await isIn(second)).toBe(true)
    expect((await sessionsOf(client)).map(({ confirmedAt }) => Boolean(confirmedAt))).toEqual([true, true])
    expect((await mailsTo(client.email)).map(({ kind }) => kind)).toEqual(['new-browser'])
  })
})
