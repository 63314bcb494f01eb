import { Link } from '@payloadcms/ui'

import type { Client } from '../../records.ts'
import { instantText } from '../instantText.ts'
import { StatusPill } from '../status/StatusPill.tsx'
import { ticketStatusText } from '../status/statusTone.ts'
import type { TimelineContext } from '../timeline/entries.ts'
import { ProfileSection } from './ProfileLists.tsx'
import type { ProfileRecords } from './readProfile.ts'

interface ProfileTicketsProps {
  client: Client
  records: ProfileRecords
  context: TimelineContext
}

/** What the client asked, the threads that are not closed first, each with who wrote last and what. */
export const ProfileTickets = ({ client, records, context }: ProfileTicketsProps) => {
  const { words, language, urls, timeZone, today } = context
  const texts = words.ui.client
  return (
    <ProfileSection
      title={texts.tickets}
      more={
        records.tickets.length > 0
          ? { href: urls.list('tickets', { client: client.id }), label: texts.allTickets }
          : undefined
      }
    >
      {records.tickets.length === 0 ? <p className="cp-hint">{texts.noTickets}</p> : null}
      <ul className="cp-rows">
        {records.tickets.map((ticket) => (
          <li key={ticket.id} className="cp-row">
            <Link
              href={urls.document('tickets', ticket.id)}
              prefetch={false}
              className="cp-row__name cp-row__name--long"
            >
              {ticket.subject}
            </Link>
            <span className="cp-row__detail cp-row__detail--line">
              {ticket.lastDirection === 'in' ? '← ' : '→ '}
              <span className="cp-hidden">{ticket.lastDirection === 'in' ? texts.fromClient : texts.fromUs}: </span>
              {ticket.lastText}
            </span>
            <span className="cp-row__when">{instantText(ticket.lastAt, language, timeZone, today)}</span>
            <StatusPill {...ticketStatusText(ticket.status, words)} />
          </li>
        ))}
      </ul>
    </ProfileSection>
  )
}
