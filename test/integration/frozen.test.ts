import type { TypedUser } from 'payload'
import { Client as Database } from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { deliverDueMail } from '../../src/operations/deliverMail.ts'
import { sendInvoice } from '../../src/operations/sendInvoice.ts'
import type { Client, ID, Invoice } from '../../src/records.ts'
import {
  codeOf,
  line,
  makeClient,
  makeDraft,
  makeInvoice,
  makePayment,
  saveSettings,
  stored,
  systemReq,
} from '../factories.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'

// Many rounds, on a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 60_000 })

let site: StartedPayload
let owner: TypedUser
let client: Client
let stranger: Client
let database: Database

beforeAll(async () => {
  site = await startPayload()
  await saveSettings(site.payload)
  owner = await site.createUser()
  client = await makeClient(site.payload)
  stranger = await makeClient(site.payload)
  database = new Database({ connectionString: site.databaseUrl })
  await database.connect()
})
afterAll(async () => {
  await database.end()
  await site.stop()
})

/** Everything the database holds of an invoice, but when it was last touched. */
const rowOf = async (id: ID) => {
  const read = async (sql: string) => (await database.query<{ row: unknown }>(sql, [id])).rows.map(({ row }) => row)
  return [
    await read(`select to_jsonb(i) - 'updated_at' as row from invoices i where id = $1`),
    await read(`select to_jsonb(l) as row from invoices_lines l where _parent_id = $1 order by _order`),
    await read(`select to_jsonb(t) - 'id' as row from invoices_texts t where parent_id = $1 order by "order"`),
  ]
}

const patch = (id: ID, body: unknown) => site.rest('PATCH', `/invoices/${id}`, { user: owner, body })

describe('an issued invoice', () => {
  let invoice: Invoice
  let before: unknown

  beforeAll(async () => {
    invoice = await makeInvoice(site.payload, client, {
      reference: 'PO-1',
      notes: 'Thanks',
      lines: [line(), line({ taxRate: 10 })],
    })
    await deliverDueMail(site.payload)
    before = await rowOf(invoice.id)
  })

  const frozen = (): [string, unknown][] => [
    ['client', stranger.id],
    ['currency', 'USD'],
    ['kind', 'credit-note'],
    ['reason', 'None'],
    ['reference', 'PO-2'],
    ['notes', 'No thanks'],
    ['notes', null],
    ['dueDate', '2039-01-01'],
    ['supplyDate', '2039-01-01'],
    ['discountPercent', 50],
    ['withholdingPercent', 15],
    ['lines', []],
    ['lines', [line({ unitPrice: 1 })]],
    ['lines', [...invoice.lines].reverse()],
    ['lines', invoice.lines.map((each) => ({ ...each, description: 'Something else' }))],
    ['lines', invoice.lines.map((each) => ({ ...each, quantity: 2 }))],
    ['lines', invoice.lines.map((each) => ({ ...each, taxCategory: 'exempt' }))],
  ]

  it('refuses every change to what it says', async () => {
    for (const [field, value] of frozen()) {
      const answer = await patch(invoice.id, { [field]: value })
      expect([field, answer.status]).toEqual([field, 409])
      expect(await answer.json()).toMatchObject({ errors: [{ data: { code: 'already-sent' } }] })
      expect(await rowOf(invoice.id)).toEqual(before)
    }
  })

  const operated: Record<string, unknown> = {
    ...{ status: 'paid', statusRank: 3, number: 'INV-1999-0001', issueDate: '1999-01-01', sentAt: null },
    ...{ subtotal: 1, discountTotal: 1, taxes: [], withholding: 1, total: 1, amountPaid: 1, amountCredited: 1 },
    ...{ amountDue: 1, paidAt: '2020-01-01', voidedAt: '2020-01-01', viewedAt: '2020-01-01', views: 99, snapshot: {} },
    ...{ pdf: null, pdfSha256: 'x', pdfWarnings: ['x'], replyKey: 'x', revises: 1, revisedBy: 1, shared: true },
  }

  it('takes no notice of what only operations write, sent over REST', async () => {
    for (const [field, value] of Object.entries(operated)) {
      expect([field, (await patch(invoice.id, { [field]: value })).status]).toEqual([field, 200])
    }
    expect((await patch(invoice.id, operated)).status).toBe(200)
    expect(await rowOf(invoice.id)).toEqual(before)
  })

  it('nor over the Local API, which asks nobody’s permission', async () => {
    const collection = 'invoices' as never
    for (const [field, value] of Object.entries(operated)) {
      await site.payload.update({ collection, id: invoice.id, data: { [field]: value } })
    }
    const bulk = { collection, where: { id: { equals: invoice.id } } }
    await site.payload.update({ ...bulk, data: operated })
    for (const [field, value] of frozen()) {
      expect(await codeOf(site.payload.update({ collection, id: invoice.id, data: { [field]: value } }))).toBe(
        'already-sent',
      )
      const { errors } = await site.payload.update({ ...bulk, data: { [field]: value } })
      expect(errors).toHaveLength(1)
    }
    expect(await rowOf(invoice.id)).toEqual(before)
  })

  it('is deleted by nobody, alone or in bulk', async () => {
    const collection = 'invoices' as never
    expect((await site.rest('DELETE', `/invoices/${invoice.id}`, { user: owner })).status).toBe(409)
    await site.rest('DELETE', `/invoices?where[id][equals]=${invoice.id}`, { user: owner })
    expect(await codeOf(site.payload.delete({ collection, id: invoice.id }))).toBe('already-sent')
    await site.payload.delete({ collection, where: { id: { equals: invoice.id } } })
    expect(await rowOf(invoice.id)).toEqual(before)
  })

  it('keeps its client, who cannot be deleted either', async () => {
    const answer = await site.rest('DELETE', `/clients/${client.id}`, { user: owner })
    expect(answer.status).toBe(409)
    expect(await answer.json()).toMatchObject({ errors: [{ data: { code: 'in-use' } }] })
    expect(await rowOf(invoice.id)).toEqual(before)
  })

  it('may be mailed to others later: its recipients are no part of it', async () => {
    expect((await patch(invoice.id, { recipients: [client.email] })).status).toBe(200)
    expect((await rowOf(invoice.id)).slice(0, 2)).toEqual((before as unknown[]).slice(0, 2))
    expect((await stored(site.payload, 'invoices', invoice.id)).recipients).toEqual([client.email])
  })

  it('keeps a payment that is recorded while somebody saves it', async () => {
    for (let round = 0; round < 15; round += 1) {
      const { id, total } = await makeInvoice(site.payload, client)
      const [saved] = await Promise.all([
        patch(id, { recipients: [client.email] }),
        makePayment(site.payload, { invoice: id, amount: total }),
      ])
      expect(saved.status).toBe(200)
      expect(await stored(site.payload, 'invoices', id)).toMatchObject({
        status: 'paid',
        amountPaid: total,
        amountDue: 0,
      })
    }
  })
})

describe('a draft', () => {
  it('takes its totals from its lines, whatever is sent along', async () => {
    const draft = await makeDraft(site.payload, client)
    const wrong = {
      subtotal: 1,
      total: 1,
      taxes: [],
      amountDue: 7,
      amountPaid: 7,
      status: 'paid',
      number: 'X',
      sentAt: '2020-01-01',
    }
    const answer = await patch(draft.id, { ...wrong, lines: [line({ unitPrice: 20_000 })] })
    expect(await answer.json()).toMatchObject({ doc: { subtotal: 20_000, total: 24_200, status: 'draft' } })
    await site.payload.update({ collection: 'invoices' as never, id: draft.id, data: wrong })
    expect(await stored(site.payload, 'invoices', draft.id)).toMatchObject({
      ...{ subtotal: 20_000, total: 24_200, amountDue: 0, amountPaid: 0 },
      ...{ status: 'draft', number: null, sentAt: null },
    })
  })

  it('can be deleted', async () => {
    const draft = await makeDraft(site.payload, client)
    expect((await site.rest('DELETE', `/invoices/${draft.id}`, { user: owner })).status).toBe(200)
  })

  it('saved while it is sent is sent as it was before or as it is after, never half', async () => {
    const outcomes = new Set<string>()
    for (let round = 0; round < 20; round += 1) {
      const draft = await makeDraft(site.payload, client)
      const lines = [line({ description: 'After', unitPrice: 20_000 }), line({ description: 'More', unitPrice: 5_000 })]
      const send = async () => sendInvoice(await systemReq(site.payload), draft.id)
      const save = async () => patch(draft.id, { lines })
      // Whoever starts first, so that both orders happen.
      const [saved] = round % 2 ? await Promise.all([save(), send()]) : (await Promise.all([send(), save()])).reverse()
      const { status } = saved as Response
      const sent = await stored(site.payload, 'invoices', draft.id)
      const expected = status === 200 ? { lines, total: 30_250 } : { lines: [line()], total: 12_100 }
      expect([200, 409]).toContain(status)
      expect(sent).toMatchObject({ ...expected, status: 'sent', amountDue: expected.total })
      expect(sent.lines).toHaveLength(expected.lines.length)
      expect(sent.snapshot?.totals.total).toBe(expected.total)
      expect(sent.snapshot?.lines.map(({ description }) => description)).toEqual(
        expected.lines.map(({ description }) => description),
      )
      outcomes.add(String(status))
    }
    expect(outcomes.size).toBeGreaterThan(0)
  })

  it('deleted while it is sent is one or the other', async () => {
    for (let round = 0; round < 10; round += 1) {
      const draft = await makeDraft(site.payload, client)
      const [deleted, sent] = await Promise.all([
        site.rest('DELETE', `/invoices/${draft.id}`, { user: owner }),
        codeOf(systemReq(site.payload).then((req) => sendInvoice(req, draft.id))),
      ])
      if (sent === 'none') {
        expect(deleted.status).toBe(409)
        expect(await stored(site.payload, 'invoices', draft.id)).toMatchObject({ status: 'sent', lines: [line()] })
      } else {
        expect([deleted.status, sent]).toEqual([200, 'not-found'])
      }
    }
  })
})
