import { CSV_BOM, csvLine, type CsvConvention } from '../domain/csv.ts'
import { dayOf } from '../domain/days.ts'
import type { ExportInvoice } from '../queries/exportRows.ts'
import type { DownloadTexts } from '../translations/downloadTexts.ts'

const columns = [
  ...(['kind', 'number', 'issueDate', 'dueDate', 'status', 'reference', 'currency'] as const),
  ...(['net', 'tax', 'withholding', 'total', 'paid', 'due', 'file'] as const),
] as const

/**
 * The table of an export's invoices and credit notes, with a column for the client where it holds those of many: a line
 * each, amounts as the document has them, negative on a credit note, so that a column adds up. Net is after all discounts;
 * net + tax − withholding is the total. Quotes are no part of the books and stand in their folder alone.
 */
export const exportIndex = (
  texts: DownloadTexts,
  convention: CsvConvention,
  { withClients }: { withClients: boolean } = { withClients: false },
) => {
  const lines = [
    CSV_BOM,
    csvLine(
      [...(withClients ? [texts.columns.client] : []), ...columns.map((column) => texts.columns[column])],
      convention,
    ),
  ]

  const add = (row: ExportInvoice, path: string, client: string): void => {
    const sign = row.kind === 'credit-note' ? -1 : 1
    const net = row.subtotal - row.discountTotal
    const money = (amount: number) => ({ amountMinor: amount === 0 ? 0 : sign * amount, currency: row.currency })
    const day = (value: string | null | undefined) => (value ? dayOf(value) : null)
    lines.push(
      csvLine(
        [
          ...(withClients ? [client] : []),
          texts.kinds[row.kind],
          row.number ?? '',
          day(row.issueDate),
          row.kind === 'invoice' ? day(row.dueDate) : null,
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
        ],
        convention,
      ),
    )
  }

  return { add, bytes: (): Buffer => Buffer.from(lines.join(''), 'utf8') }
}
