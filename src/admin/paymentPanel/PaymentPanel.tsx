import { Link } from '@payloadcms/ui'
import type { UIFieldServerProps } from 'payload'

import { hasPermission } from '../../access/staff.ts'
import { getPortalOptions } from '../../context.ts'
import { dayInZone, dayOf, formatDay } from '../../domain/days.ts'
import { formatMoney } from '../../domain/money.ts'
import { findById, readSettings } from '../../store.ts'
import { adminUrls } from '../adminUrls.ts'
import { PostButton } from '../dialog/PostButton.tsx'
import { instantText } from '../instantText.ts'
import { StatusPill } from '../status/StatusPill.tsx'
import { paymentStatusText } from '../status/statusTone.ts'
import { filled, wordsOf } from '../words.ts'

import '../admin.css'

/** A payment in words, what it paid, and a way to take back one that was recorded by mistake. */
export const PaymentPanel = async ({ id, req, i18n }: UIFieldServerProps) => {
  if (!(await hasPermission(req, 'isStaff'))) return null
  const payment = id === undefined ? null : await findById(req, 'payments', id)
  if (!payment) return null
  const urls = adminUrls(getPortalOptions(req.payload))
  const words = wordsOf(i18n)
  const texts = words.ui.payment
  const { language } = i18n
  const { timeZone } = await readSettings(req)
  const today = dayInZone(new Date(), timeZone)
  const invoice = payment.invoice ? await findById(req, 'invoices', payment.invoice) : null
  const client = await findById(req, 'clients', payment.client)
  const status = paymentStatusText(payment.status, words)
  const amount = formatMoney(payment.amount, payment.currency, language)
  const day = dayOf(payment.receivedAt)
  const state =
    payment.status === 'reversed' && payment.reversedAt
      ? filled(texts.reversedState, { at: instantText(payment.reversedAt, language, timeZone, today) })
      : payment.status === 'succeeded' && day
        ? filled(texts.receivedState, {
            amount,
            day: formatDay(day, language, 'medium'),
            method: words.options.method[payment.method],
          })
        : filled(texts.otherState, { amount, status: status.label })
  const isReversible =
    payment.status === 'succeeded' &&
    payment.method !== 'stripe' &&
    payment.method !== 'credit' &&
    (await hasPermission(req, 'canRecordPayments'))
  const name = invoice?.number ?? ''
  return (
    <div className="cp-panel">
      <header className="cp-panel__head">
        <div className="cp-panel__title">
          <span className="cp-panel__number">{amount}</span>
          <StatusPill {...status} />
        </div>
        {isReversible ? (
          <PostButton
            label={texts.reverse}
            url={`${urls.api('payments', payment.id)}/reverse`}
            done={texts.reverseDone}
            ask={{
              slug: 'client-portal-reverse',
              title: filled(texts.reverseTitle, { amount }),
              text: invoice ? filled(texts.reverseText, { invoice: name }) : texts.reverseTextPlain,
              confirm: texts.reverseButton,
              isGrave: true,
            }}
          />
        ) : null}
      </header>
      <ul className="cp-facts">
        <li>{state}</li>
        {client ? (
          <li>
            <Link href={urls.document('clients', client.id)} prefetch={false}>
              {client.company || client.name}
            </Link>
          </li>
        ) : null}
        {invoice ? (
          <li>
            <Link href={urls.document('invoices', invoice.id)} prefetch={false}>
              {filled(texts.forInvoice, { number: name })}
            </Link>
          </li>
        ) : null}
      </ul>
      <p className="cp-hint">{texts.written}</p>
    </div>
  )
}
