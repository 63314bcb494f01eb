import { dayOf } from '../../domain/days.ts'
import { formatMoney } from '../../domain/money.ts'
import type { Invoice } from '../../records.ts'
import type { PortalFrame } from '../frame.ts'
import { isOwed } from '../pay/payTarget.ts'
import { stateInWords } from '../stateInWords.ts'
import { BankTransfer } from './BankTransfer.tsx'
import { Day } from './Day.tsx'
import { Figure } from './Figure.tsx'
import { Icon } from './Icon.tsx'
import { PayLink } from './PayLink.tsx'
import { StateWords } from './StatePill.tsx'
import { SupportHours } from './SupportHours.tsx'

/** What the figure at the top means for this document. */
const figureOf = (invoice: Invoice, texts: PortalFrame['texts']): { label: string; amount: number } => {
  if (invoice.kind === 'credit-note' && invoice.status !== 'draft')
    return { label: texts.invoice.credited, amount: invoice.total }
  if (invoice.status === 'sent' || invoice.status === 'overdue')
    return { label: texts.invoice.toPay, amount: invoice.amountDue }
  return { label: texts.invoice.amount, amount: invoice.total }
}

/** The card beside the sheet: what is owed, until when, and what can be done. */
export const InvoiceSide = ({
  invoice,
  amountProcessing,
  frame,
  isForPaying,
}: {
  invoice: Invoice
  amountProcessing: number
  frame: PortalFrame
  isForPaying: boolean
}) => {
  const { texts, locale, api } = frame
  const words = texts.invoice
  const doc = { ...invoice, amountProcessing }
  const state = stateInWords(doc, frame)
  const figure = figureOf(invoice, texts)
  const isOpen = isOwed(invoice)
  const canPay = isOpen && amountProcessing === 0
  const money = (amount: number) => formatMoney(amount, invoice.currency, locale)
  return (
    <section aria-labelledby="side-figure" className="side">
      <div className="side-figure">
        <h2 className="figure-label" id="side-figure">
          {figure.label}
        </h2>
        <Figure
          amount={figure.amount}
          className={`figure-side${invoice.status === 'void' ? ' struck' : ''}`}
          currency={invoice.currency}
          locale={locale}
        />
        <p className="side-state">
          <StateWords state={state} />
        </p>
        {isOpen && invoice.amountPaid > 0 ? <p className="quiet">{words.paidPart(money(invoice.amountPaid))}</p> : null}
        {invoice.kind === 'invoice' && invoice.amountCredited > 0 ? (
          <p className="quiet">{words.creditedPart(money(invoice.amountCredited))}</p>
        ) : null}
        {isOpen && amountProcessing > 0 ? (
          <p className="quiet">{words.processingText(money(amountProcessing))}</p>
        ) : null}
      </div>
      {invoice.issueDate && invoice.status !== 'draft' ? (
        <dl className="side-facts">
          <div>
            <dt>{words.issued}</dt>
            <dd>
              <Day day={invoice.issueDate} frame={frame} style="long" />
            </dd>
          </div>
          {invoice.kind === 'invoice' && invoice.dueDate && dayOf(invoice.dueDate) ? (
            <div>
              <dt>{words.dueDay}</dt>
              <dd>
                <Day day={invoice.dueDate} frame={frame} style="long" />
              </dd>
            </div>
          ) : null}
        </dl>
      ) : null}
      {invoice.status === 'draft' ? null : (
        <div className="side-actions">
          <PayLink doc={doc} frame={frame} />
          {isForPaying && canPay && frame.payments ? (
            <noscript>
              <p className="side-note">{texts.pay.needsScript}</p>
            </noscript>
          ) : null}
          <a className={`button${canPay && frame.payments ? '' : ' button-primary'}`} href={api.invoicePdf(invoice.id)}>
            <Icon name="download" />
            {words.pdf}
          </a>
        </div>
      )}
      {frame.viewer?.readOnly ? null : (
        <a
          className="quiet-link side-ask"
          href={frame.paths.support(`?new=1&invoice=${encodeURIComponent(invoice.id)}`)}
        >
          <Icon name="chat" />
          {invoice.status === 'draft' ? texts.support.askDraft : texts.support.ask}
        </a>
      )}
      {frame.viewer?.readOnly ? null : <SupportHours support={frame.support} />}
      {canPay ? <BankTransfer frame={frame} invoice={invoice} isOpen={isForPaying} /> : null}
    </section>
  )
}
