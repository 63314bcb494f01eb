import type { DefaultServerCellComponentProps } from 'payload'

import { getPortalOptions } from '../../context.ts'
import type { Email, Invoice, Payment } from '../../records.ts'
import { wordsOf } from '../words.ts'
import { StatusPill } from './StatusPill.tsx'
import { emailStatusText, invoiceStatusText, paymentStatusText } from './statusTone.ts'

/**
 * The status of a row in a list. On invoices it stands in the column of `statusRank`, which is what sorting by status
 * needs, and shows the status itself.
 */
export const StatusCell = ({ rowData, collectionSlug, i18n, payload }: DefaultServerCellComponentProps) => {
  const { slugs } = getPortalOptions(payload)
  const words = wordsOf(i18n)
  if (collectionSlug === slugs.payments) {
    return <StatusPill {...paymentStatusText((rowData as Payment).status, words)} />
  }
  if (collectionSlug === slugs.emails) return <StatusPill {...emailStatusText((rowData as Email).status, words)} />
  return <StatusPill {...invoiceStatusText(rowData as Invoice, words)} />
}
