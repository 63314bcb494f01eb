import type { TypedUser } from 'payload'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { testStripe } from '../../src/operations/testStripe.ts'
import { clientFor, stripeFor } from '../../src/stripe/stripeClient.ts'
import { hasStripe, stripeKeys } from '../../src/stripe/stripeKeys.ts'
import { findMany, readSettings } from '../../src/store.ts'
import { codeOf, saveSettings, systemReq } from '../factories.ts'
import { askGraphql } from '../graphql.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'
import { newIntent, startStripePeer, type StripePeer } from '../stripe/stripePeer.ts'

const SECRET = 'sk_test_51TheSecretKey4242'
const HOOK = 'whsec_theSigningSecret7777'
const PUBLISHABLE = 'pk_test_51ThePublishable1'
const FOREIGN = 'pk_test_51OfAnotherAccount'

let site: StartedPayload
let owner: TypedUser

beforeAll(async () => {
  site = await startPayload()
  owner = await site.createUser()
})
afterAll(() => site.stop())
beforeEach(async () => {
  await saveSettings(site.payload)
  await save({ stripePublishableKey: PUBLISHABLE, stripeSecretKey: SECRET, stripeWebhookSecret: HOOK })
})

const path = '/globals/business-settings'
const post = (body: object) => site.rest('POST', path, { user: owner, body })
const save = async (body: object) => {
  const answer = await post(body)
  const text = await answer.text()
  expect(answer.status, text).toBe(200)
  return text
}
const problemsOf = async (body: object) => {
  const answer = await post(body)
  const { errors } = (await answer.json()) as { errors: { data: { errors: { path: string; message: string }[] } }[] }
  return { status: answer.status, problems: errors[0]?.data.errors.map(({ path: field, message }) => [field, message]) }
}
const keys = async (from: StartedPayload = site) => stripeKeys(await systemReq(from.payload))
const rows = () => site.payload.db.findGlobal<Record<string, unknown>>({ slug: 'business-settings' })
const hints = async () => {
  const { stripeSecretKeyHint, stripeWebhookSecretHint } = await rows()
  return [stripeSecretKeyHint, stripeWebhookSecretHint]
}

/** Neither in the clear, nor as it is stored. */
const expectNothingOf = async (text: string) => {
  const { stripeSecretKey, stripeWebhookSecret } = await rows()
  for (const secret of [SECRET, HOOK, stripeSecretKey, stripeWebhookSecret]) {
    if (typeof secret === 'string') expect(text).not.toContain(secret)
  }
}

describe('Stripe’s secret keys', () => {
  it('are stored sealed, and are what the portal speaks to Stripe with', async () => {
    const stored = await rows()
    expect(stored.stripeSecretKey).toMatch(/^cp1\./)
    expect(stored.stripeWebhookSecret).toMatch(/^cp1\./)
    expect(JSON.stringify(stored)).not.toContain('TheSecretKey')
    expect(await keys()).toMatchObject({
      secretKey: SECRET,
      publishableKey: PUBLISHABLE,
      webhookSecrets: [HOOK],
      mode: 'test',
      problem: null,
      hasSecretKey: true,
      hasWebhookSecret: true,
      sources: { secretKey: 'settings', publishableKey: 'settings', webhookSecret: 'settings' },
    })
    expect(hasStripe(await keys())).toBe(true)
  })

  it('are never read back over REST, not even by the save that sets them', async () => {
    await expectNothingOf(await save({ stripeSecretKey: SECRET, stripeWebhookSecret: HOOK }))
    for (const query of ['', '?depth=2&showHiddenFields=true', '?select[stripeSecretKey]=true', '?draft=true']) {
      const answer = await site.rest('GET', `${path}${query}`, { user: owner })
      const text = await answer.text()
      expect(answer.status, text).toBe(200)
      expect(text).not.toContain('"stripeSecretKey"')
      await expectNothingOf(text)
    }
  })

  it('are never read back over GraphQL', async () => {
    const ask = async (query: string) => {
      const text = await askGraphql(site, owner, query)
      await expectNothingOf(text)
      expect(text).not.toContain('"errors"')
      return JSON.parse(text) as { data: Record<string, Record<string, unknown>> }
    }
    const fields = 'name stripePublishableKey stripeSecretKey stripeWebhookSecret stripeSecretKeyHint'
    const known = {
      name: 'Estudio Lumen',
      stripePublishableKey: PUBLISHABLE,
      stripeSecretKey: null,
      stripeWebhookSecret: null,
      stripeSecretKeyHint: '4242',
    }
    expect((await ask(`{ BusinessSetting { ${fields} } }`)).data.BusinessSetting).toEqual(known)
    // Payload wants every required field in a mutation.
    const required = `name: "Estudio Lumen", accentColor: "#1f5eff", currency: "EUR", locale: en, formality: formal,
      timeZone: "Europe/Madrid", paymentTermsDays: 30, invoiceNumberPattern: "INV-{YYYY}-{0000}",
      creditNoteNumberPattern: "CN-{YYYY}-{0000}", quoteNumberPattern: "Q-{YYYY}-{0000}", quoteValidDays: 30,
      convertAcceptedQuotes: no`
    const changed = await ask(
      `mutation { updateBusinessSetting(data: { ${required}, stripeSecretKey: "${SECRET}" }) { ${fields} } }`,
    )
    expect(changed.data.updateBusinessSetting).toEqual(known)
    expect(await keys()).toMatchObject({ secretKey: SECRET, webhookSecrets: [HOOK] })
  })

  it('are never read back by the Local API, whatever it overrides', async () => {
    const slug = 'business-settings'
    const read = [
      await site.payload.findGlobal({ slug, overrideAccess: true, showHiddenFields: true }),
      await site.payload.findGlobal({ slug, overrideAccess: false, user: owner }),
      await site.payload.findGlobal({ slug, select: { stripeSecretKey: true, stripeWebhookSecret: true } as never }),
      await site.payload.updateGlobal({ slug, data: { footer: 'x', stripeSecretKey: SECRET }, showHiddenFields: true }),
      await readSettings(await systemReq(site.payload)),
    ]
    for (const each of read) {
      expect(each).not.toHaveProperty('stripeSecretKey')
      expect(each).not.toHaveProperty('stripeWebhookSecret')
      await expectNothingOf(JSON.stringify(each))
    }
  })

  it('are kept by every save that does not name them', async () => {
    const before = await rows()
    await save({ footer: 'Registered in Madrid' })
    await site.payload.updateGlobal({ slug: 'business-settings', data: { footer: 'Again' } })
    const form = (await (await site.rest('GET', path, { user: owner })).json()) as object
    await save({ ...form, legalName: 'Lumen SL' })
    expect(await rows()).toMatchObject({
      stripeSecretKey: before.stripeSecretKey,
      stripeWebhookSecret: before.stripeWebhookSecret,
      stripeSecretKeyHint: '4242',
    })
  })

  it('are removed one at a time, by null or an empty text', async () => {
    await save({ stripeSecretKey: null })
    expect(await keys()).toMatchObject({ secretKey: null, hasSecretKey: false, webhookSecrets: [HOOK] })
    expect(hasStripe(await keys())).toBe(false)
    expect(await hints()).toEqual([null, '7777'])
    await save({ stripeWebhookSecret: '' })
    expect(await keys()).toMatchObject({ webhookSecrets: [], hasWebhookSecret: false })
    expect(await hints()).toEqual([null, null])
    expect(await codeOf(stripeFor(await systemReq(site.payload)))).toBe('stripe-off')
  })

  it('show how they end and nothing else, whatever a request claims', async () => {
    expect(await hints()).toEqual(['4242', '7777'])
    await save({ stripeSecretKeyHint: 'forged', footer: 'x' })
    await site.payload.updateGlobal({ slug: 'business-settings', data: { stripeSecretKeyHint: 'forged' } })
    expect(await hints()).toEqual(['4242', '7777'])
    await save({ stripeWebhookSecret: 'whsec_theNewOne1111, whsec_theOldOne2222' })
    expect(await hints()).toEqual(['4242', '1111, 2222'])
    expect((await keys()).webhookSecrets).toEqual(['whsec_theNewOne1111', 'whsec_theOldOne2222'])
  })

  it('are no one’s to set but who may change the settings', async () => {
    const stranger = await site.rest('POST', path, { body: { stripeSecretKey: 'sk_test_51Stranger0000' } })
    expect(stranger.status).toBe(403)
    expect((await keys()).secretKey).toBe(SECRET)
  })

  it('leave a trail that says which one was changed, and not to what', async () => {
    const changes = async () =>
      (
        await findMany(await systemReq(site.payload), 'portalEvents', {
          where: { type: { equals: 'settings-changed' } },
          sort: 'id',
        })
      ).map(({ data }) => data?.fields)
    const before = (await changes()).length
    await save({ stripeSecretKey: 'sk_test_51AnotherKey4242' })
    await save({ stripeWebhookSecret: null, footer: 'Something else' })
    await save({ stripeWebhookSecret: null })
    await save({ footer: 'Something else' })
    expect((await changes()).slice(before)).toEqual([['stripeSecretKey'], ['footer', 'stripeWebhookSecret']])
    const text = JSON.stringify(await findMany(await systemReq(site.payload), 'portalEvents', { where: {} }))
    expect(text).not.toContain('AnotherKey')
    await expectNothingOf(text)
  })
})

describe('a key in the wrong field', () => {
  it('is refused by what it is, at the field, and nothing is stored', async () => {
    expect(await problemsOf({ stripePublishableKey: SECRET })).toEqual({
      status: 400,
      problems: [['stripePublishableKey', 'This is a secret key. Paste it into “Stripe secret key”, never here.']],
    })
    expect(await problemsOf({ stripeSecretKey: PUBLISHABLE, stripeWebhookSecret: 'sk_test_51Abcdefgh' })).toEqual({
      status: 400,
      problems: [
        ['stripeSecretKey', 'This is a publishable key. Paste it into “Stripe publishable key”.'],
        ['stripeWebhookSecret', 'This is a secret key. Paste it into “Stripe secret key”, never here.'],
      ],
    })
    expect(await keys()).toMatchObject({ secretKey: SECRET, publishableKey: PUBLISHABLE, webhookSecrets: [HOOK] })
  })

  it('is no key where it is a sealed text, a number or a list', async () => {
    const { stripeSecretKey } = await rows()
    for (const value of [stripeSecretKey, 12345678, true, ['sk_test_51Abcdefgh'], { $ne: 1 }]) {
      expect((await problemsOf({ stripeSecretKey: value })).status, JSON.stringify(value)).toBe(400)
    }
    expect((await keys()).secretKey).toBe(SECRET)
  })

  it('is refused where one is for testing and the other for real money', async () => {
    const message = 'One key is for testing, the other for real money. Save two keys of the same mode.'
    const live = { stripeSecretKey: 'sk_live_51Abcdefgh', stripePublishableKey: 'pk_live_51Abcdefgh' }
    expect((await problemsOf({ stripeSecretKey: live.stripeSecretKey })).problems).toEqual([
      ['stripeSecretKey', message],
    ])
    const { problems } = await problemsOf({ stripePublishableKey: live.stripePublishableKey })
    expect(problems).toEqual([['stripePublishableKey', message]])
    await save(live)
    expect(await keys()).toMatchObject({ mode: 'live', problem: null })
  })
})

describe('keys that the environment brings', () => {
  const fromOptions = {
    secretKey: 'sk_test_51FromOptions0',
    publishableKey: 'pk_test_51FromOptions0',
    webhookSecret: 'whsec_fromOptions0',
  }
  const other: StartedPayload[] = []
  const start = async (plugin: Parameters<typeof startPayload>[0] = {}) => {
    const started = await startPayload({ databaseUrl: site.databaseUrl, ...plugin })
    other.push(started)
    return started
  }
  afterEach(async () => {
    await Promise.all(other.splice(0).map((each) => each.stop()))
  })

  it('are used where the settings hold none, key by key', async () => {
    const started = await start({ plugin: { stripe: fromOptions } })
    expect(await keys(started)).toMatchObject({
      secretKey: SECRET,
      publishableKey: PUBLISHABLE,
      webhookSecrets: [HOOK],
    })
    await save({ stripeSecretKey: null, stripeWebhookSecret: null })
    expect(await keys(started)).toMatchObject({
      secretKey: fromOptions.secretKey,
      publishableKey: PUBLISHABLE,
      webhookSecrets: [fromOptions.webhookSecret],
      sources: { secretKey: 'options', publishableKey: 'settings', webhookSecret: 'options' },
    })
    await save({ stripePublishableKey: null })
    expect(await keys(started)).toMatchObject({ publishableKey: fromOptions.publishableKey, mode: 'test' })
    expect(hasStripe(await keys(started))).toBe(true)
  })

  it('come from the variables too', async () => {
    await save({ stripeSecretKey: null, stripeWebhookSecret: null, stripePublishableKey: null })
    process.env.STRIPE_SECRET_KEY = 'sk_test_51FromTheEnvironment'
    process.env.STRIPE_PUBLISHABLE_KEY = 'pk_test_51FromTheEnvironment'
    process.env.STRIPE_WEBHOOK_SECRET = 'whsec_environment1, whsec_environment2'
    try {
      expect(await keys(await start())).toMatchObject({
        secretKey: 'sk_test_51FromTheEnvironment',
        publishableKey: 'pk_test_51FromTheEnvironment',
        webhookSecrets: ['whsec_environment1', 'whsec_environment2'],
      })
    } finally {
      delete process.env.STRIPE_SECRET_KEY
      delete process.env.STRIPE_PUBLISHABLE_KEY
      delete process.env.STRIPE_WEBHOOK_SECRET
    }
  })

  it('offer no payment where one of the pair is of the other mode, and hold up no other save', async () => {
    const started = await start({ plugin: { stripe: { secretKey: 'sk_live_51FromOptions0' } } })
    await save({ stripeSecretKey: null })
    const mixed = await keys(started)
    expect(mixed).toMatchObject({ problem: 'modes-differ', mode: null, hasSecretKey: true })
    expect(hasStripe(mixed)).toBe(false)
    const unrelated = await started.rest('POST', path, { user: owner, body: { footer: 'Still saved' } })
    expect(unrelated.status).toBe(200)
  })
})

describe('after the site’s own secret was changed', () => {
  it('saved keys are told to be unreadable, nothing crashes, and entering them again heals it', async () => {
    const { secret } = site.payload
    site.payload.secret = 'the secret after it was rotated'
    try {
      const unreadable = await keys()
      expect(unreadable).toMatchObject({
        secretKey: null,
        webhookSecrets: [],
        problem: 'secret-key-unreadable',
        hasSecretKey: false,
      })
      expect(hasStripe(unreadable)).toBe(false)
      expect(await codeOf(stripeFor(await systemReq(site.payload)))).toBe('stripe-off')
      await site.payload.updateGlobal({ slug: 'business-settings', data: { footer: 'Saves go on' } })
      expect(await hints()).toEqual(['4242', '7777'])

      await site.payload.updateGlobal({ slug: 'business-settings', data: { stripeSecretKey: SECRET } })
      expect(await keys()).toMatchObject({ secretKey: SECRET, problem: 'webhook-secret-unreadable' })
      expect(hasStripe(await keys())).toBe(true)
    } finally {
      site.payload.secret = secret
    }
  })
})

describe('the test of the connection', () => {
  let peer: StripePeer
  let shop: StartedPayload
  let person: TypedUser
  const hookUrl = 'http://localhost:3000/api/client-portal/stripe/webhook'
  const restricted = { most: 'rk_test_mostRights00000', few: 'rk_test_fewRights000000' }

  beforeAll(async () => {
    const reads = ['payment_intents', 'charges', 'refunds', 'disputes', 'customers', 'events'].map(
      (each) => `${each}:read`,
    )
    peer = await startStripePeer({
      keys: {
        secret: [SECRET],
        publishable: [PUBLISHABLE],
        foreignPublishable: [FOREIGN],
        restricted: {
          [restricted.most]: reads,
          [restricted.few]: ['charges:read', 'account:read', 'webhook_endpoints:read'],
        },
      },
      retryDelaysMs: [],
    })
    shop = await startPayload({ plugin: { stripe: { apiBase: peer.url } } })
    person = await shop.createUser()
  })
  afterAll(async () => {
    await shop.stop()
    await peer.stop()
  })
  beforeEach(async () => {
    peer.world.reset()
    peer.world.account.chargesEnabled = true
    await peer.control('DELETE', 'webhook_endpoints')
    await saveSettings(shop.payload)
    await put({ stripePublishableKey: PUBLISHABLE, stripeSecretKey: SECRET, stripeWebhookSecret: HOOK })
  })

  const put = (data: object) => shop.payload.updateGlobal({ slug: 'business-settings', data })
  const listen = (url = hookUrl, events = ['*']) =>
    peer.control<{ id: string }>('POST', 'webhook_endpoints', { url, secret: HOOK, events })
  const test = async (language = 'en') => {
    const answer = await shop.rest('POST', '/client-portal/stripe/test', {
      user: person,
      headers: { 'accept-language': language },
    })
    expect(answer.status).toBe(200)
    return (await answer.json()) as { ok: boolean; findings: { level: string; code: string; text: string }[] }
  }
  const found = async () => {
    const { ok, findings } = await test()
    return { ok, codes: findings.map(({ level, code }) => `${level} ${code}`) }
  }
  const textOf = async (code: string, language = 'en') =>
    (await test(language)).findings.find((each) => each.code === code)?.text

  it('says that everything is right, and names the account', async () => {
    await listen()
    await newIntent(await clientFor(SECRET, peer.url))
    expect(await found()).toEqual({
      ok: true,
      codes: ['good account', 'warning mode-test', 'good publishable', 'good webhook', 'good webhook-secret'],
    })
    expect(await textOf('account')).toBe('Connected to Simulator (acct_1SimulatorOnly0000).')
    expect(await textOf('account', 'es')).toBe('Conectado con Simulator (acct_1SimulatorOnly0000).')
  })

  it('changes nothing at Stripe', async () => {
    const before = peer.api.log.length
    await test()
    expect(peer.api.log.slice(before).map(({ method }) => method)).not.toContain('POST')
  })

  it('is for staff who may change the settings', async () => {
    expect((await shop.rest('POST', '/client-portal/stripe/test')).status).toBe(401)
    const closed = await startPayload({
      databaseUrl: shop.databaseUrl,
      plugin: { stripe: { apiBase: peer.url }, access: { canEditSettings: () => false } },
    })
    expect((await closed.rest('POST', '/client-portal/stripe/test', { user: person })).status).toBe(403)
    await closed.stop()
  })

  it('says which keys are missing', async () => {
    await put({ stripePublishableKey: null, stripeSecretKey: null, stripeWebhookSecret: null })
    expect(await found()).toEqual({
      ok: false,
      codes: ['bad no-secret-key', 'bad no-publishable-key', 'bad no-webhook-secret'],
    })
  })

  it('says that Stripe does not know a key, or not as this account’s', async () => {
    await listen()
    await put({ stripeSecretKey: 'sk_test_51NobodyKnowsIt' })
    expect((await found()).codes).toEqual(['bad key-invalid', 'good webhook-secret'])
    await put({ stripeSecretKey: SECRET, stripePublishableKey: 'pk_test_51NobodyKnowsIt' })
    expect(await found()).toMatchObject({
      ok: false,
      codes: expect.arrayContaining(['bad publishable-invalid']) as object,
    })
  })

  it('says that the publishable key belongs to another account', async () => {
    await put({ stripePublishableKey: FOREIGN })
    // Without a payment to look at, nobody can tell.
    expect((await found()).codes).toContain('good publishable')
    await newIntent(await clientFor(SECRET, peer.url))
    expect(await found()).toMatchObject({ ok: false, codes: expect.arrayContaining(['bad accounts-differ']) as object })
  })

  it('says that Stripe can’t be reached', async () => {
    peer.api.faults.plan({ mode: 'error', times: 10 })
    expect(await found()).toEqual({ ok: false, codes: ['bad unreachable', 'good webhook-secret'] })
    peer.api.faults.clear()
  })

  it('says that the account may not take payments yet', async () => {
    await listen()
    peer.world.account.chargesEnabled = false
    expect(await found()).toMatchObject({
      ok: false,
      codes: expect.arrayContaining(['bad charges-disabled']) as object,
    })
  })

  it('looks for the webhook endpoint of this very address, switched on, with every event', async () => {
    const webhook = async () =>
      (await found()).codes.filter((code) => code.includes(' webhook') && !code.includes('secret'))
    // This site is on localhost, where Stripe could not reach it.
    expect(await webhook()).toEqual(['warning webhook-local'])
    const { id } = await listen(hookUrl, ['payment_intent.succeeded', 'charge.refunded'])
    expect(await webhook()).toEqual(['bad webhook-events'])
    expect(await textOf('webhook-events')).toContain('payment_intent.canceled')
    expect(await textOf('webhook-events')).not.toContain('charge.refunded')
    const endpoint = peer.world.tables.webhookEndpoints.get(id)
    if (!endpoint) throw new Error('The stand-in lost the endpoint.')
    endpoint.status = 'disabled'
    expect(await webhook()).toEqual(['bad webhook-disabled'])
    endpoint.status = 'enabled'
    await listen()
    expect(await webhook()).toEqual(['good webhook', 'warning webhook-twice'])
  })

  it('tells a missing endpoint from one with a slightly different address', async () => {
    const open = await startPayload({
      databaseUrl: shop.databaseUrl,
      plugin: { url: 'https://studio.example', stripe: { apiBase: peer.url } },
    })
    const webhook = async () => {
      const answer = await open.rest('POST', '/client-portal/stripe/test', {
        user: person,
        headers: { origin: 'https://studio.example' },
      })
      const { findings } = (await answer.json()) as { findings: { code: string; text: string }[] }
      return findings.find(({ code }) => code.startsWith('webhook-') && !code.includes('secret'))
    }
    await listen('https://shop.example/hooks')
    expect((await webhook())?.code).toBe('webhook-missing')
    await listen('https://www.studio.example/api/client-portal/stripe/webhook/')
    expect(await webhook()).toMatchObject({
      code: 'webhook-elsewhere',
      text: expect.stringContaining('https://studio.example/api/client-portal/stripe/webhook') as string,
    })
    await open.stop()
  })

  it('says that Stripe could not hand over the events of the last day', async () => {
    const deaf = 'http://127.0.0.1:9/client-portal/stripe/webhook'
    await listen(deaf)
    peer.world.moveClock(-3600)
    const stripe = await clientFor(SECRET, peer.url)
    const intent = await newIntent(stripe)
    await stripe.paymentIntents.cancel(intent.id)
    await peer.deliveries.settle()
    expect((await found()).codes).toContain('warning deliveries-failing')
  })

  it('says what a restricted key may not', async () => {
    await listen()
    await put({ stripeSecretKey: restricted.most })
    expect(await found()).toEqual({
      ok: true,
      codes: [
        'warning account-forbidden',
        'warning mode-test',
        'good publishable',
        'warning rights-unproven',
        'warning webhook-forbidden',
        'good webhook-secret',
      ],
    })
    await put({ stripeSecretKey: restricted.few })
    const { ok, codes } = await found()
    expect(ok).toBe(false)
    expect(codes).toContain('bad rights-missing')
    expect(await textOf('rights-missing')).toContain('PaymentIntents, Refunds, Disputes, Customers, Events')
  })

  it('says that saved keys can’t be read after the site’s secret was changed', async () => {
    const { secret } = shop.payload
    shop.payload.secret = 'rotated'
    try {
      const { ok, findings } = await testStripe(await systemReq(shop.payload))
      expect(ok).toBe(false)
      expect(findings.map(({ code }) => code)).toEqual(['secret-key-unreadable', 'webhook-secret-unreadable'])
    } finally {
      shop.payload.secret = secret
    }
  })
})
