import type { PayloadRequest } from 'payload'

import { PortalError } from '../errors.ts'
import type { Email, ID, Invoice } from '../records.ts'
import { findById } from '../store.ts'
import { inTransaction } from '../transaction.ts'
import { prepareNumber } from './documentNumber.ts'
import { issueDocument } from './issueDocument.ts'
import { mailDocument } from './mailDocument.ts'
import { completeSettings, settleRecipients, type SendInput } from './sendDraft.ts'
import { wakeOutbox } from './wakeOutbox.ts'

/**
 * Issues a draft and queues its mails, in one transaction: number, snapshot and outbox row are committed together or
 * not at all. The worker then renders the PDF and mails; a mail server that is down never fails a send.
 *
 * Twice at once: the second waits for the first and gets `already-sent`. Dying half-way: before the commit nothing
 * happened, after it the outbox goes on.
 *
 * Throws `not-found`, `already-sent`, `no-lines`, `negative-total`, `due-before-issue`, `unknown-recipient`,
 * `settings-incomplete`, and for credit notes `corrects-missing`, `credit-exceeds`.
 */
export const sendInvoice = async (
  req: PayloadRequest,
  id: ID,
  input: SendInput = {},
  now: Date = new Date(),
): Promise<{ invoice: Invoice; mails: Email[] }> => {
  const draft = await findById(req, 'invoices', id)
  if (!draft) throw new PortalError('not-found')
  const settings = await completeSettings(req)
  await prepareNumber(req, settings, draft.kind, now)
  const result = await inTransaction(req, async (tx) => {
    const recipients = await settleRecipients(tx, 'invoices', id, input)
    const { invoice, client } = await issueDocument(tx, id, { settings, now })
    const mails = await mailDocument(tx, {
      document: invoice,
      client,
      settings,
      recipients,
      message: input.message,
      now,
    })
    return { invoice, mails }
  })
  wakeOutbox(req.payload)
  return result
}
