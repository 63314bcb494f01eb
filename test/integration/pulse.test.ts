import type { TypedUser } from 'payload'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'

import { readPortalSession } from '../../src/access/portalSession.ts'
import { recordEvent } from '../../src/access/trail.ts'
import { claimDueMail, finishAttempt } from '../../src/queue/outbox.ts'
import type { Client } from '../../src/records.ts'
import { claim, findMany, insertRow } from '../../src/store.ts'
import { inTransaction } from '../../src/transaction.ts'
import { makeClient, makeDraft, makeInvoice, makePayment, saveSettings, stored, systemReq } from '../factories.ts'
import { signIn } from '../portalVisit.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'

let site: StartedPayload
let owner: TypedUser
let client: Client
let other: Client
let cookie: string
let otherCookie: string

beforeAll(async () => {
  site = await startPayload({
    plugin: { access: { isStaff: ({ req }) => (req.user as { role?: string } | null)?.role === 'owner' } },
  })
  await saveSettings(site.payload)
  owner = await site.createUser()
  client = await makeClient(site.payload)
  other = await makeClient(site.payload)
  cookie = await signIn(site, client)
  otherCookie = await signIn(site, other)
})
afterEach(() => vi.useRealTimers())
afterAll(() => site.stop())

const stampFrom = async (answer: Response): Promise<string> => {
  expect(answer.status).toBe(200)
  const { stamp, ...rest } = (await answer.json()) as { stamp: string }
  expect(rest).toEqual({})
  return stamp
}
const pulse = async (as = cookie) => stampFrom(await site.rest('GET', '/client-portal/pulse', { cookie: as }))
const staffPulse = async () => stampFrom(await site.rest('GET', '/client-portal/staff-pulse', { user: owner }))
const act = async (path: string, body: object = {}, method = 'POST') => {
  const answer = await site.rest(method, path, { user: owner, body })
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`)
}

/** What a deed did to the stamps of the client, of another client, and of staff. */
const changesBy = async (deed: () => Promise<unknown>) => {
  const before = [await pulse(), await pulse(otherCookie), await staffPulse()]
  await deed()
  const after = [await pulse(), await pulse(otherCookie), await staffPulse()]
  const [forClient, forOther, forStaff] = before.map((stamp, index) => stamp !== after[index])
  return { forClient, forOther, forStaff }
}
const forTheClientAndStaff = { forClient: true, forOther: false, forStaff: true }
const forStaffAlone = { forClient: false, forOther: false, forStaff: true }

describe('who may ask', () => {
  it('strangers get 401, from either', async () => {
    for (const path of ['/client-portal/pulse', '/client-portal/staff-pulse']) {
      expect((await site.rest('GET', path)).status).toBe(401)
      expect((await site.rest('GET', path, { cookie: 'cp-session=nonsense' })).status).toBe(401)
    }
  })

  it('a client is no staff, staff is no client, and a user who is no staff gets 403', async () => {
    const editor = await site.createUser({ role: 'editor' })
    expect((await site.rest('GET', '/client-portal/staff-pulse', { cookie })).status).toBe(401)
    expect((await site.rest('GET', '/client-portal/pulse', { user: owner })).status).toBe(401)
    expect((await site.rest('GET', '/client-portal/staff-pulse', { user: editor })).status).toBe(403)
  })

  it('nobody in between keeps an answer', async () => {
    const answer = await site.rest('GET', '/client-portal/pulse', { cookie })
    expect(answer.headers.get('cache-control')).toContain('no-store')
    const forStaff = await site.rest('GET', '/client-portal/staff-pulse', { user: owner })
    expect(forStaff.headers.get('cache-control')).toContain('no-store')
  })

  it('the stamp ends with the session', async () => {
    const visitor = await makeClient(site.payload)
    const session = await signIn(site, visitor)
    await pulse(session)
    await act(`/clients/${visitor.id}/end-access`)
    expect((await site.rest('GET', '/client-portal/pulse', { cookie: session })).status).toBe(401)
  })
})

describe('what changes the stamp', () => {
  it('nothing happened: it stays', async () => {
    expect(await changesBy(() => Promise.resolve())).toEqual({ forClient: false, forOther: false, forStaff: false })
  })

  it('a private draft is the business of staff alone, until it is shared', async () => {
    const draft = await makeDraft(site.payload, client)
    const edit = (data: object) => changesBy(() => act(`/invoices/${draft.id}`, data, 'PATCH'))
    expect(await edit({ reference: 'A' })).toEqual(forStaffAlone)
    expect(await edit({ shared: true })).toEqual(forTheClientAndStaff)
    expect(await edit({ reference: 'B' })).toEqual(forTheClientAndStaff)
    expect(await edit({ shared: false })).toEqual(forTheClientAndStaff)
  })

  it('a document is issued, viewed, paid in part, paid back and voided', async () => {
    const draft = await makeDraft(site.payload, client)
    expect(await changesBy(() => act(`/invoices/${draft.id}/send`))).toEqual(forTheClientAndStaff)
    const look = () => site.rest('POST', '/client-portal/seen', { cookie, body: { invoice: draft.id } })
    expect(await changesBy(look)).toEqual(forTheClientAndStaff)
    expect(await changesBy(() => makePayment(site.payload, { invoice: draft.id, amount: 100 }))).toEqual(
      forTheClientAndStaff,
    )
    const [payment] = await findMany(await systemReq(site.payload), 'payments', {
      where: { invoice: { equals: draft.id } },
    })
    expect(await changesBy(() => act(`/payments/${payment?.id}/reverse`))).toEqual(forTheClientAndStaff)
    expect(await changesBy(() => act(`/invoices/${draft.id}/void`))).toEqual(forTheClientAndStaff)
  })

  it('money without an invoice', async () => {
    const credit = () => makePayment(site.payload, { client: client.id, currency: 'EUR', amount: 500 })
    expect(await changesBy(credit)).toEqual(forTheClientAndStaff)
  })

  it('details, corrected by either side', async () => {
    expect(await changesBy(() => act(`/clients/${client.id}`, { phone: '+34 600 000 000' }, 'PATCH'))).toEqual(
      forTheClientAndStaff,
    )
    const correct = () => site.rest('POST', '/client-portal/details', { cookie, form: { company: 'Acme Ltd' } })
    expect(await changesBy(correct)).toEqual(forTheClientAndStaff)
  })

  it('an invoice falls due by itself, at the first look of a new day', async () => {
    const invoice = await makeInvoice(site.payload, client)
    const { updatedAt } = await stored(site.payload, 'invoices', invoice.id)
    const dueDate = '2020-01-01T12:00:00.000Z'
    const now = Date.now()
    vi.useFakeTimers({ toFake: ['Date'], now })
    await pulse()
    await claim(await systemReq(site.payload), 'invoices', { id: { equals: invoice.id } }, { dueDate, updatedAt })
    const stamp = await pulse()
    vi.setSystemTime(now + 60_000)
    expect(await pulse()).not.toBe(stamp)
    expect((await stored(site.payload, 'invoices', invoice.id)).status).toBe('overdue')
  })

  it('mails on their way, and payment windows that were opened, concern staff alone', async () => {
    const req = await systemReq(site.payload)
    const deliver = async () => {
      const mail = await claimDueMail(req)
      if (!mail) throw new Error('There is no mail to deliver.')
      await finishAttempt(req, mail, { status: 'sent', sentAt: new Date().toISOString() })
    }
    expect(await changesBy(deliver)).toEqual(forStaffAlone)
    const open = () =>
      insertRow(req, 'payments', {
        client: client.id,
        amount: 500,
        currency: 'EUR',
        method: 'stripe',
        status: 'pending',
        receivedAt: new Date().toISOString(),
      })
    expect(await changesBy(open)).toEqual(forStaffAlone)
  })

  it('the settings concern staff alone', async () => {
    expect(await changesBy(() => act('/globals/business-settings', { phone: '+34 911 000 000' }))).toEqual(
      forStaffAlone,
    )
  })

  it('a change whose transaction ends late is not missed because another overtook it', async () => {
    const req = await systemReq(site.payload)
    let goOn: (value?: unknown) => void = () => undefined
    const overtaken = new Promise((resolve) => {
      goOn = resolve
    })
    let isWritten: (value?: unknown) => void = () => undefined
    const written = new Promise((resolve) => {
      isWritten = resolve
    })
    const slow = inTransaction(req, async (tx) => {
      await recordEvent(tx, { type: 'slow', client: client.id })
      isWritten()
      await overtaken
    })
    await written
    await recordEvent(req, { type: 'fast', client: client.id })
    const [forClient, forStaff] = [await pulse(), await staffPulse()]
    goOn()
    await slow
    expect(await pulse()).not.toBe(forClient)
    expect(await staffPulse()).not.toBe(forStaff)
  })
})

describe('the pages of one document', () => {
  const about = async (id: unknown) =>
    stampFrom(await site.rest('GET', `/client-portal/staff-pulse?client=${String(id)}`, { user: owner }))

  it('hear of their own client alone', async () => {
    const before = [await about(client.id), await about(other.id)]
    await makeInvoice(site.payload, client)
    expect(await about(client.id)).not.toBe(before[0])
    expect(await about(other.id)).toBe(before[1])
  })

  it('get 404 for what is no id', async () => {
    const answer = await site.rest('GET', '/client-portal/staff-pulse?client=abc', { user: owner })
    expect(answer.status).toBe(404)
  })
})

describe('a page that asks by itself is no visit', () => {
  const hour = 3_600_000

  it('an idle tab does not keep its session alive; a person who opens a page does', async () => {
    const visitor = await makeClient(site.payload)
    const session = await signIn(site, visitor)
    const req = await systemReq(site.payload)
    const lastSeen = async () =>
      (await findMany(req, 'portalSessions', { where: { client: { equals: visitor.id } } }))[0]?.lastSeenAt
    const longAgo = new Date(Date.now() - 5 * hour).toISOString()
    await claim(req, 'portalSessions', { client: { equals: visitor.id } }, { lastSeenAt: longAgo })
    await pulse(session)
    expect(await lastSeen()).toBe(longAgo)
    await readPortalSession({ payload: site.payload, headers: new Headers({ cookie: session }) })
    expect(Date.parse((await lastSeen()) ?? '')).toBeGreaterThan(Date.now() - hour)
  })
})
