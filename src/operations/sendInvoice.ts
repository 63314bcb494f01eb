import type { PayloadRequest } from 'payload'

import { getPortalOptions } from '../context.ts'
import { PortalError } from '../errors.ts'
import type { BusinessSettings, Email, ID, Invoice } from '../records.ts'
import { findById, readSettings } from '../store.ts'
import { inTransaction } from '../transaction.ts'
import { issueDocument, prepareNumber } from './issueDocument.ts'
import { mailDocument } from './mailDocument.ts'
import { recipientsOf } from './recipients.ts'
import { wakeOutbox } from './wakeOutbox.ts'

/** What a document can't be issued without. Throws `settings-incomplete`. */
export const completeSettings = async (req: PayloadRequest): Promise<BusinessSettings> => {
  const settings = await readSettings(req)
  if (!settings.name) throw new PortalError('settings-incomplete', { field: 'name' })
  return settings
}

/** Whom it went to stands on the document, for the credit note that may follow. */
const keepRecipients = async (tx: PayloadRequest, id: ID, recipients: string[]): Promise<void> => {
  await tx.payload.db.updateOne({
    collection: getPortalOptions(tx.payload).slugs.invoices,
    id,
    data: { recipients },
    req: tx,
    returning: false,
  })
}

export interface SendInput {
  /** Else the document's own recipients, else the client's address. */
  recipients?: unknown[] | null
  message?: string | null
}

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
    const { invoice } = await issueDocument(tx, id, { settings, now })
    const client = await findById(tx, 'clients', invoice.client)
    if (!client) throw new PortalError('not-found')
    const recipients = recipientsOf(client, input.recipients?.length ? input.recipients : invoice.recipients)
    await keepRecipients(tx, id, recipients)
    const mails = await mailDocument(tx, { invoice, client, settings, recipients, message: input.message, now })
    return { invoice: { ...invoice, recipients }, mails }
  })
  wakeOutbox(req.payload)
  return result
}
