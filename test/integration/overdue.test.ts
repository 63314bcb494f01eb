import type { TypedUser } from 'payload'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

import { getPortalOptions } from '../../src/context.ts'
import { addDays } from '../../src/domain/days.ts'
import { refreshOverdue } from '../../src/operations/refreshOverdue.ts'
import { balances } from '../../src/queries/sums.ts'
import type { Client, ID, Invoice } from '../../src/records.ts'
import { makeClient, makeInvoice, makePayment, saveSettings, stored, systemReq } from '../factories.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'

// Many rounds, on a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 60_000 })

let site: StartedPayload
let twin: StartedPayload
let owner: TypedUser
let client: Client

beforeAll(async () => {
  site = await startPayload()
  twin = await startPayload({ databaseUrl: site.databaseUrl })
  await saveSettings(site.payload)
  client = await makeClient(site.payload)
})
afterAll(async () => {
  await twin.stop()
  await site.stop()
})
afterEach(() => {
  vi.useRealTimers()
})

const statusOf = async (id: ID) => (await stored(site.payload, 'invoices', id)).status

/** The stored status alone, without the read that moves it. */
const rawStatus = async (id: ID) => {
  const row: unknown = await site.payload.db.findOne({ collection: 'invoices', where: { id: { equals: id } } })
  return (row as Invoice).status
}

describe('an invoice', () => {
  it.each([
    // zone, due day, last moment of that day, first moment of the next, all by the local clock
    ['Europe/Madrid', '2031-06-10', '2031-06-10T21:59:59.999Z', '2031-06-10T22:00:00Z'],
    ['Europe/Madrid, the day before summer time', '2031-03-29', '2031-03-29T22:59:59.999Z', '2031-03-29T23:00:00Z'],
    ['Europe/Madrid, the day summer time begins', '2031-03-30', '2031-03-30T21:59:59.999Z', '2031-03-30T22:00:00Z'],
    ['Europe/Madrid, the day before winter time', '2031-10-25', '2031-10-25T21:59:59.999Z', '2031-10-25T22:00:00Z'],
    ['Europe/Madrid, the day winter time begins', '2031-10-26', '2031-10-26T22:59:59.999Z', '2031-10-26T23:00:00Z'],
    ['Pacific/Auckland', '2031-06-10', '2031-06-10T11:59:59.999Z', '2031-06-10T12:00:00Z'],
    ['Pacific/Auckland, the day before winter time', '2031-04-05', '2031-04-05T10:59:59.999Z', '2031-04-05T11:00:00Z'],
    ['Pacific/Auckland, the day winter time begins', '2031-04-06', '2031-04-06T11:59:59.999Z', '2031-04-06T12:00:00Z'],
    ['Pacific/Auckland, the day before summer time', '2031-09-27', '2031-09-27T11:59:59.999Z', '2031-09-27T12:00:00Z'],
    ['Pacific/Auckland, the day summer time begins', '2031-09-28', '2031-09-28T10:59:59.999Z', '2031-09-28T11:00:00Z'],
    ['America/Los_Angeles', '2031-06-10', '2031-06-11T06:59:59.999Z', '2031-06-11T07:00:00Z'],
    [
      'America/Los_Angeles, the day before summer time',
      '2031-03-08',
      '2031-03-09T07:59:59.999Z',
      '2031-03-09T08:00:00Z',
    ],
    [
      'America/Los_Angeles, the day summer time begins',
      '2031-03-09',
      '2031-03-10T06:59:59.999Z',
      '2031-03-10T07:00:00Z',
    ],
    [
      'America/Los_Angeles, the day before winter time',
      '2031-11-01',
      '2031-11-02T06:59:59.999Z',
      '2031-11-02T07:00:00Z',
    ],
    [
      'America/Los_Angeles, the day winter time begins',
      '2031-11-02',
      '2031-11-03T07:59:59.999Z',
      '2031-11-03T08:00:00Z',
    ],
  ])(
    'in %s due on %s is on time until midnight and late from then on',
    async (place, dueDate, lastMoment, midnight) => {
      await saveSettings(site.payload, { timeZone: place.split(',')[0] })
      const { id } = await makeInvoice(site.payload, client, { dueDate }, new Date('2031-01-10T10:00:00Z'))
      const req = await systemReq(site.payload)
      await refreshOverdue(req, new Date(lastMoment))
      expect(await rawStatus(id)).toBe('sent')
      await refreshOverdue(req, new Date(midnight))
      expect(await rawStatus(id)).toBe('overdue')
      await saveSettings(site.payload)
    },
  )

  it('without anything owed never becomes overdue, nor does a credit note or a draft', async () => {
    const paid = await makeInvoice(site.payload, client, { dueDate: '2031-02-01' }, new Date('2031-01-10T10:00:00Z'))
    await makePayment(site.payload, { invoice: paid.id, amount: paid.total })
    const free = await makeInvoice(
      site.payload,
      client,
      { dueDate: '2031-02-01', discountPercent: 100 },
      new Date('2031-01-10T10:00:00Z'),
    )
    await refreshOverdue(await systemReq(site.payload), new Date('2032-02-02T10:00:00Z'))
    expect([await rawStatus(paid.id), await rawStatus(free.id)]).toEqual(['paid', 'paid'])
  })
})

describe('the first read of a new business day', () => {
  const today = '2033-07-10'
  let clock = new Date(`${today}T08:00:00Z`)
  let late: Invoice[]
  let onTime: Invoice[]

  beforeEach(async () => {
    // Each test is a day of its own, so that nothing was looked at yet.
    clock = new Date(clock.getTime() + 86_400_000)
    vi.setSystemTime(clock)
    owner = await site.createUser()
    client = await makeClient(site.payload)
    // The process looked a moment ago and trusts that for five seconds, while the invoices are made.
    await refreshOverdue(await systemReq(site.payload))
    vi.setSystemTime(new Date(clock.getTime() + 1))
    const day = clock.toISOString().slice(0, 10)
    const issued = new Date(clock.getTime() - 50 * 86_400_000)
    const due = (days: number) => makeInvoice(site.payload, client, { dueDate: addDays(day, days) }, issued)
    onTime = [await due(0), await due(1)]
    late = [await due(-1), await due(-30)]
    vi.setSystemTime(new Date(clock.getTime() + 6_000))
    for (const { id } of late) expect(await rawStatus(id)).toBe('sent')
  })

  const mine = () => `where[client][equals]=${client.id}`
  const list = async (query: string) => {
    const answer = await site.rest('GET', `/invoices?${mine()}&${query}`, { user: owner })
    return ((await answer.json()) as { docs: Invoice[] }).docs
  }
  const ids = (invoices: Pick<Invoice, 'id'>[]) => invoices.map(({ id }) => id).sort()

  const agree = async () => {
    expect(ids(await list('where[status][equals]=overdue'))).toEqual(ids(late))
    expect(ids(await list('where[status][equals]=sent'))).toEqual(ids(onTime))
    const all = await list('sort=statusRank')
    expect(all.map(({ status }) => status)).toEqual(['sent', 'sent', 'overdue', 'overdue'])
    expect(ids((await list('sort=-statusRank')).slice(0, 2))).toEqual(ids(late))
    const counted = await site.rest('GET', `/invoices/count?${mine()}&where[status][equals]=overdue`, { user: owner })
    expect(await counted.json()).toEqual({ totalDocs: 2 })
    const [balance] = await balances({
      payload: site.payload,
      options: getPortalOptions(site.payload),
      clientId: client.id,
    })
    expect(balance).toMatchObject({
      openCount: 4,
      overdueCount: 2,
      overdue: late.reduce((sum, { total }) => sum + total, 0),
    })
  }

  it('moves what fell due, if it is the list', async () => {
    expect((await list('sort=statusRank')).map(({ status }) => status)).toEqual(['sent', 'sent', 'overdue', 'overdue'])
    await agree()
  })

  it('if it is a filter', async () => {
    expect(ids(await list('where[status][equals]=overdue'))).toEqual(ids(late))
    await agree()
  })

  it('if it is a count', async () => {
    const answer = await site.rest('GET', `/invoices/count?${mine()}&where[status][equals]=overdue`, { user: owner })
    expect(await answer.json()).toEqual({ totalDocs: 2 })
    await agree()
  })

  it('if it is one document', async () => {
    const answer = await site.rest('GET', `/invoices/${late[0]!.id}`, { user: owner })
    expect(await answer.json()).toMatchObject({ status: 'overdue', statusRank: 2 })
    await agree()
  })
})

describe('many at once', () => {
  it('move thirty invoices together, whoever comes first', async () => {
    const made: Invoice[] = []
    for (let index = 0; index < 30; index += 1) {
      made.push(await makeInvoice(site.payload, client, { dueDate: '2034-02-01' }, new Date('2034-01-10T10:00:00Z')))
    }
    const now = new Date('2034-02-02T10:00:00Z')
    const requests = await Promise.all(
      Array.from({ length: 10 }, (_, index) => systemReq(index % 2 ? site.payload : twin.payload)),
    )
    await Promise.all(requests.map((req) => refreshOverdue(req, now)))
    const statuses = await Promise.all(made.map(({ id }) => rawStatus(id)))
    expect(new Set(statuses)).toEqual(new Set(['overdue']))
  })

  it('never write over a payment that settles at the same moment', async () => {
    for (let round = 0; round < 15; round += 1) {
      const invoice = await makeInvoice(
        site.payload,
        client,
        { dueDate: '2035-02-01' },
        new Date('2035-01-10T10:00:00Z'),
      )
      const now = new Date(Date.parse('2035-02-02T10:00:00Z') + round * 10_000)
      await Promise.all([
        makePayment(site.payload, { invoice: invoice.id, amount: invoice.total }),
        refreshOverdue(await systemReq(site.payload), now),
        refreshOverdue(await systemReq(twin.payload), now),
      ])
      expect(await stored(site.payload, 'invoices', invoice.id)).toMatchObject({ status: 'paid', amountDue: 0 })
    }
  })

  it('record payments on invoices that are just falling due without waiting for each other', async () => {
    const start = Date.parse('2036-02-02T10:00:00Z')
    for (let round = 0; round < 10; round += 1) {
      const issued = new Date('2036-01-10T10:00:00Z')
      const made = [
        await makeInvoice(site.payload, client, { dueDate: '2036-02-01' }, issued),
        await makeInvoice(site.payload, client, { dueDate: '2036-02-01' }, issued),
        await makeInvoice(site.payload, client, { dueDate: '2036-02-01' }, issued),
      ]
      vi.setSystemTime(new Date(start + round * 60_000))
      await Promise.all(
        made.map(({ id, total }, index) =>
          makePayment(index % 2 ? twin.payload : site.payload, { invoice: id, amount: total }),
        ),
      )
      expect(await Promise.all(made.map(({ id }) => rawStatus(id)))).toEqual(['paid', 'paid', 'paid'])
      vi.useRealTimers()
    }
  })
})

describe('moving the business to another time zone', () => {
  it('moves what is overdue with it, there and back', async () => {
    // 2 August in Auckland, still 1 August in Madrid and Los Angeles.
    vi.setSystemTime(new Date('2037-08-01T12:30:00Z'))
    const { id } = await makeInvoice(site.payload, client, { dueDate: '2037-08-01' }, new Date('2037-07-01T10:00:00Z'))
    expect(await statusOf(id)).toBe('sent')
    await saveSettings(site.payload, { timeZone: 'Pacific/Auckland' })
    expect(await rawStatus(id)).toBe('overdue')
    await saveSettings(site.payload, { timeZone: 'America/Los_Angeles' })
    expect(await rawStatus(id)).toBe('sent')
    expect(await statusOf(id)).toBe('sent')
    await saveSettings(site.payload)
  })
})
