import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { getPortalOptions } from '../../src/context.ts'
import { documentPdf } from '../../src/operations/documentPdf.ts'
import { sendInvoice } from '../../src/operations/sendInvoice.ts'
import { readStoredFile } from '../../src/operations/storedFiles.ts'
import { reviseInvoice, voidInvoice } from '../../src/operations/voidInvoice.ts'
import { balances } from '../../src/queries/sums.ts'
import type { Client, ID, Invoice } from '../../src/records.ts'
import { findMany, update } from '../../src/store.ts'
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
let client: Client

beforeAll(async () => {
  site = await startPayload()
  await saveSettings(site.payload)
  client = await makeClient(site.payload)
})
afterAll(() => site.stop())

const req = () => systemReq(site.payload)
const invoiceNow = (id: ID) => stored(site.payload, 'invoices', id)
const voidNow = async (id: ID, input = {}) => voidInvoice(await req(), id, input)
const notesOf = async (id: ID) =>
  findMany(await req(), 'invoices', { where: { and: [{ corrects: { equals: id } }, { sentAt: { exists: true } }] } })

const expectBalanced = ({ amountPaid, amountDue, total, amountCredited }: Invoice) => {
  expect(amountPaid + amountDue).toBe(total - amountCredited)
}

const expectSummed = ({ subtotal, discountTotal, taxes, withholding, total }: Invoice) => {
  const base = taxes.reduce((sum, group) => sum + group.base, 0)
  const tax = taxes.reduce((sum, group) => sum + group.amount, 0)
  expect(base).toBe(subtotal - discountTotal)
  expect(base + tax - withholding).toBe(total)
}

/** A credit note of its own over part of an invoice, sent. */
const credit = async (corrects: ID, data: Partial<Invoice> = {}) => {
  const draft = await makeDraft(site.payload, client, { kind: 'credit-note', corrects, reason: 'Returned', ...data })
  return (await sendInvoice(await req(), draft.id)).invoice
}

/** As the worker does before it mails a document; what is stored already stays. */
const renderPdf = async (id: ID) => documentPdf(await req(), await invoiceNow(id))

/** What an issued document says, and the bytes of its PDF. */
const wordsOf = async (id: ID) => {
  const { snapshot, number, issueDate, lines, total, pdf, pdfSha256 } = await invoiceNow(id)
  const file = await readStoredFile(await req(), pdf)
  const bytes = file && Buffer.from(file.bytes).toString('base64')
  return { snapshot, number, issueDate, lines, total, pdf, pdfSha256, bytes }
}

describe('voiding an invoice', () => {
  it('that nobody paid: a credit note over all of it, and nothing is owed', async () => {
    const invoice = await makeInvoice(site.payload, client, {
      lines: [line({ quantity: 1.5, unitPrice: 3_333 }), line({ taxRate: 10, discountPercent: 7 })],
      discountPercent: 5,
      withholdingPercent: 15,
    })
    const { invoice: gone, creditNote } = await voidNow(invoice.id, { reason: 'Wrong company' })
    expect(gone).toMatchObject({ status: 'void', statusRank: 4, amountDue: 0, amountCredited: invoice.total })
    expect(gone.voidedAt).toBeTruthy()
    expect(creditNote).toMatchObject({
      kind: 'credit-note',
      status: 'sent',
      corrects: invoice.id,
      reason: 'Wrong company',
      total: invoice.total,
      withholding: invoice.withholding,
      taxes: invoice.taxes,
      amountDue: 0,
    })
    expect(creditNote.snapshot).toMatchObject({ corrects: { number: invoice.number }, reason: 'Wrong company' })
    expectBalanced(gone)
    expectSummed(creditNote)
  })

  it.each([
    ['partly paid', 4_000],
    ['paid', 12_100],
    ['overpaid', 15_000],
  ])('that was %s: all that came in is the client’s credit', async (_how, amount) => {
    const payer = await makeClient(site.payload)
    const invoice = await makeInvoice(site.payload, payer)
    await makePayment(site.payload, { invoice: invoice.id, amount })
    const { invoice: gone } = await voidNow(invoice.id)
    expect(gone).toMatchObject({ status: 'void', amountPaid: 0, amountDue: 0, paidAt: null })
    expectBalanced(gone)
    const [balance] = await balances({
      payload: site.payload,
      options: getPortalOptions(site.payload),
      clientId: payer.id,
    })
    expect(balance).toMatchObject({ owed: 0, invoiced: 0, paid: amount, credit: amount })
  })

  it('after a partial credit note: over exactly what is left, group by group', async () => {
    const invoice = await makeInvoice(site.payload, client, {
      lines: [line({ unitPrice: 9_999 }), line({ unitPrice: 3_333, taxRate: 10 })],
      discountPercent: 3,
      withholdingPercent: 15,
    })
    const partial = await credit(invoice.id, { lines: [line({ unitPrice: 1_111 })], withholdingPercent: 15 })
    expectBalanced(await invoiceNow(invoice.id))
    const { invoice: gone, creditNote } = await voidNow(invoice.id)
    expect(creditNote.total).toBe(invoice.total - partial.total)
    expect(creditNote.withholding).toBe(invoice.withholding - partial.withholding)
    for (const group of invoice.taxes) {
      const parts = [partial, creditNote].flatMap(({ taxes }) => taxes).filter(({ rate }) => rate === group.rate)
      expect(parts.reduce((sum, { base }) => sum + base, 0)).toBe(group.base)
      expect(parts.reduce((sum, { amount }) => sum + amount, 0)).toBe(group.amount)
    }
    expectSummed(creditNote)
    expect(creditNote.snapshot?.totals.total).toBe(creditNote.total)
    expect(gone).toMatchObject({ status: 'void', amountCredited: invoice.total, amountDue: 0 })
  })

  it('after a credit note at another rate than its own: the figures still add up', async () => {
    const invoice = await makeInvoice(site.payload, client)
    await credit(invoice.id, { lines: [line({ unitPrice: 1_000, taxRate: 10 })] })
    const { creditNote } = await voidNow(invoice.id)
    expect(creditNote.total).toBe(invoice.total - 1_100)
    expectSummed(creditNote)
  })

  it('twice at the same moment: one credit note', async () => {
    const invoice = await makeInvoice(site.payload, client)
    const codes = await Promise.all([1, 2, 3, 4].map(() => codeOf(voidNow(invoice.id))))
    expect(codes.sort()).toEqual(['already-void', 'already-void', 'already-void', 'none'])
    expect(await notesOf(invoice.id)).toHaveLength(1)
  })

  it('while it is being paid: both count, and what came in is credit', async () => {
    for (let round = 0; round < 8; round += 1) {
      const invoice = await makeInvoice(site.payload, client)
      const [paid] = await Promise.all([
        codeOf(makePayment(site.payload, { invoice: invoice.id, amount: invoice.total })),
        voidNow(invoice.id),
      ])
      expect(['none', 'already-void']).toContain(paid)
      expect(await invoiceNow(invoice.id)).toMatchObject({ status: 'void', amountPaid: 0, amountDue: 0 })
    }
  })

  it('is not for drafts, credit notes and void invoices', async () => {
    const draft = await makeDraft(site.payload, client)
    const invoice = await makeInvoice(site.payload, client)
    const { creditNote } = await voidNow(invoice.id)
    expect(await codeOf(voidNow(draft.id))).toBe('not-sent')
    expect(await codeOf(voidNow(creditNote.id))).toBe('is-credit-note')
    expect(await codeOf(voidNow(invoice.id))).toBe('already-void')
    expect(await codeOf(voidNow(999_999))).toBe('not-found')
    expect(await notesOf(invoice.id)).toHaveLength(1)
  })

  it('mails the credit note to those who are still there, and to the client where nobody is', async () => {
    const contacts = [{ email: 'stays@team.test' }, { email: 'leaves@team.test' }]
    const team = await makeClient(site.payload, { contacts })
    const both = await makeInvoice(site.payload, team, { recipients: contacts.map(({ email }) => email) })
    const one = await makeInvoice(site.payload, team, { recipients: ['leaves@team.test'] })
    await update(await req(), 'clients', team.id, { contacts: [{ email: 'stays@team.test' }] })
    expect((await voidNow(both.id)).mails.map(({ to }) => to)).toEqual(['stays@team.test'])
    expect((await voidNow(one.id)).mails.map(({ to }) => to)).toEqual([team.email])
  })

  it('is one button for staff, with a reason, and refuses what it cannot read', async () => {
    const user = await site.createUser()
    const invoice = await makeInvoice(site.payload, client)
    const press = (body: unknown) =>
      site.rest('POST', `/invoices/${invoice.id}/void`, { user, body, headers: { 'content-type': 'application/json' } })
    expect((await press('{"reason": ')).status).toBe(400)
    expect(await invoiceNow(invoice.id)).toMatchObject({ status: 'sent' })
    const answer = await press({ reason: 'Ordered twice', notify: false })
    expect([answer.status, await answer.json()]).toMatchObject([
      200,
      { invoice: { status: 'void', amountDue: 0 }, creditNote: { kind: 'credit-note', total: invoice.total } },
    ])
    expect((await press({})).status).toBe(409)
  })

  it('mails nobody where staff says so', async () => {
    const invoice = await makeInvoice(site.payload, client)
    expect((await voidNow(invoice.id, { notify: false })).mails).toEqual([])
  })
})

describe('revising an invoice', () => {
  it('voids it and opens a draft with its lines, each naming the other', async () => {
    const lines = [line({ description: 'Design', quantity: 2 }), line({ description: 'Hosting', taxRate: 10 })]
    const invoice = await makeInvoice(site.payload, client, {
      lines,
      discountPercent: 5,
      reference: 'PO-7',
      notes: 'Thanks',
    })
    const { draft, creditNote } = await reviseInvoice(await req(), invoice.id, { reason: 'Wrong price' })
    expect(draft).toMatchObject({
      status: 'draft',
      revises: invoice.id,
      discountPercent: 5,
      reference: 'PO-7',
      notes: 'Thanks',
    })
    expect(draft).toMatchObject({ number: null, sentAt: null, snapshot: null, pdf: null })
    expect(draft.lines).toMatchObject(lines)
    expect(draft.lines[0]?.id).not.toBe(invoice.lines[0]?.id)
    expect(await invoiceNow(invoice.id)).toMatchObject({ status: 'void', revisedBy: draft.id })
    expect(creditNote.corrects).toBe(invoice.id)

    const { invoice: fresh } = await sendInvoice(await req(), draft.id)
    expect(fresh).toMatchObject({ status: 'sent', total: invoice.total })
    expect(fresh.number).not.toBe(invoice.number)
  })

  it('twice at the same moment: one credit note, one draft', async () => {
    const invoice = await makeInvoice(site.payload, client)
    const codes = await Promise.all([1, 2, 3].map(async () => codeOf(reviseInvoice(await req(), invoice.id))))
    expect(codes.sort()).toEqual(['already-void', 'already-void', 'none'])
    expect(await findMany(await req(), 'invoices', { where: { revises: { equals: invoice.id } } })).toHaveLength(1)
    expect(await notesOf(invoice.id)).toHaveLength(1)
  })
})

describe('what was issued', () => {
  it('says the same for ever: after payments, credit notes, voiding, revising, and another name on both sides', async () => {
    const buyer = await makeClient(site.payload)
    const invoice = await makeInvoice(site.payload, buyer)
    await renderPdf(invoice.id)
    const before = await wordsOf(invoice.id)
    expect(before.bytes).toBeTruthy()

    await makePayment(site.payload, { invoice: invoice.id, amount: 5_000 })
    await update(await req(), 'clients', buyer.id, { name: 'Another name', address: 'Elsewhere 1' })
    await saveSettings(site.payload, { name: 'Another studio', timeZone: 'Pacific/Auckland', accentColor: '#aa0000' })
    const { creditNote } = await reviseInvoice(await req(), invoice.id)
    await renderPdf(creditNote.id)
    const noteBefore = await wordsOf(creditNote.id)
    expect(noteBefore.bytes).toBeTruthy()
    await saveSettings(site.payload)
    await update(await req(), 'clients', buyer.id, { name: 'A third name' })
    await renderPdf(invoice.id)
    await renderPdf(creditNote.id)

    expect(await wordsOf(invoice.id)).toEqual(before)
    expect(await wordsOf(creditNote.id)).toEqual(noteBefore)
  })
})

describe('a credit note of one’s own', () => {
  it('takes part of what is owed, and voids an invoice it takes all of', async () => {
    const invoice = await makeInvoice(site.payload, client, { lines: [line({ taxRate: 0 })] })
    await credit(invoice.id, { lines: [line({ taxRate: 0, unitPrice: 4_000 })] })
    expect(await invoiceNow(invoice.id)).toMatchObject({ status: 'sent', amountCredited: 4_000, amountDue: 6_000 })
    await makePayment(site.payload, { invoice: invoice.id, amount: 6_000 })
    expect(await invoiceNow(invoice.id)).toMatchObject({ status: 'paid', amountPaid: 6_000, amountDue: 0 })
    await credit(invoice.id, { lines: [line({ taxRate: 0, unitPrice: 6_000 })] })
    expect(await invoiceNow(invoice.id)).toMatchObject({ status: 'void', amountPaid: 0, amountCredited: 10_000 })
  })

  it('is refused beyond what is left, also where two are sent at once', async () => {
    const invoice = await makeInvoice(site.payload, client, { lines: [line({ taxRate: 0 })] })
    const draft = () =>
      makeDraft(site.payload, client, {
        ...{ kind: 'credit-note', corrects: invoice.id },
        lines: [line({ taxRate: 0, unitPrice: 6_000 })],
      })
    const drafts = [await draft(), await draft()]
    const codes = await Promise.all(drafts.map(async ({ id }) => codeOf(sendInvoice(await req(), id))))
    expect(codes.sort()).toEqual(['credit-exceeds', 'none'])
    expect(await invoiceNow(invoice.id)).toMatchObject({ amountCredited: 6_000, amountDue: 4_000 })
    const numbers = (await notesOf(invoice.id)).map(({ number }) => Number(number?.slice(-4)))
    // The refused one left no gap.
    const next = await credit(invoice.id, { lines: [line({ taxRate: 0, unitPrice: 100 })] })
    expect(Number(next.number?.slice(-4))).toBe((numbers[0] ?? 0) + 1)
  })

  it('is refused for another client’s invoice, in another currency, without an invoice, or for a draft', async () => {
    const invoice = await makeInvoice(site.payload, client)
    const stranger = await makeClient(site.payload)
    const draft = await makeDraft(site.payload, client)
    const note = { kind: 'credit-note' as const }
    const foreign = codeOf(makeDraft(site.payload, stranger, { ...note, corrects: invoice.id }))
    expect(await foreign).not.toBe('none')
    expect(await codeOf(makeDraft(site.payload, client, { ...note, corrects: draft.id }))).not.toBe('none')
    const dollars = await makeDraft(site.payload, client, { ...note, corrects: invoice.id, currency: 'USD' })
    expect(await codeOf(sendInvoice(await req(), dollars.id))).toBe('wrong-currency')
    const alone = await makeDraft(site.payload, client, note)
    expect(await codeOf(sendInvoice(await req(), alone.id))).toBe('corrects-missing')
    expect(await invoiceNow(invoice.id)).toMatchObject({ amountCredited: 0 })
  })
})
