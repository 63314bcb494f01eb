import { addDays, daysBetween } from '../../src/domain/days.ts'
import type { Client, LineInput } from '../../src/records.ts'
import { Chance } from './chance.ts'
import type { DocumentPlan, PlannedPayment } from './documentPlan.ts'

const COUNT = 240

const line = (description: string, quantity: number, unitPrice: number, discountPercent?: number): LineInput => ({
  description,
  quantity,
  unitPrice,
  taxRate: 0,
  taxCategory: 'outside',
  ...(discountPercent ? { discountPercent } : {}),
})

const projects = ['Harbor campaign', 'Annual report', 'Packaging refresh', 'Product launch', 'Investor deck'] as const
const deliverables = [
  'Concept and art direction',
  'Page templates',
  'Icon set',
  'Motion studies',
  'Press-ready artwork',
] as const

const month = (day: string): string =>
  new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(day))

interface Slot {
  /** Day of the month. */
  day: number
  make: (issued: string, chance: Chance) => Pick<DocumentPlan, 'currency' | 'lines' | 'reference' | 'discountPercent'>
}

/** Four documents a month: the retainer and the hosting in EUR, two pieces of project work in USD. */
const slots: readonly Slot[] = [
  {
    day: 2,
    make: (issued) => ({
      currency: 'EUR',
      lines: [line(`Design retainer, ${month(issued)}`, 1, 180_000)],
      reference: 'PO 7714',
    }),
  },
  {
    day: 5,
    make: (issued, chance) => ({
      currency: 'EUR',
      lines: [
        line(`Hosting and care, ${month(issued)}`, 1, 19_000),
        ...(chance.next() < 0.4 ? [line('Content updates, hours', chance.between(2, 12) / 2, 6_500)] : []),
      ],
    }),
  },
  {
    day: 14,
    make: (_, chance) => ({
      currency: 'USD',
      lines: [
        line(`${chance.pick(projects)}: ${chance.pick(deliverables)}`, 1, chance.between(14, 58) * 5_000),
        line('Design, hours', chance.between(4, 40) / 2, 9_500),
      ],
      ...(chance.next() < 0.12 ? { discountPercent: 10 } : {}),
      reference: `WH-${chance.between(1100, 1980)}`,
    }),
  },
  {
    day: 23,
    make: (_, chance) => ({
      currency: 'USD',
      lines: [
        line('Photography, day rate', chance.pick([0.5, 1, 1.5, 2]), 118_000),
        line('Retouching, images', chance.between(6, 30), 3_200, chance.next() < 0.25 ? 15 : undefined),
      ],
    }),
  },
]

/** The last `COUNT` working days on which something was due to be issued, oldest first. */
const issueDays = (today: string): { issued: string; slot: Slot }[] => {
  const days: { issued: string; slot: Slot }[] = []
  let first = `${today.slice(0, 7)}-01`
  while (days.length < COUNT) {
    for (const slot of [...slots].reverse()) {
      const due = addDays(first, slot.day - 1)
      const weekday = new Date(due).getUTCDay()
      const issued = addDays(due, weekday === 6 ? 2 : weekday === 0 ? 1 : 0)
      if (issued < today && days.length < COUNT) days.push({ issued, slot })
    }
    first = `${addDays(first, -1).slice(0, 7)}-01`
  }
  return days.reverse()
}

/** Paid by a bank transfer on a Friday; never after yesterday. */
const fridayAfter = (issued: string, days: number, today: string): string => {
  const day = addDays(issued, days)
  const friday = addDays(day, (12 - new Date(day).getUTCDay()) % 7)
  return friday < today ? friday : addDays(today, -1)
}

const cards = { accounts: 'Visa •••• 4242', office: 'Mastercard •••• 4444' }

interface Issued {
  index: number
  age: number
  issued: string
  isHosting: boolean
}

const paymentsFor = ({ index, age, issued, isHosting }: Issued, today: string, chance: Chance): PlannedPayment[] => {
  const paidOn = fridayAfter(issued, chance.between(9, 40), today)
  // One was paid by card, disputed and lost: owed again for months. One is paid in part, the last weeks are not due yet.
  if (index === COUNT - 16) {
    return [
      {
        on: addDays(issued, 8),
        online: cards.office,
        disputed: { opened: addDays(issued, 21), lost: addDays(issued, 55) },
        note: 'The cardholder’s bank did not know the charge',
      },
    ]
  }
  if (index === COUNT - 11) return [{ on: paidOn, amount: 60_000, note: 'First half' }]
  if (age < 34) return index % 4 === 1 && age > 12 ? [{ on: paidOn }] : []
  if (age < 60) return index % 3 === 0 ? [] : [{ on: paidOn }]
  // Accounts pays the hosting in the portal since they may.
  if (isHosting && age < 900) return [{ on: addDays(issued, 2 + (index % 5)), online: cards.accounts }]
  if (index % 37 === 5) return [{ on: paidOn, amount: 15_000 }, { on: fridayAfter(paidOn, 14, today) }]
  return [{ on: paidOn, ...(index % 9 === 2 ? { method: 'other', note: 'Wire through the US account' } : {}) }]
}

/** John's five years: 240 documents in two currencies, nearly all of them paid. */
export const planJohn = (john: Client, today: string): DocumentPlan[] => {
  const chance = new Chance(240)
  return issueDays(today).map(({ issued, slot }, index): DocumentPlan => {
    const made = slot.make(issued, chance)
    const age = daysBetween(issued, today)
    const plan: DocumentPlan = {
      client: john,
      ...made,
      issued,
      terms: 30,
      viewed: age < 3 ? null : addDays(issued, 1),
      recipients: slot.day === 5 ? ['accounts@client.test'] : [],
    }
    if (index % 53 === 20 && age > 90) {
      const on = addDays(issued, 6)
      return { ...plan, credit: { on, reason: 'Issued to the wrong purchase order' } }
    }
    // Paid a round sum that was too much: the rest is John's credit.
    if (index === COUNT - 30)
      return {
        ...plan,
        payments: [
          { on: addDays(issued, 20) },
          { on: addDays(issued, 21), amount: 5_000, note: 'Paid a little too much' },
        ],
      }
    return { ...plan, payments: paymentsFor({ index, age, issued, isHosting: slot.day === 5 }, today, chance) }
  })
}
