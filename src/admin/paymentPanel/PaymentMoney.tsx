import { Link } from '@payloadcms/ui'

import { appliedAmount, isReceived } from '../../domain/ledger.ts'
import { formatMoney } from '../../domain/money.ts'
import type { Payment } from '../../records.ts'
import { instantText } from '../instantText.ts'
import type { Tone } from '../status/statusTone.ts'
import { StatusPill } from '../status/StatusPill.tsx'
import type { TimelineContext } from '../timeline/entries.ts'
import { filled } from '../words.ts'
import type { PaymentRecords } from './readPayment.ts'

interface PaymentMoneyProps {
  payment: Payment
  records: PaymentRecords
  context: TimelineContext
}

const refundTones: Readonly<Record<'pending' | 'succeeded' | 'failed', Tone>> = {
  pending: 'due',
  succeeded: 'quiet',
  failed: 'late',
}

/** Where a payment's money lies, once some of it went elsewhere than to its own invoice. */
export const PaymentMoney = ({ payment, records, context }: PaymentMoneyProps) => {
  const { words, language, urls } = context
  const texts = words.ui.payment
  const money = (amount: number) => formatMoney(amount, payment.currency, language)
  const [returned, moved, unapplied] = [
    payment.amountReturned ?? 0,
    payment.amountMoved ?? 0,
    payment.amountUnapplied ?? 0,
  ]
  if (!isReceived(payment) || returned + moved + unapplied === 0) return null
  const { invoice } = records
  const rows = [
    { label: texts.came, amount: payment.amount },
    { label: texts.returned, amount: -returned },
    { label: texts.moved, amount: -moved },
    ...(invoice
      ? [
          {
            label: filled(texts.onInvoice, { number: invoice.number ?? '' }),
            amount: appliedAmount(payment) - unapplied,
          },
        ]
      : []),
    { label: texts.unapplied, amount: unapplied },
  ].filter(({ amount }) => amount !== 0)
  return (
    <section className="cp-section">
      <h3 className="cp-heading">{texts.money}</h3>
      <dl className="cp-totals__list">
        {rows.map(({ label, amount }) => (
          <div key={label} className="cp-totals__row">
            <dt>{label}</dt>
            <dd>{amount < 0 ? `−${money(-amount)}` : money(amount)}</dd>
          </div>
        ))}
      </dl>
      {records.movedTo.length > 0 ? (
        <ul className="cp-facts">
          {records.movedTo.map(({ row, number }) => (
            <li key={row.id}>
              <Link href={urls.document('payments', row.id)} prefetch={false}>
                {[money(row.amount), number].filter(Boolean).join(' → ')}
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}

/** What was sent back, and whether it arrived. */
export const PaymentRefunds = ({ payment, context }: Omit<PaymentMoneyProps, 'records'>) => {
  const { words, language, timeZone, today } = context
  const refunds = [...(payment.refunds ?? [])].reverse()
  if (refunds.length === 0) return null
  return (
    <section className="cp-section">
      <h3 className="cp-heading">{words.ui.payment.refunds}</h3>
      <ul className="cp-rows">
        {refunds.map(({ id, at, amount, status }) => {
          const known = status ?? 'succeeded'
          return (
            <li key={id ?? at} className="cp-row">
              <span className="cp-row__detail">{instantText(at, language, timeZone, today)}</span>
              <StatusPill tone={refundTones[known]} label={words.options.refundStatus[known]} />
              <span className="cp-row__amount">{formatMoney(amount, payment.currency, language)}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
