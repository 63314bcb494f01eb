import type { DefaultServerCellComponentProps } from 'payload'

import { getPortalOptions } from '../../context.ts'
import type { Email, Invoice, Payment, Quote, Ticket } from '../../records.ts'
import { CellLink } from '../CellLink.tsx'
import { wordsOf, type AdminWords } from '../words.ts'
import { StatusPill } from './StatusPill.tsx'
import {
  emailStatusText,
  invoiceStatusText,
  paymentStatusText,
  quoteStatusText,
  ticketStatusText,
  type StatusText,
} from './statusTone.ts'

const statusOf = (
  { rowData, collectionSlug, payload }: DefaultServerCellComponentProps,
  words: AdminWords,
): StatusText => {
  const { slugs } = getPortalOptions(payload)
  if (collectionSlug === slugs.payments) return paymentStatusText(rowData as Payment, words)
  if (collectionSlug === slugs.tickets) return ticketStatusText((rowData as Ticket).status, words)
  if (collectionSlug === slugs.emails) return emailStatusText((rowData as Email).status, words)
  if (collectionSlug === slugs.quotes) return quoteStatusText(rowData as Quote, words)
  return invoiceStatusText(rowData as Invoice, words)
}

/**
 * The status of a row in a list. On invoices and quotes it stands in the column of `statusRank`, which is what sorting by status
 * needs, and shows the status itself.
 */
export const StatusCell = (cell: DefaultServerCellComponentProps) => (
  <CellLink cell={cell}>
    <StatusPill {...statusOf(cell, wordsOf(cell.i18n))} />
  </CellLink>
)
