/**
 * A statement of account: what a client owed at the beginning of a period, what happened in it, what they owed at its
 * end, and how old that debt was. Made of the invoices and the ledger alone; amounts are in the currency's minor unit.
 *
 * Always `opening + Σ entries = closing` and `closing = Σ ageing − credit`; and where the period ends today, the ageing is
 * what the open invoices still owe and the credit is the client's credit, to the cent.
 */
import type { ID } from '../records.ts'
import { daysBetween } from './days.ts'

/** An issued invoice or credit note. */
export interface AccountDocument {
  id: ID
  kind: 'invoice' | 'credit-note'
  number: string
  reference: string | null
  day: string
  dueDay: string | null
  /** Positive, also on a credit note. */
  total: number
  /** The invoice that a credit note corrects. */
  corrects: ID | null
}

export type ReturnKind = 'refund' | 'dispute' | 'reversal'

/** Money that arrived. One that was moved on as credit is a row of its own, with the row it came from as `source`. */
export interface AccountPayment {
  id: ID
  invoice: ID | null
  source: ID | null
  /** How it was paid, for people: `Visa •••• 4242`. */
  detail: string | null
  method: string
  day: string
  amount: number
  /** What went back of it, and when. */
  returns: { kind: ReturnKind; day: string; amount: number }[]
}

export type AccountEntryKind = AccountDocument['kind'] | 'payment' | ReturnKind

export interface AccountEntry {
  kind: AccountEntryKind
  day: string
  /** The document that it is, or that the money is for. */
  document: ID | null
  number: string | null
  /** The client's reference on a document; how a payment was made. */
  detail: string | null
  method: string | null
  /** Positive where the client owes more by it, negative where less. */
  amount: number
  /** What is owed after it; negative is credit. */
  balance: number
}

export const ageingBands = ['current', 'to30', 'to60', 'to90', 'over90'] as const
export type AgeingBand = (typeof ageingBands)[number]
export type Ageing = Record<AgeingBand, number>

export interface AccountStatement {
  /** The first day of the period, or null from the very beginning. */
  from: string | null
  to: string
  opening: number
  entries: AccountEntry[]
  closing: number
  invoiced: number
  credited: number
  paid: number
  /** Refunds, lost disputes and payments that were taken back. */
  returned: number
  /** What is owed at the end, by how many days it is overdue. */
  ageing: Ageing
  /** What was paid and no invoice needs at the end. */
  credit: number
}

/** The band of a debt on a day: current until its due day has passed. */
export const ageingBand = (dueDay: string | null, day: string): AgeingBand => {
  const late = dueDay === null ? 0 : daysBetween(dueDay, day)
  if (late <= 0) return 'current'
  if (late <= 30) return 'to30'
  if (late <= 60) return 'to60'
  return late <= 90 ? 'to90' : 'over90'
}

export const emptyAgeing = (): Ageing => ({ current: 0, to30: 0, to60: 0, to90: 0, over90: 0 })

const key = (id: ID): string => String(id)

/** What is left of a payment's money on a day. */
const netOn = (payment: AccountPayment, day: string): number =>
  payment.day > day
    ? 0
    : payment.returns.reduce((left, each) => (each.day > day ? left : left - each.amount), payment.amount)

/** Money that only moves from one invoice to another changes nothing in what is owed. */
const isOwnMoney = ({ source }: AccountPayment): boolean => source === null

/** All that happened, day by day; the balances are still to be drawn. */
const movesOf = (documents: readonly AccountDocument[], payments: readonly AccountPayment[]): AccountEntry[] => {
  const numbers = new Map(documents.map(({ id, number }) => [key(id), number]))
  const numberOf = (id: ID | null) => (id === null ? null : (numbers.get(key(id)) ?? null))
  const moves = documents.map(({ id, kind, number, reference, day, total }): AccountEntry => {
    const amount = kind === 'invoice' ? total : -total
    return { kind, day, document: id, number, detail: reference, method: null, amount, balance: 0 }
  })
  for (const { invoice, method, detail, day, amount, returns } of payments.filter(isOwnMoney)) {
    const number = numberOf(invoice)
    const add = (what: Pick<AccountEntry, 'kind' | 'day' | 'amount'>) =>
      moves.push({ ...what, document: invoice, number, detail, method, balance: 0 })
    add({ kind: 'payment', day, amount: -amount })
    returns.forEach(add)
  }
  // On one day documents come first: what is paid at once was owed for a moment. Otherwise as they were given.
  const rank = ({ kind }: AccountEntry): number =>
    kind === 'invoice' ? 0 : kind === 'credit-note' ? 1 : kind === 'payment' ? 2 : 3
  return moves.sort((a, b) => (a.day === b.day ? rank(a) - rank(b) : a.day < b.day ? -1 : 1))
}

/** What each invoice still owed on a day, and what was left over. */
const standingOn = (
  documents: readonly AccountDocument[],
  payments: readonly AccountPayment[],
  day: string,
): { ageing: Ageing; credit: number } => {
  const invoices = documents.filter((each) => each.kind === 'invoice' && each.day <= day)
  const owed = new Map(invoices.map(({ id, total }) => [key(id), total]))
  let credit = 0
  const take = (invoice: ID | null, amount: number): void => {
    const left = invoice === null ? undefined : owed.get(key(invoice))
    // Money without an invoice, or for one that is issued later, is credit until then.
    if (invoice === null || left === undefined) credit += amount
    else owed.set(key(invoice), left - amount)
  }
  for (const { kind, corrects, total, day: on } of documents) {
    if (kind === 'credit-note' && on <= day) take(corrects, total)
  }
  const byId = new Map(payments.map((payment) => [key(payment.id), payment]))
  for (const payment of payments) {
    const net = netOn(payment, day)
    if (net === 0) continue
    take(payment.invoice, net)
    if (payment.source !== null) take(byId.get(key(payment.source))?.invoice ?? null, -net)
  }
  const ageing = emptyAgeing()
  for (const { id, dueDay } of invoices) {
    const left = owed.get(key(id)) ?? 0
    if (left > 0) ageing[ageingBand(dueDay, day)] += left
    else credit -= left
  }
  return { ageing, credit }
}

/** The statement of one currency. `from` null begins with the first thing that ever happened. */
export const accountStatement = (
  documents: readonly AccountDocument[],
  payments: readonly AccountPayment[],
  { from, to }: { from: string | null; to: string },
): AccountStatement => {
  const moves = movesOf(documents, payments).filter(({ day }) => day <= to)
  const isEarlier = ({ day }: AccountEntry): boolean => from !== null && day < from
  const opening = moves.reduce((sum, move) => (isEarlier(move) ? sum + move.amount : sum), 0)
  const entries = moves.filter((move) => !isEarlier(move))
  let balance = opening
  for (const entry of entries) {
    balance += entry.amount
    entry.balance = balance
  }
  const sum = (...kinds: AccountEntryKind[]): number =>
    entries.reduce((total, { kind, amount }) => (kinds.includes(kind) ? total + amount : total), 0)
  return {
    from,
    to,
    opening,
    entries,
    closing: balance,
    invoiced: sum('invoice'),
    credited: Math.abs(sum('credit-note')),
    paid: Math.abs(sum('payment')),
    returned: sum('refund', 'dispute', 'reversal'),
    ...standingOn(documents, payments, to),
  }
}
