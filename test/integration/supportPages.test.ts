import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { readPortalSession } from '../../src/access/portalSession.ts'
import { getPortalOptions } from '../../src/context.ts'
import { moveTicket, postMessage } from '../../src/operations/postMessage.ts'
import { replyToTicket } from '../../src/operations/replyToTicket.ts'
import { hasTicket, MESSAGES_SHOWN, ticketPage } from '../../src/queries/ticketPage.ts'
import { ticketList, unreadTickets } from '../../src/queries/ticketList.ts'
import type { Client, ID } from '../../src/records.ts'
import { insertRow } from '../../src/store.ts'
import { inTransaction } from '../../src/transaction.ts'
import { makeClient, makeInvoice, saveSettings, staffReq, stored, systemReq } from '../factories.ts'
import { signIn } from '../portalVisit.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'

vi.setConfig({ testTimeout: 60_000 })

let site: StartedPayload
let ana: Client
let john: Client
let anaCookie: string
let johnCookie: string

beforeAll(async () => {
  site = await startPayload({ plugin: { worker: { inProcess: false } } })
  await saveSettings(site.payload)
  ana = await makeClient(site.payload, { name: 'Ana Torres' })
  john = await makeClient(site.payload)
  anaCookie = await signIn(site, ana)
  johnCookie = await signIn(site, john)
})
afterAll(() => site.stop())

const scope = (client: Client) => ({
  payload: site.payload,
  options: getPortalOptions(site.payload),
  clientId: client.id,
})

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

interface Asked {
  ticket: { id: ID; lastAt: string }
  message: { id: ID }
}

const ask = async (cookie: string, fields: Record<string, string>, files: [string, BlobPart][] = []) => {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  for (const [name, bytes] of files) body.append('files', new Blob([bytes]), name)
  const response = await site.rest('POST', '/client-portal/tickets', { body, cookie })
  expect(response.status).toBe(200)
  return (await response.json()) as Asked
}

const asStaff = async () => staffReq(site.payload, await site.createUser())
const page = async (client: Client, id: ID) => {
  const found = await ticketPage({ ...scope(client), id })
  if (!found) throw new Error('The client has no such thread.')
  return found
}
const rowOf = async (client: Client, id: ID) =>
  (await ticketList({ ...scope(client), page: 1 })).docs.find((one) => one.id === id)

const see = (cookie: string, ticket: ID, until: string) =>
  site.rest('POST', '/client-portal/seen', { cookie, body: { ticket: String(ticket), until } })

describe('a client’s threads', () => {
  it('are listed with the liveliest first, and show none of another client’s', async () => {
    const first = await ask(anaCookie, { subject: 'The due day', message: 'May I pay later?' })
    const second = await ask(anaCookie, { subject: 'The address', message: 'We moved.' })
    await replyToTicket(await asStaff(), first.ticket.id, { body: 'Of course.' })

    const list = await ticketList({ ...scope(ana), page: 1 })
    expect(list.docs.slice(0, 2).map(({ id }) => id)).toEqual([first.ticket.id, second.ticket.id])
    expect(list.docs[0]).toMatchObject({ subject: 'The due day', lastText: 'Of course.', status: 'waiting' })
    expect(list.docs[0]).not.toHaveProperty('key')
    expect((await ticketList({ ...scope(john), page: 1 })).docs).toEqual([])
  })

  it('answer a page past the end with the last one', async () => {
    const list = await ticketList({ ...scope(ana), page: 900 })
    expect(list.page).toBe(list.pages)
    expect(list.docs.length).toBeGreaterThan(0)
  })

  it('are nobody else’s: another client’s thread is none, and an id that is none neither', async () => {
    const { ticket } = await ask(anaCookie, { subject: 'Mine', message: 'Only mine.' })
    expect(await hasTicket({ ...scope(ana), id: ticket.id })).toBe(true)
    expect(await hasTicket({ ...scope(john), id: ticket.id })).toBe(false)
    expect(await ticketPage({ ...scope(john), id: ticket.id })).toBeNull()
    expect(await ticketPage({ ...scope(ana), id: 'abc' })).toBeNull()
  })

  it('show what both said, but neither notes between staff nor what a machine wrote', async () => {
    const { ticket } = await ask(anaCookie, { subject: 'Three voices', message: 'Hello?' })
    const staff = await asStaff()
    await replyToTicket(staff, ticket.id, { body: 'She is difficult.', internal: true })
    await replyToTicket(staff, ticket.id, { body: 'Hello, Ana.' })
    await inTransaction(await systemReq(site.payload), (tx) =>
      postMessage(
        tx,
        ticket.id,
        { direction: 'in', via: 'email', author: 'client', body: 'I am away.', automation: 'auto-reply' },
        new Date(),
      ),
    )
    const { messages } = await page(ana, ticket.id)
    expect(messages.map(({ body }) => body)).toEqual(['Hello?', 'Hello, Ana.'])
  })

  it('name the invoice they are about', async () => {
    const invoice = await makeInvoice(site.payload, ana)
    const { ticket } = await ask(anaCookie, { subject: 'This one', message: 'Why?', invoice: String(invoice.id) })
    expect((await page(ana, ticket.id)).invoice).toEqual({ id: invoice.id, number: invoice.number })
  })

  it('show the end of a long talk, and all of it when asked', async () => {
    const { ticket } = await ask(anaCookie, { subject: 'Long', message: 'Number 0' })
    const req = await systemReq(site.payload)
    for (let n = 1; n <= MESSAGES_SHOWN; n += 1) {
      await insertRow(req, 'ticketMessages', {
        ticket: ticket.id,
        client: ana.id,
        at: new Date(Date.parse(ticket.lastAt) + n * 1000).toISOString(),
        ...{ direction: 'in', via: 'portal', author: 'client', body: `Number ${n}`, internal: false },
      })
    }
    const short = await page(ana, ticket.id)
    expect(short.hidden).toBe(1)
    expect(short.messages[0]?.body).toBe('Number 1')
    const whole = await ticketPage({ ...scope(ana), id: ticket.id, withEarlier: true })
    expect(whole?.hidden).toBe(0)
    expect(whole?.messages[0]?.body).toBe('Number 0')
  })

  it('are unread from the business’s answer until a person has looked', async () => {
    const { ticket } = await ask(anaCookie, { subject: 'Unread', message: 'Well?' })
    expect((await rowOf(ana, ticket.id))?.isUnread).toBe(false)
    const { ticket: answered } = await replyToTicket(await asStaff(), ticket.id, { body: 'Yes.' })
    expect((await rowOf(ana, ticket.id))?.isUnread).toBe(true)

    const waiting = async () => (await unreadTickets(scope(ana))).map(({ id }) => id)
    expect(await waiting()).toContain(ticket.id)
    expect(await unreadTickets(scope(john))).toEqual([])

    await see(johnCookie, ticket.id, answered.lastAt)
    expect((await rowOf(ana, ticket.id))?.isUnread).toBe(true)
    await see(anaCookie, ticket.id, answered.lastAt)
    expect((await rowOf(ana, ticket.id))?.isUnread).toBe(false)
    expect(await waiting()).not.toContain(ticket.id)
  })

  it('stay unread for an answer that came after the page was drawn', async () => {
    const { ticket } = await ask(anaCookie, { subject: 'Meanwhile', message: 'Well?' })
    const staff = await asStaff()
    const { ticket: shown } = await replyToTicket(staff, ticket.id, { body: 'One moment.' })
    const later = new Date(Date.parse(shown.lastAt) + 1000)
    await replyToTicket(staff, ticket.id, { body: 'Here it is.' }, later)
    await see(anaCookie, ticket.id, shown.lastAt)
    expect((await rowOf(ana, ticket.id))?.isUnread).toBe(true)
  })

  it('are read up to the last message at most, whatever a browser says', async () => {
    const { ticket } = await ask(anaCookie, { subject: 'Ahead', message: 'Well?' })
    const { ticket: answered } = await replyToTicket(await asStaff(), ticket.id, { body: 'Yes.' })
    await see(anaCookie, ticket.id, '2999-01-01T00:00:00.000Z')
    expect((await stored(site.payload, 'tickets', ticket.id)).clientSeenAt).toBe(answered.lastAt)
    expect((await see(anaCookie, ticket.id, 'yesterday')).status).toBe(200)
  })

  it('close and open again in the list as on the page', async () => {
    const { ticket } = await ask(anaCookie, { subject: 'Closing', message: 'Done?' })
    const req = await systemReq(site.payload)
    await moveTicket(req, await stored(site.payload, 'tickets', ticket.id), 'closed')
    expect((await page(ana, ticket.id)).ticket.status).toBe('closed')
    expect((await rowOf(ana, ticket.id))?.status).toBe('closed')
  })
})

describe('a message that is refused', () => {
  const draft = async (cookie: string) => {
    const viewer = await readPortalSession({ payload: site.payload, headers: new Headers({ cookie }) })
    return viewer?.session.draft ?? null
  }
  const post = (cookie: string, path: string, fields: Record<string, string>) => {
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) body.append(name, value)
    return site.rest('POST', path, { body, cookie, headers: { accept: 'text/html' } })
  }

  it('keeps its words for the form it came from, and lets them go once they are sent', async () => {
    const cookie = await signIn(site, john)
    const invoice = await makeInvoice(site.payload, john)
    const words = { subject: '  ', message: 'My question,\nin two lines.', invoice: String(invoice.id) }
    const refused = await post(cookie, '/client-portal/tickets', words)
    expect(refused.headers.get('location')).toContain('error=no-subject')
    expect(await draft(cookie)).toMatchObject({
      form: 'ask',
      subject: '',
      message: 'My question,\nin two lines.',
      invoice: String(invoice.id),
    })
    expect(await draft(anaCookie)).toBeNull()

    const sent = await post(cookie, '/client-portal/tickets', { ...words, subject: 'Now' })
    expect(sent.headers.get('location')).toContain('asked=1')
    expect(await draft(cookie)).toBeNull()
  })

  it('because it is too long is cut, not lost', async () => {
    const { ticket } = await ask(johnCookie, { subject: 'Long words', message: 'One.' })
    const refused = await post(johnCookie, `/client-portal/tickets/${ticket.id}/messages`, {
      message: 'x'.repeat(50_001),
    })
    expect(refused.headers.get('location')).toContain('error=too-large')
    expect(await draft(johnCookie)).toMatchObject({ form: `ticket:${ticket.id}`, message: 'x'.repeat(50_000) })
  })

  it('is never so for its files: more than a message may have are refused by name, and the words arrive', async () => {
    const { message, ticket } = await ask(johnCookie, { subject: 'Heavy', message: 'Here they are.' }, [
      ['first.dat', new Uint8Array(9_000_000)],
      ['second.dat', new Uint8Array(9_000_000)],
      ['third.dat', new Uint8Array(9_000_000)],
      ['fourth.dat', new Uint8Array(9_000_000)],
    ])
    const written = (await page(john, ticket.id)).messages.find(({ id }) => id === message.id)
    expect(written?.body).toBe('Here they are.')
    expect(written?.files.map(({ name }) => name)).toEqual(['first.dat', 'second.dat'])
    expect(written?.refused?.map(({ name }) => name)).toEqual(['third.dat', 'fourth.dat'])
  })
})

describe('a file of a thread', () => {
  const get = (id: ID, options: Parameters<StartedPayload['rest']>[2] = {}, query = '') =>
    site.rest('GET', `/client-portal/files/${id}${query}`, options)

  const withFile = async (name: string, bytes: BlobPart) => {
    const { ticket } = await ask(anaCookie, { subject: 'A file', message: 'Here.' }, [[name, bytes]])
    const file = (await page(ana, ticket.id)).messages[0]?.files[0]
    if (!file) throw new Error('The file was not kept.')
    return file
  }

  it('comes back byte for byte, to be saved and never to be run', async () => {
    const html = '<script>alert(1)</script>'
    const file = await withFile("Presupuesto «año» (2)'s.html", html)
    const response = await get(file.id, { cookie: anaCookie }, '?inline=1')
    expect(response.status).toBe(200)
    expect(await response.text()).toBe(html)
    expect(response.headers.get('content-type')).toBe('application/octet-stream')
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="Presupuesto _a_o_ (2)'s.html"; filename*=UTF-8''Presupuesto%20%C2%ABa%C3%B1o%C2%BB%20%282%29%27s.html`,
    )
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('content-security-policy')).toBe('sandbox')
    expect(response.headers.get('cache-control')).toBe('private, no-store')
  })

  it('is shown in the page where its bytes are a picture’s, and only when asked', async () => {
    const file = await withFile('plan.png', png)
    const shown = await get(file.id, { cookie: anaCookie }, '?inline=1')
    expect(shown.headers.get('content-type')).toBe('image/png')
    expect(shown.headers.get('content-disposition')).toMatch(/^inline;/)
    expect(Buffer.from(await shown.arrayBuffer()).equals(png)).toBe(true)
    expect((await get(file.id, { cookie: anaCookie })).headers.get('content-disposition')).toMatch(/^attachment;/)
  })

  it('with a picture’s name and a page’s bytes is saved, not shown', async () => {
    const file = await withFile('plan.png', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
    const response = await get(file.id, { cookie: anaCookie }, '?inline=1')
    expect(response.headers.get('content-type')).toBe('application/octet-stream')
    expect(response.headers.get('content-disposition')).toMatch(/^attachment;/)
  })

  it('is another client’s no more than one that does not exist; staff may read it', async () => {
    const file = await withFile('plan.png', png)
    expect((await get(file.id)).status).toBe(401)
    expect((await get(file.id, { cookie: johnCookie })).status).toBe(404)
    expect((await get('999999', { cookie: anaCookie })).status).toBe(404)
    expect((await get('abc', { cookie: anaCookie })).status).toBe(404)
    expect((await get(file.id, { user: await site.createUser() })).status).toBe(200)
  })

  it('that came with a note between staff is staff’s alone', async () => {
    const { ticket } = await ask(anaCookie, { subject: 'A note', message: 'Hello?' })
    const { message } = await replyToTicket(await asStaff(), ticket.id, {
      body: 'For us only.',
      internal: true,
      files: [{ filename: 'margin.png', content: new Uint8Array(png) }],
    })
    const [note] = (
      await site.payload.find({
        collection: getPortalOptions(site.payload).slugs.portalFiles,
        where: { message: { equals: message.id } },
        depth: 0,
      })
    ).docs
    if (!note) throw new Error('The file was not kept.')
    const { id } = note
    expect((await get(id, { cookie: anaCookie })).status).toBe(404)
    expect((await get(id, { user: await site.createUser() })).status).toBe(200)
  })

  it('is no way to the business’s other files', async () => {
    const invoice = await makeInvoice(site.payload, ana)
    await site.rest('GET', `/client-portal/invoices/${invoice.id}/pdf`, { cookie: anaCookie })
    const { pdf } = await stored(site.payload, 'invoices', invoice.id)
    expect(pdf).toBeTruthy()
    expect((await get(pdf!, { cookie: anaCookie })).status).toBe(404)
    expect((await get(pdf!, { user: await site.createUser() })).status).toBe(404)
  })
})
