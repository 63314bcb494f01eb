import { describe, expect, it } from 'vitest'

import { adminUrls } from '../../src/admin/adminUrls.ts'
import { paymentNotices, paymentState } from '../../src/admin/paymentPanel/paymentState.ts'
import { paymentStatusText } from '../../src/admin/status/statusTone.ts'
import { eventEntry, paymentEntries, type TimelineContext } from '../../src/admin/timeline/entries.ts'
import type { Payment, PortalEvent } from '../../src/records.ts'
import { defaultSlugs } from '../../src/slugs.ts'
import { admin as en } from '../../src/translations/en/admin.ts'
import { admin as es } from '../../src/translations/es/admin.ts'

const english: TimelineContext = {
  words: en,
  language: 'en',
  timeZone: 'Europe/Madrid',
  today: '2026-11-23',
  urls: adminUrls({ adminRoute: '/admin', apiRoute: '/api', slugs: defaultSlugs }),
  maySend: true,
}
const spanish: TimelineContext = { ...english, words: es, language: 'es' }

const card = (data: Partial<Payment> = {}): Payment => ({
  id: 3,
  client: 1,
  invoice: 2,
  amount: 14_298,
  currency: 'EUR',
  method: 'stripe',
  methodDetail: 'Visa •••• 4242',
  status: 'succeeded',
  receivedAt: '2026-11-20T12:00:00.000Z',
  createdAt: '2026-11-20T10:00:00.000Z',
  updatedAt: '2026-11-23T10:00:00.000Z',
  ...data,
})

const event = (type: string, data: Record<string, unknown> = {}, more: Partial<PortalEvent> = {}): PortalEvent => ({
  id: type,
  type,
  at: '2026-11-21T10:00:00.000Z',
  actorKind: 'system',
  data: { payment: 3, amount: 14_298, currency: 'EUR', ...data },
  ...more,
})

describe('where a payment stands, in one sentence', () => {
  it('names the card it came by', () => {
    expect(paymentState(card(), english)).toBe('€142.98 received 20 Nov 2026 by Visa •••• 4242.')
  })

  it('tells an open window from money the bank is processing', () => {
    const open = card({ status: 'pending', payerEmail: 'ana@cliente.test' })
    expect(paymentState(open, english)).toBe(
      'ana@cliente.test opened the payment window 20 Nov, 11:00 and has not paid yet.',
    )
    expect(paymentState(card({ status: 'processing' }), english)).toContain('The bank is processing €142.98')
  })

  it('has a sentence for every status, in both languages', () => {
    for (const status of [
      'pending',
      'processing',
      'succeeded',
      'failed',
      'refunded',
      'disputed',
      'reversed',
    ] as const) {
      for (const context of [english, spanish]) {
        expect(paymentState(card({ status }), context)).toMatch(/^[^{}]+\.$/)
      }
    }
  })

  it('says what a dispute means, and what was lost by it', () => {
    const said = (data: Partial<Payment>) => paymentNotices(card(data), english).map(({ text, tone }) => [tone, text])
    expect(said({ disputeStatus: 'inquiry' })[0]?.[1]).toContain('No money has moved')
    expect(said({ status: 'disputed', disputeStatus: 'lost', disputeLost: 14_298 })).toEqual([
      ['late', 'A dispute about this payment was lost: €142.98 went back to the client and is owed again.'],
    ])
    expect(said({ disputeStatus: 'won' })[0]?.[0]).toBe('quiet')
  })

  it('says why the last attempt failed, as long as nothing was paid', () => {
    const lastFailure = 'Your card was declined.'
    expect(paymentNotices(card({ status: 'pending', lastFailure }), english)[0]?.text).toBe(
      'The last attempt failed: Your card was declined.',
    )
    expect(paymentNotices(card({ lastFailure }), english)).toEqual([])
  })
})

describe('the pill of a payment', () => {
  it('shows first what needs to be seen', () => {
    expect(paymentStatusText(card({ status: 'disputed', disputeStatus: 'open' }), en)).toEqual({
      tone: 'late',
      label: 'Disputed',
    })
    expect(paymentStatusText(card({ status: 'disputed', disputeStatus: 'lost' }), en).label).toBe('Dispute lost')
    expect(paymentStatusText(card({ disputeStatus: 'inquiry' }), en)).toEqual({ tone: 'late', label: 'Bank inquiry' })
    expect(paymentStatusText(card({ amountReturned: 100 }), en).label).toBe('Partly refunded')
    expect(paymentStatusText(card({ disputeStatus: 'won' }), en)).toEqual({ tone: 'good', label: 'Received' })
  })
})

describe('the timeline of card payments', () => {
  it('tells a payment when its money came, not when its window opened', () => {
    const [entry] = paymentEntries(card(), english, [event('payment-succeeded')])
    expect(entry).toMatchObject({
      at: '2026-11-21T10:00:00.000Z',
      title: 'Payment of €142.98: Visa •••• 4242',
      tone: 'good',
    })
    expect(eventEntry(event('payment-succeeded'), english)).toBeNull()
  })

  it('tells a refund once, with who sent it', () => {
    const payment = card({
      refunds: [{ amount: 5_000, at: '2026-11-22T10:00:00.000Z', stripeId: 're_1', status: 'pending' }],
    })
    const refunded = event('payment-refunded', { refund: 're_1' }, { actorName: 'Lucía' })
    expect(paymentEntries(payment, english, [refunded])[1]).toMatchObject({
      title: '€50.00 refunded',
      details: ['by Lucía'],
    })
    expect(eventEntry(refunded, english)).toBeNull()
  })

  it('leaves attempts that came to nothing to the trail, where it has them', () => {
    expect(paymentEntries(card({ status: 'failed' }), english, [event('payment-cancelled')])).toEqual([])
    expect(paymentEntries(card({ status: 'failed' }), english)[0]?.title).toBe('Payment of €142.98 failed')
  })

  it('has words for every event of a payment, in both languages', () => {
    const types = [
      'payment-processing',
      'payment-failed',
      'payment-cancelled',
      'refund-failed',
      'dispute-opened',
      'dispute-won',
      'dispute-lost',
      'credit-withdrawn',
      'excess-received',
      'stripe-mismatch',
    ]
    for (const context of [english, spanish]) {
      for (const type of types) {
        const title = eventEntry(event(type), context)?.title ?? ''
        expect(title).toContain(context === english ? '€142.98' : '142,98')
        expect(title).not.toMatch(/[{}]/)
      }
    }
    expect(eventEntry(event('stripe-reconciled', { checked: 12, repaired: 0 }), english)?.title).toBe(
      'Checked with Stripe. Payments: 12; repaired: 0',
    )
    expect(eventEntry(event('stripe-mismatch', { reason: 'amount 1, expected 2' }), english)?.details).toContain(
      'amount 1, expected 2',
    )
  })
})
