import type { TypedUser } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { getPortalOptions } from '../../src/context.ts'
import { reversePayment } from '../../src/operations/reversePayment.ts'
import { voidInvoice } from '../../src/operations/voidInvoice.ts'
import { balances } from '../../src/queries/sums.ts'
import type { Client, ID, Invoice, Payment } from '../../src/records.ts'
import {
  codeOf,
  line,
  makeClient,
  makeDraft,
  makeInvoice,
  makePayment,
  saveSettings,
  stored,
  systemReq,
} from '../factories.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'

let site: StartedPayload
let owner: TypedUser
let client: Client

beforeAll(async () => {
  site = await startPayload()
  await saveSettings(site.payload)
  owner = await site.createUser()
  client = await makeClient(site.payload)
})
afterAll(() => site.stop())

/** An issued invoice over 100.00 EUR. */
const hundred = (data: Partial<Invoice> = {}, now?: Date) =>
  makeInvoice(site.payload, client, { lines: [line({ unitPrice: 10_000, taxRate: 0 })], ...data }, now)

const record = (body: object) =>
  site.rest('POST', '/payments', { user: owner, body: { method: 'bank-transfer', ...body } })
const recorded = async (body: object) => ((await (await record(body)).json()) as { doc: Payment }).doc
const invoiceNow = (id: ID) => stored(site.payload, 'invoices', id)
const owed = ({ amountPaid, amountDue, status }: Invoice) => ({ amountPaid, amountDue, status })

describe('recording a payment', () => {
  it('in part, then the rest: what is owed follows, and the last day paid is kept', async () => {
    const { id } = await hundred()
    expect((await record({ invoice: id, amount: 4_000, receivedAt: '2026-03-01' })).status).toBe(201)
    expect(owed(await invoiceNow(id))).toEqual({ amountPaid: 4_000, amountDue: 6_000, status: 'sent' })
    await record({ invoice: id, amount: 6_000, receivedAt: '2026-03-09' })
    expect(await invoiceNow(id)).toMatchObject({
      amountPaid: 10_000,
      amountDue: 0,
      status: 'paid',
      statusRank: 3,
      paidAt: '2026-03-09T12:00:00.000Z',
    })
  })

  it('takes client and currency from the invoice', async () => {
    const { id } = await hundred()
    expect(await recorded({ invoice: id, amount: 100 })).toMatchObject({ currency: 'EUR', status: 'succeeded' })
  })

  it('beyond what is owed: the excess is the client’s credit', async () => {
    const payer = await makeClient(site.payload)
    const invoice = await makeInvoice(site.payload, payer, { lines: [line({ taxRate: 0 })] })
    await record({ invoice: invoice.id, amount: 12_500 })
    expect(owed(await invoiceNow(invoice.id))).toEqual({ amountPaid: 10_000, amountDue: 0, status: 'paid' })
    const [balance] = await balances({
      payload: site.payload,
      options: getPortalOptions(site.payload),
      clientId: payer.id,
    })
    expect(balance).toMatchObject({ owed: 0, paid: 12_500, credit: 2_500 })
  })

  it('twenty at the same moment: each of them counts', async () => {
    const { id } = await hundred()
    const answers = await Promise.all(Array.from({ length: 20 }, () => record({ invoice: id, amount: 500 })))
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201))
    expect(owed(await invoiceNow(id))).toEqual({ amountPaid: 10_000, amountDue: 0, status: 'paid' })
  })

  it.each(['stripe', 'credit'])('by %s is nothing a person records by hand', async (method) => {
    const { id } = await hundred()
    const answer = await record({ invoice: id, amount: 100, method })
    expect(answer.status).toBe(400)
    expect(owed(await invoiceNow(id))).toMatchObject({ amountPaid: 0 })
  })

  it.each([0, -5, 1.5, 'abc', null, [1], 1e20])('of %j is refused', async (amount) => {
    const { id } = await hundred()
    expect((await record({ invoice: id, amount })).status).toBe(400)
    expect(owed(await invoiceNow(id))).toMatchObject({ amountPaid: 0 })
  })

  it('on what takes none is refused: a draft, a credit note, a void invoice, another client’s, another currency', async () => {
    const draft = await makeDraft(site.payload, client)
    const { invoice: gone, creditNote } = await voidInvoice(await systemReq(site.payload), (await hundred()).id)
    const invoice = await hundred()
    const stranger = await makeClient(site.payload)
    const refused: [object, string][] = [
      [{ invoice: draft.id, amount: 100 }, 'not-sent'],
      [{ invoice: creditNote.id, amount: 100 }, 'is-credit-note'],
      [{ invoice: gone.id, amount: 100 }, 'already-void'],
      [{ invoice: invoice.id, amount: 100, client: stranger.id }, 'wrong-client'],
      [{ invoice: invoice.id, amount: 100, currency: 'USD' }, 'wrong-currency'],
    ]
    for (const [body, code] of refused) {
      const answer = await record(body)
      expect(await answer.json()).toMatchObject({ errors: [{ data: { code } }] })
      expect([409, 422]).toContain(answer.status)
    }
    expect(owed(await invoiceNow(invoice.id))).toMatchObject({ amountPaid: 0, amountDue: 10_000 })
  })
})

describe('a payment in the ledger', () => {
  it('keeps its amount, client, invoice, method and day, whatever is sent; its note may change', async () => {
    const invoice = await hundred()
    const other = await hundred()
    const payment = await recorded({ invoice: invoice.id, amount: 3_000 })
    const changes = {
      amount: 1,
      invoice: other.id,
      method: 'cash',
      currency: 'USD',
      status: 'failed',
      receivedAt: '2020-01-01',
    }
    for (const [field, value] of Object.entries(changes)) {
      await site.rest('PATCH', `/payments/${payment.id}`, { user: owner, body: { [field]: value } })
    }
    const answer = await site.rest('PATCH', `/payments/${payment.id}`, {
      user: owner,
      body: { note: 'By standing order' },
    })
    expect(answer.status).toBe(200)
    expect(await stored(site.payload, 'payments', payment.id)).toMatchObject({
      ...{ amount: 3_000, invoice: invoice.id, method: 'bank-transfer', currency: 'EUR', status: 'succeeded' },
      receivedAt: payment.receivedAt,
      note: 'By standing order',
    })
    expect(owed(await invoiceNow(invoice.id))).toMatchObject({ amountPaid: 3_000 })
    expect(owed(await invoiceNow(other.id))).toMatchObject({ amountPaid: 0 })
  })

  it('is refused another amount by the Local API too, and is deleted by nobody', async () => {
    const invoice = await hundred()
    const payment = await makePayment(site.payload, { invoice: invoice.id, amount: 3_000 })
    const collection = 'payments' as never
    expect(await codeOf(site.payload.update({ collection, id: payment.id, data: { amount: 1 } }))).toBe('not-allowed')
    expect(await codeOf(site.payload.delete({ collection, id: payment.id }))).toBe('not-allowed')
    expect((await site.rest('DELETE', `/payments/${payment.id}`, { user: owner })).status).toBe(403)
    expect((await site.rest('DELETE', `/payments?where[id][equals]=${payment.id}`, { user: owner })).status).toBe(403)
    expect(await stored(site.payload, 'payments', payment.id)).toMatchObject({ amount: 3_000 })
  })

  it('can still get a note after its invoice was voided', async () => {
    const invoice = await hundred()
    const payment = await recorded({ invoice: invoice.id, amount: 3_000 })
    await voidInvoice(await systemReq(site.payload), invoice.id)
    const answer = await site.rest('PATCH', `/payments/${payment.id}`, { user: owner, body: { note: 'To pay back' } })
    expect(answer.status).toBe(200)
  })

  it('stays reversed where its note was saved at the same moment', async () => {
    for (let round = 0; round < 10; round += 1) {
      const invoice = await hundred()
      const payment = await makePayment(site.payload, { invoice: invoice.id, amount: 3_000 })
      await Promise.all([
        site.rest('PATCH', `/payments/${payment.id}`, { user: owner, body: { note: `Note ${round}` } }),
        reversePayment(await systemReq(site.payload), payment.id),
      ])
      expect(await stored(site.payload, 'payments', payment.id)).toMatchObject({ status: 'reversed' })
      expect(owed(await invoiceNow(invoice.id))).toMatchObject({ amountPaid: 0 })
    }
  })
})

describe('reversing a payment', () => {
  it('makes a paid invoice open again, and overdue where its day has passed', async () => {
    const longAgo = new Date(Date.now() - 60 * 86_400_000)
    const recent = await hundred()
    const old = await hundred({}, longAgo)
    for (const [{ id }, status] of [
      [recent, 'sent'],
      [old, 'overdue'],
    ] as const) {
      const payment = await recorded({ invoice: id, amount: 10_000 })
      expect(await invoiceNow(id)).toMatchObject({ status: 'paid', paidAt: expect.any(String) })
      const answer = await site.rest('POST', `/payments/${payment.id}/reverse`, { user: owner })
      expect(await answer.json()).toMatchObject({ payment: { status: 'reversed' } })
      expect(await invoiceNow(id)).toMatchObject({ status, amountPaid: 0, amountDue: 10_000, paidAt: null })
    }
  })

  it('twice at the same moment happens once', async () => {
    const invoice = await hundred()
    const payment = await makePayment(site.payload, { invoice: invoice.id, amount: 4_000 })
    await makePayment(site.payload, { invoice: invoice.id, amount: 1_000 })
    const codes = await Promise.all(
      [1, 2].map(async () => codeOf(reversePayment(await systemReq(site.payload), payment.id))),
    )
    expect(codes.sort()).toEqual(['already-reversed', 'none'])
    expect(owed(await invoiceNow(invoice.id))).toEqual({ amountPaid: 1_000, amountDue: 9_000, status: 'sent' })
  })

  it('of a void invoice leaves it void, and takes the credit back', async () => {
    const payer = await makeClient(site.payload)
    const invoice = await makeInvoice(site.payload, payer)
    const payment = await makePayment(site.payload, { invoice: invoice.id, amount: invoice.total })
    await voidInvoice(await systemReq(site.payload), invoice.id)
    const credit = async () =>
      (await balances({ payload: site.payload, options: getPortalOptions(site.payload), clientId: payer.id }))[0]
        ?.credit
    expect(await credit()).toBe(invoice.total)
    await reversePayment(await systemReq(site.payload), payment.id)
    expect(await invoiceNow(invoice.id)).toMatchObject({ status: 'void', amountPaid: 0, amountDue: 0 })
    expect(await credit()).toBe(0)
  })
})
