import { formOf } from '../../operations/formDraft.ts'
import type { TicketList, TicketSummary } from '../../queries/ticketList.ts'
import type { Invoice } from '../../records.ts'
import type { PortalFrame } from '../frame.ts'
import { Empty } from '../parts/Empty.tsx'
import { Icon } from '../parts/Icon.tsx'
import { MessageFields, refusedDraft } from '../parts/MessageFields.tsx'
import { Pagination } from '../parts/Pagination.tsx'
import { Shell } from '../parts/Shell.tsx'
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
        </>
      ) : (
        <>
          <div className="page-head">
            <h1>{words.title}</h1>
            <OpenTicket frame={frame} />
          </div>
          <p className="lead">{words.intro}</p>
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

/** The form that opens a thread; `about` is the document it was called up from. */
export const AskPage = ({ frame, about }: { frame: PortalFrame; about: Pick<Invoice, 'id' | 'number'> | null }) => {
  const { texts, paths, api, outcome } = frame
  const words = texts.support
  const isWrong = outcome?.kind === 'failed' && outcome.code === 'no-subject'
  const draft = refusedDraft(frame, formOf(null))
  const aboutText = about ? (about.number ? words.about(about.number) : words.aboutDraft) : ''
  return (
    <Shell className="main-reading" frame={frame} section="support">
      <a className="back" href={about ? paths.invoice(about.id) : paths.support()}>
        <Icon name="left" />
        {aboutText || words.back}
      </a>
      <h1>{words.newTitle}</h1>
      <p className="lead">{words.newIntro}</p>
      <form action={api.tickets()} className="ask-form" encType="multipart/form-data" method="post">
        {about ? <input name="invoice" type="hidden" value={about.id} /> : null}
        <div className="field">
          <label htmlFor="subject">{words.subject}</label>
          <input
            aria-describedby={isWrong ? 'outcome' : undefined}
            aria-invalid={isWrong || undefined}
            defaultValue={draft?.subject || aboutText}
            id="subject"
            maxLength={200}
            name="subject"
            required
            type="text"
          />
        </div>
        <MessageFields draft={draft} frame={frame} label={words.message} rows={7} />
        <div className="ask-actions">
          <button className="button button-primary" type="submit">
            {words.send}
          </button>
          <a className="quiet-link" href={about ? paths.invoice(about.id) : paths.support()}>
            {words.cancel}
          </a>
        </div>
      </form>
    </Shell>
  )
}
