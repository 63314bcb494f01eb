import { describe, expect, it } from 'vitest'

import { portalTexts } from '../../src/portal/frame.ts'
import { calendarDay, stateInWords } from '../../src/portal/stateInWords.ts'
import type { InvoiceStatus, Locale } from '../../src/records.ts'

const say = (
  facts: {
    status: InvoiceStatus
    kind?: 'invoice' | 'credit-note'
    dueDate?: string | null
    paidAt?: string
    amountProcessing?: number
  },
  locale: Locale = 'en',
  timeZone = 'Europe/Madrid',
) =>
  stateInWords(
    { kind: 'invoice', issueDate: '2026-10-01', dueDate: null, paidAt: null, ...facts },
    { texts: portalTexts(locale, 'formal'), locale, today: '2026-11-23', timeZone },
  )

const stored = (day: string) => `${day}T00:00:00.000Z`

describe('the state of a document in words', () => {
  it.each([
    ['2026-11-23', 'Due today', 'Vence hoy'],
    ['2026-11-24', 'Due tomorrow', 'Vence mañana'],
    ['2026-11-28', 'Due in 5 days', 'Vence en 5 días'],
    ['2027-02-01', 'Due on 1 February 2027', 'Vence el 1 de febrero de 2027'],
  ])('says when an open invoice due on %s is due', (day, english, spanish) => {
    expect(say({ status: 'sent', dueDate: stored(day) })).toMatchObject({ tone: 'due', words: english })
    expect(say({ status: 'sent', dueDate: stored(day) }, 'es').words).toBe(spanish)
  })

  it('says that there is no due day', () => {
    expect(say({ status: 'sent' }).words).toBe('No due day')
  })

  it.each([
    ['2026-11-22', 'late', '1 day overdue', 'Venció ayer'],
    ['2026-11-20', 'late', '3 days overdue', 'Venció hace 3 días'],
    ['2026-09-15', 'very-late', '69 days overdue', 'Venció hace 69 días'],
  ])('counts the days since %s, and grows redder', (day, tone, english, spanish) => {
    expect(say({ status: 'overdue', dueDate: stored(day) })).toMatchObject({ tone, words: english })
    expect(say({ status: 'overdue', dueDate: stored(day) }, 'es').words).toBe(spanish)
  })

  it('says on which day it was paid, wherever the business is', () => {
    const paid = { status: 'paid' as const, paidAt: stored('2026-11-03') }
    expect(say(paid).words).toBe('Paid on 3 November')
    expect(say(paid, 'es', 'America/Los_Angeles').words).toBe('Pagada el 3 de noviembre')
  })

  it('says that a bank is working on a payment, however late it is', () => {
    const late = { status: 'overdue' as const, dueDate: stored('2026-01-01'), amountProcessing: 100 }
    expect(say(late)).toMatchObject({ label: 'Processing', words: 'Payment being processed', tone: 'due' })
    expect(say(late, 'es').words).toBe('Pago en proceso')
    expect(say({ ...late, status: 'paid', paidAt: stored('2026-11-03') }).label).toBe('Paid')
  })

  it('never asks for money on drafts, void invoices and credit notes', () => {
    expect(say({ status: 'draft' }, 'es').label).toBe('Borrador')
    expect(say({ status: 'void', dueDate: stored('2026-01-01') }).tone).toBe('quiet')
    expect(say({ status: 'sent', kind: 'credit-note' })).toMatchObject({ label: 'Credit note', tone: 'quiet' })
  })
})

describe('the day of a stored value', () => {
  it('is the day itself for a stored day, and the business day for an instant', () => {
    expect(calendarDay('2026-11-03', 'America/Los_Angeles')).toBe('2026-11-03')
    expect(calendarDay(stored('2026-11-03'), 'America/Los_Angeles')).toBe('2026-11-03')
    expect(calendarDay('2026-11-03T23:30:00.000Z', 'Europe/Madrid')).toBe('2026-11-04')
    expect(calendarDay('no day', 'Europe/Madrid')).toBeNull()
  })
})
