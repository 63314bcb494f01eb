import type { ExtraFont } from '../options.ts'
import type { DocumentSnapshot } from '../records.ts'

/** Everything a PDF is made of. The same request gives the same bytes. */
export interface RenderRequest {
  snapshot: DocumentSnapshot
  logo?: { data: Uint8Array; mimeType: string } | null
  /** `draft` says that it is no document yet, `duplicate` that a stored one was lost and rendered anew. */
  mark?: 'draft' | 'duplicate' | null
  pageSize: 'A4' | 'LETTER'
  fonts: ExtraFont[]
  /** ISO 8601; the PDF's creation date, given so that the bytes do not depend on the clock. */
  createdAt: string
}

export interface RenderedPdf {
  bytes: Uint8Array
  /** Of `bytes`, in hex. */
  sha256: string
  /** What staff should know: characters that no font has, a font or logo that could not be used. */
  warnings: string[]
}

/** What a worker sends back for a request. */
export type RenderReply = { ok: true; pdf: RenderedPdf } | { ok: false; message: string }
