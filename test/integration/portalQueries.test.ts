import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { getPortalOptions } from '../../src/context.ts'
import { isReadPlain } from '../../src/plainReads.ts'
import { parseListQuery } from '../../src/queries/listQuery.ts'
import { buildFromPages } from '../../src/queries/pagedSums.ts'
import { invoiceList } from '../../src/queries/invoiceList.ts'
import { hasInvoice, invoicePage } from '../../src/queries/invoicePage.ts'
import { statement } from '../../src/queries/statement.ts'
import { balances } from '../../src/queries/sums.ts'
import type { Client, ID } from '../../src/records.ts'
import { findById, findMany, insertRow } from '../../src/store.ts'
import { line, makeClient, makeDraft, makeInvoice, makePayment, saveSettings, systemReq } from '../factories.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'

let site: StartedPayload
let ana: Client
let john: Client

const scope = (client: Client) => ({
  payload: site.payload,
  options: getPortalOptions(site.payload),
  clientId: client.id,
})
const list = (client: Client, query: Record<string, string> = {}) =>
  invoiceList({ ...scope(client), query: parseListQuery(query) })

beforeAll(async () => {
  site = await startPayload({ plugin: { worker: { inProcess: false }, url: 'https://studio.test' } })
  await saveSettings(site.payload)
  ana = await makeClient(site.payload)
  john = await makeClient(site.payload)
})
afterAll(() => site.stop())

describe('what a client sees of the books', () => {
  it('adds up what is owed and paid per currency, and keeps what is beyond as credit', async () => {
    const first = await makeInvoice(site.payload, ana)
    await makeInvoice(site.payload, ana, { currency: 'USD', lines: [line({ unitPrice: 5_000, taxRate: 0 })] })
    await makePayment(site.payload, {
      client: ana.id,
      invoice: first.id,
      amount: 20_000,
      currency: 'EUR',
      receivedAt: '2026-11-03',
    })

    const found = await balances(scope(ana))

    expect(found.find(({ currency }) => currency === 'EUR')).toMatchObject({ owed: 0, paid: 20_000, credit: 7_900 })
    expect(found.find(({ currency }) => currency === 'USD')).toMatchObject({
      owed: 5_000,
      overdue: 0,
      openCount: 1,
      paid: 0,
    })
    expect(await balances(scope(john))).toEqual([])
  })

  it('comes to the same without SQL', async () => {
    const paged = [...(await buildFromPages(scope(ana))).values()]
    for (const balance of await balances(scope(ana))) {
      const { credit: _, ...figures } = balance
      expect(paged.find(({ currency }) => currency === balance.currency)).toMatchObject(figures)
    }
  })

  it('has no private draft, and a shared one in no balance', async () => {
    const hidden = await makeDraft(site.payload, john)
    const shared = await makeDraft(site.payload, john, { shared: true })

    const { docs, sums } = await list(john)

    expect(docs.map(({ id }) => id)).toEqual([shared.id])
    expect(sums).toEqual([])
    expect(await hasInvoice({ ...scope(john), id: hidden.id })).toBe(false)
    expect((await statement(scope(john))).balances).toEqual([])
  })

  it('is never another client’s', async () => {
    const { docs } = await list(ana)
    const [own] = docs
    expect(own).toBeDefined()
    if (!own) return
    expect((await invoicePage({ ...scope(ana), id: own.id }))?.invoice.id).toBe(own.id)
    expect(await invoicePage({ ...scope(john), id: own.id })).toBeNull()
    expect(await invoicePage({ ...scope(ana), id: 'abc' })).toBeNull()
    expect(await invoicePage({ ...scope(ana), id: '99999999999' })).toBeNull()
  })

  it('is filtered by status, year and text, and says what the selection adds up to', async () => {
    const year = String(new Date().getUTCFullYear())
    const all = await list(ana)
    expect(all.years).toEqual([Number(year)])
    expect((await list(ana, { status: 'sent' })).docs).toHaveLength(1)
    expect((await list(ana, { status: 'sent', year })).sums).toEqual([{ currency: 'USD', total: 5_000, due: 5_000 }])
    expect(await list(ana, { year: '2001' })).toMatchObject({ docs: [], total: 0, hasAny: true })
    const number = all.docs[0]?.number ?? ''
    const found = await list(ana, { q: number.toLowerCase() })
    expect(found.docs.map((doc) => doc.number)).toEqual([number])
    expect(found.sums).toHaveLength(1)
    expect((await list(ana, { q: "%'; drop table invoices; --" })).docs).toEqual([])
  })

  it('is sorted every way, and a page past the end is the last one', async () => {
    for (const sort of [
      'issued',
      '-issued',
      'status',
      '-status',
      'due',
      '-due',
      'total',
      '-total',
      'number',
      '-number',
    ]) {
      expect((await list(ana, { sort })).docs).toHaveLength(2)
    }
    expect((await list(ana, { sort: 'status' })).docs.map(({ status }) => status)).toEqual(['sent', 'paid'])
    expect(await list(ana, { page: '99' })).toMatchObject({ page: 1, total: 2 })
  })

  it('tells of what a bank is still working on, and asks first for what nobody has paid yet', async () => {
    const maria = await makeClient(site.payload)
    const [first, second] = [await makeInvoice(site.payload, maria), await makeInvoice(site.payload, maria)]
    expect((await statement(scope(maria))).payFirst?.id).toBe(first.id)
    await insertRow(await systemReq(site.payload), 'payments', {
      client: maria.id,
      invoice: first.id,
      amount: first.amountDue,
      currency: first.currency,
      method: 'stripe',
      status: 'processing',
      receivedAt: new Date().toISOString(),
      stripePaymentIntent: `pi_processing_${first.id}`,
    })

    const underWay = (docs: { id: ID; amountProcessing?: number }[]) =>
      Object.fromEntries(docs.map(({ id, amountProcessing }) => [id, amountProcessing]))
    const expected = { [first.id]: first.amountDue, [second.id]: undefined }

    expect(underWay((await list(maria)).docs)).toEqual(expected)
    const seen = await statement(scope(maria))
    expect(underWay(seen.latest)).toEqual(expected)
    expect(seen.payFirst?.id).toBe(second.id)
    expect((await invoicePage({ ...scope(maria), id: first.id }))?.amountProcessing).toBe(first.amountDue)
    expect((await invoicePage({ ...scope(maria), id: second.id }))?.amountProcessing).toBe(0)
    expect(underWay((await list(ana)).docs)).not.toHaveProperty(String(first.id))
  })
})

describe('what is read without a walk through hooks', () => {
  const clientsConfig = () => site.payload.collections[getPortalOptions(site.payload).slugs.clients]!.config

  it('is what Payload itself would answer, of a client with little and of one with much', async () => {
    const much = await makeClient(site.payload, {
      company: 'Molino',
      currency: 'EUR',
      contacts: [{ name: 'Luis', email: 'luis@client.test' }, { email: 'books@client.test' }],
    })
    expect(isReadPlain(clientsConfig())).toBe(true)
    const req = await systemReq(site.payload)
    const where = { id: { in: [john.id, much.id] } }
    const asked = { collection: clientsConfig().slug, depth: 0, where, sort: 'id' }
    const { docs } = await site.payload.find(asked)
    expect(docs).toHaveLength(2)
    expect(await findMany(req, 'clients', { where, sort: 'id' })).toEqual(docs)
    expect(await findById(req, 'clients', much.id)).toEqual(docs[1])
    expect(await findMany(req, 'clients', { where, sort: 'id', select: { company: true } })).toEqual(
      (await site.payload.find({ ...asked, select: { company: true } })).docs,
    )
  })

  it('goes through Payload where the host hears of reads, or makes up fields of its own', () => {
    const config = clientsConfig()
    const nothing = () => undefined
    const withHook = (name: 'afterRead' | 'beforeRead' | 'afterOperation' | 'beforeOperation') =>
      isReadPlain({ ...config, hooks: { ...config.hooks, [name]: [...config.hooks[name], nothing] } })
    expect(withHook('afterRead')).toBe(false)
    expect(withHook('beforeRead')).toBe(false)
    expect(withHook('afterOperation')).toBe(false)
    expect(withHook('beforeOperation')).toBe(false)
    const [first, ...others] = config.flattenedFields
    const withField = (change: object) =>
      isReadPlain({ ...config, flattenedFields: [{ ...first, ...change } as typeof first & object, ...others] })
    expect(withField({})).toBe(true)
    expect(withField({ hooks: { afterRead: [nothing] } })).toBe(false)
    expect(withField({ virtual: true })).toBe(false)
    expect(withField({ localized: true })).toBe(false)
    expect(withField({ hidden: true })).toBe(false)
  })
})
