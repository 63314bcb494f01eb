import { Link } from '@payloadcms/ui'
import type { PayloadRequest } from 'payload'

import { clientsAt } from '../../access/clientAddresses.ts'
import { getPortalOptions } from '../../context.ts'
import { formatSize } from '../../domain/formatSize.ts'
import { safeFileName } from '../../domain/safeFileName.ts'
import type { ParsedMail } from '../../mail/parsedMail.ts'
import { mailBody } from '../../operations/mailBody.ts'
import { originalOf } from '../../operations/threadMail.ts'
import type { Email } from '../../records.ts'
import { findById, findMany } from '../../store.ts'
import type { AdminUrls } from '../adminUrls.ts'
import { PostButton } from '../dialog/PostButton.tsx'
import { filled, type AdminWords } from '../words.ts'
import { AssignMail } from './AssignMail.tsx'
import { choiceOf } from './clientChoice.ts'
import { MailFrame } from './MailFrame.tsx'

interface IncomingMailProps {
  mail: Email
  req: PayloadRequest
  words: AdminWords
  language: string
  urls: AdminUrls
}

/** The sender, where the mail names one and no more. */
const soleSender = (mail: ParsedMail | null): string | null =>
  mail?.fromAddresses.length === 1 ? (mail.from?.address ?? null) : null

const TicketOf = async ({ mail, req, words, urls }: IncomingMailProps) => {
  const ticket = mail.ticket ? await findById(req, 'tickets', mail.ticket) : null
  return ticket ? (
    <p>
      {words.ui.unassigned.placed}{' '}
      <Link href={urls.document('tickets', ticket.id)} prefetch={false}>
        {ticket.reference} · {ticket.subject}
      </Link>
    </p>
  ) : null
}

/** What it became on its thread; a mail of staff's is the original of the answer that went out. */
const messageOf = async ({ mail, req }: IncomingMailProps) =>
  (
    await findMany(req, 'ticketMessages', {
      where: { or: [{ mail: { equals: mail.id } }, { original: { equals: mail.id } }] },
      sort: 'id',
      limit: 1,
    })
  )[0]

/** Why it waits, in a sentence. */
const reasonOf = (mail: Email, sender: string | null, names: string[], words: AdminWords): string => {
  const texts = words.ui.unassigned
  if (mail.placement === 'dismissed') return texts.dismissed
  const machines: Readonly<Record<string, string>> = texts.machines
  if (mail.automation) return filled(texts.automated, { kind: machines[mail.automation] ?? mail.automation })
  if (sender === null) return texts.many
  return names.length > 1 ? filled(texts.several, { clients: names.join(', ') }) : texts.nobody
}

/** A mail that came in: who wrote what, and where it is, or whose it could be. */
export const IncomingMail = async (props: IncomingMailProps) => {
  const { mail, req, words, urls, language } = props
  const texts = words.ui.unassigned
  const options = getPortalOptions(req.payload)
  const api = urls.api('emails', mail.id)
  // The original is large and is read for what is nowhere else: mails on a thread have their words and files there.
  const isNobodys = !mail.client && Boolean(mail.processedAt)
  const original = isNobodys ? await originalOf(req, mail).catch(() => null) : null
  const sender = soleSender(original)
  const suggested = sender ? (await clientsAt(req, sender)).map(choiceOf) : []
  const message = isNobodys ? null : await messageOf(props)
  const body = original
    ? mailBody(original)
    : { text: message?.body ?? mail.text ?? '', trimmed: message?.trimmed ?? '' }
  const hasLayout = Boolean(original ? original.html : message?.html)
  const mayAssign = isNobodys && mail.automation !== 'own'
  return (
    <>
      <dl className="cp-mail-facts">
        <dt>{texts.from}</dt>
        <dd>{mail.from}</dd>
        <dt>{words.fields.to}</dt>
        <dd>{mail.to}</dd>
      </dl>
      <TicketOf {...props} />
      {!mail.processedAt ? <p className="cp-hint">{texts.waitsToBePlaced}</p> : null}
      {mayAssign ? (
        <p className={`cp-notice${mail.placement === 'unassigned' ? ' cp-notice--due' : ''}`} role="note">
          {reasonOf(
            mail,
            sender,
            suggested.map(({ name }) => name),
            words,
          )}
        </p>
      ) : null}
      <article className="cp-message">
        <p className="cp-message__body">{body.text}</p>
        {body.trimmed ? (
          <details className="cp-message__more">
            <summary>{words.ui.ticket.trimmed}</summary>
            <p className="cp-message__body cp-message__body--quiet">{body.trimmed}</p>
          </details>
        ) : null}
        {hasLayout ? <MailFrame url={`${api}/original`} /> : null}
      </article>
      {isNobodys && !original ? <p className="cp-hint">{texts.lost}</p> : null}
      {original && original.attachments.length > 0 ? (
        <section className="cp-section">
          <h3 className="cp-heading">{texts.files}</h3>
          <ul className="cp-files">
            {original.attachments.map(({ filename, content }, index) => (
              <li key={index}>
                {safeFileName(filename ?? '')}{' '}
                <span className="cp-hint">{formatSize(content.byteLength, language)}</span>
              </li>
            ))}
          </ul>
          <p className="cp-hint">{texts.filesHint}</p>
        </section>
      ) : null}
      {mail.raw ? (
        <p>
          <a href={options.api.file(mail.raw)}>{texts.whole}</a>
        </p>
      ) : null}
      {mayAssign ? (
        <AssignMail
          address={sender}
          suggested={suggested}
          url={api}
          urls={{
            clients: urls.api('clients'),
            tickets: urls.api('tickets'),
            newClient: urls.create('clients'),
            ticketPage: urls.document('tickets', 'ID'),
          }}
        />
      ) : null}
      {mayAssign && mail.placement === 'unassigned' ? (
        <div className="cp-actions">
          <PostButton done={texts.dismissDone} label={texts.dismiss} url={`${api}/dismiss`} />
        </div>
      ) : null}
      {mayAssign && mail.placement === 'dismissed' ? (
        <div className="cp-actions">
          <PostButton done={texts.restoreDone} label={texts.restore} url={`${api}/restore`} />
        </div>
      ) : null}
    </>
  )
}
