import type { CollectionAfterChangeHook } from 'payload'

import { recordEvent } from '../../../access/trail.ts'
import { findById } from '../../../store.ts'
import type { Invoice } from '../../../records.ts'

/** A draft that the client may see from now on, or no longer: who decided that is kept. */
export const recordSharing: CollectionAfterChangeHook = async ({ doc, previousDoc, req }) => {
  const [before, after] = [previousDoc as Partial<Invoice> | undefined, doc as Invoice]
  if (after.sentAt || Boolean(before?.shared) === Boolean(after.shared)) return
  // As stored: over REST `doc` comes with its client populated.
  const invoice = await findById(req, 'invoices', after.id)
  if (!invoice) return
  const type = after.shared ? 'draft-shared' : 'draft-unshared'
  await recordEvent(req, { type, client: invoice.client, invoice: invoice.id })
}
