import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

import { makeKey } from '../../src/domain/token.ts'
import { decodeWords } from '../../src/mail/encodedWords.ts'
import { deliverDueMail } from '../../src/operations/deliverMail.ts'
import { mailTicketAnswer, mailTicketNotice, type TicketAnswerRequest } from '../../src/operations/mailTicket.ts'
import { redeemMagicLink } from '../../src/operations/redeemMagicLink.ts'
import { resendMail } from '../../src/operations/resendMail.ts'
import type { Client, Email, Ticket, TicketMessage } from '../../src/records.ts'
import { findMany, insertRow, readSettings } from '../../src/store.ts'
import { inTransaction } from '../../src/transaction.ts'
import { codeOf, makeClient, saveSettings, stored, systemReq } from '../factories.ts'
import { readable, startSmtpPeer, tokensIn, type ReceivedMail, type SmtpPeer } from '../smtpPeer.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'

vi.setConfig({ testTimeout: 60_000 })

let peer: SmtpPeer
let site: StartedPayload

beforeAll(async () => {
  peer = await startSmtpPeer()
  site = await startPayload({ email: peer, plugin: { worker: { inProcess: false } } })
})
afterAll(async () => {
  await site.stop()
  await peer.goDown()
})
beforeEach(async () => {
  await saveSettings(site.payload, { locale: 'en', staffNotices: true, noticeEmail: null, email: 'hola@lumen.test' })
  await deliverAll()
  peer.reset()
})

const now = new Date('2026-11-20T10:00:00Z')
const deliverAll = () => deliverDueMail(site.payload, { clock: () => now })

interface Thread {
  client: Client
  ticket: Ticket
  question: TicketMessage
}

let count = 0
const write = async (thread: Omit<Thread, 'question'>, data: Partial<TicketMessage>): Promise<TicketMessage> =>
  insertRow(await systemReq(site.payload), 'ticketMessages', {
    ticket: thread.ticket.id,
    client: thread.client.id,
    at: '2026-11-19T17:05:00.000Z',
    direction: 'in',
    via: 'email',
    author: 'client',
    authorName: 'Ana Torres',
    authorEmail: thread.client.email,
    body: 'The address is our old one.',
    ...data,
  })

/** A client's question, as it lies in the admin. */
const aThread = async (data: Partial<Client> = {}): Promise<Thread> => {
  count += 1
  const client = await makeClient(site.payload, data)
  const ticket = await insertRow(await systemReq(site.payload), 'tickets', {
    reference: `T-7K3M${count}`,
    client: client.id,
    subject: 'Dirección en mi factura',
    status: 'open',
    key: makeKey(),
    messageCount: 1,
    lastAt: '2026-11-19T17:05:00.000Z',
    lastDirection: 'in',
    lastText: 'The address is our old one.',
  })
  return { client, ticket, question: await write({ client, ticket }, {}) }
}

const answer = async (thread: Thread, changes: Partial<TicketAnswerRequest> = {}): Promise<Email> => {
  const message = await write(thread, {
    direction: 'out',
    via: 'admin',
    author: 'staff',
    authorName: 'Marta Ruiz',
    authorEmail: 'marta@lumen.test',
    body: 'We have changed it.',
    at: now.toISOString(),
  })
  return inTransaction(await systemReq(site.payload), async (tx) =>
    mailTicketAnswer(tx, {
      ...{ ticket: thread.ticket, client: thread.client, message, to: thread.client.email, now },
      ...{ earlier: [thread.question], inReplyTo: null, references: [], settings: await readSettings(tx) },
      ...changes,
    }),
  )
}

const header = (mail: ReceivedMail, name: string): string =>
  (new RegExp(`^${name}: ?(.*(?:\r\n[ \t].*)*)`, 'mi').exec(mail.raw)?.[1] ?? '').replace(/\r\n[ \t]+/g, ' ').trim()

const only = (to: string): ReceivedMail => {
  expect(peer.to(to)).toHaveLength(1)
  return peer.to(to)[0]!
}

describe('the business’s answer', () => {
  it('arrives as a mail in the client’s thread, that can be answered, and whose link opens the ticket', async () => {
    const thread = await aThread()
    const mail = await answer(thread, { inReplyTo: '<2@client.test>', references: ['<1@client.test>'] })
    expect(mail).toMatchObject({
      kind: 'ticket',
      client: thread.client.id,
      ticket: thread.ticket.id,
      references: '<1@client.test> <2@client.test>',
      subject: `Re: Dirección en mi factura [${thread.ticket.reference}]`,
    })
    await deliverAll()
    const received = only(thread.client.email)
    expect(header(received, 'Reply-To')).toBe(`ticket+${thread.ticket.key}@reply.localhost`)
    expect(header(received, 'In-Reply-To')).toBe('<2@client.test>')
    expect(header(received, 'References')).toBe('<1@client.test> <2@client.test>')
    expect(header(received, 'Message-ID')).toBe(mail.messageId)
    expect(decodeWords(header(received, 'Thread-Topic'))).toBe(`Dirección en mi factura [${thread.ticket.reference}]`)
    expect(decodeWords(header(received, 'Subject'))).toBe(mail.subject)
    for (const machine of ['Auto-Submitted', 'X-Auto-Response-Suppress', 'Precedence']) {
      expect(header(received, machine)).toBe('')
    }
    const content = readable(received.raw)
    for (const words of ['We have changed it.', 'Marta Ruiz', 'Ana Torres, 19 November 2026 at 18:05']) {
      expect(content).toContain(words)
    }
    expect(content).toContain('> The address is our old one.')
    const [token] = tokensIn(received)
    const opened = await redeemMagicLink(await systemReq(site.payload), token!, {}, now)
    expect(opened.target).toBe(`/portal/support/${thread.ticket.id}`)
    const row = await stored(site.payload, 'emails', mail.id)
    expect(row).toMatchObject({ status: 'sent', attempts: 1 })
    expect(JSON.stringify(row)).not.toContain(token)
  })

  it('quotes no note between staff and no machine’s mail, and never mails such a note', async () => {
    const thread = await aThread()
    const note = await write(thread, { author: 'staff', internal: true, body: 'They never pay on time.' })
    const absence = await write(thread, { automation: 'auto-reply', body: 'I am on holiday.' })
    await answer(thread, { earlier: [absence, note, thread.question] })
    await deliverAll()
    const content = readable(only(thread.client.email).raw)
    expect(content).not.toMatch(/never pay|on holiday/)
    expect(content).toContain('> The address is our old one.')
    await expect(answer(thread, { message: note })).rejects.toThrow('never mailed')
  })

  it('goes to the client’s addresses alone, for its link signs in', async () => {
    const thread = await aThread({ contacts: [{ name: 'Luis', email: 'luis@client.test' }] })
    expect((await answer(thread, { to: 'Luis@Client.test' })).to).toBe('luis@client.test')
    expect(await codeOf(answer(thread, { to: 'stranger@evil.test' }))).toBe('unknown-recipient')
  })

  it('shows no login of staff in the place of a name', async () => {
    const thread = await aThread()
    const earlier = [await write(thread, { author: 'staff', authorName: 'owner@lumen.test', body: 'Which one?' })]
    await answer(thread, { earlier })
    await deliverAll()
    const content = readable(only(thread.client.email).raw)
    expect(content).not.toContain('owner@lumen.test')
    expect(content).toContain('Estudio Lumen, 19 November')
  })

  it('tells when the business answers, in the client’s language and the business’s time zone', async () => {
    const supportHours = [{ days: ['mon' as const, 'tue' as const], opens: '09:00', closes: '14:00' }]
    await saveSettings(site.payload, { supportHours, supportNote: 'A vuelta de correo.' })
    const thread = await aThread({ locale: 'es' })
    await answer(thread)
    await deliverAll()
    await saveSettings(site.payload, { supportHours: [], supportNote: null })
    const said = 'Soporte: lunes y martes, 9:00–14:00 (hora de Madrid). A vuelta de correo.'
    expect(readable(only(thread.client.email).raw).replace(/\s+/g, ' ')).toContain(said)
  })

  it('keeps its thread when it is sent again', async () => {
    const thread = await aThread()
    const mail = await answer(thread, { inReplyTo: '<1@client.test>' })
    await deliverAll()
    peer.reset()
    await resendMail(await systemReq(site.payload), mail.id, now)
    await deliverAll()
    const received = only(thread.client.email)
    expect(header(received, 'In-Reply-To')).toBe('<1@client.test>')
    expect(header(received, 'Message-ID')).not.toBe(mail.messageId)
  })

  it('survives what no database takes: half characters and NULs', async () => {
    const thread = await aThread()
    const body = `a\u0000b ${'😀'.repeat(4000)}`
    const message = { ...thread.question, id: 0, author: 'staff' as const, body, authorName: 'M\u0000' }
    const mail = await answer(thread, { message, earlier: [{ ...thread.question, body: `x${body}` }] })
    await deliverAll()
    only(thread.client.email)
    const { status, text } = await stored(site.payload, 'emails', mail.id)
    expect(status).toBe('sent')
    expect(text).toContain(`ab ${'😀'.repeat(4000)}\n`)
    expect(text).toMatch(/^> xab 😀/mu)
  })
})

describe('a notice to staff', () => {
  const notify = async (thread: Thread, changes: Partial<TicketMessage> = {}): Promise<Email | null> => {
    const [mail = null] = await inTransaction(await systemReq(site.payload), async (tx) =>
      mailTicketNotice(tx, {
        ...{ ticket: thread.ticket, client: thread.client, isNew: true, now },
        ...{ message: { ...thread.question, ...changes }, settings: await readSettings(tx) },
      }),
    )
    return mail
  }

  it('brings the words and a link into the admin, is on no client’s thread and signs nobody in', async () => {
    const thread = await aThread()
    const mail = await notify(thread)
    expect(mail).toMatchObject({ kind: 'ticket-notice', to: 'hola@lumen.test' })
    expect(mail!.client ?? mail!.ticket ?? mail!.linkKind ?? null).toBeNull()
    await deliverAll()
    const received = only('hola@lumen.test')
    expect(header(received, 'Auto-Submitted')).toBe('auto-generated')
    const content = readable(received.raw)
    expect(content).toContain(`/admin/collections/tickets/${thread.ticket.id}`)
    expect(content).toContain(`Ana Torres (${thread.client.email})`)
    expect(content).toContain('> The address is our old one.')
    expect(tokensIn(received)).toEqual([])
    const links = await findMany(await systemReq(site.payload), 'magicLinks', { where: { mail: { equals: mail!.id } } })
    expect(links).toEqual([])
  })

  it('goes to the address for notices, and to nobody where none are wanted', async () => {
    const thread = await aThread()
    await saveSettings(site.payload, { noticeEmail: 'Support@lumen.test' })
    expect((await notify(thread))?.to).toBe('support@lumen.test')
    await saveSettings(site.payload, { staffNotices: false })
    expect(await notify(thread)).toBeNull()
  })
})
