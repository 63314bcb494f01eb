import type { PayloadRequest } from 'payload'

import { isQuote } from '../domain/quoteStatus.ts'
import { PortalError } from '../errors.ts'
import { mailSubject } from '../emails/renderMail.ts'
import { enqueueMail } from '../queue/outbox.ts'
import type { Email, ID } from '../records.ts'
import { findById } from '../store.ts'
import { mailContentOf } from './mailContentOf.ts'
import { draftSnapshot } from './previewDocument.ts'
import { completeSettings } from './sendDraft.ts'
import { senderOf } from './sender.ts'
import { wakeOutbox } from './wakeOutbox.ts'

/** Mails a document to the member of staff who asks, as the client would see it, with a button that signs nobody in. */
export const sendTest = async (
  req: PayloadRequest,
  kind: 'invoices' | 'quotes',
  id: ID,
  now: Date = new Date(),
): Promise<Email> => {
  const document = await findById(req, kind, id)
  if (!document) throw new PortalError('not-found')
  const to = (req.user as { email?: unknown } | null)?.email
  if (typeof to !== 'string') throw new PortalError('no-recipient')
  const settings = await completeSettings(req)
  const snapshot = document.snapshot ?? (await draftSnapshot(req, document, now))
  const sender = senderOf(req, settings)
  const invoice = isQuote(document) ? null : document
  const draft = { kind: 'test' as const, to, locale: snapshot.locale, data: { snapshot } }
  const content = mailContentOf(req, { mail: draft, settings, client: null, invoice, snapshot, linkUrl: '', now })
  const mail = await enqueueMail(
    req,
    {
      ...draft,
      subject: mailSubject(content),
      [isQuote(document) ? 'quote' : 'invoice']: document.id,
      client: document.client,
      from: sender.from,
      replyTo: sender.address,
      messageDomain: sender.domain,
    },
    now,
  )
  wakeOutbox(req.payload)
  return mail
}
