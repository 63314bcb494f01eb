import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { counterKey } from '../../src/domain/numbering.ts'
import { sendInvoice } from '../../src/operations/sendInvoice.ts'
import { voidInvoice } from '../../src/operations/voidInvoice.ts'
import type { Client, ID, Invoice } from '../../src/records.ts'
import { claim, findMany, findRow } from '../../src/store.ts'
import { codeOf, line, makeClient, makeDraft, makeInvoice, saveSettings, staffReq, systemReq } from '../factories.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'

// Many rounds, on a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 60_000 })

let site: StartedPayload
let client: Client

beforeAll(async () => {
  site = await startPayload({ poolMax: 10, plugin: { worker: { inProcess: false } } })
  await saveSettings(site.payload)
  client = await makeClient(site.payload)
})
afterAll(() => site.stop())

/** Drafts one after the other, so that only the sending is simultaneous. */
const drafts = async (count: number, data: Partial<Invoice> = {}): Promise<Invoice[]> => {
  const made: Invoice[] = []
  for (let index = 0; index < count; index += 1) made.push(await makeDraft(site.payload, client, data))
  return made
}

/** Each by a request of its own, all at once. */
const sendAll = (ids: ID[], now: Date, on: StartedPayload = site) =>
  Promise.allSettled(
    ids.map(async (id) => (await sendInvoice(await systemReq(on.payload), id, {}, now)).invoice.number ?? ''),
  )

const numbersOf = (results: PromiseSettledResult<string>[]) =>
  results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))

const codesOf = (results: PromiseSettledResult<string>[]) =>
  results.flatMap((result) => (result.status === 'rejected' ? [(result.reason as { code?: string }).code] : []))

const series = (prefix: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `${prefix}${String(from + index).padStart(4, '0')}`)

const noon = (year: number) => new Date(`${year}-06-15T10:00:00Z`)

describe('fifty invoices sent at the same moment', () => {
  it('get fifty numbers in a row, also where they are the very first of a year', async () => {
    const ids = (await drafts(50)).map(({ id }) => id)
    const key = counterKey('invoice', 'INV-{YYYY}-{0000}', 2031)
    expect(await findRow(await systemReq(site.payload), 'portalCounters', { key: { equals: key } })).toBeNull()

    const results = await sendAll(ids, noon(2031))

    expect(codesOf(results)).toEqual([])
    expect(numbersOf(results).sort()).toEqual(series('INV-2031-', 1, 50))
  })

  it('leave no gap where some of them fail', async () => {
    const good = await drafts(20)
    const empty = await drafts(5, { lines: [] })
    const late = await drafts(5, { dueDate: '2031-01-01' })
    const stranger = await drafts(5, { recipients: ['nobody@elsewhere.test'] })
    // A draft that turned negative: no save lets it, so its lines are changed behind the hooks' back.
    const negative = await drafts(5, { lines: [line(), line({ description: 'Discount', unitPrice: -9_000 })] })
    for (const draft of negative) {
      await site.payload.db.updateOne({
        collection: 'invoices',
        id: draft.id,
        data: { lines: draft.lines.map((each) => ({ ...each, unitPrice: -5_000 })) },
      })
    }
    const mixed = [...good, ...empty, ...late, ...stranger, ...negative].sort(
      (a, b) => (Number(a.id) % 7) - (Number(b.id) % 7),
    )

    const results = await sendAll(
      mixed.map(({ id }) => id),
      noon(2032),
    )

    expect(numbersOf(results).sort()).toEqual(series('INV-2032-', 1, 20))
    const failures = codesOf(results)
    for (const code of ['no-lines', 'due-before-issue', 'unknown-recipient', 'negative-total']) {
      expect(failures.filter((each) => each === code)).toHaveLength(5)
    }
    const req = await systemReq(site.payload)
    for (const { id } of [...empty, ...late, ...stranger, ...negative]) {
      expect(await findRow(req, 'invoices', { id: { equals: id } })).toMatchObject({ status: 'draft', number: null })
      expect(await findRow(req, 'emails', { invoice: { equals: id } })).toBeNull()
    }
    expect(numbersOf(await sendAll([(await drafts(1))[0]!.id], noon(2032)))).toEqual(['INV-2032-0021'])
  })

  it('share one series between two processes', async () => {
    const twin = await startPayload({
      databaseUrl: site.databaseUrl,
      plugin: { worker: { inProcess: false } },
    })
    const ids = (await drafts(30)).map(({ id }) => id)
    const [here, there] = await Promise.all([
      sendAll(ids.slice(0, 15), noon(2033)),
      sendAll(ids.slice(15), noon(2033), twin),
    ])
    await twin.stop()
    expect(codesOf([...here, ...there])).toEqual([])
    expect(numbersOf([...here, ...there]).sort()).toEqual(series('INV-2033-', 1, 30))
  })
})

describe('the turn of the year', () => {
  it('is the one of Madrid: the last second of December and the first of January', async () => {
    const [old, fresh] = await drafts(2)
    const req = await systemReq(site.payload)
    // 23:59:59 and 00:00:01 in Madrid, while it is still 31 December in UTC.
    const last = await sendInvoice(req, old!.id, {}, new Date('2034-12-31T22:59:59Z'))
    const first = await sendInvoice(req, fresh!.id, {}, new Date('2034-12-31T23:00:01Z'))
    expect(last.invoice).toMatchObject({ number: 'INV-2034-0001', issueDate: '2034-12-31T12:00:00.000Z' })
    expect(first.invoice).toMatchObject({ number: 'INV-2035-0001', issueDate: '2035-01-01T12:00:00.000Z' })
  })

  it('keeps both series whole where both years are sent at once', async () => {
    const ids = (await drafts(20)).map(({ id }) => id)
    const [old, fresh] = await Promise.all([
      sendAll(ids.slice(0, 10), new Date('2036-12-31T22:59:59Z')),
      sendAll(ids.slice(10), new Date('2036-12-31T23:00:01Z')),
    ])
    expect(numbersOf(old).sort()).toEqual(series('INV-2036-', 1, 10))
    expect(numbersOf(fresh).sort()).toEqual(series('INV-2037-', 1, 10))
  })
})

describe('one draft sent by twenty people at once', () => {
  it('is one invoice with one number and one mail; the others hear that it is sent', async () => {
    const [draft] = await drafts(1)
    const users = await Promise.all([site.createUser(), site.createUser(), site.createUser({ role: 'editor' })])
    const codes = await Promise.all(
      Array.from({ length: 20 }, async (_, index) =>
        codeOf(sendInvoice(await staffReq(site.payload, users[index % 3]!), draft!.id, {}, noon(2038))),
      ),
    )
    expect(codes.filter((code) => code === 'none')).toHaveLength(1)
    expect(codes.filter((code) => code === 'already-sent')).toHaveLength(19)
    const req = await systemReq(site.payload)
    expect(await findMany(req, 'emails', { where: { invoice: { equals: draft!.id } } })).toHaveLength(1)
    expect(numbersOf(await sendAll([(await drafts(1))[0]!.id], noon(2038)))).toEqual(['INV-2038-0002'])
  })
})

describe('numbers from elsewhere', () => {
  it('pass over one that an imported invoice holds already', async () => {
    const [imported, ...ours] = await drafts(3)
    const req = await systemReq(site.payload)
    await claim(
      req,
      'invoices',
      { id: { equals: imported!.id } },
      { number: 'INV-2039-0002', sentAt: '2039-01-02T09:00:00.000Z', status: 'paid', statusRank: 3 },
    )
    const results = [await sendAll([ours[0]!.id], noon(2039)), await sendAll([ours[1]!.id], noon(2039))].flat()
    expect(numbersOf(results)).toEqual(['INV-2039-0001', 'INV-2039-0003'])
  })

  it('count credit notes in a series of their own', async () => {
    const now = noon(2040)
    const first = await makeInvoice(site.payload, client, {}, now)
    const { creditNote } = await voidInvoice(await systemReq(site.payload), first.id, {}, now)
    const second = await makeInvoice(site.payload, client, {}, now)
    expect([first.number, creditNote.number, second.number]).toEqual(['INV-2040-0001', 'CN-2040-0001', 'INV-2040-0002'])
  })
})

describe('changing the pattern', () => {
  it('and changing it back never gives a number twice', async () => {
    const now = noon(2041)
    const numbers: string[] = []
    for (const pattern of [
      'INV-{YYYY}-{0000}',
      'F{YY}/{000}',
      'INV-{YYYY}-{0000}',
      'INV-{YYYY}-{000000}',
      'F{YY}/{000}',
      'INV-2041-{0000}',
      'INV-{YYYY}-{0000}',
    ]) {
      await saveSettings(site.payload, { invoiceNumberPattern: pattern })
      numbers.push((await makeInvoice(site.payload, client, {}, now)).number ?? '')
    }
    expect(numbers).toEqual([
      'INV-2041-0001',
      'F41/001',
      'INV-2041-0002',
      'INV-2041-000003',
      'F41/002',
      'INV-2041-0004',
      'INV-2041-0005',
    ])
  })

  it.each([
    ['the pattern of the credit notes', { invoiceNumberPattern: 'CN-{YYYY}-{0000}' }, 'creditNoteNumberPattern'],
    [
      'a pattern the credit notes grow into',
      { creditNoteNumberPattern: 'INV-{YYYY}-1{000}' },
      'creditNoteNumberPattern',
    ],
    ['one without a counter', { invoiceNumberPattern: 'INV-{YYYY}' }, 'invoiceNumberPattern'],
    ['one whose digits run into a counter in use', { invoiceNumberPattern: 'F{YY}/1{00}' }, 'invoiceNumberPattern'],
  ])('is refused at its field for %s', async (_what, data, field) => {
    const user = await site.createUser()
    const answer = await site.rest('POST', '/globals/business-settings', { user, body: data })
    expect(answer.status).toBe(400)
    const body = (await answer.json()) as { errors: { data: { errors: { path: string; message: string }[] } }[] }
    const [problem] = body.errors[0]!.data.errors
    expect(problem).toMatchObject({ path: field })
    expect(problem?.message).toBeTruthy()
    const settings = await site.payload.findGlobal({ slug: 'business-settings' })
    expect(settings).toMatchObject({
      invoiceNumberPattern: 'INV-{YYYY}-{0000}',
      creditNoteNumberPattern: 'CN-{YYYY}-{0000}',
    })
  })
})
