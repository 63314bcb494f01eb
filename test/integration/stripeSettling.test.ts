import type { TypedUser } from 'payload'
import { Client as Connection } from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { applyCredit } from '../../src/operations/applyCredit.ts'
import { forgetStripeEvents } from '../../src/operations/receiveStripeEvent.ts'
import { isReconciliationDue, reconcilePayments } from '../../src/operations/reconcilePayments.ts'
import { refundPayment } from '../../src/operations/refundPayment.ts'
import { reversePayment } from '../../src/operations/reversePayment.ts'
import { settleStripePayment } from '../../src/operations/settleStripePayment.ts'
import { balances } from '../../src/queries/sums.ts'
import { getPortalOptions } from '../../src/context.ts'
import type { StoredEvent } from '../../dev/stripe/state/objects.ts'
import type { ID, Payment } from '../../src/records.ts'
import { claim, findMany } from '../../src/store.ts'
import {
  codeOf,
  line,
  makeClient,
  makeInvoice,
  makePayment,
  saveSettings,
  staffReq,
  stored,
  systemReq,
} from '../factories.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'
import { startStripe, type StartedStripe } from '../startStripe.ts'
import { deliver, ledgerOf, standing, visitToPay, type StripeVisit } from '../stripeVisit.ts'

let stripe: StartedStripe
let site: StartedPayload
let owner: TypedUser

beforeAll(async () => {
  stripe = await startStripe()
  site = await startPayload({ plugin: stripe.plugin })
  await saveSettings(site.payload, { allowPartialPayments: true })
  owner = await site.createUser()
})
afterAll(async () => {
  await site.stop()
  await stripe.stop()
})

const req = () => systemReq(site.payload)
const eventsOf = async (type: string, visit: StripeVisit) =>
  findMany(await req(), 'portalEvents', {
    where: { and: [{ type: { equals: type } }, { client: { equals: visit.client.id } }] },
  })
const receipts = async (visit: StripeVisit) =>
  findMany(await req(), 'emails', {
    where: { and: [{ kind: { equals: 'receipt' } }, { client: { equals: visit.client.id } }] },
  })
const post = (path: string, body: object) => site.rest('POST', path, { user: owner, body })

/** Holds an invoice's row from outside, until so many of the site's transactions wait for it. */
const holdInvoice = async (id: ID) => {
  const connections = [1, 2].map(() => new Connection({ connectionString: site.databaseUrl }))
  const [locking, looking] = connections as [Connection, Connection]
  await Promise.all(connections.map((each) => each.connect()))
  await locking.query('begin')
  await locking.query('select id from invoices where id = $1 for update', [id])
  return {
    waiting: (count: number) =>
      vi.waitFor(async () => {
        const { rows } = await looking.query(
          `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        )
        expect(rows).toHaveLength(count)
      }),
    letGo: async () => {
      await locking.query('rollback')
      await Promise.all(connections.map((each) => each.end()))
    },
  }
}

/** Paid at Stripe; nothing of it has reached us yet. */
const charged = async (card?: string, data = {}) => {
  const visit = await visitToPay(site, data)
  const begun = await visit.begin()
  stripe.newEvents()
  await stripe.payByCard(begun.clientSecret, card)
  return { visit, ...begun, events: stripe.newEvents() }
}

const paid = async (card?: string, data = {}) => {
  const { visit, intent } = await charged(card, data)
  await visit.sync()
  stripe.newEvents()
  const [row] = (await visit.rows()).filter(({ status }) => status !== 'failed')
  return { visit, intent, row: row! }
}

const orders = <T>(items: T[]): T[][] =>
  items.length < 2 ? [items] : items.flatMap((item, i) => orders(items.toSpliced(i, 1)).map((rest) => [item, ...rest]))

describe('settling by webhook', () => {
  it('the same event twenty times at once counts once', async () => {
    const { visit, events } = await charged()
    const succeeded = events.find(({ type }) => type === 'payment_intent.succeeded')!
    const answers = await Promise.all(Array.from({ length: 20 }, () => deliver(site, stripe, succeeded)))
    expect(answers).toEqual(Array.from({ length: 20 }, () => 200))
    expect(standing(await visit.invoiceNow())).toMatchObject({ status: 'paid', amountPaid: 10_000, amountDue: 0 })
    expect(await visit.rows()).toMatchObject([{ status: 'succeeded', stripeVersion: 1 }])
    expect(await eventsOf('payment-succeeded', visit)).toHaveLength(1)
    expect(await receipts(visit)).toHaveLength(1)
  })

  it('created, processing, succeeded, refunded, disputed, in every order: the end is the same', async () => {
    const { visit, events, intent } = await charged('pm_sim_card_processingWaits')
    const all: StoredEvent[] = [...events]
    await stripe.control('POST', `payment_intents/${intent}/succeed`)
    await stripe.stripe.refunds.create({ payment_intent: intent, amount: 2_500 })
    await stripe.control('POST', `charges/${intent}/dispute`, { amount: 1_000 })
    all.push(...stripe.newEvents())
    const types = ['payment_intent.processing', 'payment_intent.succeeded', 'charge.refunded', 'charge.dispute.created']
    const wanted = types.map((type) => all.find((event) => event.type === type)!)
    expect(wanted.every(Boolean)).toBe(true)
    for (const [index, order] of orders(wanted).entries()) {
      for (const event of order) {
        // Each order delivers events of its own: the same payment, told in another sequence.
        expect(await deliver(site, stripe, { ...event, id: `${event.id}_${index}` })).toBe(200)
      }
      expect(standing(await visit.invoiceNow())).toEqual({
        status: 'sent',
        amountPaid: 7_500,
        amountCredited: 0,
        amountDue: 2_500,
      })
    }
    expect(await visit.rows()).toMatchObject([{ status: 'disputed', amountReturned: 2_500, disputeStatus: 'open' }])
    expect(await receipts(visit)).toHaveLength(1)
    expect(await eventsOf('payment-refunded', visit)).toHaveLength(1)
    expect(await eventsOf('dispute-opened', visit)).toHaveLength(1)
  })

  it('all events of a payment at once, each several times, with the browser asking in between', async () => {
    const { visit, events, intent } = await charged()
    await stripe.stripe.refunds.create({ payment_intent: intent, amount: 1_000 })
    const all = [...events, ...stripe.newEvents()]
    const answers = await Promise.all([
      ...all.flatMap((event) => [1, 2, 3].map(() => deliver(site, stripe, event))),
      ...Array.from({ length: 5 }, () => visit.sync().then(({ status }) => status)),
    ])
    expect(new Set(answers)).toEqual(new Set([200]))
    expect(standing(await visit.invoiceNow())).toMatchObject({ amountPaid: 9_000, amountDue: 1_000 })
    expect((await visit.rows())[0]?.refunds).toHaveLength(1)
  })

  it('an event is remembered as long as Stripe may send it again; one that comes even later changes nothing', async () => {
    const { visit, events } = await charged()
    const succeeded = events.find(({ type }) => type === 'payment_intent.succeeded')!
    await deliver(site, stripe, succeeded)
    const before = await visit.rows()
    const remembered = async () =>
      findMany(await req(), 'portalEvents', { where: { key: { equals: `stripe:${succeeded.id}` } } })
    const daysOn = (days: number) => new Date(Date.now() + days * 86_400_000)
    await forgetStripeEvents(await req(), daysOn(31))
    expect(await remembered()).toHaveLength(1)
    await forgetStripeEvents(await req(), daysOn(91))
    expect(await remembered()).toHaveLength(0)
    expect(await eventsOf('payment-succeeded', visit)).toHaveLength(1)
    expect(await deliver(site, stripe, succeeded)).toBe(200)
    expect(await visit.rows()).toEqual(before)
    expect(await receipts(visit)).toHaveLength(1)
  })

  it('an older answer of Stripe’s never overwrites a newer one', async () => {
    const { visit, intent } = await charged('pm_sim_card_processingWaits')
    await stripe.control('POST', 'latency', { ms: 60 })
    const slow = Array.from({ length: 6 }, async () => settleStripePayment(await req(), intent))
    await stripe.control('POST', `payment_intents/${intent}/succeed`)
    const more = Array.from({ length: 6 }, async () => settleStripePayment(await req(), intent))
    await Promise.all([...slow, ...more])
    await stripe.control('POST', 'latency', { ms: 0 })
    expect(await visit.rows()).toMatchObject([{ status: 'succeeded' }])
    expect(standing(await visit.invoiceNow())).toMatchObject({ status: 'paid' })
  })

  it('an offer that was marked to be cancelled while a decline is written stays marked', async () => {
    const { visit, intent } = await charged('4000 0000 0000 9995')
    const [row] = await visit.rows()
    const held = await holdInvoice(visit.invoice.id)
    const settling = settleStripePayment(await req(), intent)
    // It has read the row and asked Stripe by then.
    await held.waiting(1)
    await claim(await req(), 'payments', { id: { equals: row!.id } }, { cancelRequested: true })
    await held.letGo()
    await settling
    expect(await visit.rows()).toMatchObject([{ status: 'pending', cancelRequested: true }])
    expect((await visit.rows())[0]?.lastFailure).toContain('insufficient funds')
  })

  it('fifty clients who pay at once are all paid, each once', async () => {
    const visits = await Promise.all(Array.from({ length: 50 }, () => visitToPay(site)))
    await Promise.all(
      visits.map(async (visit) => {
        const { clientSecret } = await visit.begin()
        await stripe.payByCard(clientSecret)
      }),
    )
    const succeeded = stripe.newEvents('payment_intent.succeeded')
    const answers = await Promise.all([
      ...succeeded.map((event) => deliver(site, stripe, event)),
      ...visits.map((visit) => visit.sync().then(({ status }) => status)),
    ])
    expect(answers.every((status) => status === 200)).toBe(true)
    for (const visit of visits) {
      expect(standing(await visit.invoiceNow())).toMatchObject({ status: 'paid', amountPaid: 10_000, amountDue: 0 })
      expect(await visit.rows()).toHaveLength(1)
    }
  })
})

describe('what is no payment of ours', () => {
  it('a signature that does not fit, an old one, none, a body that is no JSON or too large', async () => {
    const { visit, events } = await charged()
    const event = events.find(({ type }) => type === 'payment_intent.succeeded')!
    const send = async (options: { body: string; headers?: Record<string, string> }) =>
      (
        await site.rest('POST', '/client-portal/stripe/webhook', {
          ...options,
          headers: { ...options.headers, origin: '' },
        })
      ).status
    const good = stripe.signed(event)
    expect(await send({ ...stripe.signed(event, { secrets: ['whsec_other'] }) })).toBe(400)
    expect(await send({ ...stripe.signed(event, { at: stripe.world.now() - 301 }) })).toBe(400)
    expect(await send({ body: good.body })).toBe(400)
    expect(await send({ ...good, body: good.body.replace('10000', '1') })).toBe(400)
    const signedText = (body: string) => ({ ...stripe.signed({}), body })
    expect(await send(signedText('{not json'))).toBe(400)
    expect(await send({ ...good, body: 'x'.repeat(1_000_000) })).toBe(413)
    expect(standing(await visit.invoiceNow())).toMatchObject({ status: 'sent', amountPaid: 0 })
    expect(await deliver(site, stripe, event)).toBe(200)
  })

  it('an event of a kind nobody handles, of a connected account, or with nothing in it', async () => {
    const { visit, events } = await charged()
    const event = events.find(({ type }) => type === 'payment_intent.succeeded')!
    const odd = [
      { ...event, id: 'evt_1', type: 'customer.created', data: { object: { id: 'cus_1', object: 'customer' } } },
      { ...event, id: 'evt_2', account: 'acct_other' },
      { ...event, id: 'evt_3', data: { object: { object: 'balance' } } },
      { id: 'evt_4', object: 'event', type: 'payment_intent.succeeded', data: null },
      { ...event, id: 'evt_5', data: { object: { id: 'pi_unknown', object: 'payment_intent' } } },
    ]
    for (const each of odd) expect([200, 400]).toContain(await deliver(site, stripe, each))
    expect(standing(await visit.invoiceNow())).toMatchObject({ status: 'sent', amountPaid: 0 })
  })

  it('another installation’s payment, and one without any mark', async () => {
    const visit = await visitToPay(site)
    const { intent } = await visit.begin()
    const ours = stripe.world.tables.paymentIntents.get(intent)!.metadata
    for (const metadata of [{ ...ours, client_portal: 'another-site' }, {}]) {
      const foreign = await stripe.stripe.paymentIntents.create({
        amount: 10_000,
        currency: 'eur',
        metadata,
        payment_method: 'pm_card_visa',
        confirm: true,
        automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
      })
      expect(await settleStripePayment(await req(), foreign.id)).toEqual({ outcome: 'foreign' })
    }
    expect(await visit.rows()).toMatchObject([{ status: 'pending' }])
    expect(standing(await visit.invoiceNow())).toMatchObject({ amountPaid: 0 })
  })

  it('one with our mark but another amount, currency or client: nothing moves, and staff is told once', async () => {
    for (const [field, value] of [
      ['amount', 4_200],
      ['currency', 'usd'],
      ['client', 'client_portal_client'],
    ] as const) {
      const visit = await visitToPay(site)
      const { intent, clientSecret } = await visit.begin()
      const stored = stripe.world.tables.paymentIntents.get(intent)!
      if (field === 'amount') stored.amount = value
      else if (field === 'currency') stored.currency = value
      else stored.metadata = { ...stored.metadata, [value]: '999999' }
      await stripe.payByCard(clientSecret)
      for (let time = 0; time < 3; time += 1) {
        expect(await settleStripePayment(await req(), intent)).toMatchObject({ outcome: 'mismatch' })
      }
      expect(standing(await visit.invoiceNow())).toMatchObject({ status: 'sent', amountPaid: 0 })
      expect(await eventsOf('stripe-mismatch', visit)).toHaveLength(1)
    }
  })

  it('the other mode’s', async () => {
    const visit = await visitToPay(site)
    const { intent, clientSecret } = await visit.begin()
    stripe.world.tables.paymentIntents.get(intent)!.livemode = true
    await stripe.payByCard(clientSecret)
    expect(await settleStripePayment(await req(), intent)).toEqual({ outcome: 'foreign' })
  })
})

describe('after a crash', () => {
  it('a charge nobody heard of is found by the nightly check, and told', async () => {
    const { visit } = await charged()
    expect(standing(await visit.invoiceNow())).toMatchObject({ amountPaid: 0 })
    const run = await reconcilePayments(await req())
    expect(run.repaired).toBeGreaterThanOrEqual(1)
    expect(standing(await visit.invoiceNow())).toMatchObject({ status: 'paid', amountDue: 0 })
    expect(await receipts(visit)).toHaveLength(1)
    const [row] = await visit.rows()
    expect(run.repairedPayments).toContain(row!.id)
    expect((await reconcilePayments(await req())).repaired).toBe(0)
  })

  it('the check is due once a night, however often it is asked for, and a run by hand counts', async () => {
    const at = async (time: string) => isReconciliationDue(await req(), new Date(time))
    await reconcilePayments(await req(), new Date('2030-05-06T21:00:00Z'))
    expect(await at('2030-05-06T22:00:00Z')).toBe(false)
    expect(await at('2030-05-07T03:16:00Z')).toBe(false)
    expect(await at('2030-05-07T03:17:00Z')).toBe(true)
    await reconcilePayments(await req(), new Date('2030-05-07T03:20:00Z'))
    expect(await at('2030-05-07T03:30:00Z')).toBe(false)
    expect(await at('2030-05-08T09:00:00Z')).toBe(true)
    // Its runs lie ahead of the clock; later ones of this file begin where the clock is.
    await site.payload.db.deleteMany({ collection: 'portal-events', where: { type: { equals: 'stripe-reconciled' } } })
  })

  it('a row that died before it learned of its payment is found by the mark on the payment', async () => {
    const { visit, intent } = await charged()
    const [row] = await visit.rows()
    await site.payload.db.updateOne({
      collection: 'payments',
      where: { id: { equals: row!.id } },
      data: { stripePaymentIntent: null },
      options: { atomic: true },
    })
    await reconcilePayments(await req())
    expect(await visit.rows()).toMatchObject([{ id: row!.id, status: 'succeeded', stripePaymentIntent: intent }])
  })

  it('money whose row went with a restored backup is kept on its invoice', async () => {
    const { visit, intent } = await charged()
    const [row] = await visit.rows()
    await site.payload.db.deleteOne({ collection: 'payments', where: { id: { equals: row!.id } } })
    await Promise.all([reconcilePayments(await req()), reconcilePayments(await req())])
    expect(await visit.rows()).toMatchObject([{ status: 'succeeded', amount: 10_000 }])
    expect(standing(await visit.invoiceNow())).toMatchObject({ status: 'paid', amountDue: 0 })
    expect((await reconcilePayments(await req())).problems.join()).not.toContain(intent)
  })

  it('while the database fails the webhook answers 500, and Stripe’s next attempt settles', async () => {
    const { visit, events, intent } = await charged()
    const event = events.find(({ type }) => type === 'payment_intent.succeeded')!
    await stripe.control('POST', 'faults', { mode: 'drop', path: intent, times: 20 })
    expect(await deliver(site, stripe, event)).toBe(500)
    await stripe.control('DELETE', 'faults')
    expect(standing(await visit.invoiceNow())).toMatchObject({ amountPaid: 0 })
    expect(await deliver(site, stripe, event)).toBe(200)
    expect(standing(await visit.invoiceNow())).toMatchObject({ status: 'paid' })
  })
})

describe('sending money back', () => {
  it('in part, due again; then the rest with a credit note over exactly that', async () => {
    const { visit, row } = await paid()
    const first = await post(`/payments/${row.id}/refund`, { amount: 3_000 })
    expect(first.status).toBe(200)
    expect(standing(await visit.invoiceNow())).toMatchObject({ status: 'sent', amountPaid: 7_000, amountDue: 3_000 })
    const second = await post(`/payments/${row.id}/refund`, { creditNote: true, reason: 'Not delivered' })
    const answer = (await second.json()) as { payment: Payment; creditNote: { id: number; number: string } }
    expect(answer.creditNote.number).toMatch(/^CN-/)
    expect(await stored(site.payload, 'invoices', answer.creditNote.id)).toMatchObject({
      total: 7_000,
      reason: 'Not delivered',
      status: 'sent',
    })
    expect(await visit.rows()).toMatchObject([{ status: 'refunded', amountReturned: 10_000 }])
    expect(standing(await visit.invoiceNow())).toMatchObject({
      amountPaid: 0,
      amountCredited: 7_000,
      amountDue: 3_000,
    })
  })

  it('with taxes and a withholding the credit note is the same part of each, to the cent', async () => {
    const { visit, row } = await paid('pm_card_visa', {
      lines: [line({ unitPrice: 3_333, taxRate: 21 }), line({ unitPrice: 1_017, taxRate: 10 })],
      withholdingPercent: 15,
    })
    const response = await post(`/payments/${row.id}/refund`, { amount: 1_234, creditNote: true })
    const { creditNote } = (await response.json()) as { creditNote: { id: number } }
    const note = await stored(site.payload, 'invoices', creditNote.id)
    const sum = note.taxes.reduce((total, group) => total + group.base + group.amount, 0) - note.withholding
    expect([note.total, sum, note.taxes.length]).toEqual([1_234, 1_234, 2])
    expect(note.snapshot?.totals.total).toBe(1_234)
    expect(standing(await visit.invoiceNow())).toMatchObject({ amountCredited: 1_234, amountDue: 0, status: 'paid' })
  })

  it('two presses at once send back once', async () => {
    const { visit, row } = await paid()
    const answers = await Promise.all(
      [1, 2, 3].map(() => post(`/payments/${row.id}/refund`, { amount: 2_000, creditNote: true })),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await visit.rows()).toMatchObject([{ amountReturned: 2_000 }])
    expect(standing(await visit.invoiceNow())).toMatchObject({ amountCredited: 2_000, amountPaid: 8_000, amountDue: 0 })
  })

  it('the webhook may hear of a refund before we do, and several may come: each counts once', async () => {
    const { visit, row, intent } = await paid()
    await stripe.control('POST', 'faults', { mode: 'drop_after', path: '/v1/refunds', times: 1 })
    await post(`/payments/${row.id}/refund`, { amount: 1_000, creditNote: true })
    await stripe.stripe.refunds.create({ payment_intent: intent, amount: 500 })
    const events = stripe.newEvents()
    await Promise.all(events.map((event) => deliver(site, stripe, event)))
    expect((await visit.rows())[0]?.refunds?.map(({ amount }) => amount).sort()).toEqual([1_000, 500])
    expect(standing(await visit.invoiceNow())).toMatchObject({
      amountCredited: 1_000,
      amountPaid: 8_500,
      amountDue: 500,
    })
  })

  it('one that fails after all gives the money back to the invoice, and staff is told', async () => {
    const { visit, row, intent } = await paid('pm_card_refundFail')
    await post(`/payments/${row.id}/refund`, { amount: 4_000 })
    expect(standing(await visit.invoiceNow())).toMatchObject({ amountPaid: 6_000 })
    const [refund] = (await visit.rows())[0]!.refunds!
    if (stripe.world.tables.refunds.get(refund!.stripeId!)?.status !== 'failed') {
      await stripe.control('POST', `refunds/${refund!.stripeId}/fail`)
    }
    await settleStripePayment(await req(), intent)
    expect(standing(await visit.invoiceNow())).toMatchObject({ status: 'paid', amountPaid: 10_000, amountDue: 0 })
    expect((await visit.rows())[0]?.refunds).toMatchObject([{ status: 'failed', amount: 4_000 }])
    expect(await eventsOf('refund-failed', visit)).toHaveLength(1)
  })

  it('not more than there is, not by hand what was no card, not by who may not', async () => {
    const { row } = await paid()
    expect((await post(`/payments/${row.id}/refund`, { amount: 10_001 })).status).toBe(422)
    expect((await post(`/payments/${row.id}/refund`, { amount: 'all' })).status).toBe(422)
    expect((await site.rest('POST', `/payments/${row.id}/refund`, { body: {} })).status).toBe(401)
    const cash = await makePayment(site.payload, { client: row.client, amount: 1_000, currency: 'EUR', method: 'cash' })
    expect((await post(`/payments/${cash.id}/refund`, {})).status).toBe(409)
    expect((await post('/payments/999999/refund', {})).status).toBe(404)
  })
})

describe('disputes', () => {
  it('an open one leaves the invoice paid, a lost one makes it due again', async () => {
    const { visit, intent } = await paid()
    const dispute = await stripe.control<{ id: string }>('POST', `charges/${intent}/dispute`)
    await settleStripePayment(await req(), intent)
    expect(await visit.rows()).toMatchObject([{ status: 'disputed', disputeStatus: 'open' }])
    expect(standing(await visit.invoiceNow())).toMatchObject({ status: 'paid', amountDue: 0 })
    expect((await post(`/payments/${(await visit.rows())[0]!.id}/refund`, {})).status).toBe(409)
    await stripe.control('POST', `disputes/${dispute.id}/lose`)
    await settleStripePayment(await req(), intent)
    expect(await visit.rows()).toMatchObject([{ status: 'disputed', disputeStatus: 'lost', disputeLost: 10_000 }])
    expect(standing(await visit.invoiceNow())).toMatchObject({ status: 'sent', amountPaid: 0, amountDue: 10_000 })
    expect(await eventsOf('dispute-lost', visit)).toHaveLength(1)
  })

  it('one that is won changes nothing, and nobody gets a second receipt', async () => {
    const { visit, intent } = await paid()
    const dispute = await stripe.control<{ id: string }>('POST', `charges/${intent}/dispute`)
    await settleStripePayment(await req(), intent)
    await stripe.control('POST', `disputes/${dispute.id}/win`)
    await settleStripePayment(await req(), intent)
    expect(await visit.rows()).toMatchObject([{ status: 'succeeded', disputeStatus: 'won', amountReturned: 0 }])
    expect(standing(await visit.invoiceNow())).toMatchObject({ status: 'paid' })
    expect(await receipts(visit)).toHaveLength(1)
  })
})

describe('credit', () => {
  const creditOf = async (client: { id: number | string }) =>
    (await balances({ payload: site.payload, options: getPortalOptions(site.payload), clientId: client.id }))[0]?.credit
  const setUp = async () => {
    const { visit, row } = await paid()
    const extra = await makePayment(site.payload, { invoice: visit.invoice.id, amount: 6_000 })
    const other = await makeInvoice(site.payload, visit.client, { lines: [line({ unitPrice: 5_000, taxRate: 0 })] })
    return { visit, row, extra, other }
  }

  it('is what no invoice needs, and pays another invoice only when staff says so', async () => {
    const { visit, extra, other } = await setUp()
    expect(await creditOf(visit.client)).toBe(6_000)
    expect(standing(await stored(site.payload, 'invoices', other.id))).toMatchObject({
      amountPaid: 0,
      amountDue: 5_000,
    })
    const applied = await post(`/payments/${extra.id}/apply`, { invoice: other.id })
    expect(await applied.json()).toMatchObject({
      payment: { amount: 5_000 },
      invoice: { status: 'paid', amountPaid: 5_000, amountDue: 0 },
    })
    expect(standing(await visit.invoiceNow())).toMatchObject({ status: 'paid', amountPaid: 10_000 })
    expect(await creditOf(visit.client)).toBe(1_000)
  })

  it('the same credit applied by many at once is used once', async () => {
    const { visit, extra } = await setUp()
    const targets = await Promise.all(
      Array.from({ length: 6 }, () =>
        makeInvoice(site.payload, visit.client, { lines: [line({ unitPrice: 6_000, taxRate: 0 })] }),
      ),
    )
    const answers = await Promise.all(
      targets.map(({ id }) => codeOf((async () => applyCredit(await req(), extra.id, { invoice: id }))())),
    )
    expect(answers.filter((code) => code === 'none')).toHaveLength(1)
    expect(answers.filter((code) => code === 'no-credit')).toHaveLength(5)
    expect(await creditOf(visit.client)).toBe(0)
  })

  it('taken back it lies where it came from; taking back the payment itself withdraws it from where it went', async () => {
    const { visit, extra, other } = await setUp()
    const { payment } = await applyCredit(await req(), extra.id, { invoice: other.id })
    await reversePayment(await staffReq(site.payload, owner), payment.id)
    expect(await creditOf(visit.client)).toBe(6_000)
    expect(standing(await stored(site.payload, 'invoices', other.id))).toMatchObject({
      amountPaid: 0,
      amountDue: 5_000,
    })
    await applyCredit(await req(), extra.id, { invoice: other.id })
    await reversePayment(await staffReq(site.payload, owner), extra.id)
    expect(standing(await stored(site.payload, 'invoices', other.id))).toMatchObject({
      amountPaid: 0,
      amountDue: 5_000,
    })
    expect(await creditOf(visit.client)).toBe(0)
    const rows = await ledgerOf(site, other.id)
    expect(rows.map(({ status }) => status)).toEqual(['reversed', 'reversed'])
  })

  it('applied at the very moment its payment is taken back it is withdrawn from where it went', async () => {
    const { visit, extra, other } = await setUp()
    // Both wait for the invoice, first who applies; who takes back has looked where the money lies before.
    const held = await holdInvoice(visit.invoice.id)
    const applied = applyCredit(await req(), extra.id, { invoice: other.id })
    await held.waiting(1)
    const reversed = reversePayment(await staffReq(site.payload, owner), extra.id)
    await held.waiting(2)
    await held.letGo()
    await Promise.all([applied, reversed])
    expect(standing(await stored(site.payload, 'invoices', other.id))).toMatchObject({
      status: 'sent',
      amountPaid: 0,
      amountDue: 5_000,
    })
    expect(standing(await visit.invoiceNow())).toMatchObject({ status: 'paid', amountPaid: 10_000 })
    expect(await creditOf(visit.client)).toBe(0)
  })

  it('a refund of money that was moved on takes it from where it went', async () => {
    const { visit, row } = await paid()
    await makePayment(site.payload, { invoice: visit.invoice.id, amount: 10_000, receivedAt: '2020-01-01' })
    const other = await makeInvoice(site.payload, visit.client, { lines: [line({ unitPrice: 8_000, taxRate: 0 })] })
    await applyCredit(await req(), row.id, { invoice: other.id })
    expect(standing(await stored(site.payload, 'invoices', other.id))).toMatchObject({ status: 'paid' })
    await refundPayment(await staffReq(site.payload, owner), row.id, { amount: 5_000, creditNote: false })
    expect(standing(await visit.invoiceNow())).toMatchObject({ status: 'paid', amountPaid: 10_000 })
    expect(standing(await stored(site.payload, 'invoices', other.id))).toMatchObject({
      amountPaid: 5_000,
      amountDue: 3_000,
    })
    expect(await creditOf(visit.client)).toBe(0)
  })

  it('not to another client’s invoice, not in another currency, not more than there is', async () => {
    const { extra, other, visit } = await setUp()
    const stranger = await makeInvoice(site.payload, await makeClient(site.payload))
    const dollars = await makeInvoice(site.payload, visit.client, { currency: 'USD' })
    expect((await post(`/payments/${extra.id}/apply`, { invoice: stranger.id })).status).toBe(422)
    expect((await post(`/payments/${extra.id}/apply`, { invoice: dollars.id })).status).toBe(422)
    expect((await post(`/payments/${extra.id}/apply`, { invoice: other.id, amount: 5_001 })).status).toBe(422)
    expect((await post(`/payments/${extra.id}/apply`, { invoice: other.id, amount: 0 })).status).toBe(422)
    expect((await post(`/payments/${extra.id}/apply`, { invoice: 'x' })).status).toBe(404)
  })
})
