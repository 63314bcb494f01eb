import type { DefaultServerCellComponentProps } from 'payload'

import { getPortalOptions } from '../../context.ts'
import type { ID } from '../../records.ts'
import { CellLink } from '../CellLink.tsx'
import { wordsOf, type AdminWords } from '../words.ts'
import { readRelated } from './readRelated.ts'

const NONE = '–'

const nameOf = async (cell: DefaultServerCellComponentProps, words: AdminWords): Promise<string> => {
  const { payload, field } = cell
  const id = cell.cellData as ID | null | undefined
  if (id === null || id === undefined) return NONE
  const { slugs } = getPortalOptions(payload)
  if ('relationTo' in field && field.relationTo === slugs.clients) {
    const client = await readRelated(payload, 'clients', id)
    return (client?.company || client?.name) ?? NONE
  }
  const invoice = await readRelated(payload, 'invoices', id)
  if (!invoice) return NONE
  return (
    invoice.number ?? (invoice.kind === 'credit-note' ? words.ui.invoice.creditNoteDraft : words.ui.invoice.draftTitle)
  )
}

/**
 * A client or an invoice in a list, by name. Payload's own cell asks for it from the browser once it is in view: the
 * column would stand empty for a moment, each time the list is drawn.
 */
export const RelatedCell = async (cell: DefaultServerCellComponentProps) => (
  <CellLink cell={cell}>
    <span>{await nameOf(cell, wordsOf(cell.i18n))}</span>
  </CellLink>
)
