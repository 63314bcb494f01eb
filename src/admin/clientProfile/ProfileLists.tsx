import { Link } from '@payloadcms/ui'
import type { ReactNode } from 'react'

import { dayOf, formatDay } from '../../domain/days.ts'
import { formatMoney } from '../../domain/money.ts'
import type { Client } from '../../records.ts'
import { StatusPill } from '../status/StatusPill.tsx'
import { emailStatusText, invoiceStatusText, paymentStatusText, quoteStatusText } from '../status/statusTone.ts'
import { instantText } from '../instantText.ts'
import { methodText } from '../paymentPanel/paymentState.ts'
import type { TimelineContext } from '../timeline/entries.ts'
import type { ProfileRecords } from './readProfile.ts'

interface SectionProps {
  title: string
  more?: { href: string; label: string }
  children: ReactNode
}

export const ProfileSection = ({ title, more, children }: SectionProps) => (
  <section className="cp-section">
    <header className="cp-section__head">
      <h3 className="cp-heading">{title}</h3>
      {more ? (
        <Link href={more.href} prefetch={false} className="cp-section__more">
          {more.label}
        </Link>
      ) : null}
    </header>
    {children}
  </section>
)

interface ProfileListsProps {
  client: Client
  records: ProfileRecords
  context: TimelineContext
}

/** The latest documents, payments and mails, each with a way to all of them. */
export const ProfileLists = ({ client, records, context }: ProfileListsProps) => {
  const { words, language, urls, today, timeZone } = context
  const texts = words.ui.client
  const theirs = { client: client.id }
  const day = (value: string | null | undefined) => {
    const parsed = value ? dayOf(value) : null
    return parsed ? formatDay(parsed, language, 'medium', today) : ''
  }
  return (
    <>
      <ProfileSection
        title={texts.invoices}
        more={
          records.invoices.length > 0 ? { href: urls.list('invoices', theirs), label: texts.allInvoices } : undefined
        }
      >
        {records.invoices.length === 0 ? <p className="cp-hint">{texts.noBooks}</p> : null}
        <ul className="cp-rows">
          {records.invoices.map((invoice) => (
            <li key={invoice.id} className="cp-row">
              <Link href={urls.document('invoices', invoice.id)} prefetch={false} className="cp-row__name">
                {invoice.number ?? texts.draft}
              </Link>
              <span className="cp-row__detail">{day(invoice.issueDate ?? invoice.createdAt)}</span>
              <StatusPill {...invoiceStatusText(invoice, words)} />
              <span className="cp-row__amount">{formatMoney(invoice.total, invoice.currency, language)}</span>
            </li>
          ))}
        </ul>
      </ProfileSection>
      {records.quotes.length > 0 ? (
        <ProfileSection title={texts.quotes} more={{ href: urls.list('quotes', theirs), label: texts.allQuotes }}>
          <ul className="cp-rows">
            {records.quotes.map((quote) => (
              <li key={quote.id} className="cp-row">
                <Link href={urls.document('quotes', quote.id)} prefetch={false} className="cp-row__name">
                  {quote.number ?? texts.draft}
                </Link>
                <span className="cp-row__detail">{day(quote.issueDate ?? quote.createdAt)}</span>
                <StatusPill {...quoteStatusText(quote, words)} />
                <span className="cp-row__amount">{formatMoney(quote.total, quote.currency, language)}</span>
              </li>
            ))}
          </ul>
        </ProfileSection>
      ) : null}
      <ProfileSection
        title={texts.payments}
        more={
          records.payments.length > 0 ? { href: urls.list('payments', theirs), label: texts.allPayments } : undefined
        }
      >
        {records.payments.length === 0 ? <p className="cp-hint">{texts.noPayments}</p> : null}
        <ul className="cp-rows">
          {records.payments.map((payment) => (
            <li key={payment.id} className="cp-row">
              <Link href={urls.document('payments', payment.id)} prefetch={false} className="cp-row__name">
                {day(payment.receivedAt)}
              </Link>
              <span className="cp-row__detail">
                {[
                  methodText(payment, words),
                  payment.invoice ? records.numbers.get(String(payment.invoice))?.number : texts.without,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              <StatusPill {...paymentStatusText(payment, words)} />
              <span className="cp-row__amount">{formatMoney(payment.amount, payment.currency, language)}</span>
            </li>
          ))}
        </ul>
      </ProfileSection>
      <ProfileSection
        title={texts.emails}
        more={records.mails.length > 0 ? { href: urls.list('emails', theirs), label: texts.allEmails } : undefined}
      >
        {records.mails.length === 0 ? <p className="cp-hint">{texts.noEmails}</p> : null}
        <ul className="cp-rows">
          {records.mails.map((mail) => (
            <li key={mail.id} className="cp-row">
              <Link
                href={urls.document('emails', mail.id)}
                prefetch={false}
                className="cp-row__name cp-row__name--long"
              >
                {mail.subject ?? words.options.emailKind[mail.kind]}
              </Link>
              <span className="cp-row__detail">
                {mail.kind === 'inbound' ? '← ' : '→ '}
                <span className="cp-hidden">{mail.kind === 'inbound' ? texts.mailIn : texts.mailOut} </span>
                {mail.kind === 'inbound' ? (mail.from ?? '') : mail.to} ·{' '}
                {instantText(mail.sentAt ?? mail.queuedAt, language, timeZone, today)}
              </span>
              <StatusPill {...emailStatusText(mail.status, words)} />
            </li>
          ))}
        </ul>
      </ProfileSection>
    </>
  )
}
