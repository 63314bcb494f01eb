import { createHmac } from 'node:crypto'
import { rm } from 'node:fs/promises'
import path from 'node:path'

import type { SendEmailOptions, TypedUser } from 'payload'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

import type { ClientViewer } from '../../src/access/portalSession.ts'
import { askInPortal } from '../../src/operations/askInPortal.ts'
import { deliverDueMail } from '../../src/operations/deliverMail.ts'
import { placeWaitingMail } from '../../src/operations/placeMail.ts'
import { replyToTicket } from '../../src/operations/replyToTicket.ts'
import type { BusinessSettings, Client, Email, ID, Ticket, TicketMessage } from '../../src/records.ts'
import { claim, findMany } from '../../src/store.ts'
import { runSql } from '../closePayload.ts'
import { makeClient, saveSettings, staffReq, stored, systemReq } from '../factories.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'
import { filesDirOf } from '../testHost.ts'

vi.setConfig({ testTimeout: 60_000 })

const SECRET = 'inbound-secret-of-this-test'
const MAILGUN_KEY = 'mailgun-key-of-this-test'
const RECEIVER = 'mx.lumen.test'
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let site: StartedPayload

beforeAll(async () => {
  site = await startPayload({
    plugin: {
      inbound: { rawSecret: SECRET, mailgunSigningKey: MAILGUN_KEY },
      access: { isStaff: ({ req }) => req.user?.collection === 'users' && req.user.role === 'owner' },
    },
  })
})
afterAll(() => site.stop())
beforeEach(async () => {
  await settle()
  await deliverAll()
  site.mails.length = 0
})

const req = () => systemReq(site.payload)
const deliverAll = () => deliverDueMail(site.payload)

/** The settings of one test: nobody is listed unless it says so. */
const settle = (data: Partial<BusinessSettings> = {}) =>
  saveSettings(site.payload, {
    ...{ staffNotices: true, noticeEmail: null, noticePeople: [], inboundAuthServId: RECEIVER, locale: 'en' },
    ...data,
  })

let people = 0
const makeStaff = async (name = 'Marta Ruiz'): Promise<TypedUser & { email: string }> => {
  people += 1
  const user = await site.createUser({ email: `marta${people}@lumen.test` })
  await site.payload.update({ collection: 'users', id: user.id, data: { name } })
  return { ...user, name, email: `marta${people}@lumen.test` }
}

const viewerOf = (client: Client): ClientViewer =>
  ({ client, email: client.email, readOnly: false, session: { confirmedAt: new Date().toISOString() } }) as ClientViewer

const ask = async (client: Client, message = 'What is line 3?', ticket: ID | null = null): Promise<Ticket> =>
  (await askInPortal(await req(), viewerOf(client), { ticket, subject: 'A line', message, files: [] })).ticket

const mailsTo = async (to: string, kind: Email['kind']): Promise<Email[]> =>
  findMany(await req(), 'emails', {
    where: { and: [{ to: { equals: to } }, { kind: { equals: kind } }] },
    sort: ['id'],
  })
const messagesOf = async ({ id }: { id: ID }): Promise<TicketMessage[]> =>
  findMany(await req(), 'ticketMessages', { where: { ticket: { equals: id } }, sort: ['id'] })

interface MailOf {
  from: string
  to?: string
  text?: string
  headers?: Record<string, string>
  /** Above all, as the receiving server writes it. */
  results?: string
  files?: { name: string; content: Buffer }[]
  id?: string
}

let mails = 0
const mailOf = ({ from, to, text = 'Line 3 is the logo.', headers = {}, results, files = [], id }: MailOf): string => {
  mails += 1
  const boundary = 'parts-of-this-mail'
  const lines = {
    ...(results ? { 'Authentication-Results': `${RECEIVER}; ${results}` } : {}),
    From: from,
    To: to ?? 'hola@reply.localhost',
    Subject: 'Re: Answer',
    'Message-ID': id ?? `<s${mails}@mail.example>`,
    Date: 'Wed, 25 Nov 2026 10:00:00 +0000',
    'MIME-Version': '1.0',
    'Content-Type': files.length > 0 ? `multipart/mixed; boundary=${boundary}` : 'text/plain; charset=utf-8',
    ...headers,
  }
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}`)
  const part = (type: string, more: string[], body: string) =>
    [`--${boundary}`, `Content-Type: ${type}`, ...more, '', body].join('\r\n')
  const body =
    files.length === 0
      ? text.replaceAll('\n', '\r\n')
      : [
          part('text/plain; charset=utf-8', [], text.replaceAll('\n', '\r\n')),
          ...files.map(({ name, content }) =>
            part(
              'application/octet-stream',
              ['Content-Transfer-Encoding: base64', `Content-Disposition: attachment; filename="${name}"`],
              content.toString('base64').replace(/(.{76})/g, '$1\r\n'),
            ),
          ),
          `--${boundary}--`,
        ].join('\r\n')
  return `${head.join('\r\n')}\r\n\r\n${body}\r\n`
}

const post = (raw: string) =>
  site.rest('POST', '/client-portal/mail/inbound/raw', {
    body: raw,
    headers: { origin: '', 'content-type': 'message/rfc822', 'x-inbound-secret': SECRET },
  })
const send = async (mail: MailOf) => {
  const response = await post(mailOf(mail))
  expect(response.status, await response.clone().text()).toBe(200)
}

interface Told {
  marta: TypedUser & { email: string }
  client: Client
  ticket: Ticket
  notice: Email
  /** `staff+<key>@reply.localhost` */
  address: string
  key: string
}

/** A client has asked, and Marta has the notice of it in her mailbox. */
const told = async (): Promise<Told> => {
  const marta = await makeStaff()
  await settle({ noticePeople: [{ user: marta.id, tickets: 'all' }] })
  const client = await makeClient(site.payload)
  const ticket = await ask(client)
  const [notice] = await mailsTo(marta.email, 'ticket-notice')
  const address = notice!.replyTo!
  await deliverAll()
  site.mails.length = 0
  return { marta, client, ticket, notice: notice!, address, key: /\+(\w+)@/.exec(address)![1]! }
}

/** As her program quotes the notice below what she writes. */
const quoting = ({ notice, address }: Told, words: string): string =>
  [
    words,
    '',
    `On Wed, 25 Nov 2026 at 10:00, Estudio Lumen <${address}> wrote:`,
    ...`${notice.subject}\nWhat is line 3?\nReply to: ${address}\nhttp://localhost:3000/admin/collections/tickets/9`
      .split('\n')
      .map((line) => `> ${line}`),
  ].join('\n')

const outgoing = (client: Client): SendEmailOptions[] => site.mails.filter(({ to }) => to === client.email)

/** What the client may see of it holds no way to write as staff. */
const expectNoKey = (key: string, ...shown: unknown[]) => {
  for (const each of shown) expect(JSON.stringify(each)).not.toContain(key)
}

describe('who is told of a client’s message', () => {
  it('each listed person gets what they want, by a mail of their own with an address of their own', async () => {
    const [all, mine, none, money] = [await makeStaff(), await makeStaff(), await makeStaff(), await makeStaff()]
    await settle({
      noticePeople: [
        { user: all.id, tickets: 'all' },
        { user: mine.id, tickets: 'mine' },
        { user: none.id, tickets: 'none' },
        { user: money.id, tickets: 'none', payments: true },
      ],
    })
    const client = await makeClient(site.payload)
    const ticket = await ask(client)
    const toldOf = async ({ email }: { email: string }) => (await mailsTo(email, 'ticket-notice')).length
    expect(await Promise.all([all, mine, none, money].map(toldOf))).toEqual([1, 1, 0, 0])
    // Nobody's ticket is everybody's; then it becomes somebody's.
    await claim(await req(), 'tickets', { id: { equals: ticket.id } }, { assignee: all.id })
    await ask(client, 'And line 4?', ticket.id)
    expect(await Promise.all([all, mine].map(toldOf))).toEqual([2, 1])
    await claim(await req(), 'tickets', { id: { equals: ticket.id } }, { assignee: mine.id })
    await ask(client, 'And line 5?', ticket.id)
    expect(await Promise.all([all, mine].map(toldOf))).toEqual([3, 2])
    const addresses = [...(await mailsTo(all.email, 'ticket-notice')), ...(await mailsTo(mine.email, 'ticket-notice'))]
    expect(addresses.every(({ replyTo }) => /^staff\+[0-9a-z]{20}@reply\.localhost$/.test(replyTo ?? ''))).toBe(true)
    expect(new Set(addresses.map(({ replyTo }) => replyTo)).size).toBe(2)
    expect(await mailsTo('hola@lumen.test', 'ticket-notice')).toEqual([])
  })

  it('a ticket of somebody who has left is nobody’s', async () => {
    const [mine, gone] = [await makeStaff(), await makeStaff()]
    await settle({ noticePeople: [{ user: mine.id, tickets: 'mine' }] })
    const client = await makeClient(site.payload)
    const ticket = await ask(client)
    await claim(await req(), 'tickets', { id: { equals: ticket.id } }, { assignee: gone.id })
    await ask(client, 'Hello?', ticket.id)
    expect(await mailsTo(mine.email, 'ticket-notice')).toHaveLength(1)
    await site.payload.update({ collection: 'users', id: gone.id, data: { role: 'editor' } })
    await ask(client, 'Anybody?', ticket.id)
    expect(await mailsTo(mine.email, 'ticket-notice')).toHaveLength(2)
  })

  it('who is deleted or no longer staff is not; with none of them left it is the business’s own address', async () => {
    const [left, editor, stays] = [await makeStaff(), await makeStaff(), await makeStaff()]
    const listed = [left, editor, stays].map(({ id }) => ({ user: id, tickets: 'all' as const }))
    await settle({ noticePeople: listed, noticeEmail: 'office@lumen.test' })
    await site.payload.delete({ collection: 'users', id: left.id })
    await site.payload.update({ collection: 'users', id: editor.id, data: { role: 'editor' } })
    const client = await makeClient(site.payload)
    const ticket = await ask(client)
    const toldOf = async (email: string) => (await mailsTo(email, 'ticket-notice')).length
    const addresses = [left.email, editor.email, stays.email, 'office@lumen.test']
    expect(await Promise.all(addresses.map(toldOf))).toEqual([0, 0, 1, 0])
    await site.payload.update({ collection: 'users', id: stays.id, data: { role: 'editor' } })
    await ask(client, 'Again', ticket.id)
    expect(await Promise.all(addresses.map(toldOf))).toEqual([0, 0, 1, 1])
    // Nobody signs in with that address, so that an answer to it goes to the business.
    expect((await mailsTo('office@lumen.test', 'ticket-notice'))[0]!.replyTo).toBe('hola@lumen.test')
  })

  it('who runs the business alone answers from the one address that is theirs', async () => {
    const owner = await makeStaff('Olga Vidal')
    await settle({ noticeEmail: owner.email.toUpperCase() })
    const client = await makeClient(site.payload)
    const ticket = await ask(client)
    const [notice] = await mailsTo(owner.email, 'ticket-notice')
    expect(notice!.replyTo).toMatch(/^staff\+/)
    await send({ from: owner.email, to: notice!.replyTo! })
    expect((await messagesOf(ticket)).at(-1)).toMatchObject({ author: 'staff', authorName: 'Olga Vidal' })
  })

  it('nobody, where there is no address: the message is kept all the same', async () => {
    await settle({ email: null })
    const client = await makeClient(site.payload)
    expect(await messagesOf(await ask(client))).toHaveLength(1)
  })

  it('twenty notices of one ticket at once bring each person one address', async () => {
    const marta = await makeStaff()
    await settle({ noticePeople: [{ user: marta.id, tickets: 'all' }] })
    const client = await makeClient(site.payload)
    const ticket = await ask(client)
    await runSql(site.databaseUrl, `delete from portal_staff_keys where ticket_id = ${ticket.id}`)
    await Promise.all(Array.from({ length: 20 }, (_, index) => ask(client, `Question ${index}`, ticket.id)))
    const notices = await mailsTo(marta.email, 'ticket-notice')
    expect(notices).toHaveLength(21)
    expect(new Set(notices.slice(1).map(({ replyTo }) => replyTo)).size).toBe(1)
  })
})

describe('staff’s answer to the notice', () => {
  it('goes to the client as the business’s answer, without the notice it answers', async () => {
    const mine = await told()
    const { marta, client, ticket, address, key } = mine
    await send({ from: `Marta <${marta.email}>`, to: address, text: quoting(mine, 'Line 3 is the logo.') })
    const [, message] = await messagesOf(ticket)
    expect(message).toMatchObject({
      ...{ direction: 'out', via: 'email', author: 'staff', authorName: 'Marta Ruiz', internal: false },
      body: 'Line 3 is the logo.',
    })
    expect(message!.trimmed).toContain('What is line 3?')
    const inbound = await stored(site.payload, 'emails', message!.original!)
    expect(inbound).toMatchObject({ kind: 'inbound', ticket: ticket.id, client: client.id, placement: 'placed' })
    expect(inbound.raw).toBeTruthy()
    // Whoever answers a ticket of nobody's takes it on, by mail too.
    expect(await stored(site.payload, 'tickets', ticket.id)).toMatchObject({
      ...{ status: 'waiting', lastDirection: 'out', assignee: marta.id },
    })
    await deliverAll()
    const [mail, ...more] = outgoing(client)
    expect(more).toEqual([])
    expect(mail!.replyTo).toBe(`ticket+${ticket.key}@reply.localhost`)
    expect(mail!.text).toMatch(/^Line 3 is the logo\.\n\nMarta Ruiz\n/)
    expect(mail!.text).not.toContain('/admin/')
    expectNoKey(key, mail, message)
    const [event] = await findMany(await req(), 'portalEvents', {
      where: { and: [{ type: { equals: 'ticket-message' } }, { client: { equals: client.id } }] },
      sort: ['-id'],
      limit: 1,
    })
    expect(event).toMatchObject({ actorKind: 'staff', actorName: 'Marta Ruiz' })
    // The answer is news for the client, and none for staff.
    expect(await mailsTo(marta.email, 'ticket-notice')).toHaveLength(1)
  })

  it('never carries staff’s address on, wherever it stands', async () => {
    const { marta, client, ticket, address, key } = await told()
    const upper = address.toUpperCase()
    await send({
      from: marta.email,
      to: `"x" <${upper}>`,
      text: `Write to ${address} or ${upper.replace('@', '=40')}.`,
    })
    await ask(client, `You wrote from ${address}?`, ticket.id)
    await replyToTicket(await staffReq(site.payload, marta), ticket.id, { body: `Yes, ${address}.` })
    await deliverAll()
    const sent = outgoing(client)
    expect(sent).toHaveLength(2)
    for (const { text, html } of sent) {
      expect(JSON.stringify({ text, html }).toLowerCase()).not.toContain(key)
    }
  })

  it('twenty deliveries at once are one answer and one mail', async () => {
    const { marta, client, ticket, address } = await told()
    const raw = mailOf({ from: marta.email, to: address })
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(raw)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect((await messagesOf(ticket)).filter(({ direction }) => direction === 'out')).toHaveLength(1)
    expect(await mailsTo(client.email, 'ticket')).toHaveLength(1)
    await deliverAll()
    expect(outgoing(client)).toHaveLength(1)
  })

  it('stands or falls with its mail: what breaks between the two is done again whole', async () => {
    const { marta, client, ticket, address } = await told()
    await runSql(
      site.databaseUrl,
      `create function refuse_answers() returns trigger as $$ begin
         if new.kind = 'ticket' then raise exception 'no answers for now'; end if; return new; end $$ language plpgsql`,
      'create trigger refuse_answers before insert on emails for each row execute function refuse_answers()',
    )
    try {
      expect((await post(mailOf({ from: marta.email, to: address }))).status).toBe(500)
      expect(await messagesOf(ticket)).toHaveLength(1)
    } finally {
      await runSql(site.databaseUrl, 'drop trigger refuse_answers on emails', 'drop function refuse_answers')
    }
    const later = new Date(Date.now() + 10 * 60_000)
    await Promise.all(Array.from({ length: 5 }, async () => placeWaitingMail(await req(), later)))
    expect(await messagesOf(ticket)).toHaveLength(2)
    expect(await mailsTo(client.email, 'ticket')).toHaveLength(1)
  })

  it('counts with the key in Cc, and when it went to the client’s address as well', async () => {
    const { marta, client, ticket, address } = await told()
    await send({ from: marta.email, headers: { Cc: address } })
    await send({ from: marta.email, to: `${address}, ticket+${ticket.key}@reply.localhost`, text: 'To both.' })
    const answers = (await messagesOf(ticket)).slice(1)
    expect(answers.map(({ author, direction }) => `${author} ${direction}`)).toEqual(['staff out', 'staff out'])
    expect(await mailsTo(client.email, 'ticket')).toHaveLength(2)
  })

  it('reaches the client with its files; with files alone it says so', async () => {
    const { marta, client, ticket, address } = await told()
    await send({ from: marta.email, to: address, text: ' ', files: [{ name: 'plan.png', content: PNG }] })
    const [, message] = await messagesOf(ticket)
    expect(message!.body).toBe('The files are attached.')
    await deliverAll()
    const [mail] = outgoing(client)
    expect(mail!.attachments).toMatchObject([{ filename: 'plan.png', contentType: 'image/png' }])
    expect(Buffer.compare((mail!.attachments as { content: Buffer }[])[0]!.content, PNG)).toBe(0)
  })

  it('with the notice quoted and no words of its own sends nothing', async () => {
    const mine = await told()
    await send({ from: mine.marta.email, to: mine.address, text: quoting(mine, '') })
    expect((await messagesOf(mine.ticket)).at(-1)).toMatchObject({ internal: true, automation: 'empty' })
    expect(await mailsTo(mine.client.email, 'ticket')).toEqual([])
    expect((await stored(site.payload, 'tickets', mine.ticket.id)).status).toBe('open')
  })
})

describe('what comes to staff’s address and is not theirs', () => {
  /** Kept, for staff to see, and nothing of it went anywhere. */
  const expectNote = async ({ client, ticket, marta }: Told, mark = 'unverified') => {
    const all = await messagesOf(ticket)
    expect(all).toHaveLength(2)
    expect(all[1]).toMatchObject({ internal: true, automation: mark, body: 'Line 3 is the logo.' })
    const [mail] = await findMany(await req(), 'emails', { where: { id: { equals: all[1]!.mail } } })
    expect(mail).toMatchObject({ kind: 'inbound', ticket: ticket.id })
    expect(mail!.raw).toBeTruthy()
    expect(await stored(site.payload, 'tickets', ticket.id)).toMatchObject({ status: 'open', lastDirection: 'in' })
    expect(await mailsTo(client.email, 'ticket')).toEqual([])
    expect(await mailsTo(marta.email, 'ticket-notice')).toHaveLength(1)
    await deliverAll()
    expect(outgoing(client)).toEqual([])
  }

  it.each(['dmarc=fail', 'spf=fail smtp.mailfrom=evil.test', 'dkim=fail; spf=pass'])(
    'a mail that the receiving server found wrong (%s) is a note',
    async (results) => {
      const mine = await told()
      await send({ from: mine.marta.email, to: mine.address, results })
      await expectNote(mine)
    },
  )

  it('one that the provider found wrong is a note', async () => {
    const mine = await told()
    const mime = `X-Mailgun-Spf: Fail\r\nReceived: by mailgun\r\n${mailOf({ from: mine.marta.email, to: mine.address })}`
    const [timestamp, token] = [String(Math.floor(Date.now() / 1000)), 'a-token-of-staff']
    const signature = createHmac('sha256', MAILGUN_KEY).update(`${timestamp}${token}`).digest('hex')
    const answer = await site.rest('POST', '/client-portal/mail/inbound/mailgun', {
      body: new URLSearchParams({ timestamp, token, signature, 'body-mime': mime, recipient: mine.address }),
      headers: { origin: '' },
    })
    expect(answer.status).toBe(200)
    await expectNote(mine)
  })

  it('a server that nobody named is not believed, neither its yes nor its no', async () => {
    const { marta, ticket, address } = await told()
    const headers = { 'Authentication-Results': 'mx.evil.test; dmarc=fail' }
    await send({ from: marta.email, to: address, headers })
    expect((await messagesOf(ticket)).at(-1)).toMatchObject({ author: 'staff', internal: false })
  })

  it('a stranger, a colleague, or two senders at once write notes', async () => {
    for (const from of ['thief@evil.test', (await makeStaff()).email]) {
      const mine = await told()
      await send({ from, to: mine.address })
      await expectNote(mine)
    }
    const mine = await told()
    await send({ from: `${mine.marta.email}, thief@evil.test`, to: mine.address })
    await expectNote(mine)
  })

  it('a person who has left, or lost the right to answer, writes notes', async () => {
    const mine = await told()
    await site.payload.update({ collection: 'users', id: mine.marta.id, data: { role: 'editor' } })
    await send({ from: mine.marta.email, to: mine.address })
    await expectNote(mine)
    const gone = await told()
    await site.payload.delete({ collection: 'users', id: gone.marta.id })
    await send({ from: gone.marta.email, to: gone.address })
    await expectNote(gone)
  })

  it('an absence note is kept and answered by nobody', async () => {
    const mine = await told()
    await send({ from: mine.marta.email, to: mine.address, headers: { 'Auto-Submitted': 'auto-replied' } })
    await expectNote(mine, 'auto-reply')
  })

  it('our own notice that comes back goes nowhere', async () => {
    const { marta, ticket, address, client } = await told()
    await send({
      from: 'hola@lumen.test',
      to: marta.email,
      headers: { 'Reply-To': address, 'Auto-Submitted': 'auto-generated', 'Delivered-To': address },
    })
    expect(await messagesOf(ticket)).toHaveLength(1)
    expect(await mailsTo(client.email, 'ticket')).toEqual([])
  })

  it('a client with staff’s address in Cc is the client, on their own thread', async () => {
    const { marta, client, ticket, address } = await told()
    await send({ from: client.email, to: `ticket+${ticket.key}@reply.localhost`, headers: { Cc: address } })
    expect((await messagesOf(ticket)).at(-1)).toMatchObject({ author: 'client', internal: false, direction: 'in' })
    expect(await mailsTo(marta.email, 'ticket-notice')).toHaveLength(2)
    expect(await mailsTo(client.email, 'ticket')).toEqual([])
  })

  it('staff’s From on the client’s own address is nobody we know', async () => {
    const { marta, client, ticket } = await told()
    await send({ from: marta.email, to: `ticket+${ticket.key}@reply.localhost` })
    expect((await messagesOf(ticket)).at(-1)).toMatchObject({ author: 'stranger', direction: 'in' })
    expect(await mailsTo(client.email, 'ticket')).toEqual([])
  })

  it('a key that was never given out opens nothing', async () => {
    const { marta, ticket } = await told()
    await send({ from: marta.email, to: 'staff+0123456789abcdefghjk@reply.localhost' })
    expect(await messagesOf(ticket)).toHaveLength(1)
  })
})

describe('files that staff attaches to an answer', () => {
  const answerWith = async (files: { filename: string; content: Buffer }[]) => {
    const marta = await makeStaff()
    const client = await makeClient(site.payload)
    const ticket = await ask(client)
    await replyToTicket(await staffReq(site.payload, marta), ticket.id, { body: 'Here they are.', files })
    return { client, ticket }
  }
  const namesIn = ({ attachments }: SendEmailOptions) =>
    ((attachments ?? []) as { filename: string }[]).map(({ filename }) => filename)

  it('travel with its mail under safe names, and again with each attempt and copy', async () => {
    const { client } = await answerWith([
      { filename: '../../plan.png', content: PNG },
      { filename: 'notes.txt', content: Buffer.from('Hello') },
    ])
    const refused: SendEmailOptions[] = []
    const isDown = vi.spyOn(site.payload, 'sendEmail').mockImplementation((message) => {
      refused.push(message)
      return Promise.reject(new Error('the server is away'))
    })
    await deliverAll()
    isDown.mockRestore()
    await deliverDueMail(site.payload, { clock: () => new Date(Date.now() + 3_600_000) })
    const [mail] = outgoing(client)
    expect(namesIn(mail!)).toEqual(['plan.png', 'notes.txt'])
    expect(mail!.attachments).toEqual(refused.find(({ to }) => to === client.email)!.attachments)
    expect(mail!.text).toContain('Files:\n- plan.png (70 byte)\n- notes.txt (5 byte)\n')
    expect(mail!.html).toContain('notes.txt')
  })

  it('that are too much for a mail are named in it and wait in the portal', async () => {
    const { client } = await answerWith([
      { filename: 'film.dat', content: Buffer.alloc(9_000_000, 1) },
      { filename: 'second.dat', content: Buffer.alloc(4_000_000, 2) },
      { filename: 'small.dat', content: Buffer.alloc(1_000_000, 3) },
    ])
    await deliverAll()
    const [mail] = outgoing(client)
    expect(namesIn(mail!)).toEqual(['film.dat', 'small.dat'])
    expect(mail!.text).toContain('- second.dat (4 MB)\n  Too large for this mail')
  })

  it('that the store has lost keep no answer from going out', async () => {
    const { client, ticket } = await answerWith([{ filename: 'plan.png', content: PNG }])
    const [message] = (await messagesOf(ticket)).slice(-1)
    const [file] = await findMany(await req(), 'portalFiles', { where: { message: { equals: message!.id } } })
    await rm(path.join(filesDirOf(site.databaseUrl), file!.filename!))
    await deliverAll()
    const [mail] = outgoing(client)
    expect(mail!.attachments).toBeUndefined()
    expect(mail!.text).toContain('- plan.png (70 byte)\n  This file could not be attached.')
  })
})
