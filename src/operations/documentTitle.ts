import { isQuote } from '../domain/quoteStatus.ts'
import type { Invoice, Locale, Quote } from '../records.ts'
import { adminTexts } from '../translations/adminTexts.ts'

/** What a document is called in a sentence: 'Invoice INV-2026-0042', 'Factura FAC-2026-0042'. */
export const documentTitle = (document: Invoice | Quote, locale: Locale): string =>
  [adminTexts(locale).options.documentKind[isQuote(document) ? 'quote' : document.kind], document.number]
    .filter(Boolean)
    .join(' ')
