import type { Invoice, Locale } from '../records.ts'
import { admin as en } from '../translations/en/admin.ts'
import { admin as es } from '../translations/es/admin.ts'

/** What a document is called in a sentence: 'Invoice INV-2026-0042', 'Factura FAC-2026-0042'. */
export const documentTitle = (invoice: Pick<Invoice, 'kind' | 'number'>, locale: Locale): string =>
  [(locale === 'es' ? es : en).options.kind[invoice.kind], invoice.number].filter(Boolean).join(' ')
