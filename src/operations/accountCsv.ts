import { CSV_BOM, csvLine, type CsvConvention } from '../domain/csv.ts'
import type { AccountStatement } from '../domain/accountStatement.ts'
import { methodText, type AccountTexts } from '../translations/accountTexts.ts'

const columns = ['day', 'kind', 'number', 'detail', 'currency', 'charge', 'credit', 'balance'] as const

/** The statements of a client as CSV: the same entries as on the page, a currency after the other. */
export const accountCsv = (
  statements: readonly (AccountStatement & { currency: string })[],
  words: AccountTexts,
  convention: CsvConvention,
): Uint8Array => {
  const lines = [
    CSV_BOM,
    csvLine(
      columns.map((column) => words.columns[column]),
      convention,
    ),
  ]
  for (const { currency, from, to, opening, entries, closing } of statements) {
    const money = (amountMinor: number) => ({ amountMinor, currency })
    const total = (day: string | null, label: string, amount: number) =>
      lines.push(csvLine([day, label, null, null, currency, null, null, money(amount)], convention))
    total(from, words.opening, opening)
    for (const entry of entries) {
      lines.push(
        csvLine(
          [
            entry.day,
            words.kinds[entry.kind],
            entry.number,
            methodText(entry, words),
            currency,
            entry.amount > 0 ? money(entry.amount) : null,
            entry.amount < 0 ? money(-entry.amount) : null,
            money(entry.balance),
          ],
          convention,
        ),
      )
    }
    total(to, words.closing, closing)
  }
  return Buffer.from(lines.join(''), 'utf8')
}
