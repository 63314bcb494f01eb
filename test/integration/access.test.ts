import type { TypedUser } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Client, Invoice } from '../../src/records.ts'
import { create, findMany, insertRow } from '../../src/store.ts'
import { defaultSlugs } from '../../src/slugs.ts'
import { sendInvoice } from '../../src/operations/sendInvoice.ts'
import { makeClient, makeDraft, saveSettings, systemReq } from '../factories.ts'
import { signIn } from '../portalVisit.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'

let site: StartedPayload
let ana: Client
let eve: Client
let invoice: Invoice
let draft: Invoice
let owner: TypedUser
let editor: TypedUser
let evesCookie: string
const ids: Record<string, string> = {}

const { businessSettings, ...collectionSlugs } = defaultSlugs
const collections = Object.values(collectionSlugs)

beforeAll(async () => {
  site = await startPayload({
    plugin: { access: { isStaff: ({ req }) => (req.user as { role?: string } | null)?.role === 'owner' } },
  })
  await saveSettings(site.payload)
  owner = await site.createUser({ role: 'owner' })
  editor = await site.createUser({ role: 'editor' })
  ana = await makeClient(site.payload, { name: 'Ana', notes: 'Only for staff' })
  eve = await makeClient(site.payload, { name: 'Eve' })
  const req = await systemReq(site.payload)
  draft = await makeDraft(site.payload, ana)
  invoice = (await sendInvoice(req, (await makeDraft(site.payload, ana)).id)).invoice
  await create(req, 'payments', { client: ana.id, invoice: invoice.id, amount: 100, method: 'cash' })
  await signIn(site, ana)
  evesCookie = await signIn(site, eve)
  await insertRow(req, 'portalCounters', { key: 'limit:test:1', value: 1 })
  for (const slug of collections) {
    const { docs } = await site.payload.find({ collection: slug, limit: 1, overrideAccess: true })
    ids[slug] = String(docs[0]?.id ?? 1)
  }
})
afterAll(() => site.stop())

const strangers = (): [string, { user?: TypedUser; cookie?: string }][] => [
  ['nobody', {}],
  ['another client', { cookie: evesCookie }],
  ['a user of the site who is no staff', { user: editor }],
]

describe.each(collections)('the collection %s', (slug) => {
  it('can be neither read nor written by anyone but staff', async () => {
    for (const [who, identity] of strangers()) {
      const id = ids[slug] ?? '1'
      const answers = {
        list: await site.rest('GET', `/${slug}`, identity),
        one: await site.rest('GET', `/${slug}/${id}`, identity),
        count: await site.rest('GET', `/${slug}/count`, identity),
        create: await site.rest('POST', `/${slug}`, { ...identity, body: { name: 'x', email: 'x@y.test' } }),
        update: await site.rest('PATCH', `/${slug}/${id}`, { ...identity, body: { name: 'x' } }),
        updateMany: await site.rest('PATCH', `/${slug}?where[id][exists]=true`, { ...identity, body: { name: 'x' } }),
        delete: await site.rest('DELETE', `/${slug}/${id}`, identity),
        deleteMany: await site.rest('DELETE', `/${slug}?where[id][exists]=true`, identity),
      }
      for (const [what, answer] of Object.entries(answers)) {
        expect([401, 403, 404], `${what} of ${slug} as ${who}: ${answer.status}`).toContain(answer.status)
        expect(await answer.text(), `${what} of ${slug} as ${who}`).not.toMatch(/Ana|Only for staff|"docs":\[\{/)
      }
    }
  })

  it('is closed through the Local API for whoever is no staff', async () => {
    const read = site.payload.find({
      collection: slug,
      overrideAccess: false,
      user: editor,
      depth: 0,
    })
    await expect(read).rejects.toThrow()
  })
})

describe('collections that only operations write', () => {
  it.each(['magic-links', 'portal-sessions', 'portal-files', 'portal-counters', 'portal-events', 'emails'])(
    '%s take no write through REST, not even from staff',
    async (slug) => {
      const before = await site.payload.count({ collection: slug })
      const id = ids[slug] ?? '1'
      const answers = [
        await site.rest('POST', `/${slug}`, { user: owner, body: { key: 'x', to: 'x@y.test', kind: 'invoice' } }),
        await site.rest('PATCH', `/${slug}/${id}`, { user: owner, body: { status: 'sent', value: 99 } }),
        await site.rest('DELETE', `/${slug}/${id}`, { user: owner }),
        await site.rest('DELETE', `/${slug}?where[id][exists]=true`, { user: owner }),
      ]
      expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403])
      expect((await site.payload.count({ collection: slug })).totalDocs).toBe(before.totalDocs)
    },
  )

  it.each(['magic-links', 'portal-sessions', 'portal-counters'])('%s are not even shown to staff', async (slug) => {
    const answer = await site.rest('GET', `/${slug}`, { user: owner })
    expect(answer.status).toBe(403)
  })
})

describe('the business settings', () => {
  it('are closed to everyone but staff', async () => {
    for (const [, identity] of strangers()) {
      const read = await site.rest('GET', `/globals/${businessSettings}`, identity)
      const written = await site.rest('POST', `/globals/${businessSettings}`, { ...identity, body: { name: 'Mine' } })
      expect([read.status, written.status]).toEqual([403, 403])
    }
  })
})

describe('staff’s operations', () => {
  const operations = (): [string, string][] => [
    ['POST', `/invoices/${draft.id}/send`],
    ['POST', `/invoices/${invoice.id}/send-again`],
    ['POST', `/invoices/${invoice.id}/send-test`],
    ['POST', `/invoices/${invoice.id}/void`],
    ['POST', `/invoices/${invoice.id}/revise`],
    ['POST', `/invoices/${invoice.id}/duplicate`],
    ['GET', `/invoices/${invoice.id}/pdf`],
    ['POST', `/payments/${ids.payments}/reverse`],
    ['POST', `/emails/${ids.emails}/resend`],
    ['GET', `/emails/${ids.emails}/html`],
    ['POST', `/clients/${ana.id}/view-portal`],
    ['POST', `/clients/${ana.id}/end-session`],
    ['POST', `/clients/${ana.id}/end-access`],
    ['POST', `/clients/${ana.id}/export`],
    ['POST', `/clients/${ana.id}/send-documents`],
    ['POST', `/invoices/export`],
    ['POST', '/client-portal/settings/logo'],
    ['POST', '/client-portal/settings/icon'],
  ]

  it('are refused to everyone else and change nothing', async () => {
    const req = await systemReq(site.payload)
    const state = async () => JSON.stringify(await findMany(req, 'invoices', { where: {}, sort: 'id' }))
    const before = await state()
    for (const [who, identity] of strangers()) {
      for (const [method, path] of operations()) {
        const answer = await site.rest(method, path, { ...identity, ...(method === 'POST' ? { body: {} } : {}) })
        expect(answer.status, `${path} as ${who}`).toBe(identity.user ? 403 : 401)
        const { errors } = (await answer.json()) as { errors: { message: string; code: string }[] }
        expect(errors[0]?.message).toBeTruthy()
        expect(['not-signed-in', 'not-staff']).toContain(errors[0]?.code)
      }
    }
    expect(await state()).toBe(before)
  })

  it('are refused to a page of another site, even with staff’s cookie', async () => {
    for (const [method, path] of operations().filter(([verb]) => verb === 'POST')) {
      const answer = await site.rest(method, path, { user: owner, body: {}, headers: { origin: 'https://evil.test' } })
      expect(answer.status, path).toBe(403)
    }
  })

  it('answer 404 for ids that are none', async () => {
    for (const [method, path] of operations()) {
      for (const id of ['abc', '99999999999', '-1', '0', '%00', '1e3']) {
        const odd = path.replace(/\/\d+\//, `/${id}/`)
        if (odd === path) continue
        const answer = await site.rest(method, odd, { user: owner, ...(method === 'POST' ? { body: {} } : {}) })
        expect(answer.status, odd).toBe(404)
      }
    }
  })

  it('can be narrowed: sending, voiding, recording and settings each have a check of their own', async () => {
    const narrow = await startPayload({
      databaseUrl: site.databaseUrl,
      plugin: {
        access: {
          canSend: () => false,
          canVoid: () => false,
          canRecordPayments: () => false,
          canEditSettings: () => {
            throw new Error('A check that fails says no.')
          },
        },
      },
    })
    const post = (path: string) => narrow.rest('POST', path, { user: owner, body: {} })
    const answers = [
      await post(`/invoices/${draft.id}/send`),
      await post(`/invoices/${invoice.id}/void`),
      await post('/payments'),
      await post(`/globals/${businessSettings}`),
      await post('/client-portal/settings/logo'),
      await post('/client-portal/settings/icon'),
    ]
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403])
    await narrow.stop()
  })
})

describe('a client', () => {
  it('gets 404 for another client’s documents, the same as for none', async () => {
    const theirs = await site.rest('GET', `/client-portal/invoices/${invoice.id}/pdf`, { cookie: evesCookie })
    const none = await site.rest('GET', '/client-portal/invoices/999999/pdf', { cookie: evesCookie })
    const odd = await site.rest('GET', '/client-portal/invoices/abc/pdf', { cookie: evesCookie })
    expect([theirs.status, none.status, odd.status]).toEqual([404, 404, 404])
    expect(await theirs.text()).toBe(await none.text())
  })

  it('never sees a draft that staff did not share', async () => {
    const cookie = await signIn(site, ana)
    const secret = await site.rest('GET', `/client-portal/invoices/${draft.id}/pdf`, { cookie })
    expect(secret.status).toBe(404)
    await site.rest('PATCH', `/invoices/${draft.id}`, { user: owner, body: { shared: true } })
    const shared = await site.rest('GET', `/client-portal/invoices/${draft.id}/pdf`, { cookie })
    expect(shared.status).toBe(200)
    expect(shared.headers.get('content-type')).toBe('application/pdf')
    await site.rest('PATCH', `/invoices/${draft.id}`, { user: owner, body: { shared: false } })
  })

  it('is no user of the site: the portal’s cookie opens nothing of Payload', async () => {
    const me = (await (await site.rest('GET', '/users/me', { cookie: evesCookie })).json()) as { user: unknown }
    expect(me.user).toBeNull()
    const jobs = await site.rest('GET', '/payload-jobs/run', { cookie: evesCookie })
    expect(jobs.status).toBe(401)
  })

  it('can’t be impersonated by what is not exactly a live token', async () => {
    for (const token of [
      '',
      'x',
      'A'.repeat(43),
      `${'A'.repeat(43)}; cp-session=`,
      "' or 1=1 --",
      'A'.repeat(100_000),
    ]) {
      const answer = await site.rest('POST', '/client-portal/seen', { cookie: `cp-session=${token}`, body: {} })
      expect(answer.status).toBe(401)
    }
  })
})

describe('staff who look at the portal as a client', () => {
  it('see it, marked and on record, and can change nothing', async () => {
    const opened = await site.rest('POST', `/clients/${ana.id}/view-portal`, { user: owner, form: {} })
    expect(opened.status).toBe(303)
    const cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const pdf = await site.rest('GET', `/client-portal/invoices/${invoice.id}/pdf`, { cookie })
    expect(pdf.status).toBe(200)
    const change = await site.rest('POST', '/client-portal/details', { cookie, body: { name: 'Hacked' } })
    expect(change.status).toBe(403)
    await site.rest('POST', '/client-portal/seen', { cookie, body: { invoice: invoice.id } })
    const req = await systemReq(site.payload)
    const [after] = await findMany(req, 'invoices', { where: { id: { equals: invoice.id } } })
    expect(after?.viewedAt ?? null).toBeNull()
    const [event] = await findMany(req, 'portalEvents', { where: { type: { equals: 'viewed-as-client' } } })
    expect(event).toMatchObject({ client: ana.id, actorKind: 'staff' })
  })
})

describe('bad requests of strangers', () => {
  it('never bring a 500', async () => {
    const paths = ['links', 'sessions', 'seen', 'choose-client', 'end-session', 'language', 'details', 'sign-out']
    const bodies: { body: string; type: string }[] = [
      { body: '{', type: 'application/json' },
      { body: '[]', type: 'application/json' },
      { body: 'null', type: 'application/json' },
      {
        body: '{"token":{"a":1},"email":[1],"invoice":{"x":1},"client":[],"session":{},"locale":5,"to":7}',
        type: 'application/json',
      },
      { body: 'token=%E0%A4%A&email=%00', type: 'application/x-www-form-urlencoded' },
      { body: '--x\r\nbroken', type: 'multipart/form-data; boundary=x' },
      { body: '\u0000\u0001', type: 'text/plain' },
      { body: 'x'.repeat(200_000), type: 'application/json' },
    ]
    for (const path of paths) {
      for (const { body, type } of bodies) {
        for (const cookie of [undefined, evesCookie]) {
          const answer = await site.rest('POST', `/client-portal/${path}`, {
            body,
            headers: { 'content-type': type },
            ...(cookie && path !== 'sign-out' ? { cookie } : {}),
          })
          expect(answer.status, `${path} ${type} ${body.slice(0, 20)}`).toBeLessThan(500)
        }
      }
    }
  })
})
