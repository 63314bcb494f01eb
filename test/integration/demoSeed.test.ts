import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { demoClients } from '../../dev/seed/demoClients.ts'
import { seedDemo } from '../../dev/seed/seedDemo.ts'
import { dayOf } from '../../src/domain/days.ts'
import { invoiceStatus, settledAmounts, statusRank } from '../../src/domain/invoiceStatus.ts'
import { matchesPattern } from '../../src/domain/numbering.ts'
import { businessDay } from '../../src/operations/businessDay.ts'
import { documentTotals } from '../../src/operations/documentSnapshot.ts'
import { sendInvoice } from '../../src/operations/sendInvoice.ts'
import { settleInvoice } from '../../src/operations/settleInvoice.ts'
import { appliedAmount, netAmount, refundedAmount } from '../../src/domain/ledger.ts'
import { readStoredFile } from '../../src/operations/storedFiles.ts'
import type { BusinessSettings, Client, Invoice, Payment } from '../../src/records.ts'
import { getPortalOptions } from '../../src/context.ts'
import { balances } from '../../src/queries/sums.ts'
import { findMany, readSettings } from '../../src/store.ts'
import { makeDraft, systemReq } from '../factories.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'

let site: StartedPayload
let settings: BusinessSettings
let today: string
let clients: Client[]
let invoices: Invoice[]
let payments: Payment[]

beforeAll(async () => {
  site = await startPayload()
  await seedDemo(site.payload)
  const req = await systemReq(site.payload)
  settings = await readSettings(req)
  today = businessDay(settings)
  clients = await findMany(req, 'clients', { where: {}, sort: 'id' })
  invoices = await findMany(req, 'invoices', { where: {}, sort: 'id' })
  payments = await findMany(req, 'payments', { where: {}, sort: 'id' })
})

afterAll(() => site.stop())

const clientAt = (email: string) => clients.find((client) => client.email === email)!
const of = (email: string) => invoices.filter((invoice) => invoice.client === clientAt(email).id)
const appliedTo = (invoice: Invoice) =>
  payments.filter((payment) => payment.invoice === invoice.id).reduce((sum, each) => sum + appliedAmount(each), 0)
const creditedOn = (invoice: Invoice) =>
  invoices.filter((note) => note.corrects === invoice.id && note.sentAt).reduce((sum, note) => sum + note.total, 0)

describe('the demo', () => {
  it('shows every status, relative to today', () => {
    const ana = of('ana@cliente.test')
    expect(new Set(ana.map(({ status }) => status))).toEqual(new Set(['draft', 'sent', 'overdue', 'paid', 'void']))
    expect(ana.some(({ status, shared }) => status === 'draft' && shared)).toBe(true)
    expect(invoices.some(({ kind }) => kind === 'credit-note')).toBe(true)
    expect(invoices.some(({ amountPaid, amountDue }) => amountPaid > 0 && amountDue > 0)).toBe(true)
    const dueIn = (days: number) => {
      const last = new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10)
      return invoices.filter((one) => one.status === 'sent' && one.dueDate && dayOf(one.dueDate)! <= last)
    }
    expect(dueIn(7).length).toBeGreaterThan(2)
  })

  it('gives John 240 invoices in two currencies over five years', () => {
    const johns = of('john@client.test').filter(({ kind }) => kind === 'invoice')
    expect(johns).toHaveLength(240)
    expect(new Set(johns.map(({ currency }) => currency))).toEqual(new Set(['EUR', 'USD']))
    expect(new Set(johns.map(({ issueDate }) => issueDate!.slice(0, 4))).size).toBeGreaterThanOrEqual(5)
  })

  it('has a client without invoices, a name in three scripts, and an address on two clients', () => {
    expect(of(demoClients.nuria.email)).toEqual([])
    expect(clients.map(({ name }) => name)).toContain('Żółć & Søn Ελλάς')
    expect(clients.filter(({ email }) => email === 'pablo@prisma.test')).toHaveLength(2)
  })

  it('shows payments by card: received, refunded in part, disputed and lost, refused', () => {
    const online = payments.filter(({ method }) => method === 'stripe')
    const ofClient = (email: string) => online.filter(({ client }) => client === clientAt(email).id)
    expect(ofClient('ana@cliente.test').length).toBeGreaterThan(5)
    expect(ofClient('john@client.test').length).toBeGreaterThan(20)
    expect(online.some(({ status, methodDetail }) => status === 'succeeded' && methodDetail === 'Visa •••• 4242')).toBe(
      true,
    )
    expect(online.some((one) => refundedAmount(one) > 0 && refundedAmount(one) < one.amount)).toBe(true)
    const [lost] = online.filter(({ disputeStatus }) => disputeStatus === 'lost')
    expect(lost).toMatchObject({ status: 'disputed', disputeLost: lost!.amount })
    expect(invoices.find(({ id }) => id === lost!.invoice)).toMatchObject({ status: 'overdue', amountPaid: 0 })
    expect(online.some(({ status, lastFailure }) => status === 'failed' && lastFailure)).toBe(true)
    // Stripe knows nothing of a past that never was: a row that named it would be asked for.
    for (const one of payments)
      expect([one.stripePaymentIntent ?? null, one.stripeCharge ?? null]).toEqual([null, null])
    for (const one of online) expect(one.payerEmail).toMatch(/@/)
  })

  it('lets the owner sign in, and has a logo', async () => {
    const login = await site.payload.login({
      collection: 'users',
      data: { email: 'owner@demo.test', password: 'demo-demo' },
    })
    expect(login.user).toMatchObject({ role: 'owner' })
    const logo = await readStoredFile(await systemReq(site.payload), settings.logo)
    expect(Buffer.from(logo!.bytes).toString('latin1', 1, 4)).toBe('PNG')
  })
})

describe('its quotes', () => {
  it('show every state, and one that a revision took the place of', async () => {
    const quotes = await findMany(await systemReq(site.payload), 'quotes', { where: {}, sort: 'id' })
    const ana = quotes.filter(({ client }) => client === clientAt('ana@cliente.test').id)
    expect(new Set(ana.map(({ status }) => status))).toEqual(
      new Set(['draft', 'sent', 'accepted', 'declined', 'expired', 'converted']),
    )
    expect(quotes.some(({ client }) => client === clientAt('john@client.test').id)).toBe(true)
    const [revised] = quotes.filter(({ revisedBy }) => revisedBy)
    expect(quotes.find(({ id }) => id === revised!.revisedBy)?.number).toBe(`${revised!.number}/2`)
    const [converted] = quotes.filter(({ status }) => status === 'converted')
    expect(invoices.find(({ id }) => id === converted!.invoice)).toMatchObject({
      quote: converted!.id,
      total: converted!.total,
    })
    const issued = quotes.filter(({ number }) => number)
    for (const { number } of issued) expect(matchesPattern(settings.quoteNumberPattern, number!)).toBe(false)
  })
})

describe('its books', () => {
  it('have totals that follow from the lines', () => {
    for (const invoice of invoices) {
      const { lineAmounts, ...totals } = documentTotals(invoice, settings)
      expect(invoice).toMatchObject(totals)
      expect(invoice.lines.map(({ amount }) => amount)).toEqual(lineAmounts)
      if (invoice.sentAt) expect(invoice.snapshot).toMatchObject({ number: invoice.number, totals })
    }
  })

  it('have amounts and a status that follow from the ledger and the calendar', () => {
    for (const invoice of invoices) {
      const { kind, total, sentAt = null, voidedAt = null, dueDate = null } = invoice
      const { excess: _, ...amounts } = settledAmounts({
        kind,
        issued: Boolean(sentAt),
        total,
        credited: creditedOn(invoice),
        applied: appliedTo(invoice),
      })
      expect(invoice).toMatchObject(amounts)
      if (sentAt && kind === 'invoice') {
        expect(invoice.amountPaid + invoice.amountDue).toBe(total - invoice.amountCredited)
      }
      const status = invoiceStatus({ kind, sentAt, voidedAt, total, dueDate, ...amounts }, today)
      expect(invoice).toMatchObject({ status, statusRank: statusRank[status] })
      expect(Boolean(invoice.paidAt)).toBe(status === 'paid')
    }
  })

  it('add up per client and currency, credit included', async () => {
    for (const client of clients) {
      const found = await balances({
        payload: site.payload,
        options: getPortalOptions(site.payload),
        clientId: client.id,
      })
      for (const balance of found) {
        const mine = invoices.filter(
          ({ client: id, currency, kind, sentAt }) =>
            id === client.id && currency === balance.currency && kind === 'invoice' && sentAt,
        )
        const ledger = payments.filter(({ client: id, currency }) => id === client.id && currency === balance.currency)
        const paid = ledger
          .filter(({ method }) => method !== 'credit')
          .reduce((sum, payment) => sum + netAmount(payment), 0)
        const applied = mine.reduce((sum, { amountPaid }) => sum + amountPaid, 0)
        expect(balance).toMatchObject({ paid, credit: paid - applied })
        expect(ledger.reduce((sum, { amountUnapplied }) => sum + amountUnapplied!, 0)).toBe(balance.credit)
        expect(balance.owed).toBe(mine.reduce((sum, { amountDue }) => sum + amountDue, 0))
      }
    }
    expect(payments.every(({ amount }) => Number.isSafeInteger(amount) && amount > 0)).toBe(true)
  })

  it('tell of each payment what went back, and of each invoice what it got', () => {
    for (const one of payments) {
      const back = (one.refunds ?? [])
        .filter(({ status }) => status !== 'failed')
        .reduce((sum, { amount }) => sum + amount, 0)
      expect(one.amountReturned).toBe(back + one.disputeLost!)
      expect(one.amountReturned).toBeLessThanOrEqual(one.amount)
      expect(one.amountMoved).toBe(
        payments.filter(({ source }) => source === one.id).reduce((sum, { amount }) => sum + amount, 0),
      )
    }
    for (const invoice of invoices.filter(({ kind }) => kind === 'invoice')) {
      const got = payments
        .filter((one) => one.invoice === invoice.id && ['succeeded', 'refunded', 'disputed'].includes(one.status))
        .map(({ amount, amountReturned, amountMoved }) => amount - amountReturned! - amountMoved!)
        .reduce((sum, amount) => sum + amount, 0)
      expect(invoice.amountPaid).toBe(Math.min(got, invoice.total - invoice.amountCredited))
      const unapplied = payments
        .filter((one) => one.invoice === invoice.id)
        .reduce((sum, { amountUnapplied }) => sum + amountUnapplied!, 0)
      expect(unapplied).toBe(got - invoice.amountPaid)
    }
    expect(payments.some(({ amountUnapplied }) => amountUnapplied! > 0)).toBe(true)
  })

  it('stay as they are when they are settled anew', async () => {
    const isTelling = ({ method, amountUnapplied, refunds }: Payment) =>
      method === 'stripe' || amountUnapplied! > 0 || refunds!.length > 0
    const settledBefore = invoices.filter(({ id }) => payments.some((one) => one.invoice === id && isTelling(one)))
    expect(settledBefore.length).toBeGreaterThan(40)
    const req = await systemReq(site.payload)
    for (const invoice of settledBefore) {
      const { amountPaid, amountDue, amountCredited, status, paidAt } = await settleInvoice(req, invoice.id)
      expect({ amountPaid, amountDue, amountCredited, status, paidAt }).toEqual({
        amountPaid: invoice.amountPaid,
        amountDue: invoice.amountDue,
        amountCredited: invoice.amountCredited,
        status: invoice.status,
        paidAt: invoice.paidAt,
      })
    }
    expect(await findMany(req, 'payments', { where: {}, sort: 'id' })).toEqual(payments)
  })

  it('have unique numbers outside the series that the counters give', async () => {
    const numbers = invoices.filter(({ sentAt }) => sentAt).map(({ number }) => number!)
    expect(new Set(numbers).size).toBe(numbers.length)
    for (const number of numbers) {
      expect(matchesPattern(settings.invoiceNumberPattern, number)).toBe(false)
      expect(matchesPattern(settings.creditNoteNumberPattern, number)).toBe(false)
    }
    const draft = await makeDraft(site.payload, clientAt('ana@cliente.test'))
    const { invoice } = await sendInvoice(await systemReq(site.payload), draft.id)
    expect(invoice.number).toBe(`INV-${today.slice(0, 4)}-0001`)
  })

  it('have nothing that happened later than now', () => {
    const now = new Date().toISOString()
    for (const { sentAt, viewedAt, issueDate } of invoices) {
      expect((sentAt ?? '') <= now && (viewedAt ?? '') <= now).toBe(true)
      expect((issueDate ?? '').slice(0, 10) <= today).toBe(true)
    }
    for (const { receivedAt } of payments) expect(receivedAt.slice(0, 10) < today).toBe(true)
  })
})

it('seeds once: a second run changes nothing, and one that fails leaves nothing', async () => {
  await seedDemo(site.payload)
  const req = await systemReq(site.payload)
  expect(await findMany(req, 'clients', { where: {}, select: {} })).toHaveLength(clients.length)

  const other = await startPayload()
  const { updateGlobal } = other.payload
  other.payload.updateGlobal = () => Promise.reject(new Error('The power went out.'))
  await expect(seedDemo(other.payload)).rejects.toThrow('The power went out.')
  other.payload.updateGlobal = updateGlobal
  expect((await other.payload.count({ collection: 'users' })).totalDocs).toBe(0)
  await seedDemo(other.payload)
  expect((await other.payload.count({ collection: 'users' })).totalDocs).toBe(2)
  await other.stop()
})
