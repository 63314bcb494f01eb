import { Link } from '@payloadcms/ui'
import type { DefaultServerCellComponentProps } from 'payload'

import { getPortalOptions } from '../../context.ts'
import type { Invoice } from '../../records.ts'
import { adminUrls } from '../adminUrls.ts'
import { wordsOf } from '../words.ts'

/** A document's number in a list; a draft has none yet and says so. */
export const NumberCell = ({ rowData, link, linkURL, i18n, payload }: DefaultServerCellComponentProps) => {
  const { id, kind, number } = rowData as Invoice
  const words = wordsOf(i18n).ui.invoice
  const text = number ?? (kind === 'credit-note' ? words.creditNoteDraft : words.draftTitle)
  if (!link) return <span>{text}</span>
  return (
    <Link href={linkURL ?? adminUrls(getPortalOptions(payload)).document('invoices', id)} prefetch={false}>
      {text}
    </Link>
  )
}
