import type { ThreadMessage as Message } from '../../queries/ticketPage.ts'
import type { PortalFrame } from '../frame.ts'
import { timeOfDay } from '../threadDays.ts'
import { FileTile } from './FileTile.tsx'

/** The person where there is a name; addresses of staff are not the client's business. */
const nameOf = ({ direction, authorName, authorEmail }: Message, frame: PortalFrame): string => {
  const { texts, viewer, business } = frame
  if (direction === 'out') return authorName && !authorName.includes('@') ? authorName : business.name
  if (authorEmail && authorEmail === viewer?.email && !viewer.readOnly) return texts.support.you
  return authorName || authorEmail || viewer?.client?.name || ''
}

const refusalText = (reason: string, { refusals }: PortalFrame['texts']['support']): string =>
  Object.hasOwn(refusals, reason) ? refusals[reason as keyof typeof refusals] : refusals.other

/** One message: the business's at the left, the client's at the right. */
export const ThreadMessage = ({
  message,
  frame,
  isLast,
}: {
  message: Message
  frame: PortalFrame
  isLast: boolean
}) => {
  const words = frame.texts.support
  return (
    <li className={`message-item message-${message.direction}`} id={isLast ? 'last' : undefined}>
      <p className="message-head">
        <span className="message-name">{nameOf(message, frame)}</span>
        <time dateTime={message.at}>{timeOfDay(message.at, frame)}</time>
        {message.via === 'email' ? <span>{words.byMail}</span> : null}
      </p>
      <div className="bubble">
        <p className="message-body" dir="auto">
          {message.body}
        </p>
        {message.trimmed ? (
          <details className="quoted">
            <summary>{words.trimmed}</summary>
            <p className="message-body" dir="auto">
              {message.trimmed}
            </p>
          </details>
        ) : null}
      </div>
      {message.files.length > 0 ? (
        <ul aria-label={words.attachments} className="tiles">
          {message.files.map((file) => (
            <li key={file.id}>
              <FileTile file={file} frame={frame} />
            </li>
          ))}
        </ul>
      ) : null}
      {message.refused?.map(({ name, reason }, index) => (
        <p className="message-refused" key={index}>
          {words.refused(name, refusalText(reason, words))}
        </p>
      ))}
    </li>
  )
}
