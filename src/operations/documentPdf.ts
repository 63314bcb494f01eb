import type { PayloadRequest } from 'payload'

import { renderPdf, type RenderedPdf } from '../documents/renderPdf.ts'
import { getPortalOptions } from '../context.ts'
import { PortalError } from '../errors.ts'
import { isQuote } from '../domain/quoteStatus.ts'
import type { DocumentSnapshot, ID, Invoice, Quote } from '../records.ts'
import { claim, findById } from '../store.ts'
import { readStoredFile, removeFile, storeFile } from './storedFiles.ts'

export interface DocumentPdf {
  bytes: Uint8Array
  name: string
}

/** What a person sees when saving it: `INV-2026-0042.pdf`, safe on every system. */
export const pdfName = (snapshot: Pick<DocumentSnapshot, 'number' | 'kind'>): string =>
  `${(snapshot.number || snapshot.kind).replace(/[^\p{L}\p{N}._ -]+/gu, '-')}.pdf`

/** Renders a document that is not stored: a draft's preview. */
export const renderSnapshot = async (
  req: PayloadRequest,
  snapshot: DocumentSnapshot,
  { mark = null, createdAt }: { mark?: 'draft' | 'duplicate' | null; createdAt: string },
): Promise<RenderedPdf> => {
  const { pdf, limits } = getPortalOptions(req.payload)
  const logo = await readStoredFile(req, snapshot.seller.logo)
  return renderPdf(
    {
      snapshot,
      logo: logo ? { data: logo.bytes, mimeType: logo.file.mimeType ?? 'image/png' } : null,
      mark,
      pageSize: pdf.pageSize,
      fonts: pdf.fonts,
      createdAt,
    },
    { concurrency: limits.concurrentRenders },
  )
}

/**
 * Renders an issued document and stores its bytes. `replaces` is the file it stands in for: null at first, the lost one
 * later. The conditional write decides between two who rendered at once; the other's bytes are removed again.
 */
const renderAndStore = async (
  req: PayloadRequest,
  document: Invoice | Quote,
  replaces: ID | null,
): Promise<DocumentPdf> => {
  const { snapshot, sentAt } = document
  const collection = isQuote(document) ? 'quotes' : 'invoices'
  if (!snapshot || !sentAt) throw new PortalError('not-sent')
  const rendered = await renderSnapshot(req, snapshot, { mark: replaces ? 'duplicate' : null, createdAt: sentAt })
  const name = pdfName(snapshot)
  const file = await storeFile(req, rendered.bytes, {
    purpose: 'pdf',
    name,
    mimeType: 'application/pdf',
    client: document.client,
    [isQuote(document) ? 'quote' : 'invoice']: document.id,
  })
  const won = await claim(
    req,
    collection,
    { and: [{ id: { equals: document.id } }, { pdf: replaces ? { equals: replaces } : { exists: false } }] },
    { pdf: file.id, pdfSha256: rendered.sha256, pdfWarnings: rendered.warnings },
  )
  if (won) return { bytes: rendered.bytes, name }
  await removeFile(req, file.id)
  const now = await findById(req, collection, document.id)
  const stored = await readStoredFile(req, now?.pdf)
  return { bytes: stored?.bytes ?? rendered.bytes, name }
}

/**
 * An issued document's PDF: the stored bytes, rendered once. Where the store lost them it is rendered anew, marked as a
 * duplicate, and stored in their place. Throws `not-sent` for drafts; rejects with `PdfRenderError`.
 */
export const documentPdf = async (req: PayloadRequest, document: Invoice | Quote): Promise<DocumentPdf> => {
  if (!document.snapshot) throw new PortalError('not-sent')
  return (await storedPdf(req, document)) ?? renderAndStore(req, document, document.pdf ?? null)
}

/** The stored bytes of an issued document, or null where there are none (any more). */
export const storedPdf = async (
  req: PayloadRequest,
  document: Pick<Invoice, 'sentAt' | 'pdf'>,
): Promise<DocumentPdf | null> => {
  const stored = document.sentAt ? await readStoredFile(req, document.pdf) : null
  return stored && { bytes: stored.bytes, name: stored.file.name }
}
