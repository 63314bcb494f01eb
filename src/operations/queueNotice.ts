import type { PayloadRequest } from 'payload'

import { normalEmail } from '../access/clientAddresses.ts'
import { mailSubject } from '../emails/renderMail.ts'
import { enqueueMail } from '../queue/outbox.ts'
import type { BusinessSettings, Email } from '../records.ts'
import { mailContentOf } from './mailContentOf.ts'
import { senderOf } from './sender.ts'

export interface Notice {
  kind: Extract<Email['kind'], 'staff-notice' | 'ticket-notice'>
  data: Record<string, unknown>
}

/**
 * Tells the business something, in the caller's transaction. The row is tied to no client, invoice or ticket: it is no
 * mail of theirs, nobody's answer to it may land on their thread, and without `linkKind` it can carry no portal link.
 * Answers null where the business wants no notices or has no address for them.
 */
export const queueNotice = async (
  tx: PayloadRequest,
  settings: BusinessSettings,
  { kind, data }: Notice,
  now: Date,
): Promise<Email | null> => {
  const to = settings.noticeEmail || settings.email
  if (!settings.staffNotices || !to) return null
  const sender = senderOf(tx, settings)
  const draft = { kind, to: normalEmail(to), locale: settings.locale, data }
  const content = mailContentOf(tx, {
    mail: draft,
    settings,
    client: null,
    invoice: null,
    snapshot: null,
    linkUrl: '',
    now,
  })
  return enqueueMail(
    tx,
    {
      ...draft,
      subject: mailSubject(content),
      from: sender.from,
      replyTo: settings.email || sender.address,
      messageDomain: sender.domain,
    },
    now,
  )
}
