import { Link } from '@payloadcms/ui'
import type { UIFieldServerProps } from 'payload'

import { hasPermission } from '../../access/staff.ts'
import { refundableAmount } from '../../domain/ledger.ts'
import { formatMoney } from '../../domain/money.ts'
import type { Payment } from '../../records.ts'
import { findById } from '../../store.ts'
import { ApplyCredit } from '../credit/ApplyCredit.tsx'
import { PostButton } from '../dialog/PostButton.tsx'
import { panelContext } from '../panelContext.ts'
import { LiveUpdates } from '../refresh/LiveUpdates.tsx'
import { readLive } from '../refresh/readLive.ts'
import { StatusPill } from '../status/StatusPill.tsx'
import { paymentStatusText } from '../status/statusTone.ts'
import { eventEntry, paymentEntries, type TimelineContext } from '../timeline/entries.ts'
import { Timeline } from '../timeline/Timeline.tsx'
import { newestFirst } from '../timeline/timelineEntry.ts'
import { filled } from '../words.ts'
import { PaymentMoney, PaymentRefunds } from './PaymentMoney.tsx'
import { paymentNotices, paymentState } from './paymentState.ts'
import { readPayment, type PaymentRecords } from './readPayment.ts'
import { RefundPayment } from './RefundPayment.tsx'

import '../admin.css'

interface May {
  refund: boolean
  void: boolean
  record: boolean
}

const clientName = ({ client }: PaymentRecords): string => (client?.company || client?.name) ?? ''

/** What can be done with it now, by whoever may. */
const Actions = ({
  payment,
  records,
  context,
  may,
}: {
  payment: Payment
  records: PaymentRecords
  context: TimelineContext
  may: May
}) => {
  const { words, language, urls } = context
  const texts = words.ui.payment
  const { invoice, openInvoices } = records
  const amount = formatMoney(payment.amount, payment.currency, language)
  const url = urls.api('payments', payment.id)
  const left = may.refund ? refundableAmount(payment) : 0
  const credit = may.record ? (payment.amountUnapplied ?? 0) : 0
  const isReversible = may.record && payment.status === 'succeeded' && payment.method !== 'stripe'
  if (left === 0 && credit === 0 && !isReversible) return null
  const { id, status, amountReturned, amountMoved, currency } = payment
  return (
    <div className="cp-actions">
      {credit > 0 && openInvoices.length > 0 ? (
        <ApplyCredit
          label={words.ui.credit.applyTo}
          facts={{
            client: clientName(records),
            currency,
            sources: [{ id, amount: credit }],
            invoices: openInvoices.map((each) => ({ ...each, number: each.number ?? '' })),
            payments: urls.api('payments'),
          }}
        />
      ) : null}
      {left > 0 ? (
        <RefundPayment
          facts={{
            payment: { id, status, amount: payment.amount, amountReturned, amountMoved, currency },
            left,
            method: payment.methodDetail ?? null,
            client: clientName(records),
            invoice: invoice && {
              number: invoice.number ?? '',
              amountDue: invoice.amountDue,
              excess: records.invoiceExcess,
              canCredit: may.void && invoice.status !== 'void' && invoice.total > invoice.amountCredited,
            },
            url,
          }}
        />
      ) : null}
      {isReversible ? (
        <PostButton
          label={texts.reverse}
          url={`${url}/reverse`}
          done={texts.reverseDone}
          size="medium"
          ask={{
            slug: 'client-portal-reverse',
            title: filled(texts.reverseTitle, { amount }),
            text: invoice ? filled(texts.reverseText, { invoice: invoice.number ?? '' }) : texts.reverseTextPlain,
            confirm: texts.reverseButton,
            isGrave: true,
          }}
        />
      ) : null}
      {credit > 0 && openInvoices.length === 0 ? (
        <span className="cp-hint">{filled(texts.noOpen, { currency })}</span>
      ) : null}
    </div>
  )
}

const Facts = ({
  payment,
  records,
  context,
}: {
  payment: Payment
  records: PaymentRecords
  context: TimelineContext
}) => {
  const { words, language, urls } = context
  const texts = words.ui.payment
  const { client, invoice, source, stripeUrl } = records
  return (
    <ul className="cp-facts">
      <li>{paymentState(payment, context)}</li>
      {client ? (
        <li>
          <Link href={urls.document('clients', client.id)} prefetch={false}>
            {clientName(records)}
          </Link>
        </li>
      ) : null}
      {invoice ? (
        <li>
          <Link href={urls.document('invoices', invoice.id)} prefetch={false}>
            {filled(texts.forInvoice, { number: invoice.number ?? '' })}
          </Link>
        </li>
      ) : null}
      {source ? (
        <li>
          <Link href={urls.document('payments', source.id)} prefetch={false}>
            {filled(texts.creditFrom, { amount: formatMoney(source.amount, source.currency, language) })}
          </Link>
        </li>
      ) : null}
      {stripeUrl ? (
        <li>
          <a href={stripeUrl} rel="noreferrer" target="_blank">
            {texts.atStripe}
          </a>
        </li>
      ) : null}
    </ul>
  )
}

/** A payment in words: where it stands, where its money is, what can be done with it, and what happened to it. */
export const PaymentPanel = async ({ id, req, i18n }: UIFieldServerProps) => {
  if (!(await hasPermission(req, 'isStaff'))) return null
  const known = id === undefined ? null : await findById(req, 'payments', id)
  if (!known) return null
  const live = await readLive(req, known.client)
  const payment = (await findById(req, 'payments', known.id)) ?? known
  const records = await readPayment(req, payment)
  const context = await panelContext(req, i18n)
  const { words } = context
  const may: May = {
    refund: await hasPermission(req, 'canRefund'),
    void: await hasPermission(req, 'canVoid'),
    record: await hasPermission(req, 'canRecordPayments'),
  }
  const history = newestFirst([
    ...records.events.flatMap((event) => eventEntry(event, context) ?? []),
    ...paymentEntries(payment, context, records.events),
  ])
  return (
    <div className="cp-panel">
      <header className="cp-panel__head">
        <div className="cp-panel__title">
          <span className="cp-panel__number">{formatMoney(payment.amount, payment.currency, context.language)}</span>
          <StatusPill {...paymentStatusText(payment, words)} />
        </div>
      </header>
      <Facts payment={payment} records={records} context={context} />
      {paymentNotices(payment, context).map(({ tone, text }) => (
        <p key={text} className={`cp-notice${tone === 'late' ? ' cp-notice--late' : ''}`} role="note">
          {text}
        </p>
      ))}
      <Actions payment={payment} records={records} context={context} may={may} />
      <LiveUpdates
        {...live}
        document={{ url: context.urls.api('payments', payment.id), updatedAt: payment.updatedAt }}
      />
      <PaymentMoney payment={payment} records={records} context={context} />
      <PaymentRefunds payment={payment} context={context} />
      <details className="cp-history">
        <summary className="cp-heading">{words.ui.history.title}</summary>
        <Timeline entries={history} words={words} />
      </details>
      <p className="cp-hint">{words.ui.payment.written}</p>
    </div>
  )
}
