import { intlLocale } from './intlLocale.ts'

const STEP = 1000
const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** A file's size for people: 812 byte, 12 kB, 3.4 MB. */
export const formatSize = (bytes: number, locale: string): string => {
  const index = units.findIndex((_, power) => bytes < (STEP - 0.5) * STEP ** power || power === units.length - 1)
  const value = bytes / STEP ** index
  return new Intl.NumberFormat(intlLocale(locale), {
    style: 'unit',
    unit: units[index] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: index > 1 && value < 10 ? 1 : 0,
  }).format(value)
}
