import type { ExtraFont } from '../options.ts'
import type { AccountStatement } from '../domain/accountStatement.ts'
import type { ClientSnapshot, DocumentSnapshot, Locale, PdfWarning, SellerSnapshot } from '../records.ts'

interface RenderBasics {
  logo?: { data: Uint8Array; mimeType: string } | null
  pageSize: 'A4' | 'LETTER'
  fonts: ExtraFont[]
  /** ISO 8601; the PDF's creation date, given so that the bytes do not depend on the clock. */
  createdAt: string
}

/** A quote, an invoice or a credit note, from what was frozen when it was issued. */
export interface DocumentRequest extends RenderBasics {
  snapshot: DocumentSnapshot
  /** `draft` says that it is no document yet, `duplicate` that a stored one was lost and rendered anew. */
  mark?: 'draft' | 'duplicate' | null
}

/** A statement of account, or one part of a long one. */
export interface AccountSheet {
  seller: SellerSnapshot
  client: ClientSnapshot
  locale: Locale
  statements: (AccountStatement & {
    currency: string
    /** The balance that earlier parts ended with, where this is not the first. */
    broughtForward: number | null
    /** Whether the closing figures follow here; later parts have them otherwise. */
    isEnd: boolean
  })[]
  /** Of a statement in several parts. */
  part: { number: number; count: number } | null
}

export interface AccountRequest extends RenderBasics {
  account: AccountSheet
}

/** Everything a PDF is made of. The same request gives the same bytes. */
export type RenderRequest = DocumentRequest | AccountRequest

export interface RenderedPdf {
  bytes: Uint8Array
  /** Of `bytes`, in hex. */
  sha256: string
  /** What staff should know: characters that no font has, a font or logo that could not be used. */
  warnings: PdfWarning[]
}

/** What a worker sends back for a request. */
export type RenderReply = { ok: true; pdf: RenderedPdf } | { ok: false; message: string }
