import { randomUUID } from 'node:crypto'

import { buildConfig, getPayload, type CollectionConfig, type Config, type Payload, type TypedUser } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { ClientPortalOptions } from '../../src/options.ts'
import { clientPortal } from '../../src/plugin.ts'
import { makeClient, makeDraft, saveSettings } from '../factories.ts'
import { signIn } from '../portalVisit.ts'
import { closePayload } from '../closePayload.ts'
import { createRest, type Rest } from '../rest.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'

/** The site's people besides the studio: a second collection that can sign in. */
const crew: CollectionConfig = { slug: 'crew', auth: true, fields: [{ name: 'office', type: 'checkbox' }] }

type Kept = Pick<Config, 'admin' | 'collections'>

let site: StartedPayload
let owner: TypedUser
/** What the host's config was before any plugin saw it. */
let base: Config
const started: Payload[] = []

beforeAll(async () => {
  site = await startPayload({
    host: (config) => {
      base = config
      return { ...config, collections: [...(config.collections ?? []), { ...crew }] }
    },
  })
  await saveSettings(site.payload)
  owner = await site.createUser()
})
afterAll(async () => {
  for (const payload of started) await closePayload(payload)
  await site.stop()
})

/** The same site, with a plugin that is listed after ours. */
const startWithLater = async (
  later: (config: Config) => Config,
  host: (config: Config) => Partial<Config> = asGiven,
  options: Partial<ClientPortalOptions> = {},
): Promise<Rest> => {
  const key = randomUUID()
  const collections: CollectionConfig[] = [...(base.collections ?? []), crew].map((collection) => ({ ...collection }))
  const given: Config = { ...base, collections }
  const config = await buildConfig({
    ...given,
    ...host(given),
    plugins: [clientPortal({ worker: { inProcess: false }, ...options }), later],
  })
  const payload = await getPayload({ config, key })
  started.push(payload)
  return createRest({ payload, config, key })
}

const asItIs = (config: Config): Config => config
const asGiven = (): Partial<Config> => ({})

const withAdminAccess =
  (slug: string, admits: (user: TypedUser) => boolean) =>
  (config: Config): Config => ({
    ...config,
    collections: (config.collections ?? []).map((collection) =>
      collection.slug === slug
        ? { ...collection, access: { ...collection.access, admin: ({ req }) => !!req.user && admits(req.user) } }
        : collection,
    ),
  })

const makeCrew = async (office: boolean): Promise<TypedUser> => {
  const email = `${randomUUID()}@crew.test`
  const user = await site.payload.create({
    collection: 'crew',
    data: { email, office, password: randomUUID() },
  })
  return { ...user, collection: 'crew' }
}

const statusOf = async (rest: Rest, user: TypedUser) => [
  (await rest('GET', '/clients', { user })).status,
  (await rest('GET', '/globals/business-settings', { user })).status,
  (await rest('POST', '/invoices/999999/send', { user, body: {} })).status,
]

describe('who is staff, where the site says nothing about it', () => {
  it('is decided by the admin’s own rule, also where a plugin listed after ours sets it', async () => {
    const rest = await startWithLater(withAdminAccess('users', (user) => user.role === 'owner'))
    const editor = await site.createUser({ role: 'editor' })
    expect(await statusOf(rest, owner)).toEqual([200, 200, 404])
    expect(await statusOf(rest, editor)).toEqual([403, 403, 403])
  })

  it('is decided by the collection the admin ends up with, not the one it had when our plugin ran', async () => {
    const rest = await startWithLater(
      (config) =>
        withAdminAccess(
          'crew',
          (user) => 'office' in user && user.office === true,
        )({
          ...config,
          admin: { ...config.admin, user: 'crew' },
        }),
      ({ admin }: Kept) => ({ admin: { ...admin, user: 'users' } }),
    )
    expect(await statusOf(rest, await makeCrew(true))).toEqual([200, 200, 404])
    expect(await statusOf(rest, await makeCrew(false))).toEqual([403, 403, 403])
    expect(await statusOf(rest, owner)).toEqual([403, 403, 403])
  })
})

describe('Payload’s jobs', () => {
  const routes = ['/payload-jobs/run', '/payload-jobs/handle-schedules']

  it('are run by staff alone, not by the site’s other users nor a client', async () => {
    const client = await makeClient(site.payload)
    const cookie = await signIn(site, client)
    const other = await makeCrew(true)
    for (const route of routes) {
      expect((await site.rest('GET', route, { user: owner })).status, route).toBe(200)
      for (const [who, identity] of Object.entries({ other: { user: other }, client: { cookie }, nobody: {} })) {
        expect([401, 403], `${route} as ${who}`).toContain((await site.rest('GET', route, identity)).status)
      }
    }
  })

  it('are run by whom the site itself lets, where it says so', async () => {
    const rest = await startWithLater(asItIs, () => ({
      jobs: { access: { run: ({ req }) => req.user?.collection === 'crew' }, tasks: [] },
    }))
    const other = await makeCrew(false)
    for (const route of routes) {
      expect((await rest('GET', route, { user: other })).status, route).toBe(200)
      expect((await rest('GET', route, { user: owner })).status, route).toBe(401)
    }
  })
})

describe('sending a credit note', () => {
  it('takes the right to void as well as the right to send', async () => {
    const rest = await startWithLater(asItIs, asGiven, { access: { canVoid: () => false } })
    const client = await makeClient(site.payload)
    const invoice = await makeDraft(site.payload, client)
    expect((await rest('POST', `/invoices/${invoice.id}/send`, { user: owner, body: {} })).status).toBe(200)
    const note = await makeDraft(site.payload, client, { kind: 'credit-note', corrects: invoice.id })
    const refused = await rest('POST', `/invoices/${note.id}/send`, { user: owner, body: {} })
    expect(refused.status).toBe(403)
    expect(await refused.json()).toMatchObject({ errors: [{ code: 'not-allowed' }] })
    expect((await site.rest('GET', `/invoices/${note.id}`, { user: owner })).status).toBe(200)
    const sent = await site.rest('POST', `/invoices/${note.id}/send`, { user: owner, body: {} })
    expect(sent.status).toBe(200)
  })
})
