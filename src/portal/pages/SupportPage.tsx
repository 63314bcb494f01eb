import type { TicketList, TicketSummary } from '../../queries/ticketList.ts'
import type { PortalFrame } from '../frame.ts'
import { Empty } from '../parts/Empty.tsx'
import { Pagination } from '../parts/Pagination.tsx'
import { Shell } from '../parts/Shell.tsx'
import { SupportHours } from '../parts/SupportHours.tsx'
import { TicketState } from '../parts/TicketState.tsx'
import { whenWords } from '../threadDays.ts'

const TicketRow = ({ ticket, frame }: { ticket: TicketSummary; frame: PortalFrame }) => (
  <li className={`row ticket-row${ticket.isUnread ? ' ticket-unread' : ''}`}>
    <span className="ticket-subject">
      <a className="row-link" href={frame.paths.ticket(ticket.id)}>
        {ticket.subject}
      </a>
    </span>
    <span className="ticket-state">
      <TicketState isUnread={ticket.isUnread} status={ticket.status} texts={frame.texts} />
    </span>
    <span className="ticket-last" dir="auto">
      {ticket.lastText}
    </span>
    <span className="ticket-when">
      <time dateTime={ticket.lastAt}>{whenWords(ticket.lastAt, frame)}</time>
    </span>
  </li>
)

const OpenTicket = ({ frame }: { frame: PortalFrame }) =>
  frame.viewer?.readOnly ? null : (
    <a className="button button-primary" href={frame.paths.support('?new=1')}>
      {frame.texts.support.open}
    </a>
  )

/** Every thread of the client, the liveliest first. */
export const SupportPage = ({ frame, list }: { frame: PortalFrame; list: TicketList }) => {
  const words = frame.texts.support
  return (
    <Shell className="main-reading" frame={frame} section="support">
      {list.total === 0 ? (
        <>
          <h1>{words.title}</h1>
          <Empty icon="chat" text={words.emptySub} title={words.empty}>
            <OpenTicket frame={frame} />
          </Empty>
          <SupportHours className="support-hours-centred" support={frame.support} />
        </>
      ) : (
        <>
          <div className="page-head">
            <h1>{words.title}</h1>
            <OpenTicket frame={frame} />
          </div>
          <p className="lead">{words.intro}</p>
          <SupportHours support={frame.support} />
          <ul className="rows tickets">
            {list.docs.map((ticket) => (
              <TicketRow frame={frame} key={ticket.id} ticket={ticket} />
            ))}
          </ul>
          <Pagination
            frame={frame}
            href={(page) => frame.paths.support(page > 1 ? `?page=${page}` : '')}
            page={list.page}
            pages={list.pages}
          />
        </>
      )}
    </Shell>
  )
}
