import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

import { deliverDueMail } from '../../src/operations/deliverMail.ts'
import { sendInvoice } from '../../src/operations/sendInvoice.ts'
import { readStoredFile } from '../../src/operations/storedFiles.ts'
import { LEASE_MS } from '../../src/queue/outbox.ts'
import type { Client } from '../../src/records.ts'
import { count, findMany, findRow } from '../../src/store.ts'
import { makeClient, makeDraft, makeInvoice, saveSettings, stored, systemReq } from '../factories.ts'
import { startSmtpPeer, tokensIn, type SmtpPeer } from '../smtpPeer.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'

let peer: SmtpPeer
/** The process that dies, and the one that goes on. */
let dying: StartedPayload
let other: StartedPayload
let client: Client

beforeAll(async () => {
  peer = await startSmtpPeer()
  const options = { email: peer, plugin: { worker: { inProcess: false } } }
  dying = await startPayload(options)
  other = await startPayload({ ...options, databaseUrl: dying.databaseUrl })
  await saveSettings(dying.payload)
})
afterAll(async () => {
  await other.stop()
  await dying.stop()
  await peer.goDown()
})
beforeEach(async () => {
  peer.reset()
  client = await makeClient(dying.payload)
})
afterEach(() => {
  vi.restoreAllMocks()
})

const now = new Date('2031-05-05T10:00:00Z')
const afterLease = { clock: () => new Date(now.getTime() + LEASE_MS + 1_000) }

/** A promise that settles no more, as a call in a process that is gone. */
const never = <T>() => new Promise<T>(() => undefined)

describe('a process that dies while it sends an invoice', () => {
  it('before the commit: nothing happened, and the number goes to the next one', async () => {
    const draft = await makeDraft(dying.payload, client)
    const { db } = dying.payload
    vi.spyOn(db, 'commitTransaction').mockImplementationOnce(async (id) => {
      // What the database does with the connection of a process that is gone.
      await db.rollbackTransaction(await id)
      throw new Error('killed')
    })
    await expect(sendInvoice(await systemReq(dying.payload), draft.id, {}, now)).rejects.toThrow('killed')

    const req = await systemReq(other.payload)
    expect(await stored(other.payload, 'invoices', draft.id)).toMatchObject({
      status: 'draft',
      sentAt: null,
      number: null,
    })
    expect(await count(req, 'emails', { invoice: { equals: draft.id } })).toBe(0)
    expect(await count(req, 'portalEvents', { invoice: { equals: draft.id } })).toBe(0)

    const next = await makeInvoice(other.payload, client, {}, now)
    const again = await sendInvoice(req, draft.id, {}, now)
    expect([next.number, again.invoice.number]).toEqual(['INV-2031-0001', 'INV-2031-0002'])
    await deliverDueMail(other.payload, { clock: () => now })
  })

  it('after the commit: another process mails it', async () => {
    const invoice = await makeInvoice(dying.payload, client, {}, now)
    await deliverDueMail(other.payload, { clock: () => now })
    expect(peer.to(client.email)).toHaveLength(1)
    expect(await stored(other.payload, 'invoices', invoice.id)).toMatchObject({
      pdfSha256: expect.stringMatching(/^\w{64}$/),
    })
  })
})

describe('a worker that dies while it delivers', () => {
  it('after it stored the PDF, before the invoice names it: the next one renders the same bytes, and mails once', async () => {
    const invoice = await makeInvoice(dying.payload, client, {}, now)
    const { db } = dying.payload
    const updateOne = db.updateOne.bind(db)
    const reached = new Promise<void>((resolve) => {
      vi.spyOn(db, 'updateOne').mockImplementation((args) => {
        if (!('pdf' in (args.data as object))) return updateOne(args)
        resolve()
        return never()
      })
    })
    void deliverDueMail(dying.payload, { clock: () => now })
    await reached
    const req = await systemReq(other.payload)
    const orphan = await findRow(req, 'portalFiles', { invoice: { equals: invoice.id } })
    expect(orphan).not.toBeNull()
    expect(await deliverDueMail(other.payload, { clock: () => now })).toBe(0)

    await deliverDueMail(other.payload, afterLease)

    expect(peer.to(client.email)).toHaveLength(1)
    const done = await stored(other.payload, 'invoices', invoice.id)
    const file = await readStoredFile(req, done.pdf)
    expect(file?.file.sha256).toBe(done.pdfSha256)
    expect(orphan?.sha256).toBe(done.pdfSha256)
  })

  it('after it minted the link, before it mailed: the next one mails a link that works', async () => {
    await makeInvoice(dying.payload, client, {}, now)
    const reached = new Promise<void>((resolve) => {
      vi.spyOn(dying.payload, 'sendEmail').mockImplementation(() => {
        resolve()
        return never()
      })
    })
    void deliverDueMail(dying.payload, { clock: () => now })
    await reached
    await deliverDueMail(other.payload, afterLease)
    const [mail] = peer.to(client.email)
    const answer = await other.rest('POST', '/client-portal/sessions', { form: { token: tokensIn(mail!)[0] ?? '' } })
    expect(answer.status).toBe(303)
  })

  it('after the server took the mail, before we marked it: it goes out once more, under the same Message-ID', async () => {
    const invoice = await makeInvoice(dying.payload, client, {}, now)
    const { db } = dying.payload
    const updateOne = db.updateOne.bind(db)
    const reached = new Promise<void>((resolve) => {
      vi.spyOn(db, 'updateOne').mockImplementation((args) => {
        if ((args.data as { status?: unknown }).status !== 'sent') return updateOne(args)
        resolve()
        return never()
      })
    })
    void deliverDueMail(dying.payload, { clock: () => now })
    await reached
    const req = await systemReq(other.payload)
    const row = () => findRow(req, 'emails', { invoice: { equals: invoice.id } })
    expect(await row()).toMatchObject({ status: 'queued', attempts: 1 })

    await deliverDueMail(other.payload, afterLease)

    const done = await row()
    expect(done).toMatchObject({ status: 'sent', attempts: 2 })
    expect(peer.to(client.email).map(({ messageId }) => messageId)).toEqual([done?.messageId, done?.messageId])
    expect(await findMany(req, 'portalFiles', { where: { invoice: { equals: invoice.id } } })).toHaveLength(1)
  })
})
