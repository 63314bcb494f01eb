import type { CollectionAfterChangeHook } from 'payload'

import { recordEvent } from '../../access/trail.ts'
import type { Invoice, Quote } from '../../records.ts'
import { findById } from '../../store.ts'

/** A draft that the client may see from now on, or no longer: who decided that is kept. */
export const recordSharing =
  (kind: 'invoices' | 'quotes'): CollectionAfterChangeHook =>
  async ({ doc, previousDoc, req }) => {
    const [before, after] = [previousDoc as Partial<Invoice | Quote> | undefined, doc as Invoice | Quote]
    if (after.sentAt || Boolean(before?.shared) === Boolean(after.shared)) return
    // As stored: over REST `doc` comes with its client populated.
    const document = await findById(req, kind, after.id)
    if (!document) return
    const type = after.shared ? 'draft-shared' : 'draft-unshared'
    const about = kind === 'quotes' ? { quote: document.id } : { invoice: document.id }
    await recordEvent(req, { type, client: document.client, ...about })
  }
