import { CSV_BOM, csvLine, type CsvCell, type CsvConvention } from '../domain/csv.ts'
import { dayInZone, dayOf } from '../domain/days.ts'
import { quoteState } from '../domain/quoteStatus.ts'
import type { ExportInvoice, ExportQuote } from '../queries/exportRows.ts'
import type { DownloadTexts } from '../translations/downloadTexts.ts'

const invoiceColumns = [
  ...(['kind', 'number', 'issueDate', 'dueDate', 'status', 'reference', 'currency'] as const),
  ...(['net', 'tax', 'withholding', 'total', 'paid', 'due', 'file'] as const),
] as const

const quoteColumns = [
  ...(['number', 'revision', 'issueDate', 'validUntil', 'status', 'answeredDate', 'reference', 'currency'] as const),
  ...(['net', 'tax', 'withholding', 'total', 'file'] as const),
] as const

interface IndexWords {
  texts: DownloadTexts
  convention: CsvConvention
  /** With a column for the client, where it holds documents of many. */
  withClients: boolean
}

/** A table that is written line by line. */
const table = (
  { texts, convention, withClients }: IndexWords,
  columns: readonly (keyof DownloadTexts['columns'])[],
) => {
  const lines: string[] = []
  const write = (client: string, cells: readonly CsvCell[]) =>
    lines.push(csvLine(withClients ? [client, ...cells] : cells, convention))
  write(
    texts.columns.client,
    columns.map((column) => texts.columns[column]),
  )
  return {
    write,
    isEmpty: () => lines.length === 1,
    bytes: (): Buffer => Buffer.from(CSV_BOM + lines.join(''), 'utf8'),
  }
}

const dayIn = (value: string | null | undefined) => (value ? dayOf(value) : null)

/**
 * The table of an export's invoices and credit notes: a line each, amounts as the document has them, negative on a credit
 * note, so that a column adds up. Net is after all discounts; net + tax − withholding is the total.
 */
export const invoiceIndex = (words: IndexWords) => {
  const { texts } = words
  const { write, isEmpty, bytes } = table(words, invoiceColumns)
  const add = (row: ExportInvoice, path: string, client: string): void => {
    const sign = row.kind === 'credit-note' ? -1 : 1
    const net = row.subtotal - row.discountTotal
    const money = (amount: number) => ({ amountMinor: amount === 0 ? 0 : sign * amount, currency: row.currency })
    write(client, [
      texts.kinds[row.kind],
      row.number ?? '',
      dayIn(row.issueDate),
      row.kind === 'invoice' ? dayIn(row.dueDate) : null,
      texts.statuses[row.kind === 'credit-note' ? 'issued' : row.status],
      row.reference ?? null,
      row.currency,
      money(net),
      money(row.total - net + row.withholding),
      money(row.withholding),
      money(row.total),
      money(row.amountPaid),
      money(row.amountDue),
      path,
    ])
  }
  return { add, isEmpty, bytes }
}

/**
 * The table of an export's quotes, which are no part of the books and have one of their own: as they stand today, with the
 * day on which they were answered.
 */
export const quoteIndex = (words: IndexWords, { today, timeZone }: { today: string; timeZone: string }) => {
  const { texts } = words
  const { write, isEmpty, bytes } = table(words, quoteColumns)
  const add = (row: ExportQuote, path: string, client: string): void => {
    const answeredAt = row.acceptedAt ?? row.declinedAt
    const net = row.subtotal - row.discountTotal
    const money = (amountMinor: number) => ({ amountMinor, currency: row.currency })
    write(client, [
      row.number ?? '',
      String(row.revision),
      dayIn(row.issueDate),
      dayIn(row.validUntil),
      texts.quoteStatuses[quoteState(row, today)],
      answeredAt ? dayInZone(new Date(answeredAt), timeZone) : null,
      row.reference ?? null,
      row.currency,
      money(net),
      money(row.total - net + row.withholding),
      money(row.withholding),
      money(row.total),
      path,
    ])
  }
  return { add, isEmpty, bytes }
}
