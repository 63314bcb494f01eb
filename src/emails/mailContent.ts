import type { Period } from '../domain/period.ts'
import type { BusinessSettings, DocumentSnapshot, EmailKind, Locale, PaymentMethod } from '../records.ts'

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

export interface QuoteMail extends DocumentMail {
  kind: 'quote'
}

/** What the client has agreed to, as it was at that moment. */
export interface QuoteAcceptedFacts {
  number: string
  total: number
  currency: string
  /** As the person typed it. */
  name: string
  /** The instant, ISO 8601. */
  at: string
  /** Of the version that was accepted. */
  hash: string
}

export interface QuoteAcceptedMail extends MailBase, QuoteAcceptedFacts {
  kind: 'quote-accepted'
  timeZone: string
}

/** Which documents a link downloads, and what they were when it was mailed. */
export interface DocumentsFacts {
  period: Period
  count: number
  sums: { currency: string; total: number }[]
}

/** A link that downloads all documents of a time. */
export interface DocumentsMail extends MailBase, DocumentsFacts {
  kind: 'documents'
}

/** The invoice mail (or the quote's) as staff sees it before any client does. */
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

/** A payment and its invoice in figures, as they stood when the mail was queued: later events never rewrite a mail. */
export interface PaymentFacts {
  amount: number
  currency: string
  method: PaymentMethod
  /** Example: `'Visa •••• 4242'`. */
  methodDetail: string | null
  /** The day it was received, or begun. */
  day: string
}

export interface InvoiceFacts {
  /** Imported history may have none. */
  number: string | null
  total: number
  /** What is left to pay after what the mail tells of. */
  amountDue: number
  dueDate: string | null
}

interface PaymentMail extends MailBase {
  /** The business's calendar day: another year than this one is written out. */
  today: string
}

export interface ReceiptFacts {
  payment: PaymentFacts
  /** Null where the money is for no invoice. */
  invoice: InvoiceFacts | null
  /** What of the payment no invoice needs: it is kept as the client's credit. */
  unapplied: number
}

export interface ReceiptMail extends PaymentMail, ReceiptFacts {
  kind: 'receipt'
}

export interface PaymentFailedFacts {
  payment: PaymentFacts
  invoice: InvoiceFacts | null
  /** Stripe's code for it (`insufficient_funds`), or the bank's words. */
  reason: string | null
}

/** A bank debit that was on its way and came back. */
export interface PaymentFailedMail extends PaymentMail, PaymentFailedFacts {
  kind: 'payment-failed'
}

export interface RefundFacts {
  payment: PaymentFacts
  invoice: InvoiceFacts | null
  /** What goes back, all or a part of the payment. */
  amount: number
  /** The credit note that goes with it. */
  creditNote: string | null
}

export interface RefundMail extends PaymentMail, RefundFacts {
  kind: 'refund'
}

export type NoticeAbout =
  | 'payment-received'
  | 'payment-failed'
  | 'dispute-opened'
  | 'dispute-won'
  | 'dispute-lost'
  | 'excess'
  | 'stripe-mismatch'
  | 'refund-failed'
  | 'quote-accepted'
  | 'quote-declined'

export interface StaffNoticeFacts {
  about: NoticeAbout
  amount: number
  currency: string
  clientName: string | null
  payment: PaymentFacts | null
  invoice: InvoiceFacts | null
  /** The number of the quote it is about. */
  quote?: string | null
  /** What is more than the invoice needed. */
  excess: number
  /** Stripe's code for it (`fraudulent`), or somebody's words. */
  reason: string | null
  /** On a dispute: a bank only asks, no money has moved. */
  isInquiry: boolean
  /** On a dispute: the last day for an answer. */
  answerBy: string | null
  /** What else is to know: plain text in the business's language. */
  note: string | null
}

/** For the business's own people: it leads to the admin, never into the portal. */
export interface StaffNoticeMail extends PaymentMail, StaffNoticeFacts {
  kind: 'staff-notice'
  opens: 'payments' | 'invoices' | 'quotes' | 'clients' | 'dashboard'
}

/** A message of a thread as later mails quote it. */
export interface EarlierMessage {
  by: string
  /** The instant it was written, ISO 8601. */
  at: string
  text: string
}

/** An answer as it was written: what is said later in the thread never rewrites a mail. */
export interface TicketFacts {
  /** Example: `'T-7K3M9'`. */
  reference: string
  subject: string
  /** The answer in full, plain text. */
  words: string
  /** Who of the business wrote it. */
  author: string | null
  /** Newest first. */
  earlier: EarlierMessage[]
}

/** A file that belongs to an answer. */
export interface MailFile {
  name: string
  bytes: number
  /** `portal`: too large to travel along; `lost`: the file store no longer has it. */
  place: 'attached' | 'portal' | 'lost'
}

/** The business's answer to a client: a person's letter. */
export interface TicketMail extends MailBase, TicketFacts {
  kind: 'ticket'
  timeZone: string
  /** When further questions are answered, and a line of the business's own; empty where it says nothing of it. */
  support?: string
  files?: MailFile[]
}

export interface TicketNoticeFacts {
  reference: string
  subject: string
  /** What was written, plain text; a notice may show the beginning alone. */
  words: string
  clientName: string
  /** Who wrote, by name and address as far as they are known. */
  author: string | null
  /** The writer's address is not on the client's file. */
  isStranger: boolean
  /** The first message of its ticket. */
  isNew: boolean
  /** An answer to this very mail reaches the client. */
  canReply: boolean
}

/** Tells the business's own people that a client has written. */
export interface TicketNoticeMail extends MailBase, TicketNoticeFacts {
  kind: 'ticket-notice'
}

export type MailContent =
  | InvoiceMail
  | CreditNoteMail
  | QuoteMail
  | QuoteAcceptedMail
  | DocumentsMail
  | TestMail
  | SignInMail
  | NewLinkMail
  | NewBrowserMail
  | ReceiptMail
  | PaymentFailedMail
  | RefundMail
  | StaffNoticeMail
  | TicketMail
  | TicketNoticeMail
