/** What sending an invoice and sending a quote have in common. */
import type { PayloadRequest } from 'payload'

import { PortalError } from '../errors.ts'
import type { BusinessSettings, ID } from '../records.ts'
import { claim, findById, readSettings, update } from '../store.ts'
import { recipientsOf } from './recipients.ts'

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
export const settleRecipients = async (
  tx: PayloadRequest,
  kind: 'invoices' | 'quotes',
  id: ID,
  input: SendInput,
): Promise<string[]> => {
  const locked = await claim(tx, kind, { and: [{ id: { equals: id } }, { sentAt: { exists: false } }] }, {})
  const draft = await findById(tx, kind, id)
  const client = draft && (await findById(tx, 'clients', draft.client))
  if (!draft || !client) throw new PortalError('not-found')
  if (!locked) throw new PortalError('already-sent')
  const recipients = recipientsOf(client, input.recipients?.length ? input.recipients : draft.recipients)
  // Through Payload: the adapter's own partial update would take the draft's lines away.
  const isChosen = Boolean(input.recipients?.length) && recipients.join() !== (draft.recipients ?? []).join()
  if (isChosen) await update(tx, kind, id, { recipients })
  return recipients
}
