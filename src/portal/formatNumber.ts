import { intlLocale } from '../domain/intlLocale.ts'

const formatters = new Map<string, Intl.NumberFormat>()

/** A count, quantity or rate in the reader's notation. */
export const formatNumber = (value: number, locale: string): string => {
  const known =
    formatters.get(locale) ??
    new Intl.NumberFormat(intlLocale(locale), { maximumFractionDigits: 6, useGrouping: 'always' })
  formatters.set(locale, known)
  return known.format(value)
}
