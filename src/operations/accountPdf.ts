import type { PayloadRequest } from 'payload'

import { getPortalOptions } from '../context.ts'
import type { AccountPiece } from '../domain/accountParts.ts'
import { renderPdf } from '../documents/renderPdf.ts'
import type { BusinessSettings, Client, Locale } from '../records.ts'
import { clientSnapshot, sellerSnapshot } from './documentSnapshot.ts'
import { readStoredFile } from './storedFiles.ts'

/** Entries in one PDF: some thirty pages, a second or two to render, and no more memory than an invoice of 500 lines. */
export const ENTRIES_PER_PDF = 1000

/** Renders a statement of account, or one part of a long one. Rejects with `PdfRenderError`. */
export const accountPdf = async (
  req: PayloadRequest,
  request: {
    pieces: AccountPiece[]
    part: { number: number; count: number } | null
    client: Client
    settings: BusinessSettings
    locale: Locale
    now: Date
  },
): Promise<Uint8Array> => {
  const { pieces, part, client, settings, locale, now } = request
  const { pdf, limits } = getPortalOptions(req.payload)
  const seller = sellerSnapshot(settings)
  const logo = await readStoredFile(req, seller.logo)
  const rendered = await renderPdf(
    {
      account: { seller, client: clientSnapshot(client), locale, statements: pieces, part },
      logo: logo ? { data: logo.bytes, mimeType: logo.file.mimeType ?? 'image/png' } : null,
      pageSize: pdf.pageSize,
      fonts: pdf.fonts,
      createdAt: now.toISOString(),
    },
    { concurrency: limits.concurrentRenders },
  )
  return rendered.bytes
}
