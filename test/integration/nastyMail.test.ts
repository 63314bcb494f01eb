import { createHmac } from 'node:crypto'

import { createTransport } from 'nodemailer'
import type { SendEmailOptions, TypedUser, Where } from 'payload'
import { Client as Connection } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

import { getPortalOptions } from '../../src/context.ts'
import { deliverDueMail } from '../../src/operations/deliverMail.ts'
import { placeWaitingMail } from '../../src/operations/placeMail.ts'
import { replyToTicket } from '../../src/operations/replyToTicket.ts'
import { ticketPage } from '../../src/queries/ticketPage.ts'
import type { Client, Email, Ticket } from '../../src/records.ts'
import { claim, count, findMany } from '../../src/store.ts'
import { makeClient, saveSettings, staffReq, stored } from '../factories.ts'
import { INBOUND_SECRET, inboxOf, type Arrived, type Inbox } from '../inbox.ts'
import {
  buildMail,
  filePart,
  GIF,
  HALF_HEIC,
  htmlPart,
  mailPart,
  multipart,
  PNG,
  SVG_WITH_SCRIPT,
  textPart,
  type Part,
} from '../mail/buildMail.ts'
import { startDying } from '../startDying.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'

vi.setConfig({ testTimeout: 60_000 })

const MAILGUN_KEY = 'mailgun-key-of-this-test'
const plugin = { inbound: { rawSecret: INBOUND_SECRET, mailgunSigningKey: MAILGUN_KEY } }

let site: StartedPayload
let inbox: Inbox
let owner: TypedUser

beforeAll(async () => {
  site = await startPayload({ plugin })
  inbox = inboxOf(site)
  owner = await site.createUser()
})
afterAll(() => site.stop())
beforeEach(() => saveSettings(site.payload, { locale: 'en', email: 'hola@lumen.test' }))

/** However odd a mail, it is taken at once, kept whole, and has one row that staff finds. */
const take = async (raw: Buffer, headers: Record<string, string> = {}): Promise<Arrived & { row: Email }> => {
  const arrived = await inbox.receive(raw, headers)
  expect(arrived, JSON.stringify(arrived.answer)).toMatchObject({ status: 200, answer: { received: 1 } })
  expect(arrived.tookMs).toBeLessThan(10_000)
  expect(arrived.row).toMatchObject({ status: 'received', processedAt: expect.any(String) as string })
  expect(Buffer.from(arrived.original ?? []).equals(raw)).toBe(true)
  return arrived as Arrived & { row: Email }
}

/** A mail of a client we know, and the one message it became. */
const taken = async (raw: Buffer, headers: Record<string, string> = {}) => {
  const arrived = await take(raw, headers)
  const [message, ...more] = arrived.messages
  if (!message || more.length > 0) throw new Error(`The mail became ${arrived.messages.length} messages.`)
  return { ...arrived, message, ticket: await stored(site.payload, 'tickets', message.ticket) }
}

const notices = async (): Promise<number> => count(await inbox.req(), 'emails', { kind: { equals: 'ticket-notice' } })

const queued = async (): Promise<number> => count(await inbox.req(), 'emails', { status: { equals: 'queued' } })

interface Thread {
  client: Client
  ticket: Ticket
  answer: Email
  address: string
}

/** A client's question, and the business's answer to it. */
const thread = async (): Promise<Thread> => {
  const client = await makeClient(site.payload)
  const { ticket } = await taken(buildMail({ From: client.email }, 'Where is it?'))
  const { mail } = await replyToTicket(await staffReq(site.payload, owner), ticket.id, { body: 'On its way.' })
  return { client, ticket, answer: mail!, address: `ticket+${ticket.key}@reply.localhost` }
}

/** What the client reads of the thread in the portal. */
const seenByClient = async ({ client, ticket }: Pick<Thread, 'client' | 'ticket'>): Promise<string[]> => {
  const page = await ticketPage({
    payload: site.payload,
    options: getPortalOptions(site.payload),
    clientId: client.id,
    id: ticket.id,
  })
  return page?.messages.map(({ body }) => body) ?? []
}

describe('machines', () => {
  it.each([
    ['English', 'Automatic reply: Your invoice', 'I am out of the office until Monday.'],
    ['Spanish', 'Respuesta automática: su factura', 'Estoy fuera de la oficina.'],
    ['German', 'Automatische Antwort: Ihre Rechnung', 'Ich bin nicht im Büro.'],
    ['French', 'Réponse automatique : votre facture', 'Je suis absent.'],
    ['Italian', 'Risposta automatica: la sua fattura', 'Sono fuori sede.'],
  ])('who is away, in %s and with no sign but the subject, moves nothing', async (_, subject, text) => {
    const { client, ticket, address } = await thread()
    const before = await notices()
    const { message, row } = await taken(
      buildMail(
        { From: client.email, To: address, Subject: `=?utf-8?B?${Buffer.from(subject).toString('base64')}?=` },
        text,
      ),
    )
    expect(message).toMatchObject({ ticket: ticket.id, automation: 'auto-reply', body: text })
    expect(row).toMatchObject({ automation: 'auto-reply', ticket: ticket.id })
    expect(await stored(site.payload, 'tickets', ticket.id)).toMatchObject({ status: 'waiting', messageCount: 3 })
    expect(await notices()).toBe(before)
    expect(await seenByClient({ client, ticket })).toEqual(['Where is it?', 'On its way.'])
  })

  it('a server’s report stays on the thread, marks the mail that came back, and closes nobody’s mouth', async () => {
    const { client, ticket, answer, address } = await thread()
    await claim(await inbox.req(), 'emails', { id: { equals: answer.id } }, { status: 'sent' })
    const { row } = await take(
      buildMail(
        {
          From: 'Mail Delivery System <MAILER-DAEMON@mx.client.test>',
          To: address,
          'Return-Path': '<>',
          Subject: 'Undelivered Mail Returned to Sender',
        },
        multipart('report; report-type=delivery-status', [
          textPart(`I could not deliver your mail to ${client.email}.`),
          {
            headers: { 'Content-Type': 'message/delivery-status' },
            body: Buffer.from(
              `Reporting-MTA: dns; mx.client.test\r\n\r\nFinal-Recipient: rfc822; ${client.email}\r\n` +
                'Action: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\r\n',
            ),
          },
          {
            headers: { 'Content-Type': 'text/rfc822-headers' },
            body: Buffer.from(`Message-ID: ${answer.messageId}\r\nSubject: Re: A question\r\n`),
          },
        ]),
      ),
      { 'x-envelope-from': '' },
    )
    expect(row.automation).toBe('bounce')
    expect(await stored(site.payload, 'emails', answer.id)).toMatchObject({ status: 'bounced' })
    expect(await stored(site.payload, 'tickets', ticket.id)).toMatchObject({ status: 'waiting' })
  })

  it('a mailing list opens no ticket, not even of a client', async () => {
    const client = await makeClient(site.payload)
    const { row, messages } = await take(
      buildMail({ From: client.email, 'List-Id': '<news.client.test>', Precedence: 'bulk' }, 'Our spring offers'),
    )
    expect(row).toMatchObject({ automation: 'list', client: null, ticket: null })
    expect(messages).toEqual([])
  })
})

describe('our own mails coming back', () => {
  /** A captured mail as it leaves by SMTP. */
  const asSent = async (mail: SendEmailOptions): Promise<Buffer> => {
    const { message } = await createTransport({ streamTransport: true, buffer: true, newline: 'windows' }).sendMail(
      mail,
    )
    return message as Buffer
  }

  const withoutHeader = (raw: Buffer, name: string): Buffer =>
    Buffer.from(raw.toString('latin1').replace(new RegExp(`^${name}:.*\r\n(?:[ \t].*\r\n)*`, 'im'), ''), 'latin1')

  /** The notice that a client's question makes, as the business's mailbox gets it. */
  const aNotice = async (): Promise<Buffer> => {
    await deliverDueMail(site.payload)
    site.mails.length = 0
    await taken(buildMail({ From: (await makeClient(site.payload)).email }, 'Something is wrong'))
    await deliverDueMail(site.payload)
    const mail = site.mails.find(({ to }) => to === 'hola@lumen.test')
    if (!mail) throw new Error('Nobody was told.')
    return asSent(mail)
  }

  it.each<[string, (raw: Buffer) => Buffer]>([
    ['as it is', (raw) => raw],
    ['without the sign that a machine wrote it', (raw) => withoutHeader(raw, 'Auto-Submitted')],
    [
      'sent on by a rule',
      (raw) =>
        Buffer.concat([
          Buffer.from('Resent-From: <hola@lumen.test>\r\nResent-To: <hola@reply.localhost>\r\n'),
          withoutHeader(raw, 'Auto-Submitted'),
        ]),
    ],
    [
      'forwarded by a rule as a file',
      (raw) =>
        buildMail(
          { From: 'hola@lumen.test', Subject: 'Fwd: notice' },
          multipart('mixed', [textPart(''), mailPart(withoutHeader(raw, 'Auto-Submitted'))]),
        ),
    ],
    [
      'forwarded by a rule in its own words',
      (raw) =>
        buildMail(
          {
            From: 'hola@lumen.test',
            Subject: 'Fwd: notice',
            References: /^message-id: (<.*>)/im.exec(raw.toString('latin1'))?.[1] ?? '',
          },
          'Somebody has written. Open it in the admin.',
        ),
    ],
  ])('a notice, %s, begins no conversation with itself', async (_, change) => {
    // The worst case: the business is its own client, and its mailbox sends everything on to us.
    const self = await makeClient(site.payload, { email: 'hola@lumen.test' })
    try {
      const raw = await aNotice()
      const before = await notices()
      const { row } = await take(change(raw))
      expect(await inbox.ticketsOf(self)).toEqual([])
      expect(await notices()).toBe(before)
      expect(await queued()).toBe(0)
      expect(row.ticket).toBeNull()
    } finally {
      await site.payload.update({ collection: 'clients', id: self.id, data: { email: `self${self.id}@client.test` } })
    }
  })

  it('an answer of ours that a client’s server sends back is no message of the client', async () => {
    const { client, ticket, address } = await thread()
    site.mails.length = 0
    await deliverDueMail(site.payload)
    const sent = site.mails.find(({ to }) => to === client.email)
    const raw = withoutHeader(await asSent(sent!), 'Auto-Submitted')
    const changed = Buffer.from(raw.toString('latin1').replace(/^subject: /im, '$&[SPAM?] '), 'latin1')
    for (const mail of [raw, Buffer.concat([Buffer.from(`Resent-To: ${address}\r\n`), changed])]) {
      expect((await take(mail)).row.automation).toBe('own')
    }
    expect(await stored(site.payload, 'tickets', ticket.id)).toMatchObject({ messageCount: 2, status: 'waiting' })
  })
})

describe('who writes', () => {
  it('a stranger who holds the key is kept and marked, and gets no access by it', async () => {
    const { client, ticket, address } = await thread()
    const { message } = await taken(
      buildMail({ From: 'Eve <eve@elsewhere.test>', To: address }, 'Send the invoice to me instead'),
    )
    expect(message).toMatchObject({ ticket: ticket.id, author: 'stranger', authorEmail: 'eve@elsewhere.test' })
    const { mail } = await replyToTicket(await staffReq(site.payload, owner), ticket.id, { body: 'No.' })
    expect(mail!.to).toBe(client.email)
    const asked = await site.rest('POST', '/client-portal/links', { body: { email: 'eve@elsewhere.test' } })
    expect(asked.status).toBeLessThan(500)
    expect(await count(await inbox.req(), 'emails', { to: { equals: 'eve@elsewhere.test' } })).toBe(0)
  })

  it('a stranger without the key waits for staff', async () => {
    const { row, messages } = await take(buildMail({ From: 'Eve <eve@elsewhere.test>' }, 'Buy links'))
    expect(row).toMatchObject({ client: null, ticket: null, automation: null, from: 'Eve <eve@elsewhere.test>' })
    expect(messages).toEqual([])
  })

  it('a contact is the client; a colleague in Cc who answers all is kept beside them as who they are', async () => {
    const { client, ticket, answer, address } = await thread()
    await site.payload.update({
      collection: 'clients',
      id: client.id,
      data: { contacts: [{ name: 'Bo Books', email: 'bo@client.test' }] },
    })
    const contact = await taken(buildMail({ From: 'bo@client.test', To: address }, 'It is for me'))
    expect(contact.message).toMatchObject({ author: 'client', authorName: 'Bo Books', ticket: ticket.id })
    const colleague = await taken(
      buildMail(
        {
          From: 'Cy Colleague <cy@client.test>',
          To: `${client.email}, "Estudio Lumen" <hola@lumen.test>`,
          Cc: `Lumen <${address}>`,
          'In-Reply-To': answer.messageId,
        },
        'I know more',
      ),
    )
    expect(colleague.message).toMatchObject({ author: 'stranger', authorName: 'Cy Colleague', ticket: ticket.id })
    expect(await stored(site.payload, 'tickets', ticket.id)).toMatchObject({ status: 'open' })
  })

  it.each([
    ['staff’s address in From', (email: string) => ({ From: email })],
    ['staff’s name and address', (email: string) => ({ From: `"Estudio Lumen" <${email}>`, Sender: 'x@evil.test' })],
    [
      'staff’s and the client’s addresses together',
      (email: string, client: string) => ({ From: `${client}, ${email}` }),
    ],
    ['two From headers', (email: string, client: string) => ({ From: [client, email] })],
    ['the business’s address', () => ({ From: 'hola@lumen.test' })],
  ])('%s makes nobody staff', async (_, headersOf) => {
    const { client, ticket, address } = await thread()
    const before = await queued()
    const { message } = await taken(
      buildMail({ ...headersOf(String(owner.email), client.email), To: address }, 'Pay to another account'),
    )
    expect(message).toMatchObject({ author: 'stranger', direction: 'in', via: 'email', ticket: ticket.id })
    // The notice for staff alone; nothing to the client.
    expect((await queued()) - before).toBeLessThanOrEqual(1)
    expect(
      await count(await inbox.req(), 'emails', {
        and: [{ client: { equals: client.id } }, { kind: { equals: 'ticket' } }],
      }),
    ).toBe(1)
  })

  it('a forged Message-ID, of a client’s mail or of ours, swallows nothing', async () => {
    const { client, ticket, answer, address } = await thread()
    for (const [index, id] of ['<one@mail.example>', '<one@mail.example>', answer.messageId].entries()) {
      const { message } = await taken(
        buildMail({ From: client.email, To: address, 'Message-ID': id }, `Words, number ${index}`),
      )
      expect(message).toMatchObject({ body: `Words, number ${index}`, ticket: ticket.id })
    }
  })

  it('reopens a closed ticket, and a machine does not', async () => {
    const { client, ticket, address } = await thread()
    await replyToTicket(await staffReq(site.payload, owner), ticket.id, { body: 'Done.', close: true })
    const machine = { From: client.email, To: address, 'Auto-Submitted': 'auto-replied' }
    await take(buildMail(machine, 'I am away'))
    expect(await stored(site.payload, 'tickets', ticket.id)).toMatchObject({ status: 'closed' })
    await take(buildMail({ From: client.email, To: address }, 'Not quite'))
    expect(await stored(site.payload, 'tickets', ticket.id)).toMatchObject({ status: 'open', closedAt: null })
  })
})

describe('where it was sent', () => {
  it.each<[string, (address: string) => [Record<string, string>, Record<string, string>]]>([
    ['in Cc', (address) => [{ Cc: address }, {}]],
    ['in Delivered-To', (address) => [{ 'Delivered-To': address }, {}]],
    ['in X-Original-To', (address) => [{ 'X-Original-To': `<${address}>` }, {}]],
    ['in capital letters', (address) => [{ To: `"LUMEN" <${address.toUpperCase()}>` }, {}]],
    ['in the envelope alone', (address) => [{ To: 'undisclosed-recipients:;' }, { 'x-envelope-to': address }]],
    ['inside a forwarder’s address', (address) => [{ To: `fwd+${address.replace('@', '=')}@relay.test` }, {}]],
    ['folded over two lines', (address) => [{ To: `"A name"\r\n <${address}>` }, {}]],
  ])('a key %s finds its thread', async (_, place) => {
    const { client, ticket, address } = await thread()
    const [headers, posted] = place(address)
    const { message } = await taken(buildMail({ From: client.email, To: 'x@y.test', ...headers }, 'Found'), posted)
    expect(message).toMatchObject({ ticket: ticket.id, body: 'Found', author: 'client' })
  })
})

describe('headers', () => {
  it.each<[string, Buffer]>([
    ['none at all', Buffer.from('Just words\r\n')],
    ['an empty line first', Buffer.from('\r\nJust words\r\n')],
    ['no From, Date, Subject or Message-ID', buildMail({ Date: '', Subject: '', 'Message-ID': '' }, 'Just words')],
    ['bare line feeds', Buffer.from('From: x@y.test\nSubject: s\n\nJust words\n')],
    ['bare carriage returns', Buffer.from('From: x@y.test\rSubject: s\r\rJust words\r')],
    ['a mailbox file’s first line', Buffer.from('From x@y.test Wed Nov 25\r\nFrom: x@y.test\r\n\r\nJust words\r\n')],
    ['nothing but NULs in the names', Buffer.from('\0: \0\r\nFr\0m: x\0@y.test\r\n\r\nJust words\0\r\n')],
  ])('%s: it waits for staff, who can read it', async (_, raw) => {
    const { row } = await take(raw)
    expect(row).toMatchObject({ client: null, ticket: null })
    expect(row.text).toContain('Just words')
    expect(row.text).not.toContain('\0')
  })

  it('a megabyte of header costs no mail', async () => {
    const client = await makeClient(site.payload)
    const { message } = await taken(
      buildMail({ 'X-Long': 'x'.repeat(1_000_000), From: client.email, Subject: 'Behind it' }, 'Still here'),
    )
    expect(message.body).toBe('Still here')
  })

  it('ids, addresses and names as long as they may be are kept', async () => {
    const client = await makeClient(site.payload)
    const letters = (length: number) =>
      Array.from({ length }, () => String.fromCodePoint(0x4e00 + Math.floor(Math.random() * 20_000))).join('')
    const latin = (length: number) =>
      Array.from({ length }, () => 'abcdefghijklmnopqrstuvwxyz0123456789'.charAt(Math.random() * 36)).join('')
    const label = () => `${latin(60)}.${latin(60)}.${latin(60)}.test`
    const { row } = await taken(
      buildMail(
        {
          From: client.email,
          To: Array.from({ length: 20 }, () => `${latin(60)}@${label()}`).join(',\r\n '),
          'Message-ID': `<${letters(900)}@x>`,
          'In-Reply-To': `<${letters(900)}@x>`,
          Subject: letters(1200),
        },
        'Long',
      ),
    )
    // Longer than a line may be: it is known by all of its bytes instead.
    expect(row).toMatchObject({ messageId: '', dedupKey: expect.stringMatching(/^raw:/) as string })
  })

  it('half of a character where a text is cut, and characters that no database takes, cost no mail', async () => {
    const client = await makeClient(site.payload)
    const emoji = '😀'.repeat(600)
    const { message } = await taken(
      buildMail(
        { From: `"${emoji}\u0001" <${client.email}>`, Subject: `x${emoji}` },
        multipart('mixed', [
          textPart(`x${'😀'.repeat(60_000)}`),
          filePart(`x${emoji}.txt`, 'words'),
          filePart(`a\u0000b\uffff.exe`, 'MZ'),
        ]),
      ),
    )
    expect(message.body.startsWith('x😀')).toBe(true)
    expect(message.refused).toMatchObject([{ reason: 'executable' }])
  })
})

describe('charsets', () => {
  it.each<[string, string, Buffer, string]>([
    ['ISO-2022-JP', 'iso-2022-jp', Buffer.from('\x1b$B$"$j$,$H$&\x1b(B', 'latin1'), 'ありがとう'],
    ['GB18030', 'gb18030', Buffer.from([0xd0, 0xbb, 0xd0, 0xbb, 0x94, 0x39, 0xfc, 0x36]), '谢谢😀'],
    ['Windows-1252', 'windows-1252', Buffer.from('Ma\xf1ana \x80 20', 'latin1'), 'Mañana € 20'],
    ['UTF-8 that says it is ASCII', 'us-ascii', Buffer.from('Mañana €'), 'Mañana €'],
    ['UTF-8 that says it is Latin-1', 'iso-8859-1', Buffer.from('Mañana €'), 'Mañana €'],
    ['Latin-1 that says it is UTF-8', 'utf-8', Buffer.from('Ma\xf1ana', 'latin1'), 'Mañana'],
    ['a charset that there is not', 'x-martian', Buffer.from('Mañana'), 'Mañana'],
  ])('%s is read as it was written', async (_, charset, body, words) => {
    const client = await makeClient(site.payload)
    const { message } = await taken(buildMail({ From: client.email }, textPart(body, { charset })))
    expect(message.body).toBe(words)
  })
})

describe('parts', () => {
  const client = () => makeClient(site.payload)

  it('a mail in a mail in a mail is a file, and only the outermost words are the client’s', async () => {
    const inner = buildMail({ From: 'a@b.test', Subject: 'Innermost' }, 'Not theirs')
    const middle = buildMail({ From: 'c@d.test' }, multipart('mixed', [textPart('Nor this'), mailPart(inner)]))
    const { message } = await taken(
      buildMail(
        { From: (await client()).email },
        multipart('mixed', [textPart('See below'), mailPart(buildMail({}, multipart('mixed', [mailPart(middle)])))]),
      ),
    )
    expect(message.body).toBe('See below')
    const files = await inbox.filesOf(message)
    expect(files).toHaveLength(1)
    expect(Buffer.from(files[0]!.bytes ?? []).includes('Innermost')).toBe(true)
  })

  it('Outlook’s winmail.dat is kept as the file it is', async () => {
    const tnef = Buffer.concat([Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 0]), Buffer.alloc(500, 7)])
    const { message } = await taken(
      buildMail(
        { From: (await client()).email },
        multipart('mixed', [textPart('As agreed'), filePart('winmail.dat', tnef, { type: 'application/ms-tnef' })]),
      ),
    )
    expect(await inbox.filesOf(message)).toMatchObject([{ name: 'winmail.dat', filesize: tnef.byteLength }])
  })

  it('of fifty files those beyond the limits are refused one by one, with the reason; the message stays', async () => {
    const files: Part[] = Array.from({ length: 47 }, (_, index) => filePart(`plan ${index}.txt`, `Plan ${index}`))
    files.splice(3, 0, filePart('setup.exe', 'MZ\0'), filePart('film.dat', Buffer.alloc(11_000_000, 1)))
    files.splice(8, 0, filePart('empty.txt', ''))
    const { message } = await taken(
      buildMail({ From: (await client()).email }, multipart('mixed', [textPart('Fifty'), ...files])),
    )
    expect(message.body).toBe('Fifty')
    expect(message.refused?.slice(0, 3)).toEqual([
      { name: 'setup.exe', reason: 'executable' },
      { name: 'film.dat', reason: 'file-too-large' },
      { name: 'empty.txt', reason: 'empty-file' },
    ])
    expect(message.refused?.filter(({ reason }) => reason === 'too-many-files')).toHaveLength(27)
    expect(await inbox.filesOf(message)).toHaveLength(20)
  })

  /** As a storage adapter or a host that looks at files does: then Payload takes them, and has a say. */
  const throughPayload = (isThrough: boolean): (() => void) => {
    const added = site.payload.collections['portal-files']!.config.hooks.beforeChange
    if (isThrough) added.push(({ data }: { data: unknown }) => data)
    return () => {
      if (isThrough) added.pop()
    }
  }

  it.each([
    ['on our own disk', false],
    ['through a host’s hooks', true],
  ])('pictures that are none, and types that file stores refuse, come back byte for byte: %s', async (_, isThrough) => {
    const end = throughPayload(isThrough)
    const given: [string, Buffer, string][] = [
      ['moving.gif', GIF, 'image/gif'],
      ['pixel.png', PNG, 'image/png'],
      ['half.png', PNG.subarray(0, 12), 'image/png'],
      ['half.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'image/jpeg'],
      ['photo.heic', HALF_HEIC, 'image/heic'],
      ['logo.svg', SVG_WITH_SCRIPT, 'image/svg+xml'],
      ['no-size.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'), 'image/svg+xml'],
      ['invoice.xml', Buffer.from('<?xml version="1.0"?><Facturae/>'), 'application/xml'],
      ['broken.xml', Buffer.from('<?xml version="1.0"?><Factur'), 'application/xml'],
      ['scan.tif', Buffer.from([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0]), 'image/tiff'],
      ['plan.bmp', Buffer.from('BM and no more'), 'image/bmp'],
      ['film.mp4', Buffer.from('\0\0\0\x18ftypisom', 'latin1'), 'video/mp4'],
      ['moving.webp', Buffer.from('RIFF\x10\0\0\0WEBPVP8X', 'latin1'), 'image/webp'],
      ['page.html', Buffer.from('<!doctype html><script>alert(1)</script>'), 'text/html'],
    ]
    const { message } = await taken(
      buildMail(
        { From: (await client()).email },
        multipart('mixed', [
          textPart('Many'),
          ...given.map(([name, content, type]) => filePart(name, content, { type })),
        ]),
      ),
    )
    const files = await inbox.filesOf(message)
    expect(files.map(({ name }) => name)).toEqual(given.map(([name]) => name))
    for (const [index, [name, content]] of given.entries()) {
      expect([name, Buffer.from(files[index]?.bytes ?? []).equals(content)]).toEqual([name, true])
      expect([name, files[index]?.filesize]).toEqual([name, content.byteLength])
    }
    // Shown as pictures are those alone that a browser may draw; a script never.
    expect(files.slice(0, 2).map(({ mimeType }) => mimeType)).toEqual(['image/gif', 'image/png'])
    expect(files.find(({ name }) => name === 'logo.svg')?.mimeType).toBe('application/octet-stream')
    end()
  })

  it.each(['BM', 'GIF89a', 'II*', '<?xml version="1.0"?><svg', 'X-abftypheic', '%PDF-1.7', 'MZ', '#!/bin/sh', 'ID3'])(
    'a mail that begins like another kind of file (%s) is kept as the mail it is',
    async (start) => {
      for (const isThrough of [false, true]) {
        const end = throughPayload(isThrough)
        await take(
          Buffer.concat([Buffer.from(`${start}: ${String(isThrough)}\r\n`), buildMail({ From: 'x@y.test' }, 'Words')]),
        )
        end()
      }
    },
  )

  it('thirty megabytes of files are taken', async () => {
    const files = [1, 2, 3].map((fill) => filePart(`film ${fill}.dat`, Buffer.alloc(7_400_000, fill)))
    const { message } = await taken(
      buildMail({ From: (await client()).email }, multipart('mixed', [textPart('Three films'), ...files])),
    )
    expect(message).toMatchObject({ body: 'Three films', refused: null })
    expect((await inbox.filesOf(message)).map(({ filesize }) => filesize)).toEqual([7_400_000, 7_400_000, 7_400_000])
  })

  it('ten thousand parts, and a thousand multiparts inside one another, are not followed to the end', async () => {
    const many = multipart(
      'mixed',
      Array.from({ length: 10_000 }, (_, index) => textPart(`Part ${index}`)),
    )
    const wide = await taken(buildMail({ From: (await client()).email }, many))
    expect(wide.message.body).toMatch(/^Part 0\n/)
    let deep: Part = textPart('At the bottom')
    for (let level = 0; level < 1000; level += 1) deep = multipart('mixed', [deep], { boundary: `level-${level}` })
    const down = await taken(buildMail({ From: (await client()).email, Subject: 'Deep' }, deep))
    expect(down.message.body).not.toBe('')
  })

  it('a file whose base64 breaks off is kept as far as it came', async () => {
    const file = filePart('half.pdf', '%PDF-1.7 and more')
    const cut = { ...file, body: file.body.subarray(0, 9) }
    const { message } = await taken(
      buildMail({ From: (await client()).email }, multipart('mixed', [textPart('Half'), cut], { closed: false })),
    )
    expect(message.body).toBe('Half')
    expect(Buffer.from((await inbox.filesOf(message))[0]?.bytes ?? []).toString()).toMatch(/^%PDF/)
  })

  it('html that would run, cover, submit or report is kept harmless, and its words are read', async () => {
    const html = `<html><head><style>body{display:none}</style><base href="https://evil.test"></head><body onload="x()">
      <script>fetch('https://evil.test')</script><p>Dear Lumen,</p>
      <div style="position:fixed;inset:0;z-index:9999;background:url(https://evil.test/a)"><a href="javascript:alert(1)">Sign in</a></div>
      <form action="https://evil.test"><input name="password"><button>Go</button></form>
      <img src="https://track.test/pixel.gif?me" width="1" height="1"><img src=x onerror=alert(1)>
      <iframe src="https://evil.test"></iframe><object data="x"></object><svg><script>alert(1)</script></svg>
      <p>thank you&#0;&#xd800;</p></body></html>`
    const { message } = await taken(buildMail({ From: (await client()).email }, htmlPart(html)))
    expect(message.body).toContain('Dear Lumen,')
    expect(message.body).toContain('thank you')
    const kept = message.html ?? ''
    expect(kept).toContain('Dear Lumen,')
    for (const bad of [
      '<script',
      '<form',
      '<input',
      '<iframe',
      '<object',
      '<style',
      '<svg',
      '<base',
      'onload',
      'onerror',
      'javascript:',
      'position',
      'evil.test/a',
    ]) {
      expect([bad, kept.toLowerCase().includes(bad)]).toEqual([bad, false])
    }
    expect(kept).not.toMatch(/\ssrc="https?:/)
  })
})

describe('what ends half-way', () => {
  it('a process killed between keeping a mail and placing it: the next minute places it, once', async () => {
    const client = await makeClient(site.payload)
    const sql = new Connection({ connectionString: site.databaseUrl })
    const locking = new Connection({ connectionString: site.databaseUrl })
    await Promise.all([sql.connect(), locking.connect()])
    const dying = await startDying({ databaseUrl: site.databaseUrl, plugin })
    try {
      // Whoever writes a message waits here, with the mail kept and nothing placed.
      await locking.query('begin; lock table ticket_messages in share row exclusive mode')
      const raw = buildMail(
        { From: client.email, Subject: 'Killed' },
        multipart('mixed', [textPart('Still here'), filePart('plan.txt', 'The plan')]),
      )
      dying.send({ what: 'mail', raw: raw.toString('base64') })
      await vi.waitFor(
        async () => {
          const { rows } = await sql.query<{ query: string }>(
            `select query from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
          )
          expect(rows.length).toBeGreaterThan(0)
        },
        { timeout: 20_000, interval: 25 },
      )
      await dying.kill()
      expect(dying.said()).toBeNull()
      await locking.query('rollback')
      // Its transaction is gone once the database has seen that the process is.
      await vi.waitFor(
        async () => {
          const { rows } = await sql.query(
            `select 1 from pg_stat_activity where datname = current_database() and xact_start is not null
               and pid <> pg_backend_pid()`,
          )
          expect(rows).toEqual([])
        },
        { timeout: 20_000, interval: 25 },
      )
      const [row] = await inbox.inbound(1)
      expect(row).toMatchObject({ subject: 'Killed', processedAt: null, ticket: null })
      const isOriginal: Where = { and: [{ mail: { equals: row!.id } }, { purpose: { equals: 'mail' } }] }
      expect(await count(await inbox.req(), 'portalFiles', isOriginal)).toBe(1)
      // Its lease runs five minutes: until then another process may be at it.
      await placeWaitingMail(await inbox.req())
      expect(await inbox.ticketsOf(client)).toEqual([])
      const later = new Date(Date.now() + 10 * 60_000)
      await Promise.all([1, 2, 3].map(async () => placeWaitingMail(await inbox.req(), later)))
      const tickets = await inbox.ticketsOf(client)
      expect(tickets).toMatchObject([{ subject: 'Killed', messageCount: 1 }])
      const [message] = await inbox.messagesOfMail(row!.id)
      expect(await inbox.filesOf(message!)).toMatchObject([{ name: 'plan.txt' }])
      // The provider, who got no answer, comes again.
      expect(await (await inbox.post(raw)).json()).toEqual({ received: 0, duplicates: 1 })
      expect(await inbox.messagesOf(tickets[0]!)).toHaveLength(1)
    } finally {
      await dying.kill()
      await Promise.all([sql.end(), locking.end()])
    }
  })

  it('a signed mail that could not be kept at first is taken when the provider comes again, under the same signature', async () => {
    const client = await makeClient(site.payload)
    const sql = new Connection({ connectionString: site.databaseUrl })
    await sql.connect()
    const timestamp = String(Math.floor(Date.now() / 1000))
    const signature = createHmac('sha256', MAILGUN_KEY).update(`${timestamp}again`).digest('hex')
    const byMailgun = () =>
      site.rest('POST', '/client-portal/mail/inbound/mailgun', {
        body: new URLSearchParams({
          timestamp,
          token: 'again',
          signature,
          'body-mime': buildMail(
            { From: client.email, Subject: 'Again', 'Message-ID': '<again@x.test>' },
            'Hi',
          ).toString(),
        }),
        headers: { origin: '' },
      })
    try {
      for (const table of ['emails', 'portal_files', 'ticket_messages']) {
        await sql.query(
          `create or replace function refuse_for_now() returns trigger language plpgsql as $$ begin raise 'away'; end $$;
           create trigger away before insert on ${table} for each row execute function refuse_for_now()`,
        )
        expect([table, (await byMailgun()).status]).toEqual([table, 500])
        await sql.query(`drop trigger away on ${table}`)
      }
      expect((await byMailgun()).status).toBe(200)
      // Its lease may still be held by the attempt that failed: the minute's look ends it.
      await placeWaitingMail(await inbox.req(), new Date(Date.now() + 10 * 60_000))
      expect(await inbox.ticketsOf(client)).toMatchObject([{ subject: 'Again', messageCount: 1 }])
      expect(await (await byMailgun()).json()).toEqual({ received: 0, duplicates: 1 })
    } finally {
      await sql.end()
    }
  })

  it('a mail past 45 MB is refused with words that say so, and nothing is kept of it', async () => {
    const before = await inbox.rows()
    const response = await inbox.post(Buffer.alloc(45_000_001, 'x'))
    expect(response.status).toBe(413)
    const { errors } = (await response.json()) as { errors: { message: string; code: string }[] }
    expect(errors).toMatchObject([{ code: 'too-large' }])
    expect(errors[0]!.message).toContain('45 MB')
    expect(await inbox.rows()).toBe(before)
  })

  it('a mail that can’t be placed, however often, ends before staff’s eyes instead of nowhere', async () => {
    const client = await makeClient(site.payload)
    const sql = new Connection({ connectionString: site.databaseUrl })
    await sql.connect()
    try {
      await sql.query(
        `create or replace function refuse_for_now() returns trigger language plpgsql as $$ begin raise 'never'; end $$;
         create trigger never before insert on ticket_messages for each row execute function refuse_for_now()`,
      )
      const raw = buildMail({ From: client.email, Subject: 'Poison' }, 'Words')
      expect((await inbox.post(raw)).status).toBe(500)
      for (let attempt = 1; attempt <= 12; attempt += 1) {
        await placeWaitingMail(await inbox.req(), new Date(Date.now() + attempt * 10 * 60_000))
      }
      const [row] = await inbox.inbound(1)
      expect(row).toMatchObject({
        subject: 'Poison',
        client: null,
        ticket: null,
        processedAt: expect.any(String) as string,
      })
      expect(row!.lastError).toContain('never')
    } finally {
      await sql.query('drop trigger if exists never on ticket_messages')
      await sql.end()
    }
  })

  it('the same mail twenty times at once, with files, is one message with its files once', async () => {
    const { client, ticket, address } = await thread()
    const raw = buildMail(
      { From: client.email, To: address },
      multipart('mixed', [
        textPart('Only once'),
        filePart('a.txt', 'a'),
        filePart('b.png', PNG, { type: 'image/png' }),
      ]),
    )
    const answers = await Promise.all(Array.from({ length: 20 }, () => inbox.post(raw)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    const messages = (await inbox.messagesOf(ticket)).filter(({ body }) => body === 'Only once')
    expect(messages).toHaveLength(1)
    expect((await inbox.filesOf(messages[0]!)).map(({ name }) => name)).toEqual(['a.txt', 'b.png'])
    const left = await findMany(await inbox.req(), 'portalFiles', { where: { mail: { equals: messages[0]!.mail } } })
    expect(left.map(({ purpose }) => purpose).sort()).toEqual(['attachment', 'attachment', 'mail'])
  })
})
