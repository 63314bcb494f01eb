import { nodemailerAdapter } from '@payloadcms/email-nodemailer'
import { createTransport } from 'nodemailer'
import type { TypedUser } from 'payload'
import { Client as Database } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

import { deliverDueMail } from '../../src/operations/deliverMail.ts'
import { readStoredFile } from '../../src/operations/storedFiles.ts'
import { sendInvoice } from '../../src/operations/sendInvoice.ts'
import { TOKEN_PLACEHOLDER } from '../../src/paths.ts'
import { GIVE_UP_AFTER_MS, LEASE_MS } from '../../src/queue/outbox.ts'
import { OUTBOX_QUEUE, OUTBOX_TASK } from '../../src/queue/tasks.ts'
import type { Client, Email, ID, Invoice } from '../../src/records.ts'
import { findMany, update } from '../../src/store.ts'
import { makeClient, makeDraft, makeInvoice, saveSettings, stored, systemReq } from '../factories.ts'
import { readable, startSmtpPeer, tokensIn, type SmtpPeer } from '../smtpPeer.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'

// Many rounds, on a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 60_000 })

let peer: SmtpPeer
let site: StartedPayload
let owner: TypedUser

/** Another process of the same site. */
const startTwin = (inProcess = false) =>
  startPayload({
    databaseUrl: site.databaseUrl,
    email: peer,
    plugin: { worker: { inProcess } },
  })

beforeAll(async () => {
  peer = await startSmtpPeer()
  site = await startPayload({ email: peer, plugin: { worker: { inProcess: false } } })
  await saveSettings(site.payload)
  owner = await site.createUser()
})
afterAll(async () => {
  await site.stop()
  await peer.goDown()
})
beforeEach(() => peer.reset())
afterEach(() => {
  vi.restoreAllMocks()
})

const sentAt = new Date('2031-03-03T10:00:00Z')
const after = (minutes: number) => new Date(sentAt.getTime() + minutes * 60_000)
const deliver = (minutes = 0, on = site) => deliverDueMail(on.payload, { clock: () => after(minutes) })

/** An invoice just sent to one address (or several), its mails waiting in the outbox. */
const send = async (data: Partial<Client> = {}, recipients?: string[]) => {
  const client = await makeClient(site.payload, data)
  const draft = await makeDraft(site.payload, client, recipients ? { recipients } : {})
  const { invoice, mails } = await sendInvoice(await systemReq(site.payload), draft.id, {}, sentAt)
  return { client, invoice, mail: mails[0]!, mails }
}

const mailRow = (id: ID) => stored(site.payload, 'emails', id)
const linksOf = async (mail: Pick<Email, 'id'>) =>
  findMany(await systemReq(site.payload), 'magicLinks', { where: { mail: { equals: mail.id } } })

describe('a mail server that is down', () => {
  it('fails no send; the mail says why it waits and goes out when the server is back', async () => {
    await peer.goDown()
    const { invoice, mail } = await send()
    expect(invoice.status).toBe('sent')

    await deliver()
    const answer = await site.rest('GET', `/emails/${mail.id}`, { user: owner })
    expect(await answer.json()).toMatchObject({
      status: 'queued',
      attempts: 1,
      lastError: expect.stringContaining('ECONNREFUSED'),
      nextAttemptAt: after(1).toISOString(),
    })
    expect(await deliver(0.5)).toBe(0)

    await deliver(1)
    expect(await mailRow(mail.id)).toMatchObject({ attempts: 2, nextAttemptAt: after(4).toISOString() })

    await peer.comeUp()
    await deliver(4)
    expect(await mailRow(mail.id)).toMatchObject({ status: 'sent', attempts: 3, lastError: null, nextAttemptAt: null })
    expect(peer.to(mail.to)).toHaveLength(1)
  })

  it('is asked for a day, ever more rarely; then the mail is shown as failed, and staff sends it again', async () => {
    await peer.goDown()
    const { mail } = await send()
    let row = await mailRow(mail.id)
    const waits: number[] = []
    while (row.status === 'queued') {
      const due = Date.parse(row.nextAttemptAt ?? '')
      await deliverDueMail(site.payload, { clock: () => new Date(due) })
      row = await mailRow(mail.id)
      if (row.nextAttemptAt) waits.push((Date.parse(row.nextAttemptAt) - due) / 60_000)
      else expect(due - sentAt.getTime()).toBeGreaterThanOrEqual(GIVE_UP_AFTER_MS)
    }
    expect(waits.slice(0, 8)).toEqual([1, 3, 10, 30, 60, 120, 240, 240])
    expect(row).toMatchObject({ status: 'failed', lastError: expect.stringContaining('ECONNREFUSED') })

    await peer.comeUp()
    const answer = await site.rest('POST', `/emails/${mail.id}/resend`, { user: owner })
    expect(await answer.json()).toMatchObject({ mail: { id: mail.id, status: 'queued' } })
    await deliverDueMail(site.payload)
    expect(await mailRow(mail.id)).toMatchObject({ status: 'sent', lastError: null })
    expect(peer.to(mail.to).map(({ messageId }) => messageId)).toEqual([mail.messageId])
  })
})

describe('a mail server that is slow', () => {
  it('holds up one mail, not the others', async () => {
    const slow = await send()
    const others = [await send(), await send(), await send(), await send(), await send()]
    let answer: (verdict: 'accept') => void = () => undefined
    peer.onMessage = ({ to }) => (to.includes(slow.mail.to) ? new Promise((resolve) => (answer = resolve)) : 'accept')

    const delivering = deliver()
    await vi.waitFor(
      async () => {
        for (const { mail } of others) expect(await mailRow(mail.id)).toMatchObject({ status: 'sent' })
        expect(peer.to(slow.mail.to)).toHaveLength(1)
      },
      { timeout: 20_000 },
    )
    expect(await mailRow(slow.mail.id)).toMatchObject({ status: 'queued' })

    answer('accept')
    await delivering
    expect(await mailRow(slow.mail.id)).toMatchObject({ status: 'sent', attempts: 1 })
  })

  it('does not keep what is sent meanwhile waiting either', async () => {
    const busy = await startTwin(true)
    const answers: ((verdict: 'accept') => void)[] = []
    const client = await makeClient(site.payload)
    const other = await makeClient(site.payload)
    peer.onMessage = ({ to }) =>
      to.includes(client.email) ? new Promise((resolve) => answers.push(resolve)) : 'accept'

    await makeInvoice(busy.payload, client)
    await vi.waitFor(() => expect(answers).toHaveLength(1), { timeout: 20_000 })
    await makeInvoice(busy.payload, other)
    await vi.waitFor(() => expect(peer.to(other.email)).toHaveLength(1), { timeout: 20_000 })

    for (const answer of answers) answer('accept')
    await vi.waitFor(
      async () => {
        const mails = await findMany(await systemReq(site.payload), 'emails', {
          where: { client: { in: [client.id, other.id] } },
        })
        expect(mails.map(({ status }) => status)).toEqual(['sent', 'sent'])
      },
      { timeout: 20_000 },
    )
    await busy.stop()
  })
})

describe('a mail server that says no', () => {
  it('to one recipient for good: that mail failed with its words, the other one is sent', async () => {
    peer.onRecipient = (address) =>
      address === 'gone@client.test' ? { code: 550, message: 'No such user here' } : 'accept'
    const contacts = [{ email: 'gone@client.test' }, { email: 'here@client.test' }]
    const { mails } = await send(
      { contacts },
      contacts.map(({ email }) => email),
    )
    await deliver()
    const [gone, here] = await Promise.all(mails.map(({ id }) => mailRow(id)))
    expect(gone).toMatchObject({
      status: 'failed',
      attempts: 1,
      lastError: expect.stringContaining('No such user here'),
    })
    expect(here).toMatchObject({ status: 'sent' })
    expect(await deliver(60 * 24)).toBe(0)
  })

  it.each([
    ['to the recipient', () => (peer.onRecipient = () => ({ code: 451, message: 'Greylisted, come back' }))],
    ['to the message', () => (peer.onMessage = () => ({ code: 452, message: 'Out of space, come back' }))],
  ])('for now, %s: it is asked again', async (_what, refuse) => {
    refuse()
    const { mail } = await send()
    await deliver()
    expect(await mailRow(mail.id)).toMatchObject({ status: 'queued', lastError: expect.stringContaining('come back') })
    peer.reset()
    await deliver(1)
    expect(await mailRow(mail.id)).toMatchObject({ status: 'sent', attempts: 2 })
  })

  it('to the message for good: it failed', async () => {
    peer.onMessage = () => ({ code: 554, message: 'Looks like spam' })
    const { mail } = await send()
    await deliver()
    expect(await mailRow(mail.id)).toMatchObject({
      status: 'failed',
      lastError: expect.stringContaining('Looks like spam'),
    })
  })

  it('to a wrong password: that is the site’s to mend, so the mail waits', async () => {
    const withPassword = async (pass: string) => {
      const adapter = await nodemailerAdapter({
        defaultFromAddress: 'hola@lumen.test',
        defaultFromName: 'Estudio Lumen',
        skipVerify: true,
        transport: createTransport({
          host: peer.host,
          port: peer.port,
          ignoreTLS: true,
          auth: { user: 'studio', pass },
        }),
      })
      return adapter({ payload: site.payload }).sendEmail
    }
    const { mail } = await send()
    const wrong = await withPassword('wrong')
    const right = await withPassword('right')
    const adapter = vi.spyOn(site.payload, 'sendEmail').mockImplementation(wrong)
    await deliver()
    expect(await mailRow(mail.id)).toMatchObject({ status: 'queued', lastError: expect.stringContaining('535') })
    adapter.mockImplementation(right)
    await deliver(1)
    expect(await mailRow(mail.id)).toMatchObject({ status: 'sent', attempts: 2 })
  })
})

describe('a mail whose fate nobody knows', () => {
  it('goes out again under the same Message-ID where the server hung up before it answered', async () => {
    peer.onMessage = () => 'drop'
    const { mail } = await send()
    await deliver()
    expect(await mailRow(mail.id)).toMatchObject({ status: 'queued', attempts: 1 })
    peer.onMessage = () => 'accept'
    await deliver(1)

    const copies = peer.to(mail.to)
    expect(copies.map(({ messageId }) => messageId)).toEqual([mail.messageId, mail.messageId])
    // Either copy may be the one that arrived: both links work.
    const links = await linksOf(mail)
    expect(links).toHaveLength(2)
    expect(links.map(({ revokedAt }) => revokedAt ?? null)).toEqual([null, null])
    for (const copy of copies) {
      const [token] = tokensIn(copy)
      const answer = await site.rest('POST', '/client-portal/sessions', { form: { token: token ?? '' } })
      expect(answer.status).toBe(303)
      expect(answer.headers.get('location')).toContain('/portal/invoices/')
    }
  })

  it('goes out again when its worker’s lease has ended, and that worker changes nothing when it comes back', async () => {
    const { mail } = await send()
    const handOver = site.payload.sendEmail.bind(site.payload)
    let comeBack: (error: Error) => void = () => undefined
    const accepted = new Promise<void>((resolve) => {
      let isFirst = true
      vi.spyOn(site.payload, 'sendEmail').mockImplementation(async (message) => {
        // This mail's first hand-over alone: others may still be waiting in the outbox.
        if (message.to !== mail.to || !isFirst) return handOver(message)
        isFirst = false
        await handOver(message)
        resolve()
        return new Promise((_resolve, reject) => (comeBack = reject))
      })
    })
    const first = deliver()
    await accepted
    expect(await deliver(LEASE_MS / 60_000)).toBe(0)
    await deliver(LEASE_MS / 60_000 + 0.1)
    const settled = await mailRow(mail.id)
    expect(settled).toMatchObject({ status: 'sent', attempts: 2 })

    comeBack(new Error('The connection was lost.'))
    await first
    expect(await mailRow(mail.id)).toEqual(settled)
    // However many copies arrived, they are one mail to whoever reads them.
    expect(new Set(peer.to(mail.to).map(({ messageId }) => messageId))).toEqual(new Set([mail.messageId]))
  })
})

describe('three processes at one outbox', () => {
  it('deliver sixty mails, each of them once and with a link of its own', async () => {
    const contacts = Array.from({ length: 20 }, (_, index) => ({ email: `person${index}@many.test` }))
    const client = await makeClient(site.payload, { contacts })
    const recipients = contacts.map(({ email }) => email)
    const issue = async () => makeInvoice(site.payload, client, { recipients }, sentAt)
    const invoices: Invoice[] = [await issue(), await issue(), await issue()]
    const twins = await Promise.all([startTwin(), startTwin()])

    const tried = await Promise.all([deliver(), ...twins.map((twin) => deliver(0, twin))])

    expect(tried.reduce((sum, each) => sum + each, 0)).toBe(60)
    expect(peer.mails).toHaveLength(60)
    expect(new Set(peer.mails.map(({ messageId }) => messageId)).size).toBe(60)
    expect(new Set(peer.mails.flatMap(tokensIn)).size).toBe(60)
    const rows = await findMany(await systemReq(site.payload), 'emails', {
      where: { invoice: { in: invoices.map(({ id }) => id) } },
    })
    expect(rows.filter(({ status, attempts }) => status === 'sent' && attempts === 1)).toHaveLength(60)
    expect(new Set(rows.map(({ messageId }) => messageId))).toEqual(new Set(peer.mails.map((mail) => mail.messageId)))
    // Rendered by several at once, stored once.
    const files = await findMany(await systemReq(site.payload), 'portalFiles', {
      where: { invoice: { in: invoices.map(({ id }) => id) } },
    })
    expect(files).toHaveLength(3)
    for (const twin of twins) await twin.stop()
  })
})

describe('a link’s token', () => {
  it('is in the mail alone: in no row, no job and no log, even where the server quotes the mail', async () => {
    const logged: unknown[] = []
    for (const level of ['info', 'warn', 'error', 'debug'] as const) {
      vi.spyOn(site.payload.logger, level).mockImplementation((...args: unknown[]) => void logged.push(args))
    }
    let quoted = ''
    vi.spyOn(site.payload, 'sendEmail').mockImplementationOnce((message) => {
      quoted = JSON.stringify(message.text)
      return Promise.reject(new Error(`Refused: ${quoted}`))
    })
    const { mail, invoice } = await send({}, undefined)
    await deliver()
    await site.payload.jobs.queue({ task: OUTBOX_TASK as never, queue: OUTBOX_QUEUE, input: {} })
    await deliver(1)
    await site.payload.jobs.run({ queue: OUTBOX_QUEUE })

    const tokens = [...tokensIn({ raw: quoted }), ...peer.to(mail.to).flatMap(tokensIn)]
    expect(tokens).toHaveLength(2)
    const database = new Database({ connectionString: site.databaseUrl })
    await database.connect()
    const tables = await database.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public'`,
    )
    let everything = ''
    for (const { name } of tables.rows) {
      const { rows } = await database.query<{ row: string }>(`select to_jsonb(t)::text as row from "${name}" t`)
      everything += rows.map(({ row }) => row).join('\n')
    }
    await database.end()
    for (const token of tokens) {
      expect(everything).not.toContain(token)
      expect(JSON.stringify(logged)).not.toContain(token)
    }
    expect(logged).not.toEqual([])
    const row = await mailRow(mail.id)
    expect(row.lastError ?? '').not.toContain(tokens[0])
    expect(row.html).toContain(TOKEN_PLACEHOLDER)
    expect(readable(peer.to(mail.to)[0]?.raw ?? '')).toContain(invoice.number)
    // One link for each attempt, both for this mail and its recipient alone.
    const links = await linksOf(mail)
    expect(links.map(({ email, client }) => [email, client])).toEqual([
      [mail.to, mail.client],
      [mail.to, mail.client],
    ])
  })
})

describe('sending a mail again', () => {
  it('that was sent is a copy with a Message-ID and a link of its own', async () => {
    const { mail } = await send()
    await deliver()
    const answer = await site.rest('POST', `/emails/${mail.id}/resend`, { user: owner })
    const copy = ((await answer.json()) as { mail: Email }).mail
    expect(copy.id).not.toBe(mail.id)
    await deliverDueMail(site.payload)
    const [first, second] = peer.to(mail.to)
    expect(second?.messageId).not.toBe(first?.messageId)
    expect(tokensIn(second!)).not.toEqual(tokensIn(first!))
    expect(await mailRow(mail.id)).toMatchObject({ status: 'sent', attempts: 1 })
  })

  it('is refused while a worker has it in hand', async () => {
    const { mail } = await send()
    let answerPeer: (verdict: 'accept') => void = () => undefined
    const arrived = new Promise<void>((resolve) => {
      peer.onMessage = () => {
        resolve()
        return new Promise((done) => (answerPeer = done))
      }
    })
    const delivering = deliverDueMail(site.payload, { clock: () => new Date(Math.max(Date.now(), sentAt.getTime())) })
    await arrived
    const answer = await site.rest('POST', `/emails/${mail.id}/resend`, { user: owner })
    expect(answer.status).toBe(409)
    expect(await answer.json()).toMatchObject({ errors: [{ code: 'mail-in-flight' }] })
    answerPeer('accept')
    await delivering
    expect(peer.to(mail.to)).toHaveLength(1)
  })
})

describe('a recipient who left the client before the mail went out', () => {
  it('gets nothing, and staff sees why', async () => {
    const contacts = [{ email: 'leaver@client.test' }]
    const { client, mail } = await send({ contacts }, ['leaver@client.test'])
    await update(await systemReq(site.payload), 'clients', client.id, { contacts: [] })
    await deliver()
    expect(await mailRow(mail.id)).toMatchObject({
      status: 'failed',
      lastError: expect.stringContaining('leaver@client.test is no longer'),
    })
    expect(peer.to('leaver@client.test')).toEqual([])
    expect(await linksOf(mail)).toEqual([])
  })
})

describe('the PDF, where the business wants it attached', () => {
  it('is the stored one, byte for byte', async () => {
    await saveSettings(site.payload, { attachPdf: true })
    const { mail, invoice } = await send()
    await deliver()
    await saveSettings(site.payload, { attachPdf: false })
    const [received] = peer.to(mail.to)
    const part = /Content-Type: application\/pdf[\s\S]*?\r\n\r\n([\s\S]*?)\r\n--/i.exec(received?.raw ?? '')?.[1]
    const { pdf } = await stored(site.payload, 'invoices', invoice.id)
    const file = await readStoredFile(await systemReq(site.payload), pdf)
    expect(file).not.toBeNull()
    expect(Buffer.from(part ?? '', 'base64').equals(Buffer.from(file!.bytes))).toBe(true)
    expect(received?.raw).toContain(`${invoice.number ?? ''}.pdf`)
  })
})
