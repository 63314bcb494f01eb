import { Link } from '@payloadcms/ui'

import { formatMoney } from '../../domain/money.ts'
import type { Client, Invoice, Quote } from '../../records.ts'
import { dayText } from '../dayText.ts'
import { instantText } from '../instantText.ts'
import { methodText } from '../paymentPanel/paymentState.ts'
import { StatusPill } from '../status/StatusPill.tsx'
import {
  emailStatusText,
  invoiceStatusText,
  paymentStatusText,
  quoteStatusText,
  type StatusText,
} from '../status/statusTone.ts'
import type { TimelineContext } from '../timeline/entries.ts'
import { ProfileList } from './ProfileSection.tsx'
import type { ProfileRecords } from './readProfile.ts'

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
  const documentRow = (kind: 'invoices' | 'quotes', document: Invoice | Quote, status: StatusText) => (
    <>
      <Link href={urls.document(kind, document.id)} prefetch={false} className="cp-row__name">
        {document.number ?? texts.draft}
      </Link>
      <span className="cp-row__detail">{dayText(document.issueDate ?? document.createdAt, language, today)}</span>
      <StatusPill {...status} />
      <span className="cp-row__amount">{formatMoney(document.total, document.currency, language)}</span>
    </>
  )
  return (
    <>
      <ProfileList
        title={texts.invoices}
        all={{ href: urls.list('invoices', theirs), label: texts.allInvoices }}
        empty={texts.noBooks}
        rows={records.invoices}
        row={(invoice) => documentRow('invoices', invoice, invoiceStatusText(invoice, words))}
      />
      <ProfileList
        title={texts.quotes}
        all={{ href: urls.list('quotes', theirs), label: texts.allQuotes }}
        rows={records.quotes}
        row={(quote) => documentRow('quotes', quote, quoteStatusText(quote, words))}
      />
      <ProfileList
        title={texts.payments}
        all={{ href: urls.list('payments', theirs), label: texts.allPayments }}
        empty={texts.noPayments}
        rows={records.payments}
        row={(payment) => (
          <>
            <Link href={urls.document('payments', payment.id)} prefetch={false} className="cp-row__name">
              {dayText(payment.receivedAt, language, today)}
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
          </>
        )}
      />
      <ProfileList
        title={texts.emails}
        all={{ href: urls.list('emails', theirs), label: texts.allEmails }}
        empty={texts.noEmails}
        rows={records.mails}
        row={(mail) => (
          <>
            <Link href={urls.document('emails', mail.id)} prefetch={false} className="cp-row__name cp-row__name--long">
              {mail.subject ?? words.options.emailKind[mail.kind]}
            </Link>
            <span className="cp-row__detail">
              {mail.kind === 'inbound' ? '← ' : '→ '}
              <span className="cp-hidden">{mail.kind === 'inbound' ? texts.mailIn : texts.mailOut} </span>
              {mail.kind === 'inbound' ? (mail.from ?? '') : mail.to} ·{' '}
              {instantText(mail.sentAt ?? mail.queuedAt, language, timeZone, today)}
            </span>
            <StatusPill {...emailStatusText(mail.status, words)} />
          </>
        )}
      />
    </>
  )
}
