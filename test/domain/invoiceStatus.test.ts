import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { dayInZone } from '../../src/domain/days.ts'
import {
  canEdit,
  canRevise,
  canSend,
  canVoid,
  invoiceStatus,
  isOpen,
  isPayable,
  settledAmounts,
  statusRank,
  type SettlementFacts,
  type StatusFacts,
} from '../../src/domain/invoiceStatus.ts'
import type { InvoiceKind, InvoiceStatus } from '../../src/records.ts'

const owed: StatusFacts = {
  kind: 'invoice',
  sentAt: '2026-11-01T09:00:00.000Z',
  voidedAt: null,
  total: 10_000,
  amountCredited: 0,
  amountDue: 10_000,
  dueDate: '2026-11-23',
}

describe('what is owed and paid', () => {
  const invoice = { kind: 'invoice' as const, issued: true, total: 10_000, credited: 0, applied: 0 }
  test.each<[string, Partial<SettlementFacts>, [number, number, number, number]]>([
    ['nothing yet', {}, [0, 0, 10_000, 0]],
    ['a part', { applied: 4000 }, [4000, 0, 6000, 0]],
    ['all', { applied: 10_000 }, [10_000, 0, 0, 0]],
    ['too much', { applied: 10_500 }, [10_000, 0, 0, 500]],
    ['refunds beyond the payments', { applied: -200 }, [0, 0, 10_000, 0]],
    ['a part credited', { credited: 2500 }, [0, 2500, 7500, 0]],
    ['paid, then a part credited', { applied: 10_000, credited: 2500 }, [7500, 2500, 0, 2500]],
    ['paid, then voided', { applied: 10_000, credited: 10_000 }, [0, 10_000, 0, 10_000]],
    ['credited beyond the total', { applied: 100, credited: 10_300 }, [0, 10_000, 0, 400]],
    ['a zero total', { total: 0 }, [0, 0, 0, 0]],
    ['a draft', { issued: false, applied: 5 }, [0, 0, 0, 0]],
    ['a credit note', { kind: 'credit-note' as const }, [0, 0, 0, 0]],
  ])('%s', (_, facts, [amountPaid, amountCredited, amountDue, excess]) => {
    expect(settledAmounts({ ...invoice, ...facts })).toEqual({ amountPaid, amountCredited, amountDue, excess })
  })

  test('paid and due always make up what the credit notes left, and no money disappears', () => {
    const amount = fc.integer({ min: 0, max: 1e13 })
    fc.assert(
      fc.property(amount, amount, amount, (total, credited, applied) => {
        const settled = settledAmounts({ ...invoice, total, credited, applied })
        expect(settled.amountPaid + settled.amountDue).toBe(total - settled.amountCredited)
        expect(settled.amountPaid + settled.amountCredited + settled.excess).toBe(applied + credited)
        const { amountPaid, amountCredited, amountDue, excess } = settled
        expect(Math.min(amountPaid, amountCredited, amountDue, excess)).toBeGreaterThanOrEqual(0)
        expect(settled.excess === 0 || settled.amountDue === 0).toBe(true)
      }),
    )
  })
})

describe('status', () => {
  test.each<[string, Partial<StatusFacts>, InvoiceStatus]>([
    ['not sent', { sentAt: null }, 'draft'],
    ['sent, not due', {}, 'sent'],
    ['due yesterday', { dueDate: '2026-11-22' }, 'overdue'],
    ['due today, stored as an instant', { dueDate: '2026-11-23T00:00:00.000Z' }, 'sent'],
    ['due yesterday, stored as an instant', { dueDate: '2026-11-22T00:00:00.000Z' }, 'overdue'],
    ['without a due day', { dueDate: null }, 'sent'],
    ['partly paid and late', { amountDue: 1, dueDate: '2026-01-01' }, 'overdue'],
    ['paid', { amountDue: 0, dueDate: '2026-01-01' }, 'paid'],
    ['a zero total', { total: 0, amountDue: 0 }, 'paid'],
    ['fully credited', { amountCredited: 10_000, amountDue: 0 }, 'void'],
    ['partly credited', { amountCredited: 9999, amountDue: 1 }, 'sent'],
    ['partly credited, rest paid', { amountCredited: 9999, amountDue: 0 }, 'paid'],
    ['voided', { voidedAt: '2026-11-02T09:00:00.000Z' }, 'void'],
    ['a zero total voided', { total: 0, amountDue: 0, voidedAt: '2026-11-02T09:00:00.000Z' }, 'void'],
    ['a draft credit note', { kind: 'credit-note', sentAt: null, amountDue: 0 }, 'draft'],
    ['a credit note', { kind: 'credit-note', amountDue: 0, dueDate: '2026-01-01' }, 'sent'],
    ['a credit note of zero', { kind: 'credit-note', total: 0, amountDue: 0 }, 'sent'],
    ['a voided credit note', { kind: 'credit-note', amountDue: 0, voidedAt: '2026-11-02T09:00:00.000Z' }, 'void'],
  ])('%s', (_, facts, status) => {
    expect(invoiceStatus({ ...owed, ...facts }, '2026-11-23')).toBe(status)
  })

  test.each([
    ['Europe/Madrid', '2026-11-23T23:00:00.000Z'],
    ['Pacific/Auckland', '2026-11-23T11:00:00.000Z'],
    ['America/Los_Angeles', '2026-11-24T08:00:00.000Z'],
  ])('an invoice due on the 23rd is overdue from midnight of the 24th in %s', (zone, midnight) => {
    const at = (ms: number) => invoiceStatus(owed, dayInZone(new Date(Date.parse(midnight) + ms), zone))
    expect(at(-86_400_000)).toBe('sent')
    expect(at(-1)).toBe('sent')
    expect(at(0)).toBe('overdue')
  })

  test.each([
    ['Europe/Madrid', '2026-03-29', '2026-03-29T22:00:00.000Z'],
    ['Europe/Madrid', '2026-10-25', '2026-10-25T23:00:00.000Z'],
    ['Pacific/Auckland', '2026-04-05', '2026-04-05T12:00:00.000Z'],
    ['Pacific/Auckland', '2026-09-27', '2026-09-27T11:00:00.000Z'],
    ['America/Los_Angeles', '2026-03-08', '2026-03-09T07:00:00.000Z'],
    ['America/Los_Angeles', '2026-11-01', '2026-11-02T08:00:00.000Z'],
  ])('in %s the clocks change on %s and it still ends at midnight', (zone, dueDate, midnight) => {
    const at = (ms: number) => invoiceStatus({ ...owed, dueDate }, dayInZone(new Date(Date.parse(midnight) + ms), zone))
    expect(at(-1)).toBe('sent')
    expect(at(0)).toBe('overdue')
  })

  test('sorts draft, sent, overdue, paid, void', () => {
    const statuses: InvoiceStatus[] = ['void', 'paid', 'overdue', 'sent', 'draft']
    expect(statuses.sort((a, b) => statusRank[a] - statusRank[b])).toEqual(['draft', 'sent', 'overdue', 'paid', 'void'])
  })
})

test('what may be done with an invoice in each status', () => {
  const allowed = (kind: InvoiceKind, status: InvoiceStatus, amountDue = 0) => {
    const invoice = { kind, status, amountDue }
    const moves = { canSend, canEdit, canVoid, canRevise, isOpen, isPayable }
    return Object.entries(moves).flatMap(([name, isAllowed]) => (isAllowed(invoice) ? [name] : []))
  }
  const open = ['canVoid', 'canRevise', 'isOpen', 'isPayable']
  expect(allowed('invoice', 'draft')).toEqual(['canSend', 'canEdit'])
  expect(allowed('invoice', 'sent', 1)).toEqual(open)
  expect(allowed('invoice', 'overdue', 1)).toEqual(open)
  expect(allowed('invoice', 'paid')).toEqual(['canVoid', 'canRevise'])
  expect(allowed('invoice', 'void')).toEqual([])
  expect(allowed('credit-note', 'draft')).toEqual(['canSend', 'canEdit'])
  expect(allowed('credit-note', 'sent')).toEqual([])
})
