import { Link } from '@payloadcms/ui'

import type { Client } from '../../records.ts'
import { instantText } from '../instantText.ts'
import { StatusPill } from '../status/StatusPill.tsx'
import { ticketStatusText } from '../status/statusTone.ts'
import type { TimelineContext } from '../timeline/entries.ts'
import { ProfileList } from './ProfileSection.tsx'
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
    <ProfileList
      title={texts.tickets}
      all={{ href: urls.list('tickets', { client: client.id }), label: texts.allTickets }}
      empty={texts.noTickets}
      rows={records.tickets}
      row={(ticket) => (
        <>
          <Link href={urls.document('tickets', ticket.id)} prefetch={false} className="cp-row__name cp-row__name--long">
            {ticket.subject}
          </Link>
          <span className="cp-row__detail cp-row__detail--line">
            {ticket.lastDirection === 'in' ? '← ' : '→ '}
            <span className="cp-hidden">{ticket.lastDirection === 'in' ? texts.fromClient : texts.fromUs}: </span>
            {ticket.lastText}
          </span>
          <span className="cp-row__when">{instantText(ticket.lastAt, language, timeZone, today)}</span>
          <StatusPill {...ticketStatusText(ticket.status, words)} />
        </>
      )}
    />
  )
}
