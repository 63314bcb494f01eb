import type { PayloadRequest } from 'payload'

import { PortalError } from '../errors.ts'
import type { BusinessSettings, Email, ID, Invoice } from '../records.ts'
import { claim, findById, readSettings, update } from '../store.ts'
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

export interface SendInput {
  /** Else the document's own recipients, else the client's address. */
  recipients?: unknown[] | null
  message?: string | null
}

/**
 * Decides whom a draft goes to and keeps a choice on it, for the history and for a credit note that may follow. Locks the
 * draft: of many at once the others wait here and then see `already-sent`.
 */
const settleRecipients = async (tx: PayloadRequest, id: ID, input: SendInput): Promise<string[]> => {
  const locked = await claim(tx, 'invoices', { and: [{ id: { equals: id } }, { sentAt: { exists: false } }] }, {})
  const draft = await findById(tx, 'invoices', id)
  const client = draft && (await findById(tx, 'clients', draft.client))
  if (!draft || !client) throw new PortalError('not-found')
  if (!locked) throw new PortalError('already-sent')
  const recipients = recipientsOf(client, input.recipients?.length ? input.recipients : draft.recipients)
  // Through Payload: the adapter's own partial update would take the draft's lines away.
  const isChosen = Boolean(input.recipients?.length) && recipients.join() !== (draft.recipients ?? []).join()
  if (isChosen) await update(tx, 'invoices', id, { recipients })
  return recipients
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
    const recipients = await settleRecipients(tx, id, input)
    const { invoice, client } = await issueDocument(tx, id, { settings, now })
    const mails = await mailDocument(tx, { invoice, client, settings, recipients, message: input.message, now })
    return { invoice, mails }
  })
  wakeOutbox(req.payload)
  return result
}
