import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Client } from '../../src/records.ts'
import { codeOf, line, makeClient, makeDraft, makeInvoice, saveSettings } from '../factories.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'

const reverseCharge = 'Inversión del sujeto pasivo, art. 84 LIVA'
const exempt = 'Operación exenta, art. 20 LIVA'

let site: StartedPayload
let client: Client

beforeAll(async () => {
  site = await startPayload()
  await saveSettings(site.payload, {
    taxRates: [
      { label: 'IVA 21 %', rate: 21, category: 'standard' },
      { label: 'Inversión', rate: 0, category: 'reverse-charge', reason: reverseCharge },
      { label: 'Exenta', rate: 0, category: 'exempt', reason: exempt },
    ],
  })
  client = await makeClient(site.payload)
})
afterAll(() => site.stop())

describe('an issued invoice', () => {
  it('says why no tax is charged, in the words of the day it was sent', async () => {
    const issued = await makeInvoice(site.payload, client, {
      lines: [line(), line({ taxCategory: 'reverse-charge', taxRate: 0 }), line({ taxCategory: 'exempt', taxRate: 0 })],
    })
    const taxes = [
      { category: 'standard', rate: 21, base: 10_000, amount: 2_100 },
      { category: 'exempt', rate: 0, base: 10_000, amount: 0, reason: exempt },
      { category: 'reverse-charge', rate: 0, base: 10_000, amount: 0, reason: reverseCharge },
    ]
    expect(issued.taxes).toEqual(taxes)
    expect(issued.snapshot?.totals).toMatchObject({ taxes, total: 32_100 })
  })

  it('charges no tax on an exempt line, whatever rate stands beside it', async () => {
    const issued = await makeInvoice(site.payload, client, { lines: [line({ taxCategory: 'exempt', taxRate: 21 })] })
    expect(issued).toMatchObject({ total: 10_000, taxes: [{ category: 'exempt', rate: 0, amount: 0 }] })
  })

  it('takes the IRPF the client withholds off the total, and owes the rest', async () => {
    const issued = await makeInvoice(site.payload, client, {
      lines: [line({ unitPrice: 100_000 })],
      discountPercent: 10,
      withholdingPercent: 15,
    })
    const figures = { subtotal: 100_000, discountTotal: 10_000, withholding: 13_500, total: 95_400 }
    expect(issued).toMatchObject({ ...figures, amountDue: 95_400 })
    expect(issued.snapshot).toMatchObject({ withholdingPercent: 15, totals: figures })
  })

  it('rounds tax once for each rate, not line by line', async () => {
    const lines = Array.from({ length: 3 }, () => line({ unitPrice: 33 }))
    // 3 × 0.33 = 0.99; 21 % of it is 0.2079. Line by line it would be 3 × 0.07 = 0.21 as well; at 10 % they part.
    const issued = await makeInvoice(site.payload, client, {
      lines: lines.map((each) => ({ ...each, unitPrice: 35, taxRate: 10 })),
    })
    expect(issued).toMatchObject({ subtotal: 105, total: 116, taxes: [{ base: 105, amount: 11 }] })
  })

  it('in yen has no decimals, and mixes nothing with the business’s euros', async () => {
    const issued = await makeInvoice(site.payload, client, {
      currency: 'JPY',
      lines: [line({ quantity: 1.5, unitPrice: 1_001, taxRate: 10 })],
    })
    // 1.5 × 1001 = 1501.5 → 1502; 10 % of it 150.2 → 150.
    expect(issued).toMatchObject({ currency: 'JPY', subtotal: 1_502, total: 1_652, amountDue: 1_652 })
    expect(issued.snapshot).toMatchObject({ currency: 'JPY' })
  })

  it.each([
    ['on the document', { discountPercent: 100 }],
    ['on its lines', { lines: [line({ discountPercent: 100 }), line({ discountPercent: 100, taxRate: 10 })] }],
  ])('with a discount of 100 %% %s is paid at sending', async (_where, data) => {
    const issued = await makeInvoice(site.payload, client, data)
    expect(issued).toMatchObject({ status: 'paid', statusRank: 3, total: 0, amountDue: 0, amountPaid: 0 })
    expect(issued.paidAt).toBe(issued.sentAt)
    expect(issued.number).toMatch(/^INV-/)
  })

  it('may hold a negative line, but no draft may come to less than nothing', async () => {
    const refund = line({ description: 'Returned', quantity: -1, unitPrice: 4_000 })
    expect(await makeInvoice(site.payload, client, { lines: [line(), refund] })).toMatchObject({ total: 7_260 })
    expect(await codeOf(makeDraft(site.payload, client, { lines: [refund] }))).toBe('negative-total')
  })
})
