import { Link } from '@payloadcms/ui'
import type { UIFieldServerProps } from 'payload'

import { hasPermission } from '../../access/staff.ts'
import { getPortalOptions } from '../../context.ts'
import { dayInZone, dayOf, formatDay } from '../../domain/days.ts'
import { formatMoney } from '../../domain/money.ts'
import { findById, readSettings } from '../../store.ts'
import { adminUrls } from '../adminUrls.ts'
import { ProfileBalances } from '../clientProfile/ProfileBalances.tsx'
import { ProfileSection } from '../clientProfile/ProfileLists.tsx'
import { instantText } from '../instantText.ts'
import { LiveUpdates } from '../refresh/LiveUpdates.tsx'
import { readLive } from '../refresh/readLive.ts'
import { StatusPill } from '../status/StatusPill.tsx'
import { invoiceStatusText, ticketStatusText } from '../status/statusTone.ts'
import { wordsOf } from '../words.ts'
import { AnswerBox } from './AnswerBox.tsx'
import { MessageView } from './MessageView.tsx'
import { readTicket } from './readTicket.ts'

import '../admin.css'

/** A ticket as the conversation it is, with the client's books beside it. */
export const TicketPanel = async ({ id, req, i18n }: UIFieldServerProps) => {
  if (!(await hasPermission(req, 'isStaff'))) return null
  const known = id === undefined ? null : await findById(req, 'tickets', id)
  if (!known) return null
  // Before anything else is read: what changes meanwhile is noticed at the first look.
  const live = await readLive(req, null)
  const ticket = (await findById(req, 'tickets', known.id)) ?? known
  const options = getPortalOptions(req.payload)
  const urls = adminUrls(options)
  const words = wordsOf(i18n)
  const texts = words.ui.ticket
  const { language } = i18n
  const settings = await readSettings(req)
  const today = dayInZone(new Date(), settings.timeZone)
  const records = await readTicket(req, ticket)
  const { client } = records
  const clientName = client ? client.company || client.name : ''
  const maySend = await hasPermission(req, 'canSend')
  const api = urls.api('tickets', ticket.id)
  const dueDay = (value: string | null | undefined) => {
    const day = value ? dayOf(value) : null
    return day ? formatDay(day, language, 'medium', today) : ''
  }
  return (
    <div className="cp-panel cp-ticket">
      <header className="cp-panel__head">
        <div className="cp-panel__title">
          <span className="cp-panel__number">{ticket.subject}</span>
          <StatusPill {...ticketStatusText(ticket.status, words)} />
        </div>
        <span className="cp-hint">{ticket.reference}</span>
      </header>
      <ul className="cp-facts">
        {client ? (
          <li>
            <Link href={urls.document('clients', client.id)} prefetch={false}>
              {clientName}
            </Link>
          </li>
        ) : null}
        {records.invoice ? (
          <li>
            {texts.about}{' '}
            <Link href={urls.document('invoices', records.invoice.id)} prefetch={false}>
              {records.invoice.number ?? words.ui.invoice.draftLink}
            </Link>
          </li>
        ) : null}
      </ul>
      <LiveUpdates {...live} document={{ url: api, updatedAt: ticket.updatedAt }} />
      <div className="cp-columns cp-columns--ticket">
        <div className="cp-ticket__thread">
          <ol className="cp-thread">
            {records.messages.map((message) => {
              const mail = message.mail ? (records.mails.get(String(message.mail)) ?? null) : null
              return (
                <MessageView
                  key={message.id}
                  fallbackName={message.direction === 'in' ? clientName : settings.name}
                  files={records.files.get(String(message.id)) ?? []}
                  mail={mail}
                  message={message}
                  urls={{
                    file: (file) => options.api.file(file),
                    mail: mail ? urls.document('emails', mail.id) : null,
                    resend: mail && maySend ? `${urls.api('emails', mail.id)}/resend` : null,
                  }}
                  when={instantText(message.at, language, settings.timeZone, today)}
                  words={words}
                />
              )
            })}
          </ol>
          <AnswerBox ticket={{ id: ticket.id, status: ticket.status }} to={client?.name ?? ''} url={api} />
        </div>
        <aside aria-label={clientName} className="cp-ticket__side">
          <ProfileBalances balances={records.balances} language={language} words={words} />
          {records.openInvoices.length > 0 ? (
            <ProfileSection title={texts.openInvoices}>
              <ul className="cp-rows">
                {records.openInvoices.map((invoice) => (
                  <li className="cp-row" key={invoice.id}>
                    <Link href={urls.document('invoices', invoice.id)} prefetch={false} className="cp-row__name">
                      {invoice.number ?? ''}
                    </Link>
                    <span className="cp-row__detail">{dueDay(invoice.dueDate)}</span>
                    <StatusPill {...invoiceStatusText(invoice, words)} />
                    <span className="cp-row__amount">{formatMoney(invoice.amountDue, invoice.currency, language)}</span>
                  </li>
                ))}
              </ul>
            </ProfileSection>
          ) : null}
        </aside>
      </div>
    </div>
  )
}
