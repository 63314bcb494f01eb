import type { TypedUser } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { rebuildMail, type MailFile } from '../../src/mail/rebuildMail.ts'
import { assignMail } from '../../src/operations/assignMail.ts'
import { placeWaitingMail } from '../../src/operations/placeMail.ts'
import type { Client, Email, ID, Ticket, TicketMessage } from '../../src/records.ts'
import { claim, findMany } from '../../src/store.ts'
import { codeOf, makeClient, saveSettings, staffReq, stored, systemReq } from '../factories.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'

const SECRET = 'inbound-secret-of-this-test'
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let site: StartedPayload
let owner: TypedUser

beforeAll(async () => {
  site = await startPayload({ plugin: { inbound: { rawSecret: SECRET } } })
  await saveSettings(site.payload)
  owner = await site.createUser()
})
afterAll(() => site.stop())

const req = () => systemReq(site.payload)
const asStaff = () => staffReq(site.payload, owner)

let mails = 0

interface Written {
  from?: string
  text?: string | null
  html?: string
  files?: MailFile[]
}

/** A mail that comes in by the real door; answers its row. */
const arrives = async ({ from, text = 'Hello', html, files = [] }: Written = {}): Promise<Email> => {
  mails += 1
  const subject = `Mail ${mails} of this test`
  const raw = rebuildMail({
    headers: [
      ['From', from ?? `Nora Neu <nora${mails}@elsewhere.test>`],
      ['To', 'hola@reply.localhost'],
      ['Subject', subject],
      ['Message-ID', `<u${mails}@elsewhere.test>`],
    ],
    text,
    html: html ?? null,
    attachments: files,
  })
  const response = await site.rest('POST', '/client-portal/mail/inbound/raw', {
    body: new Uint8Array(raw),
    headers: { origin: '', 'content-type': 'message/rfc822', 'x-inbound-secret': SECRET },
  })
  expect(response.status, await response.clone().text()).toBe(200)
  const [row] = await findMany(await req(), 'emails', { where: { subject: { equals: subject } } })
  if (!row) throw new Error('The mail was not kept.')
  return row
}

const post = async (path: string, body: unknown = {}, user: TypedUser = owner) => {
  const response = await site.rest('POST', path, { body, user })
  const answer = (await response.json()) as { errors?: { code: string }[]; ticket?: Ticket }
  return { status: response.status, code: answer.errors?.[0]?.code, ...answer }
}
const unassigned = async (): Promise<number> => {
  const response = await site.rest('GET', '/client-portal/badges', { user: owner })
  return ((await response.json()) as { unassigned: number }).unassigned
}
const messagesAbout = async (mail: { id: ID }): Promise<TicketMessage[]> =>
  findMany(await req(), 'ticketMessages', { where: { mail: { equals: mail.id } } })
const ticketsOf = async (client: Client): Promise<Ticket[]> =>
  findMany(await req(), 'tickets', { where: { client: { equals: client.id } }, sort: 'id' })

const file = (filename: string, content: Uint8Array, cid: string | null = null): MailFile => ({
  filename,
  contentType: 'application/octet-stream',
  cid,
  content,
})

describe('a mail of somebody unknown', () => {
  it('is counted until staff puts it on a new ticket, with its words and files, marked as a stranger’s', async () => {
    const before = await unassigned()
    const mail = await arrives({ files: [file('plan.txt', Buffer.from('the plan'))] })
    expect(mail).toMatchObject({ placement: 'unassigned', client: null })
    expect(await unassigned()).toBe(before + 1)
    const client = await makeClient(site.payload)
    const done = await post(`/emails/${mail.id}/assign`, { client: client.id })
    expect(done.status).toBe(200)
    expect(await unassigned()).toBe(before)
    expect(await stored(site.payload, 'emails', mail.id)).toMatchObject({ placement: 'placed', client: client.id })
    expect(await ticketsOf(client)).toMatchObject([
      { id: done.ticket?.id, subject: mail.subject, status: 'open', messageCount: 1 },
    ])
    const [message, ...more] = await messagesAbout(mail)
    expect(more).toEqual([])
    expect(message).toMatchObject({ body: 'Hello', author: 'stranger', via: 'email', direction: 'in' })
    const files = await findMany(await req(), 'portalFiles', { where: { message: { equals: message?.id } } })
    expect(files.map(({ name }) => name)).toEqual(['plan.txt'])
    const events = await findMany(await req(), 'portalEvents', {
      where: { and: [{ client: { equals: client.id } }, { type: { equals: 'mail-assigned' } }] },
    })
    expect(events).toMatchObject([{ actorKind: 'staff', data: { mail: mail.id, ticket: done.ticket?.id } }])
  })

  it('goes on a ticket that is there, reopens it, and staff is told', async () => {
    const client = await makeClient(site.payload)
    const first = await post(`/emails/${(await arrives()).id}/assign`, { client: client.id })
    const ticket = first.ticket!
    await claim(await req(), 'tickets', { id: { equals: ticket.id } }, { status: 'closed' })
    const told = () => site.payload.count({ collection: 'emails', where: { kind: { equals: 'ticket-notice' } } })
    const before = (await told()).totalDocs
    const mail = await arrives({ text: 'And one more thing' })
    expect(await post(`/emails/${mail.id}/assign`, { client: client.id, ticket: ticket.id })).toMatchObject({
      status: 200,
    })
    expect(await ticketsOf(client)).toMatchObject([{ id: ticket.id, status: 'open', messageCount: 2 }])
    expect((await told()).totalDocs).toBe(before + 1)
  })

  it('becomes one message where twenty of staff assign it at the same moment, and the others are told', async () => {
    const mail = await arrives({ files: [file('a.txt', Buffer.from('a')), file('b.txt', Buffer.from('b'))] })
    const [one, other] = [await makeClient(site.payload), await makeClient(site.payload)]
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        post(`/emails/${mail.id}/assign`, { client: (index % 2 ? one : other).id, addContact: true }),
      ),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const refused = answers.filter(({ status }) => status !== 200)
    expect(refused.map(({ status, code }) => `${status} ${code}`)).toEqual(Array(19).fill('409 already-assigned'))
    const messages = await messagesAbout(mail)
    expect(messages).toHaveLength(1)
    const files = await findMany(await req(), 'portalFiles', {
      where: { and: [{ mail: { equals: mail.id } }, { purpose: { equals: 'attachment' } }] },
      sort: 'id',
    })
    expect(files.map(({ name, message }) => [name, message])).toEqual([
      ['a.txt', messages[0]?.id],
      ['b.txt', messages[0]?.id],
    ])
    expect([...(await ticketsOf(one)), ...(await ticketsOf(other))]).toHaveLength(1)
  })

  it('whose address is added to the contacts is the client’s from then on, and the next one is placed by itself', async () => {
    const client = await makeClient(site.payload, { contacts: [{ email: 'first@contact.test', name: 'First' }] })
    const mail = await arrives({ from: 'Nora Neu <Nora@New.test>' })
    expect((await post(`/emails/${mail.id}/assign`, { client: client.id, addContact: true })).status).toBe(200)
    expect((await stored(site.payload, 'clients', client.id)).contacts).toMatchObject([
      { email: 'first@contact.test' },
      { email: 'nora@new.test', name: 'Nora Neu' },
    ])
    expect(await messagesAbout(mail)).toMatchObject([{ author: 'client', authorName: 'Nora Neu' }])
    const next = await arrives({ from: 'nora@new.test', text: 'Me again' })
    expect(next).toMatchObject({ placement: 'placed', client: client.id })
    expect(await messagesAbout(next)).toMatchObject([{ author: 'client', body: 'Me again' }])
    const changes = await findMany(await req(), 'portalEvents', {
      where: { and: [{ client: { equals: client.id } }, { type: { equals: 'client-changed' } }] },
    })
    expect(changes).toMatchObject([{ actorKind: 'staff', data: { changes: [{ field: 'contacts' }] } }])
  })

  it('of several senders adds nobody, and stays where it was when that was asked for', async () => {
    const client = await makeClient(site.payload)
    const mail = await arrives({ from: 'a@two.test, b@two.test', files: [file('a.txt', Buffer.from('a'))] })
    expect(await post(`/emails/${mail.id}/assign`, { client: client.id, addContact: true })).toMatchObject({
      status: 422,
      code: 'bad-email',
    })
    expect(await stored(site.payload, 'emails', mail.id)).toMatchObject({ placement: 'unassigned', client: null })
    const files = await findMany(await req(), 'portalFiles', {
      where: { and: [{ mail: { equals: mail.id } }, { purpose: { equals: 'attachment' } }] },
    })
    expect(files).toEqual([])
    expect((await post(`/emails/${mail.id}/assign`, { client: client.id })).status).toBe(200)
    expect(await messagesAbout(mail)).toMatchObject([{ author: 'stranger' }])
  })

  it('can be taken off the list as nobody’s, stays among the mails, comes back, and can be assigned either way', async () => {
    const mail = await arrives()
    const before = await unassigned()
    for (let twice = 0; twice < 2; twice++) {
      expect((await post(`/emails/${mail.id}/dismiss`)).status).toBe(200)
      expect(await unassigned()).toBe(before - 1)
    }
    expect(await stored(site.payload, 'emails', mail.id)).toMatchObject({ placement: 'dismissed', status: 'received' })
    expect((await post(`/emails/${mail.id}/restore`)).status).toBe(200)
    expect(await unassigned()).toBe(before)
    await post(`/emails/${mail.id}/dismiss`)
    const client = await makeClient(site.payload)
    expect((await post(`/emails/${mail.id}/assign`, { client: client.id })).status).toBe(200)
    for (const deed of ['dismiss', 'restore', 'assign']) {
      expect(await post(`/emails/${mail.id}/${deed}`, { client: client.id })).toMatchObject({
        status: 409,
        code: 'already-assigned',
      })
    }
    expect(await messagesAbout(mail)).toHaveLength(1)
  })

  it('is left to the minute’s task no more than to anybody: once looked at, it waits for staff', async () => {
    const mail = await arrives()
    await placeWaitingMail(await req(), new Date(Date.now() + 3_600_000))
    expect(await stored(site.payload, 'emails', mail.id)).toMatchObject({ placement: 'unassigned', client: null })
  })

  it('keeps its words where the store has lost the original', async () => {
    const mail = await arrives({ text: 'The words at least' })
    await site.payload.delete({ collection: 'portal-files', id: mail.raw ?? 0 })
    const client = await makeClient(site.payload)
    await assignMail(await asStaff(), mail.id, { client: client.id })
    expect(await messagesAbout(mail)).toMatchObject([{ body: 'The words at least', author: 'stranger' }])
  })

  it('a machine wrote waits for nobody, and staff may still say whose it is', async () => {
    const before = await unassigned()
    const mail = await arrives({ from: 'noreply@shop.test' })
    expect(mail.placement).toBe('automated')
    expect(await unassigned()).toBe(before)
    const client = await makeClient(site.payload)
    expect((await post(`/emails/${mail.id}/assign`, { client: client.id })).status).toBe(200)
    expect(await messagesAbout(mail)).toMatchObject([{ automation: null }])
  })
})

describe('who may say whose a mail is', () => {
  it('is staff alone: nobody else reads, assigns or dismisses', async () => {
    const mail = await arrives({ html: '<p>Hello</p>' })
    const client = await makeClient(site.payload)
    for (const deed of ['assign', 'dismiss', 'restore']) {
      const response = await site.rest('POST', `/emails/${mail.id}/${deed}`, { body: { client: client.id } })
      expect(response.status, deed).toBe(401)
    }
    expect((await site.rest('GET', `/emails/${mail.id}/original`)).status).toBe(401)
    expect((await site.rest('GET', '/client-portal/badges')).status).toBe(401)
    expect(await stored(site.payload, 'emails', mail.id)).toMatchObject({ placement: 'unassigned', client: null })
  })

  it('finds nothing under ids that are none, of another client’s ticket, or of a mail that went out', async () => {
    const mail = await arrives()
    const [client, other] = [await makeClient(site.payload), await makeClient(site.payload)]
    const theirs = await post(`/emails/${(await arrives()).id}/assign`, { client: other.id })
    const [out] = await findMany(await req(), 'emails', { where: { kind: { equals: 'ticket-notice' } }, limit: 1 })
    const tries: [string, unknown][] = [
      ['/emails/999999/assign', { client: client.id }],
      ['/emails/abc/assign', { client: client.id }],
      ['/emails/99999999999/dismiss', {}],
      [`/emails/${mail.id}/assign`, {}],
      [`/emails/${mail.id}/assign`, { client: 999_999 }],
      [`/emails/${mail.id}/assign`, { client: { id: client.id } }],
      [`/emails/${mail.id}/assign`, { client: client.id, ticket: 999_999 }],
      [`/emails/${mail.id}/assign`, { client: client.id, ticket: theirs.ticket?.id }],
      [`/emails/${out?.id}/assign`, { client: client.id }],
      [`/emails/${out?.id}/dismiss`, {}],
    ]
    for (const [path, body] of tries) expect(await post(path, body), path).toMatchObject({ status: 404 })
    expect(await codeOf(assignMail(await asStaff(), null, { client: client.id }))).toBe('not-found')
    expect(await stored(site.payload, 'emails', mail.id)).toMatchObject({ placement: 'unassigned' })
  })
})

describe('a mail as it was sent', () => {
  const hostile = [
    '<style>p { position: fixed }</style><script>alert(1)</script>',
    '<form action="https://evil.test/"><input name="password"></form>',
    '<p style="position:fixed;top:0;left:0;background:url(https://evil.test/bg.png)" onclick="alert(1)">Look</p>',
    '<img src="https://evil.test/pixel.gif" width="1" height="1">',
    '<img src="https://pictures.test/photo.jpg" alt="a photo">',
    '<img src="cid:Logo@Mail" alt="by id"><img src="CID:%6cogo%40mail" alt="encoded"><img src="cid:&lt;logo@mail&gt;">',
    '<img src="cid:fake@mail" alt="no picture"><img src="cid:none@mail" alt="no file">',
    '<img src="portal-file:1" alt="not ours"><img src="data:image/svg+xml;base64,PHN2Zy8+" alt="svg">',
    '<iframe src="https://evil.test"></iframe><a href="javascript:alert(1)">x</a>',
    '<p>src="portal-file:1" data-remote-src="</p>',
  ].join('\n')
  const files = [
    file('logo.png', PNG, 'logo@mail'),
    file('fake.png', Buffer.from('<svg onload="alert(1)"/>'), 'fake@mail'),
  ]

  const original = async (mail: Email, query = '') => {
    const response = await site.rest('GET', `/emails/${mail.id}/original${query}`, { user: owner })
    expect(response.status).toBe(200)
    return (await response.json()) as { html: string; hasRemoteImages: boolean }
  }
  const check = async (mail: Email) => {
    const { html, hasRemoteImages } = await original(mail)
    const image = `data:image/png;base64,${PNG.toString('base64')}`
    expect(html.split(`src="${image}"`)).toHaveLength(4)
    expect(hasRemoteImages).toBe(true)
    expect(html).not.toMatch(/<script|<form|<input|<iframe|onclick|position|javascript:|evil\.test|<svg|image\/svg/)
    expect(html).toContain("default-src 'none'; style-src 'unsafe-inline'; img-src data:;")
    // Nothing in it is loaded from anywhere.
    expect(html.match(/ src="(?!data:image\/)[^"]*"/g)).toBeNull()
    expect(html).toContain('<p>src="portal-file:1" data-remote-src="</p>')
    for (const words of ['no picture', 'no file', 'not ours', 'svg']) expect(html).toContain(words)
    const withImages = await original(mail, '?images=1')
    expect(withImages.html.match(/ src="(?!data:image\/)[^"]*"/g)).toEqual([' src="https://pictures.test/photo.jpg"'])
    expect(withImages.html).toContain('img-src data: https: http:;')
  }

  it('has its own pictures and nothing from elsewhere, before it is assigned and after', async () => {
    const mail = await arrives({ html: hostile, text: null, files })
    await check(mail)
    const client = await makeClient(site.payload)
    expect((await post(`/emails/${mail.id}/assign`, { client: client.id })).status).toBe(200)
    const [message] = await messagesAbout(mail)
    // By a mark that no route is in, and the pictures stay among the files.
    const kept = await findMany(await req(), 'portalFiles', { where: { message: { equals: message?.id } }, sort: 'id' })
    expect(kept.map(({ name }) => name)).toEqual(['logo.png', 'fake.png'])
    expect(message?.html?.split(`src="portal-file:${kept[0]?.id}"`)).toHaveLength(4)
    expect(message?.html).not.toContain(`portal-file:${kept[1]?.id}"`)
    await check(mail)
  })

  it('shows no file of another message, whatever its html says', async () => {
    const client = await makeClient(site.payload, { email: 'pictures@client.test' })
    const first = await arrives({ from: client.email, html: '<img src="cid:logo@mail">', files })
    const second = await arrives({ from: client.email, html: '<img src="cid:logo@mail">', files })
    const [theirs] = await messagesAbout(first)
    const [message] = await messagesAbout(second)
    await claim(await req(), 'ticketMessages', { id: { equals: message?.id } }, { html: theirs?.html ?? '' })
    expect((await original(second)).html).not.toContain('src="data:')
    expect((await original(first)).html).toContain('src="data:')
  })

  it('is not there where it has no layout, or went out', async () => {
    const mail = await arrives({ text: 'Plain' })
    expect((await site.rest('GET', `/emails/${mail.id}/original`, { user: owner })).status).toBe(404)
    expect((await site.rest('GET', '/emails/999999/original', { user: owner })).status).toBe(404)
  })
})
