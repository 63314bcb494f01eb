import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import type { TypedUser } from 'payload'
import { Client as Connection } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'

import { rebuildMail } from '../../src/mail/rebuildMail.ts'
import { anonymiseClient } from '../../src/operations/anonymiseClient.ts'
import { convertQuote } from '../../src/operations/convertQuote.ts'
import { deliverDueMail } from '../../src/operations/deliverMail.ts'
import { documentPdf, storedPdf } from '../../src/operations/documentPdf.ts'
import { sendInvoice } from '../../src/operations/sendInvoice.ts'
import { storeFile } from '../../src/operations/storedFiles.ts'
import type { Invoice } from '../../src/records.ts'
import { update } from '../../src/store.ts'
import {
  codeOf,
  makeClient,
  makeDraft,
  makeInvoice,
  makePayment,
  makeQuote,
  saveSettings,
  stored,
} from '../factories.ts'
import { staffReq, systemReq } from '../factories.ts'
import { INBOUND_SECRET, inboxOf } from '../inbox.ts'
import { signIn } from '../portalVisit.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'
import { filesDirOf } from '../testHost.ts'

let site: StartedPayload
let owner: TypedUser
let known: Awaited<ReturnType<typeof knownClient>>
const folder = mkdtempSync(path.join(tmpdir(), 'client-portal-data-'))

beforeAll(async () => {
  site = await startPayload({ poolMax: 10, plugin: { inbound: { rawSecret: INBOUND_SECRET } } })
  await saveSettings(site.payload)
  owner = await site.createUser()
  known = await knownClient()
})
afterEach(() => vi.restoreAllMocks())
afterAll(async () => {
  await site.stop()
  rmSync(folder, { recursive: true })
})

/** Words that stand nowhere but with this client. */
const person = {
  name: 'Zephyrine Quillfeather',
  company: 'Quillfeather Kites',
  email: 'zephyrine@quillfeather.test',
  phone: '+34 699 123 987',
  address: 'Calle del Viento 17',
  notes: 'Prefers to be called in the morning, has two whippets',
  contacts: [{ name: 'Barnaby Thistle', email: 'barnaby@thistle.test', role: 'Bookkeeper' }],
}
const told = [/zephyrine/i, /quillfeather/i, /barnaby/i, /thistle/i, /699 123 987/, /Viento/, /whippet/i, /hedgehog/i]

const post = (path: string, body?: object, user: TypedUser | null = owner) =>
  site.rest('POST', path, { ...(user ? { user } : {}), ...(body ? { body } : {}) })

/** A client with all that can be kept of one: documents, threads by mail with files, links, sessions, a trail. */
const knownClient = async () => {
  const client = await makeClient(site.payload, person)
  await update(await staffReq(site.payload, owner), 'clients', client.id, { phone: `${person.phone} 0` })
  const invoice = await makeInvoice(site.payload, client, { recipients: ['barnaby@thistle.test'] })
  await documentPdf(await systemReq(site.payload), await stored(site.payload, 'invoices', invoice.id))
  const quote = await makeQuote(site.payload, client)
  // Asked for at the door: the mail and its link hang on the address alone.
  await site.rest('POST', '/client-portal/links', { body: { email: person.email } })
  const cookie = await signIn(site, client, { target: `/portal/quotes/${quote.id}` })
  await deliverDueMail(site.payload)
  const accepted = await site.rest('POST', `/client-portal/quotes/${quote.id}/accept`, {
    body: { name: person.name },
    headers: { cookie, 'user-agent': 'The browser of Zephyrine' },
  })
  expect(accepted.status).toBe(200)
  const converted = await convertQuote(await systemReq(site.payload), quote.id)
  const second = (await sendInvoice(await systemReq(site.payload), converted.invoice.id)).invoice
  const inbox = inboxOf(site)
  const arrived = await inbox.receive(
    rebuildMail({
      headers: [
        ['From', `${person.name} <${person.email}>`],
        ['To', 'hola@reply.localhost'],
        ['Subject', 'A hedgehog on the kite'],
        ['Message-ID', '<1@quillfeather.test>'],
      ],
      text: 'The hedgehog is missing from page two.',
      html: null,
      attachments: [
        { filename: 'hedgehog.txt', content: Buffer.from('hedgehog'), contentType: 'text/plain', cid: null },
      ],
    }),
  )
  expect(arrived.messages).toHaveLength(1)
  const pay = ({ id, total }: Invoice) =>
    makePayment(site.payload, { client: client.id, invoice: id, amount: total, currency: 'EUR' })
  return { client, invoice, second, quote, message: arrived.messages[0]!, pay }
}

/** Every row of every table, as text; books aside, which the law wants kept. */
const everythingStored = async (): Promise<string[]> => {
  const database = new Connection({ connectionString: site.databaseUrl })
  await database.connect()
  try {
    const { rows: tables } = await database.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public'`,
    )
    const found: string[] = []
    for (const { name } of tables.filter((table) => !/^(?:invoices|quotes|payments)/.test(table.name))) {
      const { rows } = await database.query<{ text: string }>(`select t::text as text from "${name}" t`)
      found.push(...rows.map(({ text }) => `${name}: ${text}`))
    }
    return found
  } finally {
    await database.end()
  }
}

const filesStored = (): string[] =>
  readdirSync(filesDirOf(site.databaseUrl))
    .filter((name) => !name.endsWith('.pdf'))
    .map((name) => readFileSync(path.join(filesDirOf(site.databaseUrl), name)).toString('latin1'))

const tellsOfThem = (text: string) => told.some((word) => word.test(text))

describe('what is kept about a client', () => {
  it('leaves as JSON and files for whoever of the staff may, without what opens anything', async () => {
    const { client, invoice, message } = known
    const response = await post(`/clients/${client.id}/data`)
    expect(response.headers.get('content-type')).toBe('application/zip')
    const file = path.join(folder, 'data.zip')
    writeFileSync(file, Buffer.from(await response.arrayBuffer()))
    expect(execFileSync('unzip', ['-tqq', file]).toString()).toBe('')
    const names = execFileSync('unzip', ['-Z1', file]).toString().trim().split('\n')
    const read = (name: string) => JSON.parse(execFileSync('unzip', ['-p', file, name]).toString()) as unknown
    expect(read('client.json')).toMatchObject({ name: person.name, contacts: [{ name: 'Barnaby Thistle' }] })
    expect(read('invoices.json')).toContainEqual(expect.objectContaining({ number: invoice.number }))
    expect(read('messages.json')).toMatchObject([{ body: message.body }])
    expect(read('sessions.json')).toHaveLength(1)
    const attachment = names.find((name) => name.endsWith('hedgehog.txt'))
    expect(execFileSync('unzip', ['-p', file, attachment ?? '']).toString()).toBe('hedgehog')
    expect(names.filter((name) => name.endsWith('.eml'))).toHaveLength(1)
    const all = names.filter((name) => name.endsWith('.json')).map((name) => execFileSync('unzip', ['-p', file, name]))
    expect(Buffer.concat(all).toString()).not.toMatch(/tokenHash|"replyKey"|"key"|leaseKey/)

    expect((await post(`/clients/${client.id}/data`, {}, null)).status).toBe(401)
    expect((await post('/clients/999999/data')).status).toBe(404)
  })

  it('stays while something is open, and until the name was typed', async () => {
    const client = await makeClient(site.payload)
    const draft = await makeDraft(site.payload, client)
    expect((await post(`/clients/${client.id}/anonymise`, { confirm: 'Somebody' })).status).toBe(422)
    expect((await post(`/clients/${client.id}/anonymise`, { confirm: client.name }, null)).status).toBe(401)
    expect((await post(`/clients/${client.id}/anonymise`, { confirm: client.name })).status).toBe(409)
    const { invoice } = await sendInvoice(await systemReq(site.payload), draft.id)
    expect(await codeOf(anonymiseClient(await systemReq(site.payload), client.id))).toBe('client-open')
    await makePayment(site.payload, { client: client.id, invoice: draft.id, amount: invoice.total, currency: 'EUR' })
    expect((await post(`/clients/${client.id}/anonymise`, { confirm: client.name })).status).toBe(200)
  })

  it('is gone from every table and file after that, by many at once too; the books stay as they were', async () => {
    const { client, invoice, second, quote, message, pay } = known
    expect((await everythingStored()).filter(tellsOfThem).length).toBeGreaterThan(10)
    expect(filesStored().filter(tellsOfThem).length).toBeGreaterThan(1)
    await pay(await stored(site.payload, 'invoices', invoice.id))
    await pay(await stored(site.payload, 'invoices', second.id))
    const before = await stored(site.payload, 'invoices', invoice.id)
    const pdf = await storedPdf(await systemReq(site.payload), before)

    // It dies when nearly all is written: nothing of that stays, and the next press goes on from the beginning.
    vi.spyOn(site.payload.logger, 'error').mockImplementation(() => undefined)
    const remove = site.payload.db.deleteMany.bind(site.payload.db)
    vi.spyOn(site.payload.db, 'deleteMany').mockImplementation((args) =>
      args.collection === 'magic-links' ? Promise.reject(new Error('The database went away.')) : remove(args),
    )
    expect((await post(`/clients/${client.id}/anonymise`, { confirm: person.name })).status).toBe(500)
    expect(await stored(site.payload, 'clients', client.id)).toMatchObject({ name: person.name, email: person.email })
    expect(await stored(site.payload, 'ticketMessages', message.id)).toMatchObject({ body: message.body })
    vi.restoreAllMocks()

    const answers = await Promise.all(
      Array.from({ length: 5 }, () => post(`/clients/${client.id}/anonymise`, { confirm: person.name })),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 200))
    expect((await everythingStored()).filter(tellsOfThem)).toEqual([])
    expect(filesStored().filter(tellsOfThem)).toEqual([])

    const after = await stored(site.payload, 'invoices', invoice.id)
    expect(after).toEqual(before)
    expect((await storedPdf(await systemReq(site.payload), after))?.bytes).toEqual(pdf?.bytes)
    expect((await stored(site.payload, 'quotes', quote.id)).acceptedName).toBe(person.name)

    // A file that was on its way goes when it is asked again.
    const late = { purpose: 'attachment', name: 'hedgehog.txt', mimeType: 'text/plain', client: client.id } as const
    await storeFile(await systemReq(site.payload), Buffer.from('hedgehog'), late)
    expect((await post(`/clients/${client.id}/anonymise`)).status).toBe(200)
    expect(filesStored().filter(tellsOfThem)).toEqual([])

    // Once, and for good.
    const trail = await site.payload.find({
      collection: 'portal-events',
      where: { and: [{ client: { equals: client.id } }, { type: { equals: 'client-anonymised' } }] },
    })
    expect(trail.totalDocs).toBe(1)
    const change = await site.rest('PATCH', `/clients/${client.id}`, { user: owner, body: { name: person.name } })
    expect(change.ok).toBe(false)
    const draft = await makeDraft(site.payload, client)
    expect(await codeOf(sendInvoice(await systemReq(site.payload), draft.id))).toBe('no-recipient')
  })
})
