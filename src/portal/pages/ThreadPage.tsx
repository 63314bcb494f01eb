import { formOf } from '../../operations/formDraft.ts'
import type { TicketPageData } from '../../queries/ticketPage.ts'
import { formatNumber } from '../formatNumber.ts'
import type { PortalFrame } from '../frame.ts'
import { Icon } from '../parts/Icon.tsx'
import { MessageFields, refusedDraft } from '../parts/MessageFields.tsx'
import { Shell } from '../parts/Shell.tsx'
import { SupportHours } from '../parts/SupportHours.tsx'
import { ThreadMessage } from '../parts/ThreadMessage.tsx'
import { TicketState } from '../parts/TicketState.tsx'
import { byDay, dayWords } from '../threadDays.ts'

interface ThreadProps {
  frame: PortalFrame
  data: TicketPageData
}

const Messages = ({ frame, data }: ThreadProps) => {
  const words = frame.texts.support
  const last = data.messages.at(-1)
  return (
    <section aria-label={words.thread} className="thread">
      {data.hidden > 0 ? (
        <a className="quiet-link thread-earlier" href={`${frame.paths.ticket(data.ticket.id)}?all=1`}>
          {words.earlier(data.hidden, formatNumber(data.hidden, frame.locale))}
        </a>
      ) : null}
      {byDay(data.messages, frame.timeZone).map(({ day, messages }) => (
        <section aria-labelledby={`day-${day}`} className="thread-day" key={day}>
          <h2 className="day-divider" id={`day-${day}`}>
            <time dateTime={day}>{dayWords(day, frame)}</time>
          </h2>
          <ol>
            {messages.map((message) => (
              <ThreadMessage frame={frame} isLast={message === last} key={message.id} message={message} />
            ))}
          </ol>
        </section>
      ))}
    </section>
  )
}

const Move = ({ frame, data: { ticket } }: ThreadProps) => {
  const { api, texts } = frame
  const isClosed = ticket.status === 'closed'
  return (
    <form action={isClosed ? api.ticketReopen(ticket.id) : api.ticketClose(ticket.id)} method="post">
      <button className="link-button" type="submit">
        {isClosed ? texts.support.reopen : texts.support.close}
      </button>
    </form>
  )
}

const Composer = ({ frame, data }: ThreadProps) => {
  const { api, texts } = frame
  const words = texts.support
  if (frame.viewer?.readOnly) return <p className="note">{words.onlyClient}</p>
  return (
    <section aria-label={words.replyTitle} className="composer">
      {data.ticket.status === 'closed' ? (
        <p className="composer-closed">
          <Icon name="check" />
          <span>{words.closedText}</span>
        </p>
      ) : null}
      <form action={api.ticketMessages(data.ticket.id)} encType="multipart/form-data" id="answer" method="post">
        <MessageFields draft={refusedDraft(frame, formOf(data.ticket.id))} frame={frame} label={words.reply} rows={3} />
        <button className="button button-primary" type="submit">
          {words.send}
        </button>
      </form>
      <SupportHours support={frame.support} />
      <Move data={data} frame={frame} />
    </section>
  )
}

/** One thread: what was said, and the place to answer. */
export const ThreadPage = ({ frame, data }: ThreadProps) => {
  const { texts, paths } = frame
  const words = texts.support
  const { ticket, invoice, quote } = data
  return (
    <Shell
      className="main-reading main-thread"
      frame={frame}
      section="support"
      seen={new URLSearchParams({ ticket: String(ticket.id), until: ticket.lastAt }).toString()}
    >
      <a className="back" href={paths.support()}>
        <Icon name="left" />
        {words.back}
      </a>
      <h1>{ticket.subject}</h1>
      <p className="thread-facts">
        <TicketState status={ticket.status} texts={texts} />
        <span className="tabular">{ticket.reference}</span>
        {invoice ? (
          <a href={paths.invoice(invoice.id)}>{invoice.number ? words.about(invoice.number) : words.aboutDraft}</a>
        ) : null}
        {quote ? (
          <a href={paths.quote(quote.id)}>{quote.number ? words.aboutQuote(quote.number) : words.aboutQuoteDraft}</a>
        ) : null}
      </p>
      <Messages data={data} frame={frame} />
      <Composer data={data} frame={frame} />
    </Shell>
  )
}
