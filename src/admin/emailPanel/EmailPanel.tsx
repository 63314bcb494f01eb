import type { UIFieldServerProps } from 'payload'

import { hasPermission } from '../../access/staff.ts'
import { getPortalOptions } from '../../context.ts'
import { dayInZone } from '../../domain/days.ts'
import type { Email } from '../../records.ts'
import { findById, readSettings } from '../../store.ts'
import { adminUrls } from '../adminUrls.ts'
import { PostButton } from '../dialog/PostButton.tsx'
import { instantText } from '../instantText.ts'
import { StatusPill } from '../status/StatusPill.tsx'
import { emailStatusText } from '../status/statusTone.ts'
import { filled, wordsOf, type AdminWords } from '../words.ts'
import { LiveUpdates } from '../refresh/LiveUpdates.tsx'
import { readLive } from '../refresh/readLive.ts'
import { IncomingMail } from './IncomingMail.tsx'
import { MailView } from './MailView.tsx'

import '../admin.css'

const stateInWords = (mail: Email, words: AdminWords, at: (iso: string) => string): string => {
  const texts = words.ui.email
  const values = { count: mail.attempts, at: '' }
  switch (mail.status) {
    case 'queued':
      return mail.lastError && mail.nextAttemptAt
        ? filled(texts.retryState, { ...values, at: at(mail.nextAttemptAt) })
        : texts.queuedState
    case 'sent':
      return filled(texts.sentState, { at: at(mail.sentAt ?? mail.queuedAt) })
    case 'failed':
      return filled(texts.failedState, values)
    case 'bounced':
      return texts.bouncedState
    case 'received':
      return filled(texts.receivedState, { at: at(mail.queuedAt) })
  }
}

/** What became of a mail, a way to send it again or to say whose it is, and the mail itself. */
export const EmailPanel = async ({ id, req, i18n }: UIFieldServerProps) => {
  if (!(await hasPermission(req, 'isStaff'))) return null
  const known = id === undefined ? null : await findById(req, 'emails', id)
  if (!known) return null
  const live = await readLive(req, known.client)
  const mail = (await findById(req, 'emails', known.id)) ?? known
  const urls = adminUrls(getPortalOptions(req.payload))
  const words = wordsOf(i18n)
  const { timeZone } = await readSettings(req)
  const today = dayInZone(new Date(), timeZone)
  const state = stateInWords(mail, words, (iso) => instantText(iso, i18n.language, timeZone, today))
  const api = urls.api('emails', mail.id)
  const maySend = mail.status !== 'received' && (await hasPermission(req, 'canSend'))
  return (
    <div className="cp-panel">
      <header className="cp-panel__head">
        <div className="cp-panel__title">
          <StatusPill {...emailStatusText(mail.status, words)} />
          <span>{state}</span>
        </div>
        {maySend ? (
          <PostButton
            label={words.ui.email.sendAgain}
            url={`${api}/resend`}
            done={words.ui.history.resent}
            style={mail.status === 'failed' || mail.status === 'bounced' ? 'primary' : 'secondary'}
          />
        ) : null}
      </header>
      {mail.lastError && mail.status !== 'sent' ? (
        <p className="cp-notice cp-notice--late" role="note">
          {mail.lastError}
        </p>
      ) : null}
      <LiveUpdates {...live} document={{ url: api, updatedAt: mail.updatedAt }} />
      {mail.kind === 'inbound' ? (
        <IncomingMail language={i18n.language} mail={mail} req={req} urls={urls} words={words} />
      ) : (
        <MailView htmlUrl={mail.html ? `${api}/html` : null} text={mail.text ?? null} />
      )}
    </div>
  )
}
