import type { PayloadRequest } from 'payload'

import { addDays, dayOf } from '../domain/days.ts'
import { PortalError } from '../errors.ts'
import type { DocumentSnapshot, Invoice } from '../records.ts'
import { findById, readSettings } from '../store.ts'
import { businessDay } from './businessDay.ts'
import { documentSnapshot } from './documentSnapshot.ts'
import { pdfName, renderSnapshot, type DocumentPdf } from './documentPdf.ts'

/** What a draft would look like if it were sent today: without a number. */
export const draftSnapshot = async (
  req: PayloadRequest,
  invoice: Invoice,
  now: Date = new Date(),
): Promise<DocumentSnapshot> => {
  const client = await findById(req, 'clients', invoice.client)
  if (!client) throw new PortalError('not-found')
  const settings = await readSettings(req)
  const issueDate = businessDay(settings, now)
  const given = invoice.dueDate ? dayOf(invoice.dueDate) : null
  return documentSnapshot({
    invoice,
    client,
    settings,
    number: '',
    issueDate,
    dueDate: invoice.kind === 'credit-note' ? null : (given ?? addDays(issueDate, settings.paymentTermsDays)),
    corrected: invoice.corrects ? await findById(req, 'invoices', invoice.corrects) : null,
  })
}

/** A draft's PDF, marked as one and stored nowhere. */
export const previewDocument = async (req: PayloadRequest, invoice: Invoice): Promise<DocumentPdf> => {
  const snapshot = await draftSnapshot(req, invoice)
  const rendered = await renderSnapshot(req, snapshot, { mark: 'draft', createdAt: invoice.updatedAt })
  return { bytes: rendered.bytes, name: pdfName(snapshot) }
}
