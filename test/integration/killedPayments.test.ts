import { Client as Connection } from 'pg'
import type { TypedUser } from 'payload'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

import { reconcilePayments } from '../../src/operations/reconcilePayments.ts'
import { refundPayment } from '../../src/operations/refundPayment.ts'
import { settleStripePayment } from '../../src/operations/settleStripePayment.ts'
import { findMany } from '../../src/store.ts'
import { saveSettings, staffReq, systemReq } from '../factories.ts'
import { holdAnswers, type HeldStripe } from '../holdAnswers.ts'
import { startDying, type DyingProcess } from '../startDying.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'
import { startStripe, type StartedStripe } from '../startStripe.ts'
import { deliver, standing, visitToPay, type StripeVisit } from '../stripeVisit.ts'

let stripe: StartedStripe
let held: HeldStripe
/** The process that goes on. */
let site: StartedPayload
/** The one that is killed. */
let dying: DyingProcess
/** Connections of our own: one looks at locks, the other takes some. Inside a transaction the first look is kept. */
let sql: Connection
let locking: Connection
let owner: TypedUser

beforeAll(async () => {
  stripe = await startStripe()
  held = await holdAnswers(stripe)
  site = await startPayload({ plugin: stripe.plugin })
  await saveSettings(site.payload, { allowPartialPayments: true })
  owner = await site.createUser()
  sql = new Connection({ connectionString: site.databaseUrl })
  locking = new Connection({ connectionString: site.databaseUrl })
  await Promise.all([sql.connect(), locking.connect()])
})
afterAll(async () => {
  await Promise.all([sql.end(), locking.end()])
  await site.stop()
  await held.stop()
  await stripe.stop()
})
beforeEach(async () => {
  dying = await startDying({ databaseUrl: site.databaseUrl, plugin: held.plugin })
})
afterEach(async () => {
  await dying.kill()
  await locking.query('rollback')
})

const req = () => systemReq(site.payload)
const until = <T>(look: () => Promise<T>) => vi.waitFor(look, { timeout: 20_000, interval: 25 })
const receipts = async ({ client }: StripeVisit) =>
  findMany(await req(), 'emails', {
    where: { and: [{ kind: { equals: 'receipt' } }, { client: { equals: client.id } }] },
  })
const eventsOf = async (type: string, { client }: StripeVisit) =>
  findMany(await req(), 'portalEvents', {
    where: { and: [{ type: { equals: type } }, { client: { equals: client.id } }] },
  })
const intentsOf = ({ number }: { number?: string | null }) =>
  [...stripe.world.tables.paymentIntents.values()].filter(({ description }) => description === number)

/** Nobody waits for a lock, and no transaction is open, once the database has seen that a process is gone. */
const noLockRemains = () =>
  until(async () => {
    const { rows } = await sql.query(
      `select pid, state, query from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null`,
    )
    expect(rows).toEqual([])
  })

const charged = async () => {
  const visit = await visitToPay(site)
  const { intent, clientSecret } = await visit.begin()
  stripe.newEvents()
  await stripe.payByCard(clientSecret)
  return { visit, intent, events: stripe.newEvents() }
}

const paidOnce = async (visit: StripeVisit): Promise<void> => {
  expect(standing(await visit.invoiceNow())).toEqual({
    status: 'paid',
    amountPaid: 10_000,
    amountCredited: 0,
    amountDue: 0,
  })
  expect((await visit.rows()).filter(({ status }) => status !== 'failed')).toMatchObject([
    { status: 'succeeded', amount: 10_000, amountUnapplied: 0 },
  ])
  expect(await receipts(visit)).toHaveLength(1)
  expect(await eventsOf('payment-succeeded', visit)).toHaveLength(1)
}

describe('a process killed after the charge and before it is written', () => {
  it('while Stripe’s answer is on its way: the nightly check finds the money, once', async () => {
    const { visit, intent } = await charged()
    const reached = held.hold(intent, 'after')
    dying.send({ what: 'settle', intent })
    await reached
    await dying.kill()
    expect(dying.said()).toBeNull()
    await noLockRemains()
    expect(standing(await visit.invoiceNow())).toMatchObject({ status: 'sent', amountPaid: 0 })

    const [first, second] = await Promise.all([reconcilePayments(await req()), reconcilePayments(await req())])
    expect(first.repaired + second.repaired).toBe(1)
    await paidOnce(visit)
    expect((await reconcilePayments(await req())).repaired).toBe(0)
  })

  it('between writing the row and the commit: all of it is undone, and Stripe’s next webhook settles', async () => {
    const { visit, intent, events } = await charged()
    // The row and the invoice are written by then; the receipt's mail waits for us.
    await locking.query('begin')
    await locking.query('lock table emails in share mode')
    dying.send({ what: 'settle', intent })
    await until(async () => {
      const { rows } = await sql.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )
      expect(rows).toHaveLength(1)
    })
    await dying.kill()
    await locking.query('rollback')
    expect(dying.said()).toBeNull()
    await noLockRemains()
    expect(standing(await visit.invoiceNow())).toMatchObject({ status: 'sent', amountPaid: 0, amountDue: 10_000 })
    expect(await visit.rows()).toMatchObject([{ status: 'pending', stripeVersion: 0 }])
    expect(await receipts(visit)).toHaveLength(0)

    for (const event of events) expect(await deliver(site, stripe, event)).toBe(200)
    await paidOnce(visit)
  })
})

describe('a process killed while it opens a payment', () => {
  it.each(['before', 'after'] as const)(
    'with the offer written, %s Stripe made the payment: the next one opens that very payment, and it is paid once',
    async (when) => {
      const visit = await visitToPay(site)
      const reached = held.hold('/v1/payment_intents', when)
      dying.send({ what: 'begin', client: visit.client.id, invoice: visit.invoice.id })
      await reached
      await dying.kill()
      await noLockRemains()
      const [offer] = await visit.rows()
      expect(offer).toMatchObject({ status: 'pending', amount: 10_000 })
      expect(offer?.stripePaymentIntent ?? null).toBeNull()
      expect(intentsOf(visit.invoice)).toHaveLength(when === 'after' ? 1 : 0)

      const begun = await visit.begin()
      expect(intentsOf(visit.invoice).map(({ id }) => id)).toEqual([begun.intent])
      expect(await visit.rows()).toMatchObject([{ id: offer?.id, stripePaymentIntent: begun.intent }])
      await stripe.payByCard(begun.clientSecret)
      await visit.sync()
      await paidOnce(visit)
    },
  )

  it('and the client then chooses another amount: one offer stands, and what was made before is shown to nobody', async () => {
    const visit = await visitToPay(site)
    const reached = held.hold('/v1/payment_intents', 'after')
    dying.send({ what: 'begin', client: visit.client.id, invoice: visit.invoice.id })
    await reached
    await dying.kill()
    await noLockRemains()

    const begun = await visit.begin({ amount: 4_000 })
    await stripe.payByCard(begun.clientSecret)
    await visit.sync()
    await reconcilePayments(await req())
    expect(await visit.rows()).toMatchObject([
      { status: 'failed', amount: 10_000 },
      { status: 'succeeded', amount: 4_000 },
    ])
    expect(standing(await visit.invoiceNow())).toMatchObject({ status: 'sent', amountPaid: 4_000, amountDue: 6_000 })
  })
})

describe('a process killed after Stripe sent money back', () => {
  const refunded = async () => {
    const { visit, intent } = await charged()
    await settleStripePayment(await req(), intent)
    const [row] = await visit.rows()
    if (!row) throw new Error('There is no payment.')
    const reached = held.hold('/v1/refunds', 'after')
    dying.send({ what: 'refund', payment: row.id, amount: 4_000 })
    await reached
    await dying.kill()
    await noLockRemains()
    return { visit, row }
  }
  const refundedOnce = async (visit: StripeVisit) => {
    expect(await visit.rows()).toMatchObject([{ status: 'succeeded', amountReturned: 4_000 }])
    expect(standing(await visit.invoiceNow())).toEqual({
      status: 'paid',
      amountPaid: 6_000,
      amountCredited: 4_000,
      amountDue: 0,
    })
    expect(await eventsOf('payment-refunded', visit)).toHaveLength(1)
    expect(await eventsOf('credit-note-issued', visit)).toHaveLength(1)
  }

  it('before it was written: the nightly check writes the refund and its credit note, once', async () => {
    const { visit } = await refunded()
    expect(standing(await visit.invoiceNow())).toMatchObject({ amountPaid: 10_000, amountCredited: 0 })
    await Promise.all([reconcilePayments(await req()), reconcilePayments(await req())])
    await refundedOnce(visit)
  })

  it('and staff presses again: it is the same refund', async () => {
    const { visit, row } = await refunded()
    const { creditNote } = await refundPayment(await systemReq(site.payload), row.id, {
      amount: 4_000,
      creditNote: true,
    })
    expect(creditNote?.number).toMatch(/^CN-/)
    await refundedOnce(visit)
    const again = await refundPayment(await staffReq(site.payload, owner), row.id, { amount: 1_000, creditNote: false })
    expect(again.payment.amountReturned).toBe(5_000)
  })
})
