import type { PostgresAdapter } from '@payloadcms/db-postgres'
import type { TypedUser, Where } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { dayInZone } from '../../src/domain/days.ts'
import { storedDay } from '../../src/domain/storedDay.ts'
import { deliverDueMail } from '../../src/operations/deliverMail.ts'
import { voidInvoice } from '../../src/operations/voidInvoice.ts'
import type { Client, ID, Invoice, Payment, PortalEvent } from '../../src/records.ts'
import { withinLimit } from '../../src/access/rateLimit.ts'
import { claim, findMany, readSettings } from '../../src/store.ts'
import { supportWords } from '../../src/translations/supportTexts.ts'
import { line, makeClient, makeDraft, makeInvoice, saveSettings, staffReq, stored, systemReq } from '../factories.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'

let site: StartedPayload
let owner: TypedUser
let client: Client

beforeAll(async () => {
  site = await startPayload({ plugin: { worker: { inProcess: false } } })
  await saveSettings(site.payload)
  owner = await site.createUser({ email: 'owner@lumen.test' })
  client = await makeClient(site.payload)
})
afterAll(() => site.stop())

const call = (method: string, path: string, body?: object) => site.rest(method, path, { user: owner, body })
const mailsAbout = async (invoice: ID) =>
  findMany(await systemReq(site.payload), 'emails', { where: { invoice: { equals: invoice } }, sort: 'id' })

describe('recipients chosen while sending', () => {
  it('stay on the invoice, and the credit note that voids it goes to them', async () => {
    const contacts = [{ email: 'books@client.test' }, { email: 'boss@client.test' }]
    const firm = await makeClient(site.payload, { contacts })
    const chosen = ['books@client.test', 'boss@client.test']
    const { id } = await makeDraft(site.payload, firm)
    expect((await call('POST', `/invoices/${id}/send`, { recipients: chosen })).status).toBe(200)
    expect((await stored(site.payload, 'invoices', id)).recipients).toEqual(chosen)
    expect((await mailsAbout(id)).map(({ to }) => to)).toEqual(chosen)

    const { creditNote, mails } = await voidInvoice(await staffReq(site.payload, owner), id)
    expect(mails.map(({ to }) => to)).toEqual(chosen)
    expect((await stored(site.payload, 'invoices', creditNote.id)).recipients).toEqual(chosen)
  })

  it('are no part of it where nobody chose: the client’s own address of that day gets the credit note', async () => {
    const firm = await makeClient(site.payload)
    const { id } = await makeDraft(site.payload, firm)
    await call('POST', `/invoices/${id}/send`, {})
    expect((await stored(site.payload, 'invoices', id)).recipients ?? []).toEqual([])
    await call('PATCH', `/clients/${firm.id}`, { email: 'moved@client.test' })
    const { mails } = await voidInvoice(await staffReq(site.payload, owner), id)
    expect(mails.map(({ to }) => to)).toEqual(['moved@client.test'])
  })

  it('keep nothing where the send is refused', async () => {
    const { id } = await makeDraft(site.payload, client, { lines: [line({ unitPrice: 0 })] })
    const refused = await call('POST', `/invoices/${id}/send`, { recipients: ['stranger@client.test'] })
    expect(refused.status).toBe(422)
    expect((await stored(site.payload, 'invoices', id)).recipients ?? []).toEqual([])
  })
})

describe('an invoice from before today’s rules', () => {
  it('with more lines than the limit is now can be voided', async () => {
    const invoice = await makeInvoice(site.payload, client, { lines: [line(), line(), line({ unitPrice: 333 })] })
    const narrow = await startPayload({
      databaseUrl: site.databaseUrl,
      plugin: { worker: { inProcess: false }, limits: { linesPerDocument: 2 } },
    })
    const { invoice: voided, creditNote } = await voidInvoice(await systemReq(narrow.payload), invoice.id)
    expect(voided).toMatchObject({ status: 'void', amountDue: 0 })
    expect(creditNote.total).toBe(invoice.total)
    expect(creditNote.lines.map(({ unitPrice }) => unitPrice)).toEqual([10_000, 10_000, 333])
    // The limit itself still holds for what is written today.
    const lines = [line(), line(), line()]
    const refused = await narrow.rest('POST', '/invoices', { user: owner, body: { client: client.id, lines } })
    expect(refused.status).toBe(400)
    await narrow.stop()
  })

  it('whose figures would come out otherwise today is credited with the figures it has', async () => {
    const invoice = await makeInvoice(site.payload, client, { lines: [line({ unitPrice: 9_999 })] })
    const taxes = invoice.taxes.map((group) => ({ ...group, amount: group.amount + 1 }))
    const total = invoice.total + 1
    await claim(
      await systemReq(site.payload),
      'invoices',
      { id: { equals: invoice.id } },
      { taxes, total, amountDue: total },
    )
    const { invoice: voided, creditNote } = await voidInvoice(await systemReq(site.payload), invoice.id)
    const figures = ({ subtotal, discountTotal, withholding, taxes: groups }: Invoice) => ({
      subtotal,
      discountTotal,
      withholding,
      taxes: groups,
    })
    expect(creditNote.total).toBe(total)
    expect(figures(creditNote)).toEqual(figures({ ...invoice, taxes }))
    expect(creditNote.snapshot?.totals).toMatchObject({ total, taxes })
    expect(voided).toMatchObject({ status: 'void', amountCredited: total, amountDue: 0 })
  })
})

describe('a payment recorded without a day', () => {
  it.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/Madrid'])(
    'was received today, as the calendar says in %s',
    async (timeZone) => {
      await saveSettings(site.payload, { timeZone })
      const { id } = await makeInvoice(site.payload, client)
      const before = dayInZone(new Date(), timeZone)
      const answer = await call('POST', '/payments', { invoice: id, amount: 100, method: 'cash' })
      const after = dayInZone(new Date(), timeZone)
      await saveSettings(site.payload)
      const { doc } = (await answer.json()) as { doc: Payment }
      expect([storedDay(before), storedDay(after)]).toContain(doc.receivedAt)
      expect(doc.receivedAt).toMatch(/T12:00:00\.000Z$/)
    },
  )
})

describe('what a hook refuses', () => {
  it('is told over REST with its code beside the words, and its status', async () => {
    const sent = await makeInvoice(site.payload, client)
    const draft = await makeDraft(site.payload, client)
    await call('POST', '/payments', { invoice: sent.id, amount: 1, method: 'cash' })
    const cases: [string, string, object | undefined, number, string][] = [
      ['PATCH', `/invoices/${sent.id}`, { notes: 'Another' }, 409, 'already-sent'],
      ['DELETE', `/clients/${client.id}`, undefined, 409, 'in-use'],
      ['POST', '/payments', { invoice: draft.id, amount: 1, method: 'cash' }, 409, 'not-sent'],
      ['POST', '/invoices', { client: client.id, lines: [line({ unitPrice: -1 })] }, 422, 'negative-total'],
    ]
    for (const [method, path, body, status, code] of cases) {
      const answer = await call(method, path, body)
      expect(answer.status, `${method} ${path}`).toBe(status)
      const { errors } = (await answer.json()) as { errors: { code?: string; message: string }[] }
      expect(errors[0], `${method} ${path}`).toMatchObject({ code, message: expect.stringMatching(/\w/) })
    }
  })
})

describe('the domain of replies', () => {
  it.each(['not a domain', 'https://reply.lumen.test', 'reply@lumen.test', 'a..test', 'x.test/y', '-'])(
    'is refused at its field where it is %j',
    async (inboundDomain) => {
      const answer = await call('POST', '/globals/business-settings', { inboundDomain })
      expect(answer.status).toBe(400)
      const { errors } = (await answer.json()) as { errors: { data: { errors: { path: string }[] } }[] }
      expect(errors[0]?.data.errors.map(({ path }) => path)).toEqual(['inboundDomain'])
    },
  )

  it.each(['reply.lumen.test', 'reply.localhost', 'xn--bcher-kva.example', ''])('may be %j', async (inboundDomain) => {
    expect((await call('POST', '/globals/business-settings', { inboundDomain })).status).toBe(200)
    await saveSettings(site.payload)
  })
})

describe('the support hours', () => {
  const working = ['mon', 'tue', 'wed', 'thu', 'fri']
  const save = (data: object, language = 'en') =>
    site.rest('POST', '/globals/business-settings', {
      user: owner,
      body: data,
      headers: { 'accept-language': language },
    })
  const problems = async (answer: Response) => {
    const { errors } = (await answer.json()) as {
      errors: { data: { errors: { path: string; message: string }[] } }[]
    }
    return errors[0]?.data.errors.map(({ path, message }) => `${path}: ${message}`)
  }

  it('are kept as times of day however they were written, and read with the settings', async () => {
    const answer = await save({
      supportHours: [
        { days: working, opens: '9', closes: '2 pm' },
        { days: ['fri'], opens: '16.30', closes: '24:00' },
      ],
      supportClosures: [{ from: '2026-12-24', until: '2027-01-06' }],
      supportNote: 'Within a day.',
    })
    expect(answer.status).toBe(200)
    expect(await readSettings(await systemReq(site.payload))).toMatchObject({
      supportHours: [
        { days: working, opens: '09:00', closes: '14:00' },
        { days: ['fri'], opens: '16:30', closes: '24:00' },
      ],
      supportClosures: [{ from: storedDay('2026-12-24'), until: storedDay('2027-01-06') }],
      supportNote: 'Within a day.',
    })
  })

  it.each<[object, string]>([
    [
      { supportHours: [{ days: working, opens: 'soon', closes: '17:00' }] },
      'supportHours.0.opens: Enter a time such as 9:00.',
    ],
    [{ supportHours: [{ days: [], opens: '9', closes: '17' }] }, 'supportHours.0.days: Choose at least one day.'],
    [
      { supportHours: [{ days: ['holiday'], opens: '9', closes: '17' }] },
      'supportHours.0.days: Choose at least one day.',
    ],
    [
      { supportHours: [{ days: ['fri'], opens: '22:00', closes: '02:00' }] },
      'supportHours.0.closes: Closing must come after opening. Write a night as two rows: until 24:00, and from 0:00.',
    ],
    [
      { supportClosures: [{ from: '2026-12-24', until: '2026-12-23' }] },
      'supportClosures.0.until: The last day lies before the first.',
    ],
  ])('are refused at their field where they make no sense: %j', async (data, problem) => {
    const answer = await save(data)
    expect(answer.status).toBe(400)
    expect(await problems(answer)).toEqual([problem])
  })

  it('are refused where two rows claim the same hour, in the words of whoever saves', async () => {
    const supportHours = [
      { days: working, opens: '09:00', closes: '17:00' },
      { days: ['fri', 'sat'], opens: '16:00', closes: '20:00' },
    ]
    const spanish = 'Otra fila tiene el mismo día y la misma hora.'
    expect(await problems(await save({ supportHours }, 'es'))).toEqual([
      `supportHours.0.days: ${spanish}`,
      `supportHours.1.days: ${spanish}`,
    ])
  })

  it('are gone once they are taken away', async () => {
    expect((await save({ supportHours: [], supportClosures: [], supportNote: '' })).status).toBe(200)
    const settings = await readSettings(await systemReq(site.payload))
    expect(supportWords(settings, 'en', new Date())).toBeNull()
  })
})

describe('who did what', () => {
  const events = async (where: Where): Promise<PortalEvent[]> =>
    findMany(await systemReq(site.payload), 'portalEvents', { where, sort: 'id' })
  const byOwner = { actorKind: 'staff', actorName: 'owner@lumen.test' }

  it('is kept where somebody is let in or shut out as a contact', async () => {
    const firm = await makeClient(site.payload, { contacts: [{ email: 'old@firm.test' }] })
    await call('PATCH', `/clients/${firm.id}`, { contacts: [{ email: 'old@firm.test' }, { email: 'new@firm.test' }] })
    await call('PATCH', `/clients/${firm.id}`, { contacts: [] })
    await call('PATCH', `/clients/${firm.id}`, { notes: 'Nothing that anybody else sees' })
    const kept = await events({ client: { equals: firm.id } })
    expect(kept).toMatchObject([
      { type: 'client-changed', ...byOwner },
      { type: 'client-changed', ...byOwner },
    ])
    const changes = kept.flatMap(({ data }) => data?.changes as { field: string; from: unknown; to: unknown }[])
    expect(changes.map(({ field }) => field)).toEqual(['contacts', 'contacts'])
    expect(JSON.stringify(changes[0]?.from)).not.toContain('new@firm.test')
    expect(JSON.stringify(changes[0]?.to)).toContain('new@firm.test')
    expect(JSON.stringify(changes[1]?.from)).toContain('old@firm.test')
    expect(JSON.stringify(changes[1]?.to)).not.toContain('@firm.test')
  })

  it('is kept where a draft is shared, and no longer shared', async () => {
    const { id } = await makeDraft(site.payload, client)
    await call('PATCH', `/invoices/${id}`, { notes: 'Still private' })
    await call('PATCH', `/invoices/${id}`, { shared: true })
    await call('PATCH', `/invoices/${id}`, { shared: true })
    await call('PATCH', `/invoices/${id}`, { shared: false })
    expect(await events({ invoice: { equals: id } })).toMatchObject([
      { type: 'draft-shared', client: client.id, ...byOwner },
      { type: 'draft-unshared', client: client.id, ...byOwner },
    ])
  })

  it('is kept where the business settings change, and only then', async () => {
    const changed = { type: { equals: 'settings-changed' } }
    const before = (await events(changed)).length
    await call('POST', '/globals/business-settings', { footer: 'Registered in Madrid' })
    await call('POST', '/globals/business-settings', { footer: 'Registered in Madrid' })
    const after = await events(changed)
    expect(after).toHaveLength(before + 1)
    expect(after.at(-1)).toMatchObject(byOwner)
    expect(JSON.stringify(after.at(-1)?.data)).toContain('footer')
  })

  it('is kept where a mail is sent again', async () => {
    const { id } = await makeInvoice(site.payload, client)
    await deliverDueMail(site.payload)
    const [mail] = await mailsAbout(id)
    expect((await call('POST', `/emails/${mail?.id ?? 0}/resend`)).status).toBe(200)
    expect(await events({ and: [{ invoice: { equals: id } }, { type: { equals: 'mail-resent' } }] })).toMatchObject([
      { client: client.id, data: { to: client.email }, ...byOwner },
    ])
  })
})

describe('what a process remembers', () => {
  const pool = () => (site.payload.db as unknown as PostgresAdapter).pool

  it('of the settings is theirs no more once another process has saved them', async () => {
    const req = await systemReq(site.payload)
    const before = await readSettings(req)
    // Straight in the database, as another process does it.
    await pool().query("update business_settings set phone = '+34 600 000 001', updated_at = now()")
    expect((await readSettings(req)).phone).toBe('+34 600 000 001')
    await saveSettings(site.payload, { phone: before.phone ?? null })
    expect((await readSettings(req)).phone ?? null).toBe(before.phone ?? null)
  })

  it('of the settings is a copy: whoever changes theirs changes nobody else’s', async () => {
    const req = await systemReq(site.payload)
    const mine = await readSettings(req)
    mine.bank = { ...mine.bank, iban: 'XX00' }
    mine.name = 'Somebody else'
    expect((await readSettings(req)).name).not.toBe('Somebody else')
  })

  it('twenty attempts at once on a limit that nobody has met before are counted one by one', async () => {
    const req = () => systemReq(site.payload)
    const attempts = Array.from({ length: 20 }, async () =>
      withinLimit(await req(), { key: 'twenty-at-once', limit: 7, windowMs: 3_600_000 }),
    )
    expect((await Promise.all(attempts)).filter(Boolean)).toHaveLength(7)
  })
})
