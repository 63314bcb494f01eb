import type { BusinessSettings, DocumentSnapshot, EmailKind, Locale } from '../records.ts'

export type Formality = BusinessSettings['formality']

/** Who writes: the name and logo at the top, the legal lines at the bottom. */
export interface MailBrand {
  name: string
  /** `#rrggbb`; what is no such colour falls back to a neutral one. */
  accentColor: string
  /** Absolute address of the logo; the name stands in its place where there is none or images are blocked. */
  logoUrl?: string | null
  legalName?: string | null
  taxId?: string | null
  address?: string | null
  email?: string | null
  phone?: string | null
  website?: string | null
  /** Free legal text of the business. */
  footer?: string | null
}

interface MailBase {
  kind: EmailKind
  brand: MailBrand
  locale: Locale
  /** How Spanish addresses the reader: usted or tú. */
  formality: Formality
  /** Where the button leads; may hold the placeholder that the sender replaces by a token, everywhere it stands. */
  linkUrl: string
  recipientName?: string
}

interface DocumentMail extends MailBase {
  snapshot: DocumentSnapshot
  /** The business's calendar day: another year than this one is written out. */
  today: string
  /** The document was mailed before. */
  copy?: boolean
  /** A personal note by staff: plain text, its line breaks are kept. */
  message?: string
}

export interface InvoiceMail extends DocumentMail {
  kind: 'invoice'
  /** What is left to pay, from the invoice's stored totals. */
  amountDue: number
  overdueDays?: number
}

export interface CreditNoteMail extends DocumentMail {
  kind: 'credit-note'
}

/** The invoice mail as staff sees it before any client does. */
export interface TestMail extends Omit<InvoiceMail, 'kind'> {
  kind: 'test'
}

export interface SignInMail extends MailBase {
  kind: 'sign-in'
  /** How long the link lives. */
  minutes: number
}

export interface NewLinkMail extends MailBase {
  kind: 'new-link'
  /** What the link opens, in the mail's language. Example: `'Invoice INV-2026-0042'`. */
  about?: string
  /** How long the link lives. */
  days: number
}

export interface NewBrowserMail extends MailBase {
  kind: 'new-browser'
  /** The instant of the sign-in, ISO 8601. */
  at: string
  timeZone: string
  /** Example: `'Firefox on Windows'`. */
  browser?: string
}

export type MailContent = InvoiceMail | CreditNoteMail | TestMail | SignInMail | NewLinkMail | NewBrowserMail
