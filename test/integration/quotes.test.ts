import type { TypedUser } from 'payload'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

import { documentHash } from '../../src/domain/documentHash.ts'
import { convertWaiting } from '../../src/operations/convertQuote.ts'
import { deliverDueMail } from '../../src/operations/deliverMail.ts'
import { recallOverdue, refreshOverdue } from '../../src/operations/refreshOverdue.ts'
import { reviseQuote } from '../../src/operations/reviseQuote.ts'
import { sendQuote } from '../../src/operations/sendQuote.ts'
import type { Client, Email, ID, Quote } from '../../src/records.ts'
import { claim, count, findMany } from '../../src/store.ts'
import {
  codeOf,
  line,
  makeClient,
  makeQuote,
  makeQuoteDraft,
  saveSettings,
  staffReq,
  stored,
  systemReq,
} from '../factories.ts'
import { INBOUND_SECRET, inboxOf } from '../inbox.ts'
import { cookieOf, signIn, textOf } from '../portalVisit.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'

vi.setConfig({ testTimeout: 60_000 })

let site: StartedPayload
let owner: TypedUser
let client: Client

beforeAll(async () => {
  site = await startPayload({
    poolMax: 10,
    plugin: { worker: { inProcess: false }, trustedProxies: 1, inbound: { rawSecret: INBOUND_SECRET } },
  })
  await saveSettings(site.payload)
  owner = await site.createUser()
})
afterAll(() => site.stop())
beforeEach(async () => {
  client = await makeClient(site.payload, { contacts: [{ email: `boss${Date.now()}@client.test`, name: 'The boss' }] })
})
afterEach(async () => {
  vi.restoreAllMocks()
  await saveSettings(site.payload, { convertAcceptedQuotes: 'no' })
})

const req = () => systemReq(site.payload)
const quoteOf = (id: ID) => stored(site.payload, 'quotes', id)
const own = (quote: Quote, of: Client = client) => signIn(site, of, { target: `/portal/quotes/${quote.id}` })

const accept = (quote: { id: ID }, cookie: string, name = 'Ana Torres') =>
  site.rest('POST', `/client-portal/quotes/${quote.id}/accept`, {
    body: { name },
    cookie,
    headers: { 'x-forwarded-for': '203.0.113.9', 'user-agent': 'Firefox of this test' },
  })
const decline = (quote: { id: ID }, cookie: string, reason?: string) =>
  site.rest('POST', `/client-portal/quotes/${quote.id}/decline`, { body: reason ? { reason } : {}, cookie })
const staff = (quote: { id: ID }, verb: string, body: unknown = {}) =>
  site.rest('POST', `/quotes/${quote.id}/${verb}`, { body, user: owner })

const problemOf = async (response: Response): Promise<[number, string]> => {
  const { errors } = (await response.json()) as { errors: { code: string }[] }
  return [response.status, errors[0]?.code ?? '']
}
const mailsAbout = async (quote: { id: ID }, kind: Email['kind']) =>
  findMany(await req(), 'emails', { where: { and: [{ quote: { equals: quote.id } }, { kind: { equals: kind } }] } })
const noticesAbout = async (quote: { id: ID }) =>
  (await findMany(await req(), 'emails', { where: { kind: { equals: 'staff-notice' } } })).filter(
    ({ data }) => (data?.page as { kind: string; id: ID } | null)?.id === quote.id,
  )
/** As if the quote's last day were long over. */
const pastIts = async (quote: { id: ID }) =>
  claim(await req(), 'quotes', { id: { equals: quote.id } }, { validUntil: '2020-01-31T12:00:00.000Z' })

describe('sending quotes', () => {
  it('mails it with its PDF stored once, and freezes it', async () => {
    const quote = await makeQuote(site.payload, client, { validUntil: '2030-12-24' }, new Date('2030-12-01T10:00:00Z'))
    await deliverDueMail(site.payload, { clock: () => new Date('2030-12-01T10:01:00Z') })
    const mail = site.mails.find(({ subject }) => subject?.includes(quote.number ?? '?'))
    expect(mail?.subject).toBe(`Quote ${quote.number} from Estudio Lumen: €121.00, valid until 24 December`)
    expect(textOf(mail)).toContain('View and answer quote')
    const [row] = await mailsAbout(quote, 'quote')
    expect(row).toMatchObject({ status: 'sent', linkKind: 'document', target: `/portal/quotes/${quote.id}` })
    expect(await quoteOf(quote.id)).toMatchObject({ status: 'sent', pdfSha256: expect.stringMatching(/^\w{64}$/) })

    const changed = await site.rest('PATCH', `/quotes/${quote.id}`, { body: { notes: 'Cheaper' }, user: owner })
    expect(changed.status).toBe(409)
    const deleted = await site.rest('DELETE', `/quotes/${quote.id}`, { user: owner })
    expect(deleted.status).toBe(409)
    expect((await site.rest('DELETE', `/clients/${client.id}`, { user: owner })).status).toBe(409)
  })

  it('gives twenty at once numbers in a row of their own, whatever fails between them', async () => {
    const now = new Date('2031-06-15T10:00:00Z')
    const drafts: Quote[] = []
    for (let index = 0; index < 20; index += 1) {
      drafts.push(await makeQuoteDraft(site.payload, client, index % 5 === 4 ? { validUntil: '2031-01-01' } : {}))
    }
    const results = await Promise.allSettled(drafts.map(async ({ id }) => sendQuote(await req(), id, {}, now)))
    const numbers = results.flatMap((each) => (each.status === 'fulfilled' ? [each.value.quote.number] : []))
    expect(numbers.sort()).toEqual(Array.from({ length: 16 }, (_, n) => `Q-2031-${String(n + 1).padStart(4, '0')}`))
    const failed = results.flatMap((each) =>
      each.status === 'rejected' ? [(each.reason as { code: string }).code] : [],
    )
    expect(failed).toEqual(Array(4).fill('valid-before-issue'))
  })

  it('sends one draft once, however often it is pressed', async () => {
    const draft = await makeQuoteDraft(site.payload, client)
    const answers = await Promise.all(Array.from({ length: 8 }, () => staff(draft, 'send')))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(409)])
    expect(await mailsAbout(draft, 'quote')).toHaveLength(1)
  })

  it('is refused where the patterns of two kinds of documents meet', async () => {
    expect(await codeOf(saveSettings(site.payload, { quoteNumberPattern: 'INV-{YY}{00}-{0000}' }))).not.toBe('none')
    await expect(saveSettings(site.payload, { quoteNumberPattern: 'INV-{YYYY}-{000}' })).rejects.toThrow()
  })
})

describe('who may see and answer a quote', () => {
  it('is its client: others get 404, drafts are nobody’s, and staff looking in can’t answer', async () => {
    const quote = await makeQuote(site.payload, client)
    const draft = await makeQuoteDraft(site.payload, client)
    const other = await makeClient(site.payload)
    const foreign = await signIn(site, other, { kind: 'sign-in' })
    expect(await problemOf(await accept(quote, foreign))).toEqual([404, 'not-found'])
    expect(await problemOf(await decline(quote, foreign))).toEqual([404, 'not-found'])
    expect((await site.rest('GET', `/client-portal/quotes/${quote.id}/pdf`, { cookie: foreign })).status).toBe(404)
    const cookie = await signIn(site, client, { kind: 'sign-in' })
    expect(await problemOf(await accept(draft, cookie))).toEqual([404, 'not-found'])
    expect((await site.rest('GET', `/client-portal/quotes/${draft.id}/pdf`, { cookie })).status).toBe(404)
    expect((await accept({ id: 'abc' }, cookie)).status).toBe(404)
    expect(await problemOf(await accept(quote, ''))).toEqual([401, 'not-signed-in'])
    expect((await site.rest('POST', `/quotes/${quote.id}/convert`, { cookie })).status).toBe(401)
    expect((await site.rest('GET', `/quotes/${quote.id}`, { cookie })).status).toBe(403)
    expect((await quoteOf(quote.id)).status).toBe('sent')
  })

  it('is no member of staff who looks in as the client', async () => {
    const quote = await makeQuote(site.payload, client)
    const opened = await site.rest('POST', `/clients/${client.id}/view-portal`, { user: owner, body: {} })
    const cookie = cookieOf(opened)
    expect(cookie).not.toBe('')
    expect(await problemOf(await accept(quote, cookie))).toEqual([403, 'read-only'])
    expect(await problemOf(await decline(quote, cookie))).toEqual([403, 'read-only'])
  })

  it('comes from the quote’s own link or a sign-in link; another document’s link gets one sent', async () => {
    const quote = await makeQuote(site.payload, client)
    const elsewhere = await signIn(site, client, { target: '/portal/invoices/1' })
    expect(await problemOf(await accept(quote, elsewhere))).toEqual([403, 'own-link-needed'])
    const asked = await site.rest('POST', `/client-portal/quotes/${quote.id}/link`, { cookie: elsewhere, body: {} })
    expect(asked.status).toBe(202)
    const [link] = await mailsAbout(quote, 'new-link')
    expect(link).toMatchObject({ to: client.email, target: `/portal/quotes/${quote.id}`, linkKind: 'document' })
    expect(link?.subject).toContain(quote.number ?? '?')
    expect((await accept(quote, await own(quote))).status).toBe(200)
  })
})

describe('accepting', () => {
  it('keeps who, when, from where, and which version, and tells both sides', async () => {
    const quote = await makeQuote(site.payload, client)
    const response = await accept(quote, await own(quote), '  Ana \u0000  Torres ')
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ quote: { status: 'accepted', acceptedName: 'Ana Torres' } })
    const kept = await quoteOf(quote.id)
    expect(kept).toMatchObject({
      status: 'accepted',
      acceptedName: 'Ana Torres',
      acceptedVia: 'portal',
      acceptedEmail: client.email,
      acceptedIp: '203.0.113.9',
      acceptedUserAgent: 'Firefox of this test',
      acceptedHash: documentHash(kept.snapshot!),
    })
    const [confirmation] = await mailsAbout(quote, 'quote-accepted')
    expect(confirmation).toMatchObject({ to: client.email, client: client.id })
    expect(confirmation?.subject).toBe(`You accepted quote ${quote.number} from Estudio Lumen: €121.00`)
    expect((await noticesAbout(quote)).map(({ to }) => to)).toEqual(['hola@lumen.test'])
    const events = await findMany(await req(), 'portalEvents', { where: { quote: { equals: quote.id } }, sort: 'id' })
    expect(events.map(({ type }) => type)).toEqual(['quote-sent', 'quote-accepted'])
    expect(
      await problemOf(
        await accept(await makeQuote(site.payload, client), await signIn(site, client, { kind: 'sign-in' }), ' '),
      ),
    ).toEqual([422, 'no-name'])
  })

  it('happens once, from twenty clicks at once, each of which is told so', async () => {
    const quote = await makeQuote(site.payload, client)
    const cookie = await own(quote)
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => accept(quote, cookie, `Name ${index}`)))
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
    const names = await Promise.all(
      answers.map(async (each) => ((await each.json()) as { quote: Quote }).quote.acceptedName),
    )
    expect(new Set(names)).toEqual(new Set([(await quoteOf(quote.id)).acceptedName]))
    expect(await mailsAbout(quote, 'quote-accepted')).toHaveLength(1)
    expect(await noticesAbout(quote)).toHaveLength(1)
    expect(await problemOf(await decline(quote, cookie))).toEqual([409, 'quote-accepted'])
  })

  it('or declining: from both sides at once there is one outcome, mailed once', async () => {
    const quote = await makeQuote(site.payload, client)
    const boss = client.contacts![0]!.email
    const [cookie, other] = [
      await own(quote),
      await signIn(site, client, { target: `/portal/quotes/${quote.id}`, email: boss }),
    ]
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        index % 2 === 0 ? accept(quote, cookie) : decline(quote, other, '\u0000Too expensive'),
      ),
    )
    const { status, acceptedName, declineReason } = await quoteOf(quote.id)
    const won = status === 'accepted' ? 0 : 1
    expect([acceptedName ?? null, declineReason ?? null]).toEqual(
      won === 0 ? ['Ana Torres', null] : [null, 'Too expensive'],
    )
    for (const [index, answer] of answers.entries()) {
      if (index % 2 === won) expect(answer.status).toBe(200)
      else expect(await problemOf(answer)).toEqual([409, won === 0 ? 'quote-accepted' : 'quote-declined'])
    }
    expect(await mailsAbout(quote, 'quote-accepted')).toHaveLength(won === 0 ? 1 : 0)
    expect(await noticesAbout(quote)).toHaveLength(1)
  })

  it('works until the end of the last day and not after, whatever any scheduler did', async () => {
    const quote = await makeQuote(site.payload, client)
    const declined = await makeQuote(site.payload, client)
    const cookie = await signIn(site, client, { kind: 'sign-in' })
    await pastIts(quote)
    expect(await problemOf(await accept(quote, cookie))).toEqual([409, 'quote-expired'])
    expect((await decline(declined, cookie, 'No')).status).toBe(200)
    expect(await problemOf(await accept(declined, cookie))).toEqual([409, 'quote-declined'])
    // Five seconds are trusted to the last look of this process; another one has none.
    const twin = await startPayload({ databaseUrl: site.databaseUrl, plugin: { worker: { inProcess: false } } })
    const listed = await twin.rest('GET', `/quotes?where[status][equals]=expired&where[client][equals]=${client.id}`, {
      user: owner,
    })
    await twin.stop()
    expect(((await listed.json()) as { docs: Quote[] }).docs.map(({ id }) => id)).toEqual([quote.id])
  })

  it('ends with the last day where the business is, and follows it into another time zone', async () => {
    const quote = await makeQuote(site.payload, client, { validUntil: '2031-03-10' })
    const at = async (now: string) => {
      await refreshOverdue(await req(), new Date(now))
      return (await quoteOf(quote.id)).status
    }
    // One minute before and one after midnight in Madrid.
    expect(await at('2031-03-10T22:59:00Z')).toBe('sent')
    expect(await at('2031-03-10T23:01:00Z')).toBe('expired')
    await recallOverdue(await req(), 'America/New_York', new Date('2031-03-10T23:01:00Z'))
    expect((await quoteOf(quote.id)).status).toBe('sent')
  })

  it('by a form without JavaScript leads back to the quote', async () => {
    const quote = await makeQuote(site.payload, client)
    const cookie = await own(quote)
    const path = `/client-portal/quotes/${quote.id}`
    const empty = await site.rest('POST', `${path}/accept`, { form: { name: '' }, cookie })
    expect([empty.status, empty.headers.get('location')]).toEqual([303, `/portal/quotes/${quote.id}?error=no-name`])
    const done = await site.rest('POST', `${path}/accept`, { form: { name: 'Ana' }, cookie })
    expect([done.status, done.headers.get('location')]).toEqual([303, `/portal/quotes/${quote.id}?answered=1`])
  })
})

describe('a revision', () => {
  it('takes the old lines on, ends the earlier quote, and goes on with its number', async () => {
    const quote = await makeQuote(site.payload, client, { lines: [line(), line({ description: 'Copy' })] })
    const cookie = await own(quote)
    const answers = await Promise.all(Array.from({ length: 5 }, () => staff(quote, 'revise')))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409])
    const { revisedBy } = await quoteOf(quote.id)
    expect(await quoteOf(revisedBy!)).toMatchObject({ status: 'draft', revision: 2, revises: quote.id })
    expect((await quoteOf(revisedBy!)).lines.map(({ description }) => description)).toEqual(['Design work', 'Copy'])
    expect(await problemOf(await accept(quote, cookie))).toEqual([409, 'quote-superseded'])
    expect(await problemOf(await staff(quote, 'mark-accepted', { name: 'Ana' }))).toEqual([409, 'quote-superseded'])
    expect(await problemOf(await staff(quote, 'send-again'))).toEqual([409, 'quote-superseded'])
    const second = await sendQuote(await req(), revisedBy!)
    expect(second.quote.number).toBe(`${quote.number}/2`)
    const third = await reviseQuote(await staffReq(site.payload, owner), second.quote.id)
    expect((await sendQuote(await req(), third.draft.id)).quote.number).toBe(`${quote.number}/3`)
  })

  it('and a yes at the same moment: one of them wins as a whole', async () => {
    for (let round = 0; round < 3; round += 1) {
      const quote = await makeQuote(site.payload, client)
      const cookie = await own(quote)
      const [revised, ...accepted] = await Promise.all([
        staff(quote, 'revise'),
        ...Array.from({ length: 4 }, () => accept(quote, cookie)),
      ])
      const { status, revisedBy } = await quoteOf(quote.id)
      const isRevised = Boolean(revisedBy)
      expect(status).toBe(isRevised ? 'sent' : 'accepted')
      expect(revised.status).toBe(isRevised ? 200 : 409)
      expect(accepted.map((answer) => answer.status)).toEqual(Array(4).fill(isRevised ? 409 : 200))
      expect(await count(await req(), 'quotes', { revises: { equals: quote.id } })).toBe(isRevised ? 1 : 0)
      expect(await mailsAbout(quote, 'quote-accepted')).toHaveLength(isRevised ? 0 : 1)
    }
  })

  it('that is thrown away leaves the earlier quote as it was', async () => {
    const quote = await makeQuote(site.payload, client)
    const { draft } = await reviseQuote(await req(), quote.id)
    expect((await site.rest('DELETE', `/quotes/${draft.id}`, { user: owner })).status).toBe(200)
    expect((await accept(quote, await own(quote))).status).toBe(200)
    expect(await problemOf(await staff(quote, 'revise'))).toEqual([409, 'quote-accepted'])
  })
})

describe('becoming an invoice', () => {
  it('happens once, from eight clicks at once, with the same lines and links both ways', async () => {
    const quote = await makeQuote(site.payload, client, {
      lines: [line({ quantity: 2 }), line({ discountPercent: 10 })],
      discountPercent: 5,
      withholdingPercent: 15,
      reference: 'PO 7',
      notes: 'Two rounds of corrections.',
    })
    expect(await problemOf(await staff(quote, 'convert'))).toEqual([409, 'quote-not-accepted'])
    await accept(quote, await own(quote))
    const answers = await Promise.all(Array.from({ length: 8 }, () => staff(quote, 'convert')))
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200))
    const invoices = await findMany(await req(), 'invoices', { where: { quote: { equals: quote.id } } })
    expect(invoices).toHaveLength(1)
    expect(invoices[0]).toMatchObject({
      status: 'draft',
      total: quote.total,
      discountPercent: 5,
      withholdingPercent: 15,
      reference: 'PO 7',
      notes: 'Two rounds of corrections.',
    })
    expect(await quoteOf(quote.id)).toMatchObject({ status: 'converted', invoice: invoices[0]!.id })
    // Thrown away, the quote is free again.
    expect((await site.rest('DELETE', `/invoices/${invoices[0]!.id}`, { user: owner })).status).toBe(200)
    expect(await quoteOf(quote.id)).toMatchObject({ status: 'accepted', invoice: null })
    expect((await staff(quote, 'convert')).status).toBe(200)
  })

  it('follows a yes by word of mouth that staff writes down', async () => {
    const quote = await makeQuote(site.payload, client)
    await pastIts(quote)
    expect(await problemOf(await staff(quote, 'mark-accepted', {}))).toEqual([422, 'no-name'])
    expect((await staff(quote, 'mark-accepted', { name: 'The boss, on the phone' })).status).toBe(200)
    expect(await quoteOf(quote.id)).toMatchObject({ acceptedVia: 'staff', acceptedName: 'The boss, on the phone' })
    expect((await staff(quote, 'convert')).status).toBe(200)
    const events = await findMany(await req(), 'portalEvents', { where: { type: { equals: 'quote-marked-accepted' } } })
    expect(events.find(({ quote: about }) => about === quote.id)).toMatchObject({ actorKind: 'staff' })
  })

  it('by itself is made good by the next look where the process died after the acceptance', async () => {
    await saveSettings(site.payload, { convertAcceptedQuotes: 'draft' })
    const quote = await makeQuote(site.payload, client)
    await accept(quote, await own(quote))
    // Nothing ran after the acceptance: this process has no worker.
    expect(await quoteOf(quote.id)).toMatchObject({ status: 'accepted', conversion: 'draft' })
    const now = new Date()
    const { db } = site.payload
    let died: () => void = () => undefined
    const death = new Promise<void>((resolve) => (died = resolve))
    vi.spyOn(db, 'commitTransaction').mockImplementationOnce(async (id) => {
      await db.rollbackTransaction(await id)
      died()
      return new Promise<void>(() => undefined)
    })
    void convertWaiting(await req(), now)
    await death
    await convertWaiting(await req(), new Date(now.getTime() + 60_000))
    expect((await quoteOf(quote.id)).status).toBe('accepted')
    await Promise.all([1, 2, 3].map(async () => convertWaiting(await req(), new Date(now.getTime() + 360_000))))
    expect(await quoteOf(quote.id)).toMatchObject({ status: 'converted', conversion: null })
    expect(await count(await req(), 'invoices', { quote: { equals: quote.id } })).toBe(1)
  })

  it('and being sent by itself ends in one invoice and one mail, however often it is tried', async () => {
    await saveSettings(site.payload, { convertAcceptedQuotes: 'send' })
    const quote = await makeQuote(site.payload, client)
    await accept(quote, await own(quote))
    const now = new Date()
    const { db } = site.payload
    const commit = db.commitTransaction.bind(db)
    let died: () => void = () => undefined
    const death = new Promise<void>((resolve) => (died = resolve))
    // The invoice is made; the process dies while it sends it.
    vi.spyOn(db, 'commitTransaction')
      .mockImplementationOnce(commit)
      .mockImplementationOnce(async (id) => {
        await db.rollbackTransaction(await id)
        died()
        return new Promise<void>(() => undefined)
      })
    void convertWaiting(await req(), now)
    await death
    expect(await quoteOf(quote.id)).toMatchObject({ status: 'converted', conversion: 'send' })
    for (const minutes of [6, 12]) await convertWaiting(await req(), new Date(now.getTime() + minutes * 60_000))
    const invoices = await findMany(await req(), 'invoices', { where: { quote: { equals: quote.id } } })
    expect(invoices).toMatchObject([{ status: 'sent', total: quote.total }])
    expect(await count(await req(), 'emails', { invoice: { equals: invoices[0]!.id } })).toBe(1)
    expect((await quoteOf(quote.id)).conversion).toBeNull()
    // A second click of the client still gets what they did.
    expect((await accept(quote, await own(quote))).status).toBe(200)
  })
})

describe('an answer by mail to a quote’s mail', () => {
  it('opens one ticket about the quote, by its key and by the Message-ID', async () => {
    const inbox = inboxOf(site)
    const quote = await makeQuote(site.payload, client)
    const [mail] = await mailsAbout(quote, 'quote')
    expect(mail?.replyTo).toBe(`reply+${quote.replyKey}@reply.localhost`)
    const raw = (to: string, id: string, headers = '') =>
      `From: ${client.email}\r\nTo: ${to}\r\nSubject: Re: quote\r\nMessage-ID: <${id}@client.test>\r\n${headers}\r\nCan we split it?\r\n`
    await inbox.receive(raw(mail!.replyTo!, `a${quote.id}`))
    await inbox.receive(raw('hola@reply.localhost', `b${quote.id}`, `In-Reply-To: ${mail!.messageId}\r\n`))
    const tickets = await inbox.ticketsOf(client)
    expect(tickets).toMatchObject([{ quote: quote.id, messageCount: 2 }])
  })

  it('is followed by a question in the portal about another quote as a ticket of its own', async () => {
    const quote = await makeQuote(site.payload, client)
    const cookie = await own(quote)
    const asked = await site.rest('POST', '/client-portal/tickets', {
      body: { subject: 'A new quote, please', message: 'Is it still possible?', quote: String(quote.id) },
      cookie,
    })
    expect(asked.status).toBe(200)
    expect(await inboxOf(site).ticketsOf(client)).toMatchObject([{ quote: quote.id, invoice: null }])
    const foreign = await makeQuote(site.payload, await makeClient(site.payload))
    const refused = await site.rest('POST', '/client-portal/tickets', {
      body: { subject: 'Mine?', message: 'Hm', quote: String(foreign.id) },
      cookie,
    })
    expect(refused.status).toBe(404)
  })
})
