import { createHmac } from 'node:crypto'

import type { TypedUser } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { placeMail, placeWaitingMail } from '../../src/operations/placeMail.ts'
import { replyToTicket } from '../../src/operations/replyToTicket.ts'
import { askInPortal } from '../../src/operations/askInPortal.ts'
import type { ClientViewer } from '../../src/access/portalSession.ts'
import type { Client, ID, Ticket, TicketMessage } from '../../src/records.ts'
import { claim, findById, findMany } from '../../src/store.ts'
import { makeClient, makeInvoice, saveSettings, staffReq, stored, systemReq } from '../factories.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'

const SECRET = 'inbound-secret-of-this-test'
const MAILGUN_KEY = 'mailgun-key-of-this-test'

let site: StartedPayload
let owner: TypedUser

beforeAll(async () => {
  site = await startPayload({ plugin: { inbound: { rawSecret: SECRET, mailgunSigningKey: MAILGUN_KEY } } })
  await saveSettings(site.payload)
  owner = await site.createUser()
})
afterAll(() => site.stop())

const req = () => systemReq(site.payload)

interface MailOf {
  from?: string
  to?: string
  subject?: string
  text?: string
  headers?: Record<string, string>
  id?: string
}

let mails = 0

/** A mail as a person's program writes it. */
const mailOf = ({
  from,
  to = 'hola@reply.localhost',
  subject = 'A question',
  text = 'Hello',
  headers = {},
  id,
}: MailOf) => {
  mails += 1
  const lines = {
    ...(from === undefined ? {} : { From: from }),
    To: to,
    Subject: subject,
    'Message-ID': id ?? `<m${mails}@mail.example>`,
    Date: 'Wed, 25 Nov 2026 10:00:00 +0000',
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    ...headers,
  }
  return `${Object.entries(lines)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\r\n')}\r\n\r\n${text.replaceAll('\n', '\r\n')}\r\n`
}

const post = (raw: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  site.rest('POST', '/client-portal/mail/inbound/raw', {
    body: raw,
    headers: { origin: '', 'content-type': 'message/rfc822', 'x-inbound-secret': SECRET, ...headers },
  })

const send = async (mail: MailOf, headers: Record<string, string> = {}) => {
  const response = await post(mailOf(mail), headers)
  expect(response.status, await response.clone().text()).toBe(200)
  return (await response.json()) as { received: number; duplicates: number }
}

const ticketsOf = async (client: Client): Promise<Ticket[]> =>
  findMany(await req(), 'tickets', { where: { client: { equals: client.id } }, sort: 'id' })
const messagesOf = async (ticket: { id: ID }): Promise<TicketMessage[]> =>
  findMany(await req(), 'ticketMessages', { where: { ticket: { equals: ticket.id } }, sort: ['at', 'id'] })
const inboundOf = async (subject: string) =>
  findMany(await req(), 'emails', {
    where: { and: [{ kind: { equals: 'inbound' } }, { subject: { equals: subject } }] },
    sort: 'id',
  })

/** A thread with the business's answer out; the client answers that mail. */
const thread = async () => {
  const client = await makeClient(site.payload, { contacts: [{ email: `helper${mails}@client.test` }] })
  await send({ from: `${client.name} <${client.email}>`, subject: 'Where is it' })
  const [ticket] = await ticketsOf(client)
  const { mail } = await replyToTicket(await staffReq(site.payload, owner), ticket!.id, { body: 'On its way.' })
  return { client, ticket: ticket!, mail: mail!, address: `ticket+${ticket!.key}@reply.localhost` }
}

describe('a mail of a client we know', () => {
  it('opens a ticket with their words, kept whole, and staff is told', async () => {
    const client = await makeClient(site.payload)
    await send({ from: client.email, subject: 'Invoice unclear', text: 'What is line 3?\n\n-- \nJohn\nAcme Ltd' })
    const [ticket, ...more] = await ticketsOf(client)
    expect(more).toEqual([])
    expect(ticket).toMatchObject({ subject: 'Invoice unclear', status: 'open', messageCount: 1, lastDirection: 'in' })
    const [message] = await messagesOf(ticket!)
    expect(message).toMatchObject({
      body: 'What is line 3?',
      author: 'client',
      via: 'email',
      authorEmail: client.email,
    })
    const [mail] = await inboundOf('Invoice unclear')
    expect(await findById(await req(), 'portalFiles', mail!.raw)).toMatchObject({ purpose: 'mail' })
    const notices = await findMany(await req(), 'emails', { where: { kind: { equals: 'ticket-notice' } } })
    expect(notices.some(({ subject }) => subject?.includes('Invoice unclear'))).toBe(true)
  })

  it('of a contact too; of an address on several clients it waits for staff, and so does a stranger’s', async () => {
    const client = await makeClient(site.payload, { contacts: [{ email: 'books@contact.test' }] })
    await send({ from: 'books@contact.test', subject: 'From a contact' })
    expect(await ticketsOf(client)).toHaveLength(1)
    const shared = await makeClient(site.payload, { email: 'shared@client.test' })
    await makeClient(site.payload, { email: 'shared@client.test' })
    await send({ from: 'shared@client.test', subject: 'Which of us' })
    await send({ from: 'nobody@elsewhere.test', subject: 'Buy our lists' })
    expect(await ticketsOf(shared)).toEqual([])
    for (const subject of ['Which of us', 'Buy our lists']) {
      const [mail] = await inboundOf(subject)
      expect(mail).toMatchObject({ status: 'received', client: null, ticket: null })
      expect(mail!.processedAt).toBeTruthy()
    }
  })

  it('an answer to an invoice’s mail opens a ticket about it, and the next one goes on there', async () => {
    const client = await makeClient(site.payload)
    const invoice = await makeInvoice(site.payload, client)
    const key = (await stored(site.payload, 'invoices', invoice.id)).replyKey!
    await send({ from: client.email, to: `reply+${key}@reply.localhost`, subject: `Re: ${invoice.number}` })
    await send({
      from: client.email,
      to: `Studio <reply+${key.toUpperCase()}@reply.localhost>`,
      subject: 'Something else',
    })
    const tickets = await ticketsOf(client)
    expect(tickets).toMatchObject([{ invoice: invoice.id, messageCount: 2 }])
  })
})

describe('an answer by mail', () => {
  it('lands on the thread by its key, without the quote, and has it wait for the business', async () => {
    const { client, ticket, address } = await thread()
    expect(await stored(site.payload, 'tickets', ticket.id)).toMatchObject({ status: 'waiting' })
    const text = `Thank you, that helps.\n\nOn Wed, 25 Nov 2026 at 10:00, Estudio Lumen <hola@lumen.test> wrote:\n> On its way.\n`
    await send({ from: client.email, to: address, subject: 'whatever', text })
    expect(await stored(site.payload, 'tickets', ticket.id)).toMatchObject({ status: 'open', messageCount: 3 })
    expect((await messagesOf(ticket)).at(-1)).toMatchObject({ body: 'Thank you, that helps.', author: 'client' })
  })

  it('finds its thread by the key in Cc, in Delivered-To or the envelope, and by Message-ID where the key is gone', async () => {
    const { client, ticket, mail, address } = await thread()
    await send({ from: client.email, to: 'x@elsewhere.test', text: 'cc', headers: { Cc: address } })
    await send({ from: client.email, to: 'x@elsewhere.test', text: 'delivered', headers: { 'Delivered-To': address } })
    await send({ from: client.email, to: 'x@elsewhere.test', text: 'envelope' }, { 'x-envelope-to': address })
    await send({ from: client.email, text: 'in-reply-to', headers: { 'In-Reply-To': mail.messageId } })
    await send({ from: client.email, text: 'references', headers: { References: `<old@x.test> ${mail.messageId}` } })
    const bodies = (await messagesOf(ticket)).map(({ body }) => body)
    expect(bodies.slice(2)).toEqual(['cc', 'delivered', 'envelope', 'in-reply-to', 'references'])
    expect(await ticketsOf(client)).toHaveLength(1)
  })

  it('the same mail twenty times at once is one message', async () => {
    const { client, ticket, address } = await thread()
    const raw = mailOf({ from: client.email, to: address, text: 'Only once' })
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(raw)))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200))
    expect((await messagesOf(ticket)).filter(({ body }) => body === 'Only once')).toHaveLength(1)
    expect(await stored(site.payload, 'tickets', ticket.id)).toMatchObject({ messageCount: 3 })
  })

  it('a forged Message-ID with other words swallows nothing: both are kept', async () => {
    const { client, ticket, address } = await thread()
    const id = '<known@mail.example>'
    await send({ from: client.email, to: address, text: 'The first', id })
    await send({ from: client.email, to: address, text: 'The second', id })
    expect((await messagesOf(ticket)).slice(2).map(({ body }) => body)).toEqual(['The first', 'The second'])
  })

  it('a stranger who holds the key, or who claims to be staff, is kept and marked, and gets no mail', async () => {
    const { ticket, client, address } = await thread()
    await send({ from: 'colleague@elsewhere.test', to: address, text: 'I was in Cc' })
    await send({ from: String(owner.email), to: address, text: 'I am the boss' })
    expect((await messagesOf(ticket)).slice(2)).toMatchObject([{ author: 'stranger' }, { author: 'stranger' }])
    const { mail } = await replyToTicket(await staffReq(site.payload, owner), ticket.id, { body: 'Noted' })
    expect(mail!.to).toBe(client.email)
  })

  it('reopens a closed ticket', async () => {
    const { ticket, client, address } = await thread()
    await replyToTicket(await staffReq(site.payload, owner), ticket.id, { body: 'Done.', close: true })
    expect(await stored(site.payload, 'tickets', ticket.id)).toMatchObject({ status: 'closed' })
    await send({ from: client.email, to: address, text: 'Not quite' })
    expect(await stored(site.payload, 'tickets', ticket.id)).toMatchObject({ status: 'open', closedAt: null })
  })
})

describe('a mail in html alone', () => {
  it('is read without the quote its program marked, and the quote stays one click away', async () => {
    const { client, ticket, address } = await thread()
    const html =
      '<div>Thanks, all clear</div><div class="gmail_quote"><div class="gmail_attr">On Wed, Lumen wrote:</div>' +
      '<blockquote class="gmail_quote">On its way.</blockquote></div>'
    await send({ from: client.email, to: address, text: html, headers: { 'Content-Type': 'text/html; charset=utf-8' } })
    const message = (await messagesOf(ticket)).at(-1)
    expect(message?.body).toBe('Thanks, all clear')
    expect(message?.trimmed).toContain('On its way.')
  })
})

describe('mail that no person wrote', () => {
  it('an absence note stays on the thread, marked, and moves nothing', async () => {
    const { ticket, client, address } = await thread()
    const before = await findMany(await req(), 'emails', { where: { kind: { equals: 'ticket-notice' } } })
    await send({
      from: client.email,
      to: address,
      subject: 'Out of office',
      text: 'I am away.',
      headers: { 'Auto-Submitted': 'auto-replied' },
    })
    expect(await stored(site.payload, 'tickets', ticket.id)).toMatchObject({ status: 'waiting' })
    expect((await messagesOf(ticket)).at(-1)).toMatchObject({ automation: 'auto-reply', body: 'I am away.' })
    const after = await findMany(await req(), 'emails', { where: { kind: { equals: 'ticket-notice' } } })
    expect(after).toHaveLength(before.length)
  })

  it('a bounce marks the mail that came back, a report of a delay does not', async () => {
    const { mail } = await thread()
    await claim(await req(), 'emails', { id: { equals: mail.id } }, { status: 'sent' })
    const report = (action: string, status: string) => {
      const parts = [
        'Content-Type: text/plain\n\nAbout your mail.',
        `Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; x@client.test\nAction: ${action}\nStatus: ${status}`,
        `Content-Type: message/rfc822\n\nMessage-ID: ${mail.messageId}\nSubject: x\n\nx`,
      ]
      return mailOf({
        from: 'MAILER-DAEMON@mx.example',
        subject: `Report ${action}`,
        headers: {
          'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b',
          'Auto-Submitted': 'auto-replied',
        },
        text: `${parts.map((part) => `--b\n${part}\n`).join('')}--b--`,
      })
    }
    expect((await post(report('delayed', '4.4.1'))).status).toBe(200)
    expect(await stored(site.payload, 'emails', mail.id)).toMatchObject({ status: 'sent' })
    expect((await post(report('failed', '5.1.1'))).status).toBe(200)
    expect(await stored(site.payload, 'emails', mail.id)).toMatchObject({ status: 'bounced' })
  })

  it('our own notice coming back opens nothing and is answered by nothing', async () => {
    const client = await makeClient(site.payload)
    await send({
      from: client.email,
      id: '<x1@lumen.test>',
      subject: 'Own mail back',
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
    expect(await ticketsOf(client)).toEqual([])
    expect(await inboundOf('Own mail back')).toHaveLength(1)
  })
})

describe('a signature that covers no more than a token', () => {
  const byMailgun = (token: string, mime: string) => {
    const timestamp = String(Math.floor(Date.now() / 1000))
    const signature = createHmac('sha256', MAILGUN_KEY)
      .update(timestamp + token)
      .digest('hex')
    return site.rest('POST', '/client-portal/mail/inbound/mailgun', {
      body: new URLSearchParams({ timestamp, token, signature, 'body-mime': mime, recipient: 'hola@reply.localhost' }),
      headers: { origin: '' },
    })
  }

  it('brings one mail, however often and with whatever words it is sent again', async () => {
    const client = await makeClient(site.payload)
    const first = mailOf({ from: client.email, subject: 'Signed', text: 'The real one' })
    const answers = await Promise.all(Array.from({ length: 8 }, () => byMailgun('a-token', first)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    const forged = mailOf({ from: client.email, subject: 'Forged', text: 'Pay to another account' })
    expect(await (await byMailgun('a-token', forged)).json()).toEqual({ received: 0, duplicates: 1 })
    expect((await ticketsOf(client)).map(({ subject }) => subject)).toEqual(['Signed'])
    expect(await inboundOf('Forged')).toEqual([])
    expect(await (await byMailgun('another-token', forged)).json()).toEqual({ received: 1, duplicates: 0 })
  })
})

describe('a delivery that fails half-way', () => {
  it('a mail that was kept and not placed is placed by the next look, once', async () => {
    const client = await makeClient(site.payload)
    await send({ from: client.email, subject: 'Kept' })
    const [row] = await inboundOf('Kept')
    const [ticket] = await ticketsOf(client)
    // As a process leaves it that died after keeping the mail: nothing is placed, its lease has run out.
    await site.payload.db.deleteMany({ collection: 'ticket-messages', where: { ticket: { equals: ticket!.id } } })
    await site.payload.db.deleteMany({ collection: 'tickets', where: { id: { equals: ticket!.id } } })
    await claim(await req(), 'emails', { id: { equals: row!.id } }, { processedAt: null, ticket: null, client: null })
    const later = new Date(Date.now() + 10 * 60_000)
    await Promise.all([1, 2, 3].map(async () => placeWaitingMail(await req(), later)))
    const tickets = await ticketsOf(client)
    expect(tickets).toMatchObject([{ subject: 'Kept', messageCount: 1 }])
    await placeMail(await req(), row!, null, later)
    expect(await ticketsOf(client)).toHaveLength(1)
  })

  it('no secret, a wrong one, an unknown provider, one that is not set up, an empty body', async () => {
    const raw = mailOf({ from: 'x@y.test' })
    expect((await post(raw, { 'x-inbound-secret': '' })).status).toBe(401)
    expect((await post(raw, { 'x-inbound-secret': 'wrong' })).status).toBe(401)
    for (const provider of ['fax', 'postmark', 'ses', '__proto__']) {
      const response = await site.rest('POST', `/client-portal/mail/inbound/${provider}`, {
        body: raw,
        headers: { origin: '' },
      })
      expect([provider, response.status]).toEqual([provider, 404])
    }
    expect([200, 400]).toContain((await post('')).status)
  })

  it('mails without From, Date or words, with NUL bytes or a broken attachment, are kept and findable', async () => {
    const odd = [
      mailOf({ subject: 'No from' }),
      mailOf({ from: 'a@b.test', subject: 'Nul', text: 'a\0b' }),
      mailOf({ from: 'a@b.test', subject: 'Empty', text: '' }),
      mailOf({
        from: 'a@b.test',
        subject: 'Broken',
        headers: { 'Content-Type': 'multipart/mixed; boundary=x' },
        text: '--x\nContent-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0x!!!',
      }),
    ]
    for (const raw of odd) expect((await post(raw)).status).toBe(200)
    for (const subject of ['No from', 'Nul', 'Empty', 'Broken']) expect(await inboundOf(subject)).toHaveLength(1)
  })
})

describe('files', () => {
  it('that a message may have are kept, the others named with the reason, and the message stays', async () => {
    const client = await makeClient(site.payload)
    const viewer = { client, email: client.email } as ClientViewer
    const bytes = (text: string) => new TextEncoder().encode(text)
    const asked = await askInPortal(await req(), viewer, {
      subject: 'With files',
      message: 'See the files',
      files: [
        { filename: 'notes.txt', content: bytes('notes') },
        { filename: 'setup.exe', content: bytes('MZ...') },
        { filename: '../../etc/passwd', content: bytes('x') },
      ],
    })
    expect(asked.refused).toMatchObject([{ name: 'setup.exe', reason: 'executable' }])
    const files = await findMany(await req(), 'portalFiles', {
      where: { message: { equals: asked.message.id } },
      sort: 'id',
    })
    expect(files).toHaveLength(2)
    expect(files.every(({ name }) => !name.includes('/') && !name.includes('..'))).toBe(true)
  })
})
