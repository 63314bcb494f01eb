import type { DefaultServerCellComponentProps } from 'payload'

import type { Invoice } from '../../records.ts'
import { CellLink } from '../CellLink.tsx'
import { wordsOf } from '../words.ts'

/** A document's number in a list; a draft has none yet and says so. */
export const NumberCell = (cell: DefaultServerCellComponentProps) => {
  const { kind, number } = cell.rowData as Invoice
  const words = wordsOf(cell.i18n).ui.invoice
  return (
    <CellLink cell={cell}>
      <span>{number ?? (kind === 'credit-note' ? words.creditNoteDraft : words.draftTitle)}</span>
    </CellLink>
  )
}
