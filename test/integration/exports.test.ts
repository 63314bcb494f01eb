import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'

import type { TypedUser } from 'payload'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { dayInZone } from '../../src/domain/days.ts'
import { deliverDueMail } from '../../src/operations/deliverMail.ts'
import { documentPdf } from '../../src/operations/documentPdf.ts'
import { reviseQuote } from '../../src/operations/reviseQuote.ts'
import type { Client, Invoice, Quote } from '../../src/records.ts'
import { findMany } from '../../src/store.ts'
import { voidInvoice } from '../../src/operations/voidInvoice.ts'
import {
  makeClient,
  makeDraft,
  makeInvoice,
  makePayment,
  makeQuote,
  saveSettings,
  stored,
  systemReq,
} from '../factories.ts'
import { cookieOf, signIn, textOf } from '../portalVisit.ts'
import { serveOverHttp, type ServedOverHttp } from '../serveOverHttp.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'
import { filesDirOf } from '../testHost.ts'

vi.setConfig({ testTimeout: 60_000 })

let site: StartedPayload
let folder: string
let database: pg.Client
const sql = async (text: string) => (await database.query<Record<string, unknown>>(text)).rows

beforeAll(async () => {
  site = await startPayload({ plugin: { worker: { inProcess: false } } })
  await saveSettings(site.payload)
  database = new pg.Client(site.databaseUrl)
  await database.connect()
  folder = mkdtempSync(path.join(tmpdir(), 'client-portal-export-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await database.end()
  await site.stop()
})

const year = dayInZone(new Date(), 'Europe/Madrid').slice(0, 4)

const download = (cookie: string, form: Record<string, string> | [string, string][], html = false) =>
  site.rest('POST', '/client-portal/export', {
    cookie,
    body: new URLSearchParams(form),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...(html ? { accept: 'text/html' } : {}) },
  })

interface Opened {
  file: string
  /** What the browser would call it. */
  suggested: string
  bytes: Buffer
  names: string[]
  read: (name: string) => Buffer
}

/** The archive as programs of others open it. */
const open = async (response: Response): Promise<Opened> => {
  expect(response.status).toBe(200)
  const bytes = Buffer.from(await response.arrayBuffer())
  const file = path.join(folder, `${Math.random().toString(36).slice(2)}.zip`)
  writeFileSync(file, bytes)
  expect(execFileSync('unzip', ['-tqq', file]).toString()).toBe('')
  const names = execFileSync('unzip', ['-Z1', file], { maxBuffer: 10_000_000 }).toString().trim().split('\n')
  const [, encoded = ''] = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '') ?? []
  const suggested = decodeURIComponent(encoded)
  return {
    file,
    suggested,
    bytes,
    names,
    read: (name) => execFileSync('unzip', ['-p', file, name], { maxBuffer: 50_000_000 }),
  }
}

const textIn = (pdf: Buffer): string => {
  const file = path.join(folder, 'one.pdf')
  writeFileSync(file, pdf)
  return execFileSync('pdftotext', ['-layout', file, '-']).toString()
}

const rowsOf = (csv: Buffer, separator: string): string[][] =>
  csv
    .toString('utf8')
    .replace('\ufeff', '')
    .trim()
    .split('\r\n')
    .map((line) => line.split(separator))

/** An invoice whose PDF is stored. */
const withPdf = async (client: Client, data: Partial<Invoice> = {}): Promise<Invoice> => {
  const { id } = await makeInvoice(site.payload, client, data)
  await documentPdf(await systemReq(site.payload), await stored(site.payload, 'invoices', id))
  return stored(site.payload, 'invoices', id)
}

const loseFile = async ({ pdf }: Invoice): Promise<void> => {
  const { filename } = await stored(site.payload, 'portalFiles', pdf ?? 0)
  rmSync(path.join(filesDirOf(site.databaseUrl), filename ?? ''))
}

describe('a client’s download', () => {
  it('holds every issued document byte for byte, and a table of them that opens in their spreadsheet', async () => {
    const client = await makeClient(site.payload, { name: 'Ana Torres', company: 'Acme/Sons Ltd.', locale: 'es' })
    const cookie = await signIn(site, client)
    const invoice = await withPdf(client, { reference: '=PO 7' })
    const other = await withPdf(client)
    await makePayment(site.payload, { client: client.id, invoice: other.id, amount: other.total, currency: 'EUR' })
    const draft = await makeDraft(site.payload, client, { shared: true })
    expect(draft.status).toBe('draft')

    const response = await download(cookie, { all: '1' })
    expect(response.headers.get('content-type')).toBe('application/zip')
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    expect(response.headers.get('x-export-documents')).toBe('2')
    expect(response.headers.get('content-disposition')).toContain('Estudio%20Lumen%20')
    const zip = await open(response)
    const nameOf = ({ number }: Invoice) => `${year}/${number} Acme-Sons Ltd.pdf`
    expect(zip.names).toEqual([nameOf(invoice), nameOf(other), 'indice.csv', 'Extracto de cuenta.pdf'])
    expect(textIn(zip.read('Extracto de cuenta.pdf'))).toContain(invoice.number)

    const original = await site.rest('GET', `/client-portal/invoices/${invoice.id}/pdf`, { cookie })
    expect(zip.read(nameOf(invoice)).equals(Buffer.from(await original.arrayBuffer()))).toBe(true)
    expect(textIn(zip.read(nameOf(other)))).toContain(other.number)

    expect(zip.read('indice.csv').subarray(0, 3).toString('hex')).toBe('efbbbf')
    const [head, first, second] = rowsOf(zip.read('indice.csv'), ';')
    expect(head).toEqual(
      'Documento;Número;Emisión;Vencimiento;Estado;Referencia;Moneda;Base;Impuestos;Retención;Total;Pagado;Pendiente;Archivo'.split(
        ';',
      ),
    )
    expect(first?.slice(4)).toEqual([
      ...['Pendiente', "'=PO 7", 'EUR', '100,00', '21,00', '0,00', '121,00', '0,00', '121,00'],
      nameOf(invoice),
    ])
    expect(second?.slice(4, 13)).toEqual(['Pagada', '', 'EUR', '100,00', '21,00', '0,00', '121,00', '121,00', '0,00'])
  })

  it('counts a credit note against the rest, so that the column adds up', async () => {
    const client = await makeClient(site.payload)
    const cookie = await signIn(site, client)
    const invoice = await withPdf(client)
    await voidInvoice(await systemReq(site.payload), invoice.id, { reason: 'Written twice' })
    const zip = await open(await download(cookie, { all: '1' }))
    expect(zip.names).toHaveLength(4)
    const totals = rowsOf(zip.read('index.csv'), ',')
      .slice(1)
      .map((row) => [row[0], row[4], row[10]])
    expect(totals).toEqual([
      ['Invoice', 'Void', '121.00'],
      ['Credit note', 'Issued', '-121.00'],
    ])
  })

  it('follows the list’s filters, or holds just what was ticked', async () => {
    const client = await makeClient(site.payload)
    const cookie = await signIn(site, client)
    const old = await withPdf(client, {})
    await sql(`update invoices set issue_date = '2021-05-07T12:00:00Z' where id = ${old.id}`)
    const paid = await withPdf(client)
    await makePayment(site.payload, { client: client.id, invoice: paid.id, amount: paid.total, currency: 'EUR' })
    const open1 = await withPdf(client)
    const numbers = async (form: Record<string, string> | [string, string][]) =>
      rowsOf((await open(await download(cookie, form))).read('index.csv'), ',')
        .slice(1)
        .map((row) => row[1])

    expect(await numbers({ year: '2021' })).toEqual([old.number])
    expect(await numbers({ year: '2021-Q2' })).toEqual([old.number])
    expect(await numbers({ from: '2021-05-07', to: '2021-05-07' })).toEqual([old.number])
    expect(await numbers({ status: 'paid' })).toEqual([paid.number])
    expect(await numbers({ q: String(open1.number) })).toEqual([open1.number])
    expect(
      await numbers([
        ['invoice', String(old.id)],
        ['invoice', String(open1.id)],
        ['year', '1999'],
      ]),
    ).toEqual([old.number, open1.number])
    expect(await numbers({ matching: '1', invoice: String(old.id) })).toEqual([old.number, paid.number, open1.number])
    expect((await open(await download(cookie, { year: '2021' }))).names[0]).toMatch(/^2021\//)
    expect((await download(cookie, { year: '2021-Q3' })).status).toBe(404)
  })

  it('tells its size beforehand where all of it is stored', async () => {
    const client = await makeClient(site.payload)
    const cookie = await signIn(site, client)
    const [one, two] = [await withPdf(client), await withPdf(client)]
    const response = await download(cookie, [
      ['invoice', String(one.id)],
      ['invoice', String(two.id)],
    ])
    const declared = response.headers.get('content-length')
    const zip = await open(response)
    expect(declared).toBe(String(zip.bytes.byteLength))
    expect(zip.names).toHaveLength(3)
  })

  it('has quotes in a folder of their own, outside the books', async () => {
    const client = await makeClient(site.payload, { name: 'Ana', locale: 'es' })
    const cookie = await signIn(site, client)
    const invoice = await withPdf(client)
    const quote = await makeQuote(site.payload, client, { reference: 'PO 9' })
    const second = await makeQuote(site.payload, client)
    await reviseQuote(await systemReq(site.payload), second.id)
    await sql(`update quotes set status = 'declined', declined_at = '2026-01-31T23:30:00Z' where id = ${quote.id}`)
    const all = await open(await download(cookie, { all: '1' }))
    const fileOf = ({ number }: Quote) => `Presupuestos/${number} Ana.pdf`
    expect(all.names.filter((name) => name.startsWith('Presupuestos/'))).toEqual([
      ...[quote, second].map(fileOf),
      'Presupuestos/indice.csv',
    ])
    expect(textIn(all.read(fileOf(quote)))).toContain('Presupuesto')
    expect(rowsOf(all.read('indice.csv'), ';')).toHaveLength(2)
    const [head, first, replaced] = rowsOf(all.read('Presupuestos/indice.csv'), ';')
    expect(head?.join()).toBe(
      'Número,Versión,Emisión,Válido hasta,Estado,Fecha de respuesta,Referencia,Moneda,Base,Impuestos,Retención,Total,Archivo',
    )
    const days = [quote.issueDate, quote.validUntil].map((day) => day?.slice(0, 10))
    expect(first).toEqual([
      ...[quote.number, '1', ...days, 'Rechazado', '2026-02-01', 'PO 9', 'EUR', '100,00', '21,00', '0,00', '121,00'],
      fileOf(quote),
    ])
    expect(replaced?.slice(4, 6)).toEqual(['Sustituido', ''])

    const picked = await open(await download(cookie, { quote: String(quote.id) }))
    expect(picked.names).toEqual([fileOf(quote), 'Presupuestos/indice.csv'])
    expect((await open(await download(cookie, { year }))).names[0]).toContain(invoice.number)
    expect((await open(await download(cookie, { year }))).names.some((name) => name.includes('Presupuestos'))).toBe(
      false,
    )
    const other = await signIn(site, await makeClient(site.payload))
    expect((await download(other, { quote: String(quote.id) })).status).toBe(404)
  })

  it('never holds another client’s documents, whatever is asked for and whoever asks at the same time', async () => {
    const [ana, john] = [
      await makeClient(site.payload, { name: 'Ana' }),
      await makeClient(site.payload, { name: 'John' }),
    ]
    const [anas, johns] = [await withPdf(ana), await withPdf(john)]
    const cookies = [await signIn(site, ana), await signIn(site, john)]
    const [first, second] = await Promise.all(cookies.map(async (cookie) => open(await download(cookie, { all: '1' }))))
    expect(first?.names[0]).toContain(anas.number)
    expect(first?.names).toHaveLength(3)
    expect(second?.names[0]).toContain(johns.number)
    const [anaCookie = ''] = cookies
    expect((await download(anaCookie, { invoice: String(johns.id) })).status).toBe(404)
    const mixed = await download(anaCookie, [
      ['invoice', String(johns.id)],
      ['invoice', String(anas.id)],
    ])
    expect((await open(mixed)).names[0]).toContain(anas.number)
    expect((await download('', { all: '1' })).status).toBe(401)
  })

  it('of nothing says so, to programs and to pages', async () => {
    const client = await makeClient(site.payload)
    const cookie = await signIn(site, client)
    expect((await download(cookie, {})).status).toBe(422)
    expect((await download(cookie, { all: '1' })).status).toBe(404)
    expect((await download(cookie, { invoice: "1' or 1=1" })).status).toBe(404)
    const page = await download(cookie, {}, true)
    expect(page.status).toBe(303)
    expect(page.headers.get('location')).toBe('/portal/invoices?error=nothing-chosen')
  })

  it('renders what the store lost, marked as a duplicate, and names what can’t be had; the rest is whole', async () => {
    const client = await makeClient(site.payload)
    const cookie = await signIn(site, client)
    const [lost, broken, fine] = [await withPdf(client), await withPdf(client), await withPdf(client)]
    await loseFile(lost)
    await loseFile(broken)
    await sql(`update invoices set snapshot = null where id = ${broken.id}`)
    const logged = vi.spyOn(site.payload.logger, 'error').mockImplementation(() => undefined)
    const response = await download(cookie, { all: '1' })
    expect(response.headers.get('content-length')).toBeNull()
    const zip = await open(response)
    logged.mockRestore()
    const has = (invoice: Invoice) => zip.names.find((name) => name.includes(String(invoice.number)))
    expect(textIn(zip.read(has(lost) ?? ''))).toContain('Duplicate')
    expect(textIn(zip.read(has(fine) ?? ''))).not.toContain('Duplicate')
    expect(has(broken)).toBeUndefined()
    expect(zip.read('errors.txt').toString()).toContain(broken.number)
    expect(rowsOf(zip.read('index.csv'), ',')).toHaveLength(4)
  })

  it('is one at a time, and a reader that goes away ends it', async () => {
    const client = await makeClient(site.payload)
    const cookie = await signIn(site, client)
    await withPdf(client)
    const first = await download(cookie, { all: '1' })
    expect(first.status).toBe(200)
    const reader = first.body?.getReader()
    expect((await reader?.read())?.value?.byteLength).toBeGreaterThan(0)
    expect((await download(cookie, { all: '1' })).status).toBe(429)
    await reader?.cancel()
    expect((await open(await download(cookie, { all: '1' }))).names).toHaveLength(3)
  })

  it('of ten thousand documents is whole, and no name stands there twice', async () => {
    const client = await makeClient(site.payload, { name: 'Ñ'.repeat(200) })
    const cookie = await signIn(site, client)
    const model = await withPdf(client)
    await copyInvoice(model, 9_999)
    const response = await download(cookie, { status: 'sent' })
    expect(response.headers.get('x-export-documents')).toBe('10000')
    const zip = await open(response)
    expect(zip.names).toHaveLength(10_001)
    expect(new Set(zip.names.map((name) => name.toLowerCase())).size).toBe(10_001)
    expect(rowsOf(zip.read('index.csv'), ',')).toHaveLength(10_001)
  })
})

describe('a download over HTTP', () => {
  const COPIES = 1500
  /** How long the reader stalls in the long form of this test: see `scripts/soak.ts`. */
  const stallMs = Number(process.env.SOAK_STALL_SECONDS ?? 0) * 1000
  let served: ServedOverHttp
  let client: Client
  let model: Invoice
  let size: number
  let reads = 0
  /** Counts what is read from the store, and leaves it to the disk as before. */
  const counting = () => void (reads += 1)

  beforeAll(async () => {
    served = await serveOverHttp(site)
    client = await makeClient(site.payload)
    model = await withPdf(client)
    size = (await stored(site.payload, 'portalFiles', model.pdf ?? 0)).filesize ?? 0
    await copyInvoice(model, COPIES - 1, 'HTTP')
    storeHandlers().push(counting)
  })
  afterAll(async () => {
    storeHandlers().splice(storeHandlers().indexOf(counting), 1)
    await served.stop()
  })
  const storeHandlers = () => {
    const upload = site.payload.collections['portal-files']?.config.upload
    if (!upload) throw new Error('There is no store.')
    return (upload.handlers ??= [])
  }
  /** Waits until nothing more is read from the store. */
  const untilQuiet = (isDone: () => boolean) => {
    let [before, quiet] = [-1, 0]
    return vi.waitFor(
      () => {
        quiet = before === reads && isDone() ? quiet + 1 : 0
        before = reads
        expect(quiet).toBeGreaterThan(3)
      },
      { timeout: 20_000, interval: 25 },
    )
  }

  const patience = { timeout: 60_000 + stallMs }
  it(
    'waits with the work and its memory for a reader that stalls, who has all of it in the end',
    patience,
    async () => {
      reads = 0
      const { read, written } = await served.post('/client-portal/export', await signIn(site, client), 'status=sent')
      read.pause()
      await untilQuiet(() => written.writableNeedDrain)
      const [readSoFar, memory] = [reads, process.memoryUsage.rss()]
      expect(readSoFar).toBeLessThan(COPIES)
      // What is made and not yet on its way: a piece or two, and the files that were asked for ahead.
      expect(readSoFar * size - (written.socket?.bytesWritten ?? 0) + written.writableLength).toBeLessThan(3_000_000)
      await setTimeout(stallMs)
      expect(reads).toBe(readSoFar)
      expect(process.memoryUsage.rss() - memory).toBeLessThan(64_000_000)

      const { names } = await open(new Response(new Uint8Array(await buffer(read))))
      expect(names).toHaveLength(COPIES + 1)
      expect(reads).toBe(COPIES)
    },
  )

  it('stops reading the store when the reader hangs up, and the next one begins at once', async () => {
    const cookie = await signIn(site, client)
    reads = 0
    const { read, written } = await served.post('/client-portal/export', cookie, 'status=sent')
    await once(read, 'data')
    const hungUp = once(written, 'close')
    read.destroy()
    await hungUp
    const readSoFar = reads
    expect(readSoFar).toBeLessThan(COPIES)
    const next = await open(await download(cookie, { invoice: String(model.id) }))
    expect(next.names).toHaveLength(2)
    await untilQuiet(() => true)
    // The next one’s file, and what was asked for ahead at that moment.
    expect(reads - readSoFar).toBeLessThanOrEqual(1 + 8)
  })
})

describe('staff’s download', () => {
  let owner: TypedUser
  const post = (path: string, form: Record<string, string> | [string, string][], who: object = { user: owner }) =>
    site.rest('POST', path, {
      ...who,
      body: new URLSearchParams(form),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
  const codeIn = async (response: Response): Promise<string | undefined> =>
    ((await response.json()) as { errors: { code?: string }[] }).errors[0]?.code
  const eventsOf = async (type: string, client: Client | null) => {
    const of = client ? { equals: client.id } : { exists: false }
    return findMany(await systemReq(site.payload), 'portalEvents', {
      where: { and: [{ type: { equals: type } }, { client: of }] },
    })
  }
  beforeAll(async () => {
    owner = await site.createUser()
  })

  it('of one client is the client’s own archive, in staff’s language and on the trail', async () => {
    const client = await makeClient(site.payload, { company: 'Torres SL', locale: 'es', country: 'ES' })
    const other = await withPdf(await makeClient(site.payload))
    const invoice = await withPdf(client)
    const zip = await open(await post(`/clients/${client.id}/export`, { year }))
    expect(zip.names).toEqual([`${year}/${invoice.number} Torres SL.pdf`, 'index.csv', 'Statement of account.pdf'])
    expect(rowsOf(zip.read('index.csv'), ',')[1]?.slice(0, 2)).toEqual(['Invoice', invoice.number])
    const [event] = await eventsOf('documents-exported', client)
    expect(event).toMatchObject({ actorKind: 'staff', data: { count: 1, name: zip.suggested } })

    // Under a client's address there are that client's documents alone, whatever is posted.
    expect(await codeIn(await post(`/clients/${client.id}/export`, { invoice: String(other.id) }))).toBe('no-documents')
    expect((await post('/clients/999999/export', { all: '1' })).status).toBe(404)
  })

  it('of chosen documents has a folder for each client, also for two of the same name, and says whose each is', async () => {
    const [acme, twin, ana] = [
      await makeClient(site.payload, { company: 'Acme/Ltd.' }),
      await makeClient(site.payload, { company: 'ACME/Ltd' }),
      await makeClient(site.payload, { name: 'Ana', company: null }),
    ]
    const [first, second, third] = [await withPdf(acme), await withPdf(twin), await withPdf(ana)]
    const draft = await makeDraft(site.payload, ana)
    const ids = [third, first, second, draft].map(({ id }): [string, string] => ['invoice', String(id)])
    const response = await post('/invoices/export', ids)
    const told = response.headers.get('content-length')
    const zip = await open(response)
    expect(told).toBe(String(zip.bytes.byteLength))
    expect(zip.names).toEqual([
      `Acme-Ltd/${year}/${first.number}.pdf`,
      `ACME-Ltd (2)/${year}/${second.number}.pdf`,
      `Ana/${year}/${third.number}.pdf`,
      'index.csv',
    ])
    const [head, ...rows] = rowsOf(zip.read('index.csv'), ',')
    expect(head?.slice(0, 3)).toEqual(['Client', 'Document', 'Number'])
    expect(rows.map(([client, , number]) => [client, number])).toEqual([
      ['Acme/Ltd.', first.number],
      ['ACME/Ltd', second.number],
      ['Ana', third.number],
    ])
    expect((await eventsOf('documents-exported', null))[0]?.data).toMatchObject({ count: 3 })

    expect(await codeIn(await post('/invoices/export', { invoice: String(draft.id) }))).toBe('no-documents')
    expect(await codeIn(await post('/invoices/export', { all: '1' }))).toBe('nothing-chosen')
  })

  it('is staff’s alone: a client’s session opens none of it, not even of the client’s own documents', async () => {
    const client = await makeClient(site.payload)
    const invoice = await withPdf(client)
    const cookie = await signIn(site, client)
    const answers = [
      await post(`/clients/${client.id}/export`, { all: '1' }, { cookie }),
      await post('/invoices/export', { invoice: String(invoice.id) }, { cookie }),
      await post(`/clients/${client.id}/send-documents`, {}, { cookie }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401])
    expect(await eventsOf('documents-exported', client)).toEqual([])
  })

  it('is one at a time for each member of staff, while others have theirs', async () => {
    const client = await makeClient(site.payload)
    await withPdf(client)
    const colleague = await site.createUser()
    const first = await post(`/clients/${client.id}/export`, { all: '1' })
    const reader = first.body?.getReader()
    await reader?.read()
    expect(await codeIn(await post(`/clients/${client.id}/export`, { all: '1' }))).toBe('busy')
    await open(await post(`/clients/${client.id}/export`, { all: '1' }, { user: colleague }))
    await reader?.cancel()
  })

  const sendLink = (client: Client, body: object) =>
    site.rest('POST', `/clients/${client.id}/send-documents`, { user: owner, body })

  it('can be mailed to the client as a link that opens that year, ready to be downloaded', async () => {
    const client = await makeClient(site.payload, {
      name: 'Ana Torres',
      locale: 'es',
      contacts: [{ email: 'libros@torres.test', name: 'Libros' }],
    })
    const [kept, old] = [await withPdf(client), await withPdf(client)]
    await sql(`update invoices set issue_date = '2021-05-07T12:00:00Z' where id = ${old.id}`)
    const answer = await sendLink(client, { year: '2021-Q2', recipients: ['libros@torres.test'] })
    expect(answer.status).toBe(200)
    const { mails } = (await answer.json()) as { mails: { id: number; subject: string }[] }
    expect(mails.map(({ subject }) => subject)).toEqual([
      'Todos sus documentos del 2.º trimestre de 2021, de Estudio Lumen',
    ])
    expect((await eventsOf('documents-sent', client))[0]).toMatchObject({
      actorKind: 'staff',
      data: { to: ['libros@torres.test'], count: 1 },
    })

    await deliverDueMail(site.payload)
    const mail = site.mails.find(({ to }) => to === 'libros@torres.test')
    expect(textOf(mail)).toContain('121,00 €')
    expect(textOf(mail)).toContain('Hola, Libros:')
    const token = /\/portal\/enter\/([\w-]+)/.exec(textOf(mail))?.[1] ?? ''
    const entered = await site.rest('POST', '/client-portal/sessions', { form: { token } })
    expect(entered.headers.get('location')).toBe('/portal/invoices?year=2021-Q2&download=1')
    const zip = await open(await download(cookieOf(entered), { matching: '1', year: '2021-Q2' }))
    expect(zip.names[0]).toContain(old.number)
    expect(zip.names.join()).not.toContain(kept.number)
  })

  it('is never mailed to strangers, for nothing, or for more than was meant', async () => {
    const client = await makeClient(site.payload)
    await withPdf(client)
    const codes = await Promise.all(
      [
        { recipients: ['eve@evil.test'] },
        { year: '1999' },
        { year: '20x5' },
        { from: 'yesterday' },
        { year: [2025] },
      ].map(async (body) => codeIn(await sendLink(client, body))),
    )
    expect(codes).toEqual(['unknown-recipient', 'no-documents', 'bad-request', 'bad-request', 'bad-request'])
    const mails = await findMany(await systemReq(site.payload), 'emails', {
      where: { and: [{ client: { equals: client.id } }, { kind: { equals: 'documents' } }] },
    })
    expect(mails).toEqual([])
  })
})

/** The same issued invoice many times over, with the same stored PDF and numbers that differ. */
const copyInvoice = async (model: Invoice, times: number, prefix = 'COPY'): Promise<void> => {
  const columns = (
    await sql(
      `select column_name from information_schema.columns where table_name = 'invoices' and column_name not in ('id', 'number', 'reply_key')`,
    )
  ).map(({ column_name }) => `"${String(column_name)}"`)
  await sql(
    `insert into invoices (number, ${columns.join()}) select '${prefix}-' || n, ${columns.join()} from invoices, generate_series(1, ${times}) n where id = ${model.id}`,
  )
}
