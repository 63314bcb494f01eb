import { describe, expect, it } from 'vitest'

import { adminUrls } from '../../src/admin/adminUrls.ts'
import { eventEntry, mailEntry, paymentEntries, type TimelineContext } from '../../src/admin/timeline/entries.ts'
import { newestFirst } from '../../src/admin/timeline/timelineEntry.ts'
import type { Email, Payment, PortalEvent } from '../../src/records.ts'
import { defaultSlugs } from '../../src/slugs.ts'
import { admin as en } from '../../src/translations/en/admin.ts'
import { admin as es } from '../../src/translations/es/admin.ts'

const context: TimelineContext = {
  words: en,
  language: 'en',
  timeZone: 'Europe/Madrid',
  today: '2026-11-23',
  urls: adminUrls({ adminRoute: '/admin', apiRoute: '/api', slugs: defaultSlugs }),
  maySend: true,
}

const mail: Email = {
  id: 7,
  kind: 'invoice',
  status: 'sent',
  to: 'ana@cliente.test',
  subject: 'Invoice INV-2026-0042',
  locale: 'en',
  messageId: '<a@b>',
  attempts: 1,
  queuedAt: '2026-11-23T22:59:00.000Z',
  sentAt: '2026-11-23T23:00:00.000Z',
  createdAt: '2026-11-23T22:59:00.000Z',
  updatedAt: '2026-11-23T23:00:00.000Z',
}

const payment: Payment = {
  id: 3,
  client: 1,
  invoice: 2,
  amount: 14_298,
  currency: 'EUR',
  method: 'bank-transfer',
  status: 'succeeded',
  receivedAt: '2026-11-20T12:00:00.000Z',
  createdAt: '2026-11-23T10:00:00.000Z',
  updatedAt: '2026-11-23T10:00:00.000Z',
}

const event = (type: string, data: Record<string, unknown> = {}): PortalEvent => ({
  id: 1,
  type,
  at: '2026-11-23T10:00:00.000Z',
  actorKind: 'staff',
  actorName: 'Lucía',
  data,
})

describe('the timeline', () => {
  it('tells when on the business’s clock, also past midnight', () => {
    expect(mailEntry(mail, context).when).toBe('24 Nov, 00:00')
  })

  it('offers to send again what failed, and only to who may', () => {
    const failed: Email = { ...mail, status: 'failed', lastError: '550 no such user' }
    expect(mailEntry(failed, context)).toMatchObject({
      title: 'Mail to ana@cliente.test failed',
      tone: 'late',
      details: ['550 no such user'],
      resendUrl: '/api/emails/7/resend',
    })
    expect(mailEntry(failed, { ...context, maySend: false }).resendUrl).toBeUndefined()
    expect(mailEntry(mail, context).resendUrl).toBeUndefined()
  })

  it('tells a mail that waits from one that could not be delivered yet', () => {
    const queued: Email = { ...mail, status: 'queued', sentAt: null }
    expect(mailEntry(queued, context).title).toBe('Mail to ana@cliente.test is waiting to be delivered')
    expect(mailEntry({ ...queued, lastError: 'ECONNREFUSED' }, context).tone).toBe('late')
  })

  it('tells a payment with its day and who recorded it, and its reversal', () => {
    const reversed: Payment = { ...payment, status: 'reversed', reversedAt: '2026-11-23T11:00:00.000Z' }
    const entries = paymentEntries(reversed, context, [event('payment-recorded', { payment: 3 })])
    expect(entries.map(({ title, details }) => [title, details])).toEqual([
      ['Payment of €142.98: Bank transfer', ['received 20 Nov', 'by Lucía']],
      ['Payment of €142.98 reversed', []],
    ])
  })

  it('says what a client changed, from what to what', () => {
    const changes = [
      { field: 'company', from: 'García', to: 'García S.L.' },
      { field: 'address', from: null, to: 'Calle 1\nMadrid' },
    ]
    expect(eventEntry(event('client-changed', { changes }), context)?.details).toEqual([
      'Company: García → García S.L.',
      'Address: empty → Calle 1, Madrid',
      'by Lucía',
    ])
  })

  it('leaves to a payment’s own row what that row tells already', () => {
    expect(eventEntry(event('payment-recorded', { payment: 3 }), context)).toBeNull()
  })

  it('has words for every event, in Spanish too, and shows an unknown one as it is', () => {
    const spanish = { ...context, words: es, language: 'es' }
    expect(eventEntry(event('invoice-sent', { number: 'FAC-1', total: 100, currency: 'EUR' }), spanish)).toMatchObject({
      title: 'FAC-1 emitida',
      details: ['1,00\u00a0€', 'por Lucía'],
    })
    expect(eventEntry(event('something-new'), context)?.title).toBe('something-new')
  })

  it('puts the newest first', () => {
    const entries = [mailEntry(mail, context), ...paymentEntries(payment, context)]
    expect(newestFirst(entries.reverse()).map(({ key }) => key)).toEqual(['mail-7', 'payment-3'])
  })
})
