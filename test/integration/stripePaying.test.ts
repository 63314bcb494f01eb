import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { cancelUnneeded } from '../../src/operations/cancelPayment.ts'
import { voidInvoice } from '../../src/operations/voidInvoice.ts'
import { findMany } from '../../src/store.ts'
import { line, makePayment, saveSettings, stored, systemReq } from '../factories.ts'
import { signIn } from '../portalVisit.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'
import { startStripe, type StartedStripe } from '../startStripe.ts'
import { deliver, standing, visitToPay } from '../stripeVisit.ts'

let stripe: StartedStripe
let site: StartedPayload

beforeAll(async () => {
  stripe = await startStripe()
  site = await startPayload({ plugin: stripe.plugin })
  await saveSettings(site.payload, { allowPartialPayments: true })
})
afterAll(async () => {
  await site.stop()
  await stripe.stop()
})

const codeIn = async (response: Response) =>
  ((await response.json()) as { errors?: { code: string }[] }).errors?.[0]?.code
const intents = (invoice: { number?: string | null }) =>
  [...stripe.world.tables.paymentIntents.values()].filter(({ description }) => description === invoice.number)
const mailsTo = async (client: { id: number | string }, kind: string) =>
  findMany(await systemReq(site.payload), 'emails', {
    where: { and: [{ client: { equals: client.id } }, { kind: { equals: kind } }] },
  })
/** What staff was told of this client: such mails are tied to no client. */
const noticesAbout = async ({ name }: { name: string }) => {
  const mails = await findMany(await systemReq(site.payload), 'emails', { where: { kind: { equals: 'staff-notice' } } })
  return mails
    .map(({ data }) => (data as { facts: { clientName: string; about: string; excess: number } }).facts)
    .filter(({ clientName }) => clientName === name)
}

describe('paying an invoice by card', () => {
  it('is paid in the portal and in the books as soon as the browser asks, without the webhook', async () => {
    const visit = await visitToPay(site)
    const begun = await visit.begin()
    expect(begun).toMatchObject({ amount: 10_000, currency: 'EUR' })
    await stripe.payByCard(begun.clientSecret)
    const answer = await (await visit.sync()).json()
    expect(answer).toMatchObject({ state: 'paid', status: 'paid', amountPaid: 10_000, amountDue: 0 })
    expect(await visit.rows()).toMatchObject([
      { status: 'succeeded', amount: 10_000, method: 'stripe', methodDetail: 'Visa •••• 4242', amountUnapplied: 0 },
    ])
  })

  it('is paid by the webhook alone where the browser never came back, and the sync after it changes nothing', async () => {
    const visit = await visitToPay(site)
    const { clientSecret } = await visit.begin()
    stripe.newEvents()
    await stripe.payByCard(clientSecret)
    for (const event of stripe.newEvents()) expect(await deliver(site, stripe, event)).toBe(200)
    expect(standing(await visit.invoiceNow())).toMatchObject({ status: 'paid', amountDue: 0 })
    expect(await (await visit.sync()).json()).toMatchObject({ state: 'paid' })
    expect(await visit.rows()).toHaveLength(1)
    expect(await mailsTo(visit.client, 'receipt')).toHaveLength(1)
    expect(await noticesAbout(visit.client)).toMatchObject([{ about: 'payment-received' }])
  })

  it('a card that is declined leaves the same payment open for another try', async () => {
    const visit = await visitToPay(site)
    const { clientSecret, intent } = await visit.begin()
    await stripe.payByCard(clientSecret, '4000 0000 0000 9995')
    expect(await (await visit.sync()).json()).toMatchObject({ state: 'failed', amountDue: 10_000 })
    expect((await visit.begin()).intent).toBe(intent)
    await stripe.payByCard(clientSecret)
    expect(await (await visit.sync()).json()).toMatchObject({ state: 'paid' })
    expect(await visit.rows()).toMatchObject([{ status: 'succeeded', lastFailure: null }])
  })

  it('a slow bank is waited for: processing is said, and no second payment is offered', async () => {
    const visit = await visitToPay(site)
    const { clientSecret, intent } = await visit.begin()
    await stripe.payByCard(clientSecret, 'pm_sim_card_processingWaits')
    expect(await (await visit.sync()).json()).toMatchObject({ state: 'processing', amountDue: 10_000 })
    const second = await visit.pay()
    expect([second.status, await codeIn(second)]).toEqual([409, 'payment-processing'])
    await stripe.control('POST', `payment_intents/${intent}/succeed`)
    expect(await (await visit.sync()).json()).toMatchObject({ state: 'paid' })
  })

  it('a bank that says no after all is told to the client and to staff, and a new payment is offered', async () => {
    const visit = await visitToPay(site)
    const { clientSecret, intent } = await visit.begin()
    await stripe.payByCard(clientSecret, 'pm_sim_card_processingWaits')
    await visit.sync()
    await stripe.control('POST', `payment_intents/${intent}/fail`)
    expect(await (await visit.sync()).json()).toMatchObject({ state: 'failed' })
    expect(await visit.rows()).toMatchObject([{ status: 'failed' }])
    expect(await mailsTo(visit.client, 'payment-failed')).toHaveLength(1)
    const again = await visit.begin()
    expect(again.intent).not.toBe(intent)
    await cancelUnneeded(await systemReq(site.payload))
    expect(stripe.world.tables.paymentIntents.get(intent)?.status).toBe('canceled')
    await stripe.payByCard(again.clientSecret)
    expect(await (await visit.sync()).json()).toMatchObject({ state: 'paid' })
  })

  it('a part, then the rest', async () => {
    const visit = await visitToPay(site)
    await stripe.payByCard((await visit.begin({ amount: 4_000 })).clientSecret)
    expect(await (await visit.sync()).json()).toMatchObject({ state: 'part-paid', amountPaid: 4_000, amountDue: 6_000 })
    const rest = await visit.begin()
    expect(rest.amount).toBe(6_000)
    await stripe.payByCard(rest.clientSecret)
    expect(await (await visit.sync()).json()).toMatchObject({ state: 'paid', amountPaid: 10_000 })
  })

  it('in yen and dinars the amount at Stripe is the amount of the invoice', async () => {
    const yen = await visitToPay(site, { currency: 'JPY', lines: [line({ unitPrice: 5_000, taxRate: 0 })] })
    const dinars = await visitToPay(site, { currency: 'KWD', lines: [line({ unitPrice: 12_340, taxRate: 0 })] })
    const kronur = await visitToPay(site, { currency: 'ISK', lines: [line({ unitPrice: 990, taxRate: 0 })] })
    for (const [visit, stripeAmount] of [
      [yen, 5_000],
      [dinars, 12_340],
      [kronur, 99_000],
    ] as const) {
      const { clientSecret, intent } = await visit.begin()
      expect(stripe.world.tables.paymentIntents.get(intent)?.amount).toBe(stripeAmount)
      await stripe.payByCard(clientSecret)
      expect(await (await visit.sync()).json()).toMatchObject({ state: 'paid', amountPaid: visit.invoice.total })
    }
  })
})

describe('one open payment an invoice', () => {
  it('twenty presses at once open one', async () => {
    const visit = await visitToPay(site)
    const begun = await Promise.all(Array.from({ length: 20 }, () => visit.begin()))
    expect(new Set(begun.map(({ intent }) => intent)).size).toBe(1)
    expect(intents(visit.invoice)).toHaveLength(1)
    expect(await visit.rows()).toHaveLength(1)
  })

  it('another amount cancels the first, so that no other tab can confirm it any more', async () => {
    const visit = await visitToPay(site)
    const first = await visit.begin({ amount: 2_500 })
    const second = await visit.begin()
    expect(second.intent).not.toBe(first.intent)
    const { error } = await stripe.payByCard(first.clientSecret)
    expect(error).toMatchObject({ code: 'payment_intent_unexpected_state' })
    expect(intents(visit.invoice).filter(({ status }) => status !== 'canceled')).toHaveLength(1)
  })

  it('two tabs that each choose an amount at once leave one that can be paid', async () => {
    const visit = await visitToPay(site)
    await Promise.all([2_000, 3_000, 2_000, 3_000, 10_000].map((amount) => visit.pay({ amount })))
    expect(intents(visit.invoice).filter(({ status }) => status !== 'canceled').length).toBeLessThanOrEqual(1)
    const { clientSecret } = await visit.begin()
    await stripe.payByCard(clientSecret)
    expect(await (await visit.sync()).json()).toMatchObject({ state: 'paid', amountPaid: 10_000 })
    expect((await visit.rows()).filter(({ status }) => status === 'succeeded')).toHaveLength(1)
  })

  it('two contacts of a client get the same one', async () => {
    const visit = await visitToPay(site, {}, { contacts: [{ email: 'accountant@client.test' }] })
    const first = await visit.begin()
    const cookie = await signIn(site, visit.client, { email: 'accountant@client.test' })
    const response = await site.rest('POST', `/client-portal/invoices/${visit.invoice.id}/pay`, { cookie, body: {} })
    expect(((await response.json()) as { intent: string }).intent).toBe(first.intent)
    expect(await visit.rows()).toMatchObject([{ payerEmail: 'accountant@client.test' }])
  })

  it('a payment by transfer meanwhile cancels it', async () => {
    const visit = await visitToPay(site)
    const { clientSecret, intent } = await visit.begin()
    await makePayment(site.payload, { invoice: visit.invoice.id, amount: 10_000 })
    await cancelUnneeded(await systemReq(site.payload))
    expect(stripe.world.tables.paymentIntents.get(intent)?.status).toBe('canceled')
    expect((await stripe.payByCard(clientSecret)).error).toBeDefined()
    const late = await visit.pay()
    expect([late.status, await codeIn(late)]).toEqual([409, 'not-payable'])
  })

  it('voiding cancels it', async () => {
    const visit = await visitToPay(site)
    const { intent } = await visit.begin()
    await voidInvoice(await systemReq(site.payload), visit.invoice.id)
    await cancelUnneeded(await systemReq(site.payload))
    expect(stripe.world.tables.paymentIntents.get(intent)?.status).toBe('canceled')
    expect(await visit.rows()).toMatchObject([{ status: 'failed', cancelRequested: false }])
  })

  it('money that arrives twice all the same is the client’s credit, and staff is told', async () => {
    const visit = await visitToPay(site)
    const { clientSecret } = await visit.begin()
    await stripe.payByCard(clientSecret)
    await makePayment(site.payload, { invoice: visit.invoice.id, amount: 10_000 })
    await visit.sync()
    await cancelUnneeded(await systemReq(site.payload))
    expect(standing(await visit.invoiceNow())).toMatchObject({ status: 'paid', amountPaid: 10_000, amountDue: 0 })
    const rows = await visit.rows()
    expect(rows.reduce((sum, row) => sum + (row.amountUnapplied ?? 0), 0)).toBe(10_000)
    expect(await noticesAbout(visit.client)).toMatchObject([{ about: 'excess', excess: 10_000 }])
  })

  it('an offer whose process died before Stripe’s answer was written is found again', async () => {
    const visit = await visitToPay(site)
    const first = await visit.begin()
    const [row] = await visit.rows()
    await site.payload.db.updateOne({
      collection: 'payments',
      where: { id: { equals: row!.id } },
      data: { stripePaymentIntent: null },
      options: { atomic: true },
    })
    expect((await visit.begin()).intent).toBe(first.intent)
    expect(intents(visit.invoice)).toHaveLength(1)
  })
})

describe('what can’t be paid', () => {
  it('a part where settings want all, more than is due, nothing, what is no amount', async () => {
    const visit = await visitToPay(site)
    for (const [amount, status, code] of [
      [10_001, 422, 'exceeds-due'],
      [0, 422, 'bad-amount'],
      [-5, 422, 'bad-amount'],
      [1.5, 422, 'bad-amount'],
      ['12,5', 422, 'bad-amount'],
      [20, 422, 'amount-too-small'],
    ] as const) {
      const response = await visit.pay({ amount })
      expect([amount, response.status, await codeIn(response)]).toEqual([amount, status, code])
    }
    await saveSettings(site.payload, { allowPartialPayments: false })
    const part = await visit.pay({ amount: 4_000 })
    await saveSettings(site.payload, { allowPartialPayments: true })
    expect([part.status, await codeIn(part)]).toEqual([422, 'part-not-allowed'])
    expect((await visit.rows()).every(({ status }) => status === 'failed')).toBe(true)
  })

  it('someone else’s invoice, a draft, a word for an id, and nobody at all', async () => {
    const visit = await visitToPay(site)
    const other = await visitToPay(site)
    const asOther = await site.rest('POST', `/client-portal/invoices/${visit.invoice.id}/pay`, {
      cookie: other.cookie,
      body: {},
    })
    expect(asOther.status).toBe(404)
    expect(
      (await site.rest('POST', '/client-portal/invoices/abc/pay', { cookie: visit.cookie, body: {} })).status,
    ).toBe(404)
    expect((await site.rest('POST', `/client-portal/invoices/${visit.invoice.id}/pay`, { body: {} })).status).toBe(401)
    const foreign = await site.rest('POST', `/client-portal/invoices/${visit.invoice.id}/pay`, {
      cookie: visit.cookie,
      body: {},
      headers: { origin: 'https://elsewhere.example' },
    })
    expect(foreign.status).toBe(403)
  })

  it('while Stripe is away nothing is charged, and the next press goes on with the same payment', async () => {
    const visit = await visitToPay(site)
    await stripe.control('POST', 'faults', { path: '/v1/payment_intents', mode: 'error', times: 10 })
    const away = await visit.pay()
    await stripe.control('DELETE', 'faults')
    expect([away.status, await codeIn(away)]).toEqual([503, 'stripe-unreachable'])
    await visit.begin()
    expect(await visit.rows()).toHaveLength(1)
  })

  it('a customer that was deleted at Stripe is made anew', async () => {
    const visit = await visitToPay(site)
    const first = await visit.begin({ amount: 5_000 })
    const customer = (await stored(site.payload, 'clients', visit.client.id)).stripeCustomerId
    await stripe.stripe.customers.del(customer!)
    const second = await visit.begin()
    expect(second.intent).not.toBe(first.intent)
    expect((await stored(site.payload, 'clients', visit.client.id)).stripeCustomerId).not.toBe(customer)
  })
})
