import type { PayloadRequest } from 'payload'

import { addDays, dayOf } from '../domain/days.ts'
import { isQuote, validUntilOf } from '../domain/quoteStatus.ts'
import { PortalError } from '../errors.ts'
import type { DocumentSnapshot, Invoice, Quote } from '../records.ts'
import { findById, readSettings } from '../store.ts'
import { businessDay } from './businessDay.ts'
import { documentSnapshot } from './documentSnapshot.ts'
import { pdfName, renderSnapshot, type DocumentPdf } from './documentPdf.ts'

/** What a draft would look like if it were sent today: without a number. */
export const draftSnapshot = async (
  req: PayloadRequest,
  document: Invoice | Quote,
  now: Date = new Date(),
): Promise<DocumentSnapshot> => {
  const client = await findById(req, 'clients', document.client)
  if (!client) throw new PortalError('not-found')
  const settings = await readSettings(req)
  const issueDate = businessDay(settings, now)
  const common = { document, client, settings, number: '', issueDate }
  if (isQuote(document)) {
    const validUntil = validUntilOf(document, { issueDate, validDays: settings.quoteValidDays })
    return documentSnapshot({ ...common, kind: 'quote', validUntil })
  }
  const { kind, dueDate, supplyDate, reason, corrects } = document
  const given = dueDate ? dayOf(dueDate) : null
  return documentSnapshot({
    ...common,
    kind,
    supplyDate,
    reason,
    dueDate: kind === 'credit-note' ? null : (given ?? addDays(issueDate, settings.paymentTermsDays)),
    corrected: corrects ? await findById(req, 'invoices', corrects) : null,
  })
}

/** A draft's PDF, marked as one and stored nowhere. */
export const previewDocument = async (req: PayloadRequest, document: Invoice | Quote): Promise<DocumentPdf> => {
  const snapshot = await draftSnapshot(req, document)
  const rendered = await renderSnapshot(req, snapshot, { mark: 'draft', createdAt: document.updatedAt })
  return { bytes: rendered.bytes, name: pdfName(snapshot) }
}
