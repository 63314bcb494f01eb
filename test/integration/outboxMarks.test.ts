import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'

import { deliverDueMail } from '../../src/operations/deliverMail.ts'
import { LEASE_MS } from '../../src/queue/outbox.ts'
import type { Client, Email } from '../../src/records.ts'
import { findMany } from '../../src/store.ts'
import { makeClient, makeInvoice, saveSettings, stored, systemReq } from '../factories.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'

let site: StartedPayload

beforeAll(async () => {
  site = await startPayload({ plugin: { worker: { inProcess: false } } })
  await saveSettings(site.payload)
})
afterAll(() => site.stop())
afterEach(() => {
  vi.restoreAllMocks()
})

const waitingMail = async (): Promise<{ client: Client; mail: Email }> => {
  const client = await makeClient(site.payload)
  const invoice = await makeInvoice(site.payload, client)
  const mails = await findMany(await systemReq(site.payload), 'emails', { where: { invoice: { equals: invoice.id } } })
  const [mail] = mails
  if (!mail || mails.length > 1) throw new Error('One mail was expected.')
  return { client, mail }
}

const handedOver = ({ email }: Client) => site.mails.filter(({ to }) => to === email)
const inMinutes = (minutes: number) => () => new Date(Date.now() + minutes * 60_000)

/** The database refuses to write down that a mail was sent, this many times. `meanwhile` runs at each refusal. */
const refuseMark = (times: number, meanwhile: () => Promise<unknown> = () => Promise.resolve()) => {
  vi.spyOn(site.payload.logger, 'error').mockImplementation(() => undefined)
  vi.spyOn(site.payload.logger, 'warn').mockImplementation(() => undefined)
  const write = site.payload.db.updateOne.bind(site.payload.db)
  const outcome = { refused: 0 }
  vi.spyOn(site.payload.db, 'updateOne').mockImplementation((async (args: Parameters<typeof write>[0]) => {
    if (args.data.status !== 'sent' || outcome.refused === times) return write(args) as unknown
    outcome.refused += 1
    await meanwhile()
    throw new Error('The database is away.')
  }) as typeof write)
  return outcome
}

describe('a mail that the server has taken', () => {
  it('is marked as sent as soon as the database lets us, and never sent again', async () => {
    const { client, mail } = await waitingMail()
    const outcome = refuseMark(3)
    await deliverDueMail(site.payload)
    expect(outcome.refused).toBe(3)
    expect(await stored(site.payload, 'emails', mail.id)).toMatchObject({
      status: 'sent',
      attempts: 1,
      lastError: null,
      nextAttemptAt: null,
      leaseUntil: null,
    })
    expect(await deliverDueMail(site.payload, { clock: inMinutes(24 * 60) })).toBe(0)
    expect(handedOver(client)).toHaveLength(1)
  })

  it('is nobody else’s to take while its worker still tries to mark it', async () => {
    const { client, mail } = await waitingMail()
    const tried: number[] = []
    const rows: Email[] = []
    refuseMark(2, async () => {
      rows.push(await stored(site.payload, 'emails', mail.id))
      tried.push(await deliverDueMail(site.payload, { clock: inMinutes(2) }))
    })
    await deliverDueMail(site.payload)
    expect(tried).toEqual([0, 0])
    expect(rows).toMatchObject([
      { status: 'queued', attempts: 1 },
      { status: 'queued', attempts: 1 },
    ])
    expect(handedOver(client)).toHaveLength(1)
    expect(await stored(site.payload, 'emails', mail.id)).toMatchObject({ status: 'sent' })
  })
})

describe('a worker that lost its lease before it handed the mail over', () => {
  it('sends nothing: the mail is the other one’s', async () => {
    const { client, mail } = await waitingMail()
    const read = site.payload.db.findGlobal.bind(site.payload.db)
    const others: number[] = []
    vi.spyOn(site.payload.db, 'findGlobal').mockImplementationOnce(async (args: Parameters<typeof read>[0]) => {
      // So long that the lease has ended, and another worker came by.
      others.push(await deliverDueMail(site.payload, { clock: inMinutes(LEASE_MS / 60_000 + 1) }))
      return read(args)
    })
    await deliverDueMail(site.payload)
    expect(others).toEqual([1])
    expect(handedOver(client)).toHaveLength(1)
    expect(await stored(site.payload, 'emails', mail.id)).toMatchObject({
      status: 'sent',
      attempts: 2,
      lastError: null,
    })
  })

  it('and leaves no word behind in a mail that is still in the other one’s hands', async () => {
    const { client, mail } = await waitingMail()
    const read = site.payload.db.findGlobal.bind(site.payload.db)
    let finishOther: () => void = () => undefined
    let other: Promise<number> = Promise.resolve(0)
    const handOver = site.payload.sendEmail.bind(site.payload)
    vi.spyOn(site.payload.db, 'findGlobal').mockImplementationOnce(async (args: Parameters<typeof read>[0]) => {
      const atServer = new Promise<void>((resolve) => {
        vi.spyOn(site.payload, 'sendEmail').mockImplementationOnce(async (message) => {
          resolve()
          await new Promise<void>((done) => (finishOther = done))
          return handOver(message)
        })
      })
      other = deliverDueMail(site.payload, { clock: inMinutes(LEASE_MS / 60_000 + 1) })
      await atServer
      return read(args)
    })
    await deliverDueMail(site.payload)
    expect(handedOver(client)).toEqual([])
    const held = await stored(site.payload, 'emails', mail.id)
    expect(held).toMatchObject({ status: 'queued', attempts: 2 })
    expect(held.lastError ?? null).toBeNull()
    finishOther()
    expect(await other).toBe(1)
    expect(handedOver(client)).toHaveLength(1)
    expect(await stored(site.payload, 'emails', mail.id)).toMatchObject({ status: 'sent', attempts: 2 })
  })
})
