import { Link } from '@payloadcms/ui'
import type { UIFieldServerProps } from 'payload'

import { hasPermission, staffName } from '../../access/staff.ts'
import { getPortalOptions } from '../../context.ts'
import { dayInZone } from '../../domain/days.ts'
import { formatMoney } from '../../domain/money.ts'
import { seatOf } from '../../operations/assignTicket.ts'
import { otherWriters } from '../../operations/ticketWriters.ts'
import { isWrittenAfter } from '../../operations/unseenMessages.ts'
import type { ID, TicketMessage } from '../../records.ts'
import { findById, readCannedAnswers, readSettings } from '../../store.ts'
import { adminUrls } from '../adminUrls.ts'
import { ProfileBalances } from '../clientProfile/ProfileBalances.tsx'
import { ProfileList } from '../clientProfile/ProfileSection.tsx'
import { dayText } from '../dayText.ts'
import { instantText } from '../instantText.ts'
import { LiveUpdates } from '../refresh/LiveUpdates.tsx'
import { readLive } from '../refresh/readLive.ts'
import { StatusPill } from '../status/StatusPill.tsx'
import { invoiceStatusText, ticketStatusText } from '../status/statusTone.ts'
import { wordsOf } from '../words.ts'
import { AnswerBox } from './AnswerBox.tsx'
import { AssigneePicker } from './AssigneePicker.tsx'
import { MessageView } from './MessageView.tsx'
import { MoveButton } from './MoveButton.tsx'
import { peopleFor } from './peopleFor.ts'
import { readyAnswers } from './readyAnswers.ts'
import { readTicket } from './readTicket.ts'
import { Writers } from './Writers.tsx'

import '../admin.css'

/** The message that was written last, which is not always the one that stands last: mails say themselves when. */
const latestOf = (messages: readonly TicketMessage[]): ID | null =>
  messages.reduce<TicketMessage | null>(
    (last, message) => (last && isWrittenAfter(last, message) ? last : message),
    null,
  )?.id ?? null

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
  const me = seatOf(req)
  const people = await peopleFor(req, ticket)
  const canned = readyAnswers(await readCannedAnswers(req), { ticket, records, settings, me: staffName(req) })
  const api = urls.api('tickets', ticket.id)
  return (
    <div className="cp-panel cp-ticket">
      <header className="cp-panel__head">
        <div className="cp-panel__title">
          <span className="cp-panel__number">{ticket.subject}</span>
          <StatusPill {...ticketStatusText(ticket.status, words)} />
          <span className="cp-hint">{ticket.reference}</span>
        </div>
        <div className="cp-actions">
          <AssigneePicker assignee={ticket.assignee ?? null} me={me} people={people} url={`${api}/assign`} />
          <MoveButton status={ticket.status} url={api} />
        </div>
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
        {records.quote ? (
          <li>
            {texts.about}{' '}
            <Link href={urls.document('quotes', records.quote.id)} prefetch={false}>
              {records.quote.number ?? words.ui.invoice.draftLink}
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
              const cameWith = message.original ?? (message.direction === 'in' ? mail?.id : null)
              return (
                <MessageView
                  key={message.id}
                  language={language}
                  fallbackName={message.direction === 'in' ? clientName : settings.name}
                  files={records.files.get(String(message.id)) ?? []}
                  mail={mail}
                  message={message}
                  urls={{
                    file: (file) => options.api.file(file),
                    original: cameWith ? `${urls.api('emails', cameWith)}/original` : null,
                    byStaff: message.original ? urls.document('emails', message.original) : null,
                    mail: mail ? urls.document('emails', mail.id) : null,
                    resend: mail && maySend ? `${urls.api('emails', mail.id)}/resend` : null,
                  }}
                  when={instantText(message.at, language, settings.timeZone, today)}
                  words={words}
                />
              )
            })}
          </ol>
          <Writers initial={await otherWriters(req, ticket.id)} url={`${api}/writing`} />
          <AnswerBox
            canned={canned}
            latest={latestOf(records.messages)}
            settingsUrl={canned.length === 0 && (await hasPermission(req, 'canEditSettings')) ? urls.settings() : null}
            ticket={{ id: ticket.id, status: ticket.status }}
            to={client?.name ?? ''}
            url={api}
          />
        </div>
        <aside aria-label={clientName} className="cp-ticket__side">
          <ProfileBalances balances={records.balances} language={language} words={words} />
          <ProfileList
            title={texts.openInvoices}
            rows={records.openInvoices}
            row={(invoice) => (
              <>
                <Link href={urls.document('invoices', invoice.id)} prefetch={false} className="cp-row__name">
                  {invoice.number ?? ''}
                </Link>
                <span className="cp-row__detail">{dayText(invoice.dueDate, language, today)}</span>
                <StatusPill {...invoiceStatusText(invoice, words)} />
                <span className="cp-row__amount">{formatMoney(invoice.amountDue, invoice.currency, language)}</span>
              </>
            )}
          />
        </aside>
      </div>
    </div>
  )
}
