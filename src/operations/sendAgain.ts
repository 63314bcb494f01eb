import type { PayloadRequest } from 'payload'

import { recordEvent } from '../access/trail.ts'
import { isQuote } from '../domain/quoteStatus.ts'
import { PortalError } from '../errors.ts'
import type { Email, ID } from '../records.ts'
import { findById } from '../store.ts'
import { inTransaction } from '../transaction.ts'
import { mailDocument } from './mailDocument.ts'
import { recipientsOf } from './recipients.ts'
import { completeSettings, type SendInput } from './sendDraft.ts'
import { wakeOutbox } from './wakeOutbox.ts'

/** Mails an issued document once more, with links of its own; earlier links go on working. Throws `not-found`, `not-sent`, `quote-superseded`, `unknown-recipient`. */
export const sendAgain = async (
  req: PayloadRequest,
  kind: 'invoices' | 'quotes',
  id: ID,
  input: SendInput = {},
  now: Date = new Date(),
): Promise<Email[]> => {
  const document = await findById(req, kind, id)
  if (!document) throw new PortalError('not-found')
  if (!document.sentAt) throw new PortalError('not-sent')
  // Its newer version is what the client should get.
  if (isQuote(document) && document.revisedBy) throw new PortalError('quote-superseded')
  const client = await findById(req, 'clients', document.client)
  if (!client) throw new PortalError('not-found')
  const settings = await completeSettings(req)
  const recipients = recipientsOf(client, input.recipients?.length ? input.recipients : document.recipients)
  const mails = await inTransaction(req, async (tx) => {
    await recordEvent(tx, {
      type: kind === 'quotes' ? 'quote-mailed-again' : 'invoice-mailed-again',
      client: client.id,
      [kind === 'quotes' ? 'quote' : 'invoice']: document.id,
      data: { to: recipients },
    })
    return mailDocument(tx, { document, client, settings, recipients, message: input.message, copy: true, now })
  })
  wakeOutbox(req.payload)
  return mails
}
