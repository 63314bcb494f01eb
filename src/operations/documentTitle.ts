import { isQuote } from '../domain/quoteStatus.ts'
import type { Invoice, Locale, Quote } from '../records.ts'
import { admin as en } from '../translations/en/admin.ts'
import { admin as es } from '../translations/es/admin.ts'

/** What a document is called in a sentence: 'Invoice INV-2026-0042', 'Factura FAC-2026-0042'. */
export const documentTitle = (document: Invoice | Quote, locale: Locale): string =>
  [(locale === 'es' ? es : en).options.documentKind[isQuote(document) ? 'quote' : document.kind], document.number]
    .filter(Boolean)
    .join(' ')
