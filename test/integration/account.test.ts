import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { getPortalOptions } from '../../src/context.ts'
import { addDays, dayInZone } from '../../src/domain/days.ts'
import { reversePayment } from '../../src/operations/reversePayment.ts'
import { voidInvoice } from '../../src/operations/voidInvoice.ts'
import { accountStatements } from '../../src/queries/account.ts'
import { balances } from '../../src/queries/sums.ts'
import { allRows } from '../../src/queries/tableRows.ts'
import { sha256 } from '../../src/operations/storedFiles.ts'
import type { Client, Invoice } from '../../src/records.ts'
import { textOf } from '../documents/snapshots.ts'
import { line, makeClient, makeInvoice, makePayment, saveSettings, systemReq } from '../factories.ts'
import { signIn } from '../portalVisit.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'

vi.setConfig({ testTimeout: 60_000 })

let site: StartedPayload
let ana: Client
let cookie: string

beforeAll(async () => {
  site = await startPayload({ plugin: { worker: { inProcess: false } } })
  await saveSettings(site.payload)
  ana = await makeClient(site.payload, { name: 'Ana Torres', company: 'Acme Ltd.', locale: 'es' })
  cookie = await signIn(site, ana)
})
afterAll(() => site.stop())

const today = () => dayInZone(new Date(), 'Europe/Madrid')
const scope = (client: Client) => ({
  payload: site.payload,
  options: getPortalOptions(site.payload),
  clientId: client.id,
})
const get = (path: string, as = cookie) => site.rest('GET', `/client-portal/${path}`, { cookie: as })
const wordsOf = async (response: Response) => {
  const bytes = new Uint8Array(await response.arrayBuffer())
  return textOf({ bytes: bytes.slice(), sha256: sha256(bytes), warnings: [] })
}

describe('a client’s statement of account', () => {
  it('tells the same in the balances, the CSV and the PDF, to the cent', async () => {
    const paid = await makeInvoice(site.payload, ana, { reference: 'PO 7' })
    await makeInvoice(site.payload, ana, { lines: [line({ unitPrice: 3_333, quantity: 3 })] })
    const wrong = await makeInvoice(site.payload, ana)
    const dollars = await makeInvoice(site.payload, ana, { currency: 'USD' })
    await makePayment(site.payload, { client: ana.id, invoice: paid.id, amount: paid.total + 500, currency: 'EUR' })
    const mistake = await makePayment(site.payload, {
      client: ana.id,
      invoice: dollars.id,
      amount: 100,
      currency: 'USD',
    })
    await reversePayment(await systemReq(site.payload), mistake.id)
    await voidInvoice(await systemReq(site.payload), wrong.id, { reason: 'Written twice' })

    const [euros, usd] = await accountStatements(scope(ana), { from: null, to: today(), timeZone: 'Europe/Madrid' })
    const [balance] = (await balances(scope(ana))).filter(({ currency }) => currency === 'EUR')
    expect(euros?.closing).toBe((balance?.owed ?? 0) - (balance?.credit ?? 0))
    expect(euros?.credit).toBe(500)
    expect(euros?.ageing.current).toBe(balance?.owed)
    expect(usd).toMatchObject({ closing: dollars.total, paid: 100, returned: 100 })

    const file = Buffer.from(await (await get('statement.csv')).arrayBuffer())
    const csv = file.subarray(3).toString('utf8').trim().split('\r\n')
    expect(file.subarray(0, 3).toString('hex')).toBe('efbbbf')
    expect(csv[0]).toBe('Fecha;Concepto;Documento;Detalle;Moneda;Cargo;Abono;Saldo')
    expect(csv).toContain(
      `${today()};Saldo final;;;EUR;;;${((euros?.closing ?? 0) / 100).toFixed(2).replace('.', ',')}`,
    )
    expect(csv.some((row) => row.includes(`Factura;${paid.number};PO 7;EUR;121,00;;`))).toBe(true)
    expect(csv.filter((row) => row.includes('Pago anulado'))).toHaveLength(1)

    const pdf = await get('statement.pdf')
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    const words = await wordsOf(pdf)
    for (const each of [
      'Extracto de cuenta',
      'Acme Ltd.',
      'Saldo final',
      'Factura rectificativa',
      String(paid.number),
      'PO 7',
    ])
      expect(words).toContain(each)
  })

  it('opens a period with what was owed before it', async () => {
    const tomorrow = addDays(today(), 1)
    const [later] = await accountStatements(scope(ana), { from: tomorrow, to: tomorrow, timeZone: 'Europe/Madrid' })
    const [all] = await accountStatements(scope(ana), { from: null, to: today(), timeZone: 'Europe/Madrid' })
    expect(later?.opening).toBe(all?.closing)
    expect(later?.entries).toEqual([])
    const csv = await (await get('statement.csv?from=2020-01-01&to=2020-12-31')).text()
    expect(csv).not.toContain('Factura;')
  })

  it('is nobody else’s, and any address is an answer, not an error', async () => {
    const john = await makeClient(site.payload)
    const other = await signIn(site, john)
    expect((await (await get('statement.csv', other)).text()).trim().split('\r\n')).toHaveLength(1)
    expect((await get('statement.pdf', other)).status).toBe(200)
    expect((await get('statement.csv', '')).status).toBe(401)
    for (const query of [
      'from=2025-02-31',
      'to=x',
      'from=9999-12-31',
      'from=2025-12-31&to=2025-01-01',
      'year=2025-Q9',
    ]) {
      expect((await get(`statement.csv?${query}`)).status).toBe(200)
    }
    for (const part of ['0', '2', '-1', '1.5', 'x', '1e9']) {
      expect((await get(`statement.pdf?part=${part}`)).status).toBe(404)
    }
  })

  it('reads from the tables what the adapter would say of the same documents', async () => {
    const client = await makeClient(site.payload, { name: 'O’Hara' })
    const wrong = await makeInvoice(site.payload, client, { reference: 'PO 8' })
    await makeInvoice(site.payload, client, { currency: 'KWD', lines: [line({ unitPrice: 1_234_567 })] })
    await voidInvoice(await systemReq(site.payload), wrong.id, { reason: 'Written twice' })
    const columns = {
      ...({ kind: 'text', number: 'text', reference: 'text', status: 'text', currency: 'text' } as const),
      ...({ total: 'number', corrects: 'id', issueDate: 'instant', dueDate: 'instant', sentAt: 'instant' } as const),
    }
    type Told = Pick<Invoice, keyof typeof columns>
    const ofClient = { client: { equals: client.id } }
    const fromTable = await allRows<Told>(site.payload, 'invoices', { where: ofClient, columns })
    // A search for words is nothing that is asked of the table itself.
    const where = { and: [ofClient, { number: { contains: '-' } }] }
    expect(await allRows<Told>(site.payload, 'invoices', { where, columns })).toMatchObject(fromTable)
    expect(fromTable.map(({ kind }) => kind)).toEqual(['invoice', 'invoice', 'credit-note'])
  })
})
