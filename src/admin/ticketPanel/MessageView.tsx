import { formatSize } from '../../domain/formatSize.ts'
import type { Email, PortalFile, TicketMessage } from '../../records.ts'
import { MailFrame } from '../emailPanel/MailFrame.tsx'
import { PostButton } from '../dialog/PostButton.tsx'
import { StatusPill } from '../status/StatusPill.tsx'
import { emailStatusText } from '../status/statusTone.ts'
import { filled, type AdminWords } from '../words.ts'

interface MessageViewProps {
  message: TicketMessage
  files: PortalFile[]
  mail: Email | null
  words: AdminWords
  language: string
  when: string
  /** Who speaks where the message names nobody: the client, or the business. */
  fallbackName: string
  urls: {
    file: (id: PortalFile['id']) => string
    mail: string | null
    resend: string | null
    /** Where a mail that came in is shown as it was sent. */
    original: string | null
    /** The mail that staff answered by. */
    byStaff: string | null
  }
}

const kindOf = ({ internal, direction }: TicketMessage): 'note' | 'in' | 'out' => (internal ? 'note' : direction)

/** One message of a thread: who and when, what they wrote, what came with it, and what became of its mail. */
export const MessageView = ({ message, files, mail, words, language, when, fallbackName, urls }: MessageViewProps) => {
  const texts = words.ui.ticket
  const kind = kindOf(message)
  const isAnswer = kind === 'out'
  const hasFailed = mail?.status === 'failed' || mail?.status === 'bounced'
  const refused: Readonly<Record<string, string>> = texts.refusedWhy
  const unsent: Readonly<Record<string, string>> = texts.unsent
  return (
    <li className={`cp-message cp-message--${kind}`}>
      <header className="cp-message__head">
        <strong>{message.authorName ?? message.authorEmail ?? fallbackName}</strong>
        {kind === 'note' ? <span className="cp-message__mark">{texts.note}</span> : null}
        {message.author === 'stranger' ? (
          <span className="cp-message__mark cp-message__mark--late">
            {filled(texts.stranger, { from: message.authorEmail ?? '' })}
          </span>
        ) : null}
        {message.automation ? (
          <span className="cp-message__mark">{unsent[message.automation] ?? texts.automated}</span>
        ) : null}
        <span className="cp-hint">
          {when} · {texts.via[message.via]}
        </span>
      </header>
      <p className="cp-message__body">{message.body}</p>
      {message.trimmed ? (
        <details className="cp-message__more">
          <summary>{texts.trimmed}</summary>
          <p className="cp-message__body cp-message__body--quiet">{message.trimmed}</p>
        </details>
      ) : null}
      {message.html && urls.original ? <MailFrame url={urls.original} /> : null}
      {files.length > 0 ? (
        <ul className="cp-files">
          {files.map((file) => (
            <li key={file.id}>
              <a href={urls.file(file.id)}>{file.name}</a>{' '}
              <span className="cp-hint">{formatSize(file.filesize ?? 0, language)}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {(message.refused ?? []).map(({ name, reason }, index) => (
        <p className="cp-hint" key={`${name}-${index}`}>
          {filled(texts.refused, { name, why: refused[reason] ?? texts.refusedWhy.other })}
        </p>
      ))}
      {mail && urls.mail ? (
        <footer className="cp-message__foot">
          {isAnswer ? <StatusPill {...emailStatusText(mail.status, words)} /> : null}
          <a href={urls.mail}>{isAnswer ? filled(texts.mailTo, { to: mail.to }) : texts.original}</a>
          {urls.byStaff ? <a href={urls.byStaff}>{texts.original}</a> : null}
          {hasFailed && urls.resend ? (
            <PostButton
              label={words.ui.email.sendAgain}
              url={urls.resend}
              done={words.ui.history.resent}
              size="xsmall"
            />
          ) : null}
        </footer>
      ) : null}
    </li>
  )
}
