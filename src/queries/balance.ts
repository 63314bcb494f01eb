import type { Payload } from 'payload'

import type { ResolvedOptions } from '../options.ts'
import type { ID, InvoiceStatus } from '../records.ts'

export interface SumsScope {
  payload: Payload
  options: Pick<ResolvedOptions, 'slugs'>
  clientId: ID
}

/** What one client owes and has paid in one currency, in its minor unit. */
export interface CurrencyBalance {
  currency: string
  /** Still to pay on issued invoices. */
  owed: number
  /** The part of `owed` whose due day has passed. */
  overdue: number
  openCount: number
  overdueCount: number
  /** Net total of issued, not voided invoices less what was credited. */
  invoiced: number
  /** Money received, less refunds. */
  paid: number
  /** Received and not applied to any invoice. */
  credit: number
}

export interface SelectionSum {
  currency: string
  total: number
  due: number
}

const open: readonly InvoiceStatus[] = ['sent', 'overdue']

/** Statuses of which something is still to be paid. */
export const isOpenStatus = (status: InvoiceStatus): boolean => open.includes(status)

const emptyBalance = (currency: string): CurrencyBalance => ({
  currency,
  owed: 0,
  overdue: 0,
  openCount: 0,
  overdueCount: 0,
  invoiced: 0,
  paid: 0,
  credit: 0,
})

/** Applied to invoices per currency, beside the balance that is being built up. */
export type Building = Map<string, CurrencyBalance & { applied: number }>

/** The balance of a currency, begun where it is new. */
export const entry = (building: Building, currency: string) => {
  const known = building.get(currency)
  if (known) return known
  const fresh = { ...emptyBalance(currency), applied: 0 }
  building.set(currency, fresh)
  return fresh
}
