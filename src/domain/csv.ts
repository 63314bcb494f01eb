/**
 * CSV that a double click opens right. What separates cells and decimals is a matter of the region, since that is what a
 * spreadsheet goes by: `;` where decimals have a comma, else `,`.
 */
import { intlLocale } from './intlLocale.ts'
import { toDecimalString } from './money.ts'

export interface CsvConvention {
  separator: ',' | ';'
  decimal: ',' | '.'
}

/** Text, or a number that is written in the region's way. Nothing is an empty cell. */
export type CsvCell = string | { amountMinor: number; currency: string } | null

/** Of a language, and of a country where one is known (ISO 3166-1): `es` has a decimal comma, `es-MX` a point. */
export const csvConvention = (language: string, country?: string | null): CsvConvention => {
  const tag = country && /^[A-Za-z]{2}$/.test(country) ? `${language}-${country.toUpperCase()}` : language
  const decimal = new Intl.NumberFormat(intlLocale(tag), { numberingSystem: 'latn' })
    .formatToParts(1.5)
    .find(({ type }) => type === 'decimal')?.value
  return decimal === ',' ? { separator: ';', decimal: ',' } : { separator: ',', decimal: '.' }
}

/** First in the file, so that a spreadsheet reads what follows as UTF-8. */
export const CSV_BOM = '\ufeff'

/** A spreadsheet would run it: `=`, `+`, `-` and `@` begin formulas, a tab or a return hides one (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/

const textCell = (text: string, { separator }: CsvConvention): string => {
  const harmless = FORMULA.test(text) ? `'${text}` : text
  const needsQuotes = harmless.includes(separator) || /["\r\n]|^\s|\s$/.test(harmless)
  return needsQuotes ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** Digits and the region's decimal sign, without groups: a number to every spreadsheet. */
const amountCell = (amountMinor: number, currency: string, { decimal }: CsvConvention): string =>
  toDecimalString(amountMinor, currency).replace('.', decimal)

/** One line (RFC 4180), its end included. */
export const csvLine = (cells: readonly CsvCell[], convention: CsvConvention): string =>
  `${cells
    .map((cell) => {
      if (cell === null) return ''
      return typeof cell === 'string'
        ? textCell(cell, convention)
        : amountCell(cell.amountMinor, cell.currency, convention)
    })
    .join(convention.separator)}\r\n`
