import type { PayloadRequest } from 'payload'

import { getPortalOptions } from '../context.ts'
import { isQuote } from '../domain/quoteStatus.ts'
import { mailSubject } from '../emails/renderMail.ts'
import { PortalError } from '../errors.ts'
import { enqueueMail } from '../queue/outbox.ts'
import type { BusinessSettings, Client, Email, Invoice, Quote } from '../records.ts'
import { mailContentOf } from './mailContentOf.ts'
import { replyAddress, senderOf } from './sender.ts'

export interface DocumentMailRequest {
  document: Invoice | Quote
  client: Client
  settings: BusinessSettings
  recipients: string[]
  /** A personal note by staff above the figures, plain text. */
  message?: string | null
  /** The document was mailed before. */
  copy?: boolean
  now: Date
}

/** Puts an issued document's mails into the outbox, one per recipient, in the caller's transaction. */
export const mailDocument = async (
  tx: PayloadRequest,
  { document, client, settings, recipients, message, copy, now }: DocumentMailRequest,
): Promise<Email[]> => {
  const { snapshot } = document
  if (!snapshot) throw new PortalError('not-sent')
  const { paths } = getPortalOptions(tx.payload)
  const sender = senderOf(tx, settings)
  const data = { ...(copy ? { copy: true } : {}), ...(message ? { message } : {}) }
  const about = isQuote(document)
    ? { kind: 'quote' as const, invoice: null, target: paths.quote(document.id), row: { quote: document.id } }
    : { kind: document.kind, invoice: document, target: paths.invoice(document.id), row: { invoice: document.id } }
  const mails: Email[] = []
  for (const to of recipients) {
    const draft = { kind: about.kind, to, locale: snapshot.locale, data } as const
    const content = mailContentOf(tx, {
      mail: draft,
      settings,
      client,
      invoice: about.invoice,
      snapshot,
      linkUrl: '',
      now,
    })
    mails.push(
      await enqueueMail(
        tx,
        {
          ...draft,
          subject: mailSubject(content),
          client: client.id,
          ...about.row,
          target: about.target,
          linkKind: 'document',
          from: sender.from,
          replyTo: replyAddress(tx, settings, document.replyKey),
          messageDomain: sender.domain,
        },
        now,
      ),
    )
  }
  return mails
}
