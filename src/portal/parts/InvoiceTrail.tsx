import { arrivedRefunds } from '../../domain/ledger.ts'
import { formatDay } from '../../domain/days.ts'
import { formatMoney } from '../../domain/money.ts'
import type { InvoiceHistoryEntry, InvoicePageData } from '../../queries/invoicePage.ts'
import type { PortalFrame } from '../frame.ts'
import { calendarDay } from '../stateInWords.ts'
import { Day } from './Day.tsx'
import { DocumentRow } from './DocumentRow.tsx'
import { Money } from './Money.tsx'

interface TrailProps {
  data: InvoicePageData
  frame: PortalFrame
}

export const InvoicePayments = ({ data: { invoice, payments }, frame }: TrailProps) => {
  const { texts, locale, timeZone, today } = frame
  const words = texts.invoice
  if (payments.length === 0) {
    const isOwed = invoice.kind === 'invoice' && (invoice.status === 'sent' || invoice.status === 'overdue')
    if (!isOwed) return null
  }
  return (
    <section aria-labelledby="payments" className="block">
      <h2 className="block-title" id="payments">
        {words.payments}
      </h2>
      {payments.length === 0 ? (
        <p className="quiet">{words.noPayments}</p>
      ) : (
        <ul className="rows">
          {payments.map((payment) => (
            <li className="row" key={payment.id}>
              <span className="row-name">{words.methods[payment.method]}</span>
              <span className="row-state quiet">
                <Day day={calendarDay(payment.receivedAt, timeZone)} frame={frame} style="long" />
                {payment.status === 'succeeded' ? null : ` · ${words.paymentStatus[payment.status]}`}
                {arrivedRefunds(payment).map((refund, index) => {
                  const day = calendarDay(refund.at, timeZone)
                  return (
                    <span className="row-sub" key={refund.id ?? index}>
                      {words.refunded(
                        formatMoney(refund.amount, payment.currency, locale),
                        day ? formatDay(day, locale, 'long', today) : '',
                      )}
                    </span>
                  )
                })}
              </span>
              <span className={`row-amount${payment.status === 'reversed' ? ' struck' : ''}`}>
                <Money amount={payment.amount} currency={payment.currency} locale={locale} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

export const InvoiceCorrections = ({ data: { corrections }, frame }: TrailProps) =>
  corrections.length === 0 ? null : (
    <section aria-labelledby="corrections" className="block">
      <h2 className="block-title" id="corrections">
        {frame.texts.invoice.corrections}
      </h2>
      <ul className="rows">
        {corrections.map((note) => (
          <DocumentRow doc={note} frame={frame} key={note.id} />
        ))}
      </ul>
    </section>
  )

const wordsFor = (entry: InvoiceHistoryEntry, currency: string, { texts, locale }: PortalFrame): string => {
  const { events, methods } = texts.invoice
  const money = (amount: number) => formatMoney(amount, currency, locale)
  switch (entry.type) {
    case 'sent':
      return events.sent(entry.to ?? '')
    case 'payment':
      return events.payment(money(entry.amount), methods[entry.method])
    case 'refund':
      return events.refund(money(entry.amount))
    case 'reversed':
      return events.reversed(money(entry.amount))
    case 'credited':
      return events.credited(entry.number)
    default:
      return events[entry.type]
  }
}

export const InvoiceHistory = ({ data: { invoice, history }, frame }: TrailProps) =>
  history.length === 0 ? null : (
    <section aria-labelledby="history" className="block">
      <h2 className="block-title" id="history">
        {frame.texts.invoice.history}
      </h2>
      <ol className="trail">
        {history.map((entry, index) => (
          <li className={`trail-entry trail-${entry.type}`} key={`${entry.type}-${entry.at}-${index}`}>
            <span>{wordsFor(entry, invoice.currency, frame)}</span>
            <span className="quiet">
              <Day day={calendarDay(entry.at, frame.timeZone)} frame={frame} style="long" />
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
