import type { InvoicePageData } from '../../queries/invoicePage.ts'
import type { PortalFrame, PortalTexts } from '../frame.ts'
import type { PayStart } from '../pay/payTarget.ts'
import { Icon } from '../parts/Icon.tsx'
import { InvoiceSide } from '../parts/InvoiceSide.tsx'
import { InvoiceCorrections, InvoiceHistory, InvoicePayments } from '../parts/InvoiceTrail.tsx'
import { Sheet } from '../parts/Sheet.tsx'
import { Shell } from '../parts/Shell.tsx'
import { Numbered } from '../parts/Numbered.tsx'
import type { SheetModel } from '../sheetModel.ts'

export interface InvoicePageProps {
  frame: PortalFrame
  data: InvoicePageData
  sheet: SheetModel
  /** In the document's language. */
  sheetTexts: PortalTexts
  payStart: PayStart | null
  /** Called up by a *Pay now*: where no script runs, the page itself says how. */
  isForPaying: boolean
}

/** The document's name as a page title. */
export const invoiceTitle = (
  { kind, number }: { kind: string; number?: string | null },
  texts: PortalTexts,
): string => {
  if (!number) return texts.invoice.draftTitle
  return kind === 'credit-note' ? texts.invoice.creditNoteTitle(number) : texts.invoice.title(number)
}

/** One document: the sheet, and beside it what it means for the reader. */
export const InvoicePage = ({ frame, data, sheet, sheetTexts, payStart, isForPaying }: InvoicePageProps) => {
  const { texts, paths } = frame
  const { invoice, corrected, quote } = data
  const isDraft = invoice.status === 'draft'
  return (
    <Shell
      className="main-invoice"
      frame={frame}
      payStart={payStart}
      section="invoices"
      seen={isDraft ? '' : `invoice=${encodeURIComponent(invoice.id)}`}
    >
      <a className="back" href={paths.invoices()}>
        <Icon name="left" />
        {texts.invoice.back}
      </a>
      <h1>
        <Numbered>{invoiceTitle(invoice, texts)}</Numbered>
      </h1>
      {isDraft ? <p className="note">{texts.invoice.draftNote}</p> : null}
      {invoice.revisedBy ? <p className="note">{texts.invoice.revisedNote}</p> : null}
      {quote?.number ? (
        <p className="note">
          <a href={paths.quote(quote.id)}>{texts.invoice.quoteLink(quote.number)}</a>
        </p>
      ) : null}
      {corrected?.number ? (
        <p className="note">
          <a href={paths.invoice(corrected.id)}>{texts.invoice.correctsLink(corrected.number)}</a>
        </p>
      ) : null}
      <div className="invoice">
        <InvoiceSide
          amountProcessing={data.amountProcessing}
          frame={frame}
          invoice={invoice}
          isForPaying={isForPaying}
        />
        <Sheet frame={frame} sheet={sheet} texts={sheetTexts} />
        <div className="invoice-trail">
          <InvoicePayments data={data} frame={frame} />
          <InvoiceCorrections data={data} frame={frame} />
          <InvoiceHistory data={data} frame={frame} />
        </div>
      </div>
    </Shell>
  )
}
