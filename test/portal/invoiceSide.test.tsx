import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'

import { apiPaths, portalPaths } from '../../src/paths.ts'
import { portalTexts, type PortalFrame } from '../../src/portal/frame.ts'
import { InvoiceSide } from '../../src/portal/parts/InvoiceSide.tsx'
import type { Invoice } from '../../src/records.ts'

const payments = {
  publishableKey: 'pk_test_12345678',
  scriptUrl: null,
  allowParts: true,
  sendsReceipts: true,
  formality: 'formal' as const,
}
const frame = {
  locale: 'en',
  texts: portalTexts('en', 'formal'),
  paths: portalPaths('/portal'),
  api: apiPaths('/api'),
  today: '2026-11-25',
  timeZone: 'Europe/Madrid',
  payments,
  viewer: { email: 'a@b.test', client: null, canChangeClient: false, readOnly: false },
} as unknown as PortalFrame
const bank = { holder: 'Estudio Lumen', iban: 'ES91 2100 0418 4502 0005 1332', bic: 'CAIXESBBXXX' }
const invoice = {
  id: 7,
  kind: 'invoice',
  status: 'sent',
  number: 'INV-2026-0042',
  currency: 'EUR',
  total: 14_297,
  amountPaid: 4297,
  amountCredited: 0,
  amountDue: 10_000,
  issueDate: '2026-11-25',
  dueDate: '2026-12-25',
  snapshot: { seller: { name: 'Lumen', bank } },
} as unknown as Invoice

const draw = (change: { frame?: Partial<PortalFrame>; invoice?: Partial<Invoice>; amountProcessing?: number } = {}) =>
  renderToStaticMarkup(
    <InvoiceSide
      amountProcessing={change.amountProcessing ?? 0}
      frame={{ ...frame, ...change.frame }}
      invoice={{ ...invoice, ...change.invoice }}
      isForPaying={false}
    />,
  )

describe('the card beside an open invoice', () => {
  it('offers Pay now, and a transfer of what is still due, folded', () => {
    const html = draw()
    expect(html).toContain('href="/portal/invoices/7?pay=1"')
    expect(html).toMatch(/<details class="side-pay"><summary/)
    expect(html).toContain('€100.00')
    expect(html).not.toContain('€142.97')
  })

  it('without Stripe’s keys has no button, and the bank details with their code instead', () => {
    const html = draw({ frame: { payments: null } })
    expect(html).not.toContain('Pay now')
    expect(html).not.toContain('<details')
    expect(html).toContain('How to pay')
    expect(html).toContain('ES91 2100 0418 4502 0005 1332')
    expect(html).toContain('CAIXESBBXXX')
    expect(html).toMatch(/<svg[^>]*aria-label="Code for your banking app"/)
  })

  it('has no code for dollars, for which banks have none', () => {
    const html = draw({ frame: { payments: null }, invoice: { currency: 'USD' } })
    expect(html).toContain('How to pay')
    expect(html).not.toContain('banking app')
  })

  it('asks for nothing while a bank is working on it', () => {
    const html = draw({ amountProcessing: 10_000 })
    expect(html).toContain('Payment being processed')
    expect(html).toContain('there is no need to pay again')
    expect(html).not.toContain('Pay now')
    expect(html).not.toContain('IBAN')
  })

  it('asks for nothing where nothing is due', () => {
    const html = draw({ invoice: { status: 'paid', amountDue: 0, amountPaid: 14_297 } })
    expect(html).not.toContain('Pay now')
    expect(html).not.toContain('IBAN')
  })

  it('shows staff that only the client can pay', () => {
    const html = draw({ frame: { viewer: { ...frame.viewer!, readOnly: true } } })
    expect(html).toMatch(/<button[^>]*disabled=""[^>]*>Pay now/)
    expect(html).toContain('Only the client can pay.')
    expect(html).not.toContain('data-pay')
  })
})
