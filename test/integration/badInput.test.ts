import type { TypedUser } from 'payload'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { deliverDueMail } from '../../src/operations/deliverMail.ts'
import type { Client, Invoice } from '../../src/records.ts'
import { findRow } from '../../src/store.ts'
import { line, makeClient, makeDraft, makeInvoice, makePayment, saveSettings, stored, systemReq } from '../factories.ts'
import { readable, startSmtpPeer, tokensIn, type SmtpPeer } from '../smtpPeer.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'

let peer: SmtpPeer
let site: StartedPayload
let owner: TypedUser
let client: Client

beforeAll(async () => {
  peer = await startSmtpPeer()
  site = await startPayload({ email: peer })
  await saveSettings(site.payload)
  owner = await site.createUser()
  client = await makeClient(site.payload)
})
afterAll(async () => {
  await site.stop()
  await peer.goDown()
})
beforeEach(() => peer.reset())

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  site.rest('POST', path, { user: owner, body, headers })

interface Problems {
  errors: { message: string; data?: { code?: string; errors?: { path: string; message: string }[] } }[]
}

const problemsOf = async (answer: Response) => ((await answer.json()) as Problems).errors[0]?.data?.errors ?? []
const pathsOf = async (answer: Response) => (await problemsOf(answer)).map(({ path }) => path)

/** A draft's data with one line, changed. */
const draftWith = (data: object, lineData: object = {}) => ({
  client: client.id,
  currency: 'EUR',
  lines: [{ ...line(), ...lineData }],
  ...data,
})

describe('a field of an invoice that is none', () => {
  it.each<[string, object, string]>([
    ['an unknown currency', { currency: 'ABC' }, 'currency'],
    ['a currency that is a list', { currency: ['EUR'] }, 'currency'],
    ['a client of words', { client: 'abc' }, 'client'],
    ['a client beyond all numbers', { client: 99_999_999_999 }, 'client'],
    ['a client that is not there', { client: 999_999 }, 'client'],
    ['a client below zero', { client: -1 }, 'client'],
    ['no client', { client: null }, 'client'],
    ['an invoice to correct that is not there', { kind: 'credit-note', corrects: 999_999 }, 'corrects'],
    ['an invoice to correct beyond all numbers', { kind: 'credit-note', corrects: '99999999999' }, 'corrects'],
    ['another kind', { kind: 'pro-forma' }, 'kind'],
    ['a kind that is a number', { kind: 5 }, 'kind'],
    ['a discount above the whole', { discountPercent: 101 }, 'discountPercent'],
    ['a discount below zero', { discountPercent: -1 }, 'discountPercent'],
    ['a discount in words', { discountPercent: 'half' }, 'discountPercent'],
    ['a withholding that is a list', { withholdingPercent: [15] }, 'withholdingPercent'],
    ['a due day that never was', { dueDate: '2031-02-30' }, 'dueDate'],
    ['a due day in words', { dueDate: 'soon' }, 'dueDate'],
    ['a due day that is a number', { dueDate: 5 }, 'dueDate'],
    ['a supply day that is an object', { supplyDate: {} }, 'supplyDate'],
    ['recipients that are no addresses', { recipients: ['ana'] }, 'recipients'],
    ['recipients that are objects', { recipients: [{}] }, 'recipients'],
    ['recipients in one text', { recipients: 'ana' }, 'recipients'],
    ['notes of two megabytes', { notes: 'x'.repeat(2_000_000) }, 'notes'],
    ['a reference of a thousand characters', { reference: 'x'.repeat(1_000) }, 'reference'],
    ['lines in one text', { lines: 'abc' }, 'lines'],
    ['lines that are an object', { lines: { 0: line() } }, 'lines'],
    ['lines that are texts', { lines: ['abc'] }, 'lines.0'],
    ['lines that are numbers', { lines: [line(), 2] }, 'lines.1'],
    ['lines that are nothing', { lines: [null] }, 'lines.0'],
    ['lines that are lists', { lines: [[]] }, 'lines.0'],
    ['ten thousand lines', { lines: Array.from({ length: 10_000 }, () => line()) }, 'lines'],
  ])('%s: is refused at that field', async (_what, data, path) => {
    const answer = await post('/invoices', draftWith(data))
    expect(answer.status).toBe(400)
    expect(await pathsOf(answer)).toContain(path)
  })

  const wrong: [keyof Invoice['lines'][number], unknown[]][] = [
    ['description', [null, '', '   ', 5, [], {}, true, 'x'.repeat(2_001)]],
    ['quantity', [null, 'many', '', [], [1], {}, true, 1e300]],
    ['unitPrice', [null, 'dear', '', [], [1], {}, true, 1.5, 1e20, 2 ** 53]],
    ['discountPercent', ['half', [], {}, true, -1, 100.01]],
    ['taxRate', ['high', [], {}, true, -1, 101]],
    ['taxCategory', ['luxury', 5, [], {}, true]],
  ]

  it.each(wrong)('%s of a line, in the wrong type or range: is refused at that line', async (field, values) => {
    for (const value of values) {
      const answer = await post('/invoices', draftWith({ lines: [line(), { ...line(), [field]: value }] }))
      const paths = answer.status === 400 ? await pathsOf(answer) : []
      expect({ value, status: answer.status, paths }).toMatchObject({ value, status: 400 })
      // A quantity too large for its price is the price's fault as well.
      expect(paths.every((path) => path.startsWith('lines.1.'))).toBe(true)
      if (value !== 1e300) expect(paths).toContain(`lines.1.${field}`)
    }
  })

  it('is refused on a draft that is already there as well, and the draft stays as it was', async () => {
    const draft = await makeDraft(site.payload, client)
    for (const body of [
      { currency: 'ABC' },
      { client: 'abc' },
      { lines: [{ ...line(), quantity: 'x' }] },
      { lines: 'x' },
    ]) {
      const answer = await site.rest('PATCH', `/invoices/${draft.id}`, { user: owner, body })
      expect(answer.status).toBe(400)
    }
    expect(await stored(site.payload, 'invoices', draft.id)).toEqual(draft)
  })

  it('is said in Spanish to whoever reads Spanish, and in English otherwise', async () => {
    const say = async (language: string) =>
      problemsOf(await post('/invoices', draftWith({}, { quantity: 'x' }), { 'accept-language': language }))
    expect(await say('es-ES,es;q=0.9')).toMatchObject([{ path: 'lines.0.quantity', message: 'Escriba un número.' }])
    expect((await say('en'))[0]?.message).not.toBe('Escriba un número.')
    const spanish = { 'accept-language': 'es' }
    const negative = await post('/invoices', draftWith({}, { quantity: -1 }), spanish)
    expect([negative.status, await negative.text()]).toEqual([422, expect.stringContaining('El total es negativo')])
    const missing = await post('/invoices/999999/send', {}, spanish)
    expect([missing.status, await missing.text()]).toEqual([404, expect.stringContaining('Aquí no hay nada')])
  })
})

describe('minus signs', () => {
  it('in the sum are refused, and two of them on one line', async () => {
    const negative = await post('/invoices', draftWith({}, { quantity: -2 }))
    expect(negative.status).toBe(422)
    expect(await negative.json()).toMatchObject({ errors: [{ data: { code: 'negative-total' } }] })
    const twice = await post('/invoices', draftWith({}, { quantity: -2, unitPrice: -5 }))
    expect([twice.status, await pathsOf(twice)]).toEqual([400, ['lines.0.quantity']])
  })
})

describe('an id that is none', () => {
  const ids = [
    'abc',
    '99999999999',
    '-1',
    '1e3',
    '1.5',
    '0x1',
    'null',
    'undefined',
    '%F0%9F%92%A9',
    '%27%20or%201=1',
    '%00',
    '9'.repeat(300),
  ]
  const routes: [string, string][] = [
    ...['invoices', 'clients', 'payments', 'emails', 'portal-events', 'portal-files'].flatMap(
      (slug): [string, string][] => [
        ['GET', `/${slug}/:id`],
        ['PATCH', `/${slug}/:id`],
        ['DELETE', `/${slug}/:id`],
      ],
    ),
    ...['send', 'send-again', 'send-test', 'void', 'revise', 'duplicate'].map((verb): [string, string] => [
      'POST',
      `/invoices/:id/${verb}`,
    ]),
    ['GET', '/invoices/:id/pdf'],
    ['POST', '/payments/:id/reverse'],
    ['POST', '/emails/:id/resend'],
    ['GET', '/emails/:id/html'],
    ['POST', '/clients/:id/view-portal'],
    ['POST', '/clients/:id/end-session'],
    ['POST', '/clients/:id/end-access'],
    ['GET', '/client-portal/logo/:id'],
  ]

  it.each(routes)('%s %s answers that there is nothing', async (method, route) => {
    for (const id of ids) {
      const body = method === 'PATCH' || method === 'POST' ? { body: {} } : {}
      const { status } = await site.rest(method, route.replace(':id', id), { user: owner, ...body })
      expect({ id, status, ok: status === 404 || status === 400 || status === 403 }).toMatchObject({ id, ok: true })
      if (method === 'GET' && !route.startsWith('/portal')) expect([400, 404]).toContain(status)
    }
  })

  it('answers the same to a client in the portal', async () => {
    await makeInvoice(site.payload, client)
    await deliverDueMail(site.payload)
    const [token] = tokensIn(peer.to(client.email).at(-1)!)
    const signedIn = await site.rest('POST', '/client-portal/sessions', { form: { token: token ?? '' } })
    const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    for (const id of ids) {
      const { status } = await site.rest('GET', `/client-portal/invoices/${id}/pdf`, { cookie })
      expect({ id, ok: status === 404 || status === 400 }).toEqual({ id, ok: true })
    }
  })

  it('in the body of a payment is refused at its field', async () => {
    const invoice = await makeInvoice(site.payload, client)
    for (const id of ['abc', 99_999_999_999, '99999999999', -1, 999_999, {}, [], true]) {
      const forInvoice = await post('/payments', { invoice: id, amount: 100 })
      expect({ id, status: forInvoice.status }).toEqual({ id, status: 400 })
      const forClient = await post('/payments', { client: id, invoice: invoice.id, amount: 100 })
      expect({ id, status: forClient.status }).toEqual({ id, status: 400 })
    }
    expect((await post('/payments', { amount: 100 })).status).toBe(400)
    expect(await stored(site.payload, 'invoices', invoice.id)).toMatchObject({ amountPaid: 0 })
  })
})

describe('a request nobody can read', () => {
  it.each(['/invoices', '/clients', '/payments'])('malformed JSON to %s is 400', async (path) => {
    const { status } = await post(path, '{"client": 1,', { 'content-type': 'application/json' })
    expect(status).toBe(400)
  })

  it.each<[string, unknown, number, string]>([
    ['malformed JSON', '{"recipients": [', 400, 'bad-request'],
    ['a list', [1], 400, 'bad-request'],
    ['a text', '"send"', 400, 'bad-request'],
    ['recipients in one text', { recipients: 'ana@client.test' }, 400, 'bad-request'],
    ['a hundred recipients', { recipients: Array(100).fill('ana@client.test') }, 400, 'bad-request'],
    ['recipients that are numbers', { recipients: [5] }, 422, 'bad-email'],
    ['recipients that are nothing', { recipients: [null] }, 422, 'bad-email'],
    [
      'recipients with a header of their own',
      { recipients: ['ana@client.test\r\nBcc: eve@evil.test'] },
      422,
      'bad-email',
    ],
    ['a recipient who is not on file', { recipients: ['eve@evil.test'] }, 422, 'unknown-recipient'],
    ['a message of two thousand and one characters', { message: 'x'.repeat(2_001) }, 413, 'too-large'],
    ['a body of two hundred kilobytes', { message: 'x'.repeat(200_000) }, 413, 'too-large'],
  ])('to send: %s', async (_what, body, status, code) => {
    const draft = await makeDraft(site.payload, client)
    const answer = await post(`/invoices/${draft.id}/send`, body, { 'content-type': 'application/json' })
    expect([answer.status, await answer.json()]).toMatchObject([status, { errors: [{ code }] }])
    expect(await stored(site.payload, 'invoices', draft.id)).toMatchObject({ status: 'draft', number: null })
  })
})

describe('a client', () => {
  it.each([
    '',
    'ana',
    'ana@',
    '@client.test',
    'a na@client.test',
    'ana@client.test\nBcc: x@y.test',
    'ana@x, eve@y.test',
    '<ana@client.test>',
    5,
    null,
    {},
    [],
  ])('has no e-mail address %j', async (email) => {
    const own = await post('/clients', { name: 'Ana', email })
    expect([own.status, await pathsOf(own)]).toEqual([400, ['email']])
    const contact = await post('/clients', { name: 'Ana', email: 'ana@client.test', contacts: [{ email }] })
    expect([contact.status, await pathsOf(contact)]).toEqual([400, ['contacts.0.email']])
  })

  it.each(['xx', 5, {}, []])('has no language %j', async (locale) => {
    const answer = await post('/clients', { name: 'Ana', email: 'ana@client.test', locale })
    expect([answer.status, await pathsOf(answer)]).toEqual([400, ['locale']])
  })

  it('with an invoice, a payment or a mail cannot be deleted; one without can', async () => {
    const withDraft = await makeClient(site.payload)
    await makeDraft(site.payload, withDraft)
    const withPayment = await makeClient(site.payload)
    await makePayment(site.payload, { client: withPayment.id, amount: 100 })
    for (const { id } of [withDraft, withPayment]) {
      expect((await site.rest('DELETE', `/clients/${id}`, { user: owner })).status).toBe(409)
      expect(await stored(site.payload, 'clients', id)).toBeTruthy()
    }
    const bare = await makeClient(site.payload)
    expect((await site.rest('DELETE', `/clients/${bare.id}`, { user: owner })).status).toBe(200)
  })
})

describe('a name that means mischief', () => {
  /** Sends an invoice to a client of that name and answers the message as it came over the wire. */
  const mailTo = async (name: string, invoice: Partial<Invoice> = {}) => {
    const email = `mischief${Math.random().toString(36).slice(2)}@client.test`
    const created = await post('/clients', { name, email, contacts: [{ name, email: `c-${email}` }] })
    const { doc } = (await created.json()) as { doc: Client }
    const draft = await post('/invoices', { client: doc.id, currency: 'EUR', lines: [line()], ...invoice })
    const { id } = ((await draft.json()) as { doc: Invoice }).doc
    const sent = await post(`/invoices/${id}/send`, {
      recipients: [`c-${email}`],
      message: 'Hi\r\nBcc: eve@evil.test\r\n\r\nBye',
    })
    expect(sent.status).toBe(200)
    await deliverDueMail(site.payload)
    const [mail] = peer.to(`c-${email}`)
    const row = await findRow(await systemReq(site.payload), 'emails', { invoice: { equals: id } })
    return { client: doc, invoice: await stored(site.payload, 'invoices', id), mail: mail!, row: row! }
  }

  it('writes no header of its own into a mail', async () => {
    await saveSettings(site.payload, { name: 'Studio\r\nBcc: eve@evil.test', senderName: 'Studio"\r\nX-Evil: 1' })
    const evil = 'Ana\r\nBcc: eve@evil.test\r\nX-Evil: 1'
    const {
      client: saved,
      invoice,
      mail,
    } = await mailTo(evil, { reference: evil, notes: evil, lines: [line({ description: evil })] })
    await saveSettings(site.payload, { senderName: null })
    expect(saved.name).toBe('Ana Bcc: eve@evil.test X-Evil: 1')
    expect(invoice.reference).toBe('Ana Bcc: eve@evil.test X-Evil: 1')
    const head = mail.raw.slice(0, mail.raw.indexOf('\r\n\r\n'))
    const names = head
      .split('\r\n')
      .filter((each) => !/^\s/.test(each))
      .map((each) => each.split(':')[0]?.toLowerCase())
    expect(names).not.toContain('bcc')
    expect(names).not.toContain('x-evil')
    expect(names.filter((name) => name === 'to')).toHaveLength(1)
    expect(peer.mails.flatMap(({ to }) => to)).not.toContain('eve@evil.test')
  })

  it('is text in the admin, and text in the mail', async () => {
    const evil = '<script>alert(1)</script><img src=x onerror=alert(1)>'
    const {
      client: saved,
      invoice,
      mail,
      row,
    } = await mailTo(evil, { reference: evil, lines: [line({ description: evil })] })
    expect(saved.name).toBe(evil)
    expect(invoice.lines[0]?.description).toBe(evil)
    expect(invoice.snapshot?.client.name).toBe(evil)
    for (const html of [readable(mail.raw).slice(readable(mail.raw).indexOf('<!DOCTYPE')), row.html ?? '']) {
      expect(html).not.toMatch(/<script|<img[^>]+onerror/i)
    }
    expect(row.html).toContain('&lt;script&gt;')
  })

  it('of emoji, Arabic and Hebrew arrives as it was written, with a PDF', async () => {
    const name = '👩🏽‍🚀 مرحبا بالعالم שלום ñ'
    const { client: saved, mail, row, invoice } = await mailTo(name, { lines: [line({ description: name })] })
    expect(saved.name).toBe(name)
    expect(invoice.snapshot?.lines[0]?.description).toBe(name)
    expect(row.html).toContain(name)
    expect(mail.raw).toBeTruthy()
    expect(invoice.pdfSha256).toMatch(/^[0-9a-f]{64}$/)
  })
})
