import { NextRequest } from 'next/server.js'
import { afterEach, describe, expect, it } from 'vitest'

import { apiPaths, portalPaths } from '../../src/paths.ts'
import type { PortalFrame } from '../../src/portal/frame.ts'
import { readPart } from '../../src/portal/pay/partChoice.ts'
import { payStart, payTarget } from '../../src/portal/pay/payTarget.ts'
import { payTexts } from '../../src/portal/pay/payTexts.ts'
import { plainColor } from '../../src/portal/pay/stripeAppearance.ts'
import { portalProxy } from '../../src/portal/proxy.ts'

const payments = {
  publishableKey: 'pk_test_12345678',
  scriptUrl: null,
  allowParts: true,
  sendsReceipts: true,
  formality: 'formal' as const,
}
const frame = { payments, paths: portalPaths('/portal'), api: apiPaths('/api') } as PortalFrame
const invoice = {
  id: 7,
  kind: 'invoice' as const,
  status: 'sent' as const,
  number: 'INV-2026-0042',
  amountDue: 14_297,
  currency: 'EUR',
}

describe('Pay now', () => {
  it('stands on every open invoice', () => {
    expect(payTarget(invoice, frame)).toMatchObject({ due: 14_297, pay: '/api/client-portal/invoices/7/pay' })
    expect(payTarget({ ...invoice, status: 'overdue' }, frame)).not.toBeNull()
  })

  it.each([
    ['is a draft', { status: 'draft' }],
    ['is paid', { status: 'paid', amountDue: 0 }],
    ['is void', { status: 'void' }],
    ['is a credit note', { kind: 'credit-note' }],
    ['a bank is working on', { amountProcessing: 14_297 }],
  ] as const)('does not stand on what %s', (_, change) => {
    expect(payTarget({ ...invoice, ...change }, frame)).toBeNull()
  })

  it('stands nowhere where cards are not taken', () => {
    expect(payTarget(invoice, { ...frame, payments: null })).toBeNull()
  })

  it('opens by an address only what can be paid, and tells whoever comes back from a bank', () => {
    const paid = { ...invoice, status: 'paid' as const, amountDue: 0 }
    expect(payStart(invoice, frame, { pay: true, paid: false })).toMatchObject({ isReturn: false })
    expect(payStart(paid, frame, { pay: true, paid: false })).toBeNull()
    expect(payStart(paid, frame, { pay: false, paid: true })).toMatchObject({ isReturn: true })
    expect(payStart(invoice, frame, { pay: false, paid: false })).toBeNull()
  })
})

describe('another amount', () => {
  const read = (text: string, locale: 'en' | 'es' = 'en') =>
    readPart({ isPart: true, text }, { due: 14_297, currency: 'EUR', locale, texts: payTexts(locale, 'formal') })

  it('is read as people write it', () => {
    expect(read('50').amount).toBe(5000)
    expect(read('€ 50.25').amount).toBe(5025)
    expect(read('50,25 €', 'es').amount).toBe(5025)
    expect(read('142.97').amount).toBe(14_297)
  })

  it.each(['', 'fifty', '0', '-5', '1.234.5', '12.345'])('“%s” is asked for again', (text) => {
    expect(read(text)).toEqual({ amount: null, problem: 'Enter an amount such as 50.00.' })
  })

  it('is at most what is due', () => {
    expect(read('142.98').problem).toBe('That is more than what is due: €142.97.')
    expect(read('1.000', 'es').problem).toBe('Es más de lo pendiente: 142,97\u00a0€.')
  })

  it('has an example in the currency', () => {
    const given = { due: 9000, currency: 'JPY', locale: 'en' as const, texts: payTexts('en', 'formal') }
    expect(readPart({ isPart: true, text: 'x' }, given).problem).toBe('Enter an amount such as 50.')
  })
})

describe('the colours Stripe’s frame is given', () => {
  it.each([
    ['rgb(31, 94, 255)', 'rgb(31, 94, 255)'],
    ['oklch(1 0 0)', '#ffffff'],
    ['oklch(0 0 none)', '#000000'],
    ['oklch(62.8% 0.2577 29.23)', '#ff0000'],
    ['color(display-p3 1 0 0)', null],
  ])('%s becomes %s', (computed, expected) => {
    expect(plainColor(computed)).toBe(expected)
  })
})

describe('what pages may load', () => {
  const before = { ...process.env }
  afterEach(() => {
    process.env.STRIPE_JS_URL = before.STRIPE_JS_URL ?? ''
    process.env.STRIPE_API_BASE = before.STRIPE_API_BASE ?? ''
  })
  const headersOf = async (path: string) => (await portalProxy(new NextRequest(`http://localhost${path}`))).headers
  const policyOf = async (path: string) => (await headersOf(path)).get('content-security-policy') ?? ''

  it('every page of the portal is one that it knows, and nothing else is', async () => {
    const statusOf = async (path: string) => (await portalProxy(new NextRequest(`http://localhost${path}`))).status
    const { invoice: _invoice, quote: _quote, ticket: _ticket, enter, ...pages } = portalPaths('/portal')
    for (const path of [...Object.values(pages).map((page) => page()), enter('abc')]) {
      expect([path, await statusOf(path)]).toEqual([path, 200])
    }
    expect(await statusOf('/portal/nowhere')).toBe(404)
  })

  it.each(['/portal', '/portal/invoices', '/portal/invoices/7'])('%s may load Stripe', async (path) => {
    const policy = await policyOf(path)
    expect(policy).toContain('frame-src https://js.stripe.com')
    expect(policy).toMatch(/connect-src 'self' https:\/\/api\.stripe\.com/)
    expect((await headersOf(path)).get('cross-origin-opener-policy')).toBe('same-origin-allow-popups')
  })

  it.each(['/portal/details', '/portal/sign-in', '/portal/enter/abc', '/portal/nowhere'])(
    '%s may not',
    async (path) => {
      expect(await policyOf(path)).not.toContain('stripe')
      expect((await headersOf(path)).get('cross-origin-opener-policy')).toBe('same-origin')
    },
  )

  it('a stand-in takes Stripe’s place only where the environment names one', async () => {
    process.env.STRIPE_JS_URL = 'http://localhost:12111/v3/stripe.js'
    process.env.STRIPE_API_BASE = 'http://127.0.0.1:12111'
    const policy = await policyOf('/portal/invoices/7')
    expect(policy).toContain('frame-src http://localhost:12111;')
    expect(policy).toContain('http://127.0.0.1:12111')
    expect(policy).not.toContain('stripe.com')
  })
})
