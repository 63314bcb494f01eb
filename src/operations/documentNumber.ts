import type { PayloadRequest } from 'payload'

import { ensureCounter, increment } from '../counters.ts'
import { yearOf } from '../domain/days.ts'
import { counterKey, formatNumber, type NumberSeries } from '../domain/numbering.ts'
import type { BusinessSettings } from '../records.ts'
import { findRow } from '../store.ts'
import { businessDay } from './businessDay.ts'

const patternField = {
  invoice: 'invoiceNumberPattern',
  'credit-note': 'creditNoteNumberPattern',
  quote: 'quoteNumberPattern',
} as const satisfies Record<NumberSeries, keyof BusinessSettings>

const counterOf = (settings: BusinessSettings, series: NumberSeries, issueDate: string): string =>
  counterKey(series, settings[patternField[series]], yearOf(issueDate))

/** Makes the year's counter exist, before any transaction: inside one, a lost race for the insert would kill it. */
export const prepareNumber = (
  req: PayloadRequest,
  settings: BusinessSettings,
  series: NumberSeries,
  now: Date,
): Promise<void> => ensureCounter(req, counterOf(settings, series, businessDay(settings, now)))

/**
 * The next number of the series. The counter's row stays locked until the transaction ends, so numbers are given in the
 * order of commits, without a gap after a failure. A number that imported history holds already is passed over.
 */
export const nextNumber = async (
  tx: PayloadRequest,
  settings: BusinessSettings,
  series: NumberSeries,
  issueDate: string,
): Promise<string> => {
  const pattern = settings[patternField[series]]
  const collection = series === 'quote' ? 'quotes' : 'invoices'
  for (;;) {
    const value = await increment(tx, counterOf(settings, series, issueDate))
    const number = formatNumber(pattern, yearOf(issueDate), value)
    if (!(await findRow(tx, collection, { number: { equals: number } }))) return number
  }
}
