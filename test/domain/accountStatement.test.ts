import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import {
  accountStatement,
  ageingBand,
  type AccountDocument,
  type AccountPayment,
} from '../../src/domain/accountStatement.ts'
import { addDays } from '../../src/domain/days.ts'

const invoice = (id: number, day: string, total: number, more: Partial<AccountDocument> = {}): AccountDocument => ({
  ...{
    id,
    kind: 'invoice',
    number: `INV-${id}`,
    reference: null,
    day,
    dueDay: addDays(day, 30),
    total,
    corrects: null,
  },
  ...more,
})
const payment = (
  id: number,
  about: number | null,
  day: string,
  amount: number,
  more: Partial<AccountPayment> = {},
) => ({
  ...{ id, invoice: about, source: null, detail: null, method: 'bank-transfer', day, amount, returns: [] },
  ...more,
})
const sumOf = (amounts: number[]) => amounts.reduce((sum, amount) => sum + amount, 0)

describe('a statement of account', () => {
  const documents = [
    invoice(1, '2025-01-10', 10_000),
    invoice(2, '2025-02-01', 5_000),
    invoice(3, '2025-03-01', 2_000),
    invoice(4, '2025-03-05', 1_000, { kind: 'credit-note', number: 'CN-1', corrects: 3, dueDay: null }),
  ]
  const payments = [
    payment(1, 1, '2025-02-10', 10_000),
    payment(2, 2, '2025-03-02', 6_000, { returns: [{ kind: 'refund', day: '2025-03-20', amount: 500 }] }),
  ]

  it('opens with what was owed before, and closes with what is owed at its end', () => {
    const march = accountStatement(documents, payments, { from: '2025-03-01', to: '2025-03-31' })
    expect(march).toMatchObject({
      opening: 5_000,
      closing: 500,
      invoiced: 2_000,
      credited: 1_000,
      paid: 6_000,
      returned: 500,
    })
    expect(march.entries.map(({ kind, number, amount, balance }) => [kind, number, amount, balance])).toEqual([
      ['invoice', 'INV-3', 2_000, 7_000],
      ['payment', 'INV-2', -6_000, 1_000],
      ['credit-note', 'CN-1', -1_000, 0],
      ['refund', 'INV-2', 500, 500],
    ])
    expect(march.credit).toBe(500)
    expect(march.ageing).toMatchObject({ current: 1_000, to30: 0 })
  })

  it('tells what stood on a day of the past, whatever happened since', () => {
    const january = accountStatement(documents, payments, { from: null, to: '2025-01-31' })
    expect(january).toMatchObject({ opening: 0, closing: 10_000, credit: 0 })
    expect(accountStatement(documents, payments, { from: null, to: '2025-02-09' }).ageing).toEqual({
      ...{ current: 15_000, to30: 0, to60: 0, to90: 0, over90: 0 },
    })
    expect(accountStatement(documents, payments, { from: null, to: '2025-03-01' }).ageing.current).toBe(7_000)
  })

  it('shows credit that was moved on nowhere but in what is owed', () => {
    const moved = [...payments, payment(3, 3, '2025-03-25', 500, { method: 'credit', source: 2 })]
    const before = accountStatement(documents, payments, { from: null, to: '2025-03-31' })
    const after = accountStatement(documents, moved, { from: null, to: '2025-03-31' })
    expect(after.entries).toEqual(before.entries)
    expect(after).toMatchObject({ credit: 0, closing: 500 })
    expect(after.ageing.current).toBe(500)
  })

  it('of a reversed payment shows both, so that what was printed in between stays true', () => {
    const wrong = payment(9, 1, '2025-01-15', 10_000, {
      returns: [{ kind: 'reversal', day: '2025-01-20', amount: 10_000 }],
    })
    const statement = accountStatement(documents.slice(0, 1), [wrong], { from: null, to: '2025-01-31' })
    expect(statement.entries.map(({ kind, balance }) => [kind, balance])).toEqual([
      ['invoice', 10_000],
      ['payment', 0],
      ['reversal', 10_000],
    ])
  })

  it.each([
    ['2025-03-31', 'current'],
    ['2025-03-30', 'to30'],
    ['2025-03-01', 'to30'],
    ['2025-02-28', 'to60'],
    ['2025-01-30', 'to60'],
    ['2025-01-29', 'to90'],
    ['2024-12-31', 'to90'],
    ['2024-12-30', 'over90'],
    [null, 'current'],
  ])('a debt due on %s stands on 31 March under %s', (dueDay, band) => {
    expect(ageingBand(dueDay, '2025-03-31')).toBe(band)
  })

  it('always adds up, for any history and any period', () => {
    const day = fc.integer({ min: 0, max: 700 }).map((days) => addDays('2024-01-01', days))
    const amount = fc.integer({ min: 1, max: 1_000_000 })
    const history = fc.record({
      invoices: fc.array(fc.record({ day, total: amount, terms: fc.integer({ min: 0, max: 90 }) }), { maxLength: 12 }),
      notes: fc.array(fc.record({ of: fc.nat(), day, part: fc.double({ min: 0.01, max: 1, noNaN: true }) }), {
        maxLength: 4,
      }),
      payments: fc.array(
        fc.record({
          of: fc.option(fc.nat()),
          day,
          amount,
          back: fc.option(fc.record({ day, part: fc.double({ min: 0, max: 1, noNaN: true }) })),
        }),
        { maxLength: 15 },
      ),
      moves: fc.array(
        fc.record({ from: fc.nat(), to: fc.nat(), day, part: fc.double({ min: 0, max: 1, noNaN: true }) }),
        { maxLength: 5 },
      ),
      from: fc.option(day),
      to: day,
    })
    fc.assert(
      fc.property(history, (given) => {
        const invoices = given.invoices.map(({ day: on, total, terms }, index) =>
          invoice(index, on, total, { dueDay: addDays(on, terms) }),
        )
        const notes = given.notes.flatMap(({ of, day: on, part }, index) => {
          const corrected = invoices[of % Math.max(invoices.length, 1)]
          if (!corrected) return []
          const total = Math.max(1, Math.floor((corrected.total * part) / 4))
          const noteDay = on > corrected.day ? on : corrected.day
          return [invoice(1000 + index, noteDay, total, { kind: 'credit-note', corrects: corrected.id })]
        })
        const rows = given.payments.map(({ of, day: on, amount: paid, back }, index) =>
          payment(index, of === null || invoices.length === 0 ? null : of % invoices.length, on, paid, {
            returns: back
              ? [{ kind: 'refund' as const, day: back.day > on ? back.day : on, amount: Math.floor(paid * back.part) }]
              : [],
          }),
        )
        const moves = given.moves.flatMap(({ from, to, day: on, part }, index) => {
          const source = rows[from % Math.max(rows.length, 1)]
          if (!source || invoices.length === 0) return []
          const moved = Math.floor(source.amount * part)
          return [
            payment(1000 + index, to % invoices.length, on > source.day ? on : source.day, moved, {
              source: source.id,
              method: 'credit',
            }),
          ]
        })
        const all = accountStatement([...invoices, ...notes], [...rows, ...moves], { from: given.from, to: given.to })
        expect(all.opening + sumOf(all.entries.map((entry) => entry.amount))).toBe(all.closing)
        expect(all.opening + all.invoiced - all.credited - all.paid + all.returned).toBe(all.closing)
        expect(sumOf(Object.values(all.ageing)) - all.credit).toBe(all.closing)
        expect(
          all.entries.every((entry) => entry.day <= given.to && (given.from === null || entry.day >= given.from)),
        ).toBe(true)
        if (given.from !== null) {
          const before = accountStatement([...invoices, ...notes], [...rows, ...moves], {
            from: null,
            to: addDays(given.from, -1),
          })
          if (given.from <= given.to) expect(before.closing).toBe(all.opening)
        }
      }),
    )
  })
})
