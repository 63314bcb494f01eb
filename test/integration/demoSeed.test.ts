import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { demoClients } from '../../dev/seed/demoClients.ts'
import { seedDemo } from '../../dev/seed/seedDemo.ts'
import { dayOf } from '../../src/domain/days.ts'
import { invoiceStatus, settledAmounts, statusRank } from '../../src/domain/invoiceStatus.ts'
import { matchesPattern } from '../../src/domain/numbering.ts'
import { businessDay } from '../../src/operations/businessDay.ts'
import { documentTotals } from '../../src/operations/documentSnapshot.ts'
import { sendInvoice } from '../../src/operations/sendInvoice.ts'
import { appliedAmount } from '../../src/operations/settleInvoice.ts'
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
        const paid = payments
          .filter(({ client: id, currency }) => id === client.id && currency === balance.currency)
          .reduce((sum, payment) => sum + appliedAmount(payment), 0)
        const applied = mine.reduce((sum, { amountPaid }) => sum + amountPaid, 0)
        expect(balance).toMatchObject({ paid, credit: paid - applied })
        expect(balance.owed).toBe(mine.reduce((sum, { amountDue }) => sum + amountDue, 0))
      }
    }
    expect(payments.every(({ amount }) => Number.isSafeInteger(amount) && amount > 0)).toBe(true)
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
