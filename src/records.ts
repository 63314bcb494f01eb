import type { SupportClosure, SupportSpan } from './domain/supportHours.ts'
import type { Locale } from './locales.ts'

/**
 * What our documents look like when read at depth 0. Slugs can be renamed by the host, so Payload's generated
 * types cannot name them; these are the plugin's own, and the collections are built to match.
 *
 * Amounts are integers in the currency's minor unit. `…At` is an instant (ISO 8601), `…Date` a calendar day
 * (`YYYY-MM-DD`).
 */
export type ID = number | string

export type { Locale }

export type InvoiceKind = 'invoice' | 'credit-note'
/** What a snapshot can be of. */
export type DocumentKind = InvoiceKind | 'quote'
export type InvoiceStatus = 'draft' | 'sent' | 'overdue' | 'paid' | 'void'
export type QuoteStatus = 'draft' | 'sent' | 'accepted' | 'declined' | 'expired' | 'converted'
export type TaxCategory = 'standard' | 'zero' | 'exempt' | 'reverse-charge' | 'outside'
export type PaymentMethod = 'stripe' | 'bank-transfer' | 'cash' | 'credit' | 'other'
export type PaymentStatus = 'pending' | 'processing' | 'succeeded' | 'failed' | 'refunded' | 'disputed' | 'reversed'
export type RefundStatus = 'pending' | 'succeeded' | 'failed'
/** `inquiry`: a bank asks, no money has moved; `open`: it took the money back for now; then `won` or `lost`. */
export type DisputeStatus = 'inquiry' | 'open' | 'won' | 'lost'
export type EmailKind =
  | 'invoice'
  | 'credit-note'
  | 'quote'
  | 'quote-accepted'
  | 'documents'
  | 'sign-in'
  | 'new-link'
  | 'new-browser'
  | 'test'
  | 'receipt'
  | 'payment-failed'
  | 'refund'
  | 'staff-notice'
  | 'ticket'
  | 'ticket-notice'
  | 'inbound'
/**
 * Of a mail that came in. `unassigned`: waits for staff to say whose it is; `dismissed`: staff said nobody's; `automated`:
 * a machine's, on no thread.
 */
export type EmailPlacement = 'unassigned' | 'placed' | 'automated' | 'dismissed'
export type EmailStatus = 'queued' | 'sent' | 'failed' | 'bounced' | 'received'
export type MagicLinkKind = 'document' | 'sign-in'

export interface Timestamps {
  createdAt: string
  updatedAt: string
}

export interface ClientContact {
  id?: string
  name?: string | null
  email: string
  role?: string | null
}

export interface Client extends Timestamps {
  id: ID
  name: string
  email: string
  company?: string | null
  taxId?: string | null
  phone?: string | null
  address?: string | null
  country?: string | null
  locale?: Locale | null
  currency?: string | null
  notes?: string | null
  contacts?: ClientContact[] | null
  stripeCustomerId?: string | null
  /** When everything personal was taken out, for good. */
  anonymisedAt?: string | null
}

/** One line as a person writes it. `unitPrice` is in minor units; `quantity` may have decimals; rates are percentages. */
export interface LineInput {
  description: string
  quantity: number
  unitPrice: number
  discountPercent?: number | null
  taxRate?: number | null
  taxCategory?: TaxCategory | null
}

export interface Line extends LineInput {
  id?: string
  /** Net amount after the line's own discount, before the document's discount and tax. */
  amount?: number | null
}

/** One group of the tax table: everything of one category and rate. */
export interface TaxGroup {
  category: TaxCategory
  rate: number
  base: number
  amount: number
  /** Why no tax is charged (exempt, reverse charge, outside the scope), in the document's language. */
  reason?: string | null
}

export interface Totals {
  /** Sum of the lines' net amounts, before the document's discount. */
  subtotal: number
  /** The document's discount, positive. */
  discountTotal: number
  taxes: TaxGroup[]
  /** Withheld by the client (IRPF and its like), positive, already taken off `total`. */
  withholding: number
  total: number
}

/** What a PDF could not show as written: a text of the admin (`ui.pdfWarnings`) and what fills its places. */
export interface PdfWarning {
  code: 'missingCharacters' | 'unusableFont' | 'logoType' | 'unreadableLogo'
  values: Record<string, string>
}

export interface Invoice extends Timestamps {
  id: ID
  kind: InvoiceKind
  corrects?: ID | null
  reason?: string | null
  number?: string | null
  client: ID
  recipients?: string[] | null
  status: InvoiceStatus
  statusRank: number
  shared?: boolean | null
  issueDate?: string | null
  supplyDate?: string | null
  dueDate?: string | null
  currency: string
  lines: Line[]
  discountPercent?: number | null
  withholdingPercent?: number | null
  reference?: string | null
  notes?: string | null
  subtotal: number
  discountTotal: number
  taxes: TaxGroup[]
  withholding: number
  total: number
  amountPaid: number
  amountCredited: number
  amountDue: number
  sentAt?: string | null
  viewedAt?: string | null
  views?: number | null
  paidAt?: string | null
  voidedAt?: string | null
  /** The draft that a revision opened, on the invoice it replaces; and the other way round. */
  revisedBy?: ID | null
  revises?: ID | null
  /** The accepted quote it was made of. */
  quote?: ID | null
  snapshot?: DocumentSnapshot | null
  pdf?: ID | null
  pdfSha256?: string | null
  /** What the renderer could not do as written, for staff: characters no font has. */
  pdfWarnings?: PdfWarning[] | null
  replyKey?: string | null
}

/** How an accepted quote becomes an invoice by itself. */
export type QuoteConversion = 'draft' | 'send'

/** What quotes and invoices are written with, and what is computed of it: both read the same. */
export type WrittenDocument = Pick<
  Invoice,
  | 'id'
  | 'number'
  | 'client'
  | 'recipients'
  | 'shared'
  | 'issueDate'
  | 'currency'
  | 'lines'
  | 'discountPercent'
  | 'withholdingPercent'
  | 'reference'
  | 'notes'
  | 'sentAt'
  | 'viewedAt'
  | 'views'
  | 'snapshot'
  | 'pdf'
  | 'pdfSha256'
  | 'pdfWarnings'
  | 'replyKey'
> &
  Totals

export interface Quote extends WrittenDocument, Timestamps {
  status: QuoteStatus
  statusRank: number
  /** The last day on which it can be accepted. */
  validUntil?: string | null
  /** 1, or which revision of the first quote it is. */
  revision: number
  /** The quote it replaces; and the other way round: what is revised can no longer be accepted. */
  revises?: ID | null
  revisedBy?: ID | null
  acceptedAt?: string | null
  /** As the person typed it, or whom staff names. */
  acceptedName?: string | null
  /** `staff`: accepted by word of mouth, as a member of staff has written down. */
  acceptedVia?: 'portal' | 'staff' | null
  acceptedEmail?: string | null
  acceptedIp?: string | null
  acceptedUserAgent?: string | null
  /** Of the frozen version that was accepted: see `domain/documentHash.ts`. */
  acceptedHash?: string | null
  declinedAt?: string | null
  declinedEmail?: string | null
  declineReason?: string | null
  /** What it became. */
  invoice?: ID | null
  convertedAt?: string | null
  /** Waits to become an invoice by itself; null once done. */
  conversion?: QuoteConversion | null
  /** When that is tried (again); moved on by whoever takes it in hand. */
  conversionDueAt?: string | null
  conversionAttempts?: number | null
}

/** Who sells: frozen into the snapshot when a document is issued. */
export interface SellerSnapshot {
  name: string
  legalName?: string | null
  taxId?: string | null
  address?: string | null
  email?: string | null
  phone?: string | null
  website?: string | null
  /** `portal-files` id of the logo as it was at the time; its bytes never change. */
  logo?: ID | null
  accentColor: string
  footer?: string | null
  bank?: { holder?: string | null; iban?: string | null; bic?: string | null } | null
}

export interface ClientSnapshot {
  name: string
  company?: string | null
  taxId?: string | null
  address?: string | null
  country?: string | null
  email: string
}

/**
 * Everything the PDF, the mail and the portal's sheet need to show an issued document, as it was at that moment.
 * A document is rendered from this alone, so that later changes to the client or the business never reach it.
 */
export interface DocumentSnapshot {
  templateVersion: 1
  kind: DocumentKind
  number: string
  locale: Locale
  timeZone: string
  issueDate: string
  supplyDate?: string | null
  dueDate?: string | null
  /** On a quote: the last day on which it can be accepted. */
  validUntil?: string | null
  currency: string
  seller: SellerSnapshot
  client: ClientSnapshot
  lines: (LineInput & { amount: number })[]
  discountPercent?: number | null
  withholdingPercent?: number | null
  totals: Totals
  reference?: string | null
  notes?: string | null
  /** On a credit note: the number and issue day of what it corrects, and why. */
  corrects?: { number: string; issueDate: string } | null
  reason?: string | null
}

export interface PaymentRefund {
  id?: string
  amount: number
  at: string
  stripeId?: string | null
  /** Absent on refunds that were recorded by hand: they have happened. A failed one gave the money back to us. */
  status?: RefundStatus | null
}

/** One row of the ledger: money that came in, or (method `credit`) money that was moved from another row. */
export interface Payment extends Timestamps {
  id: ID
  client: ID
  invoice?: ID | null
  amount: number
  currency: string
  method: PaymentMethod
  status: PaymentStatus
  refunds?: PaymentRefund[] | null
  receivedAt: string
  note?: string | null
  reversedAt?: string | null
  /** What went back of `amount`: refunds that did not fail, lost disputes, credit that had to be withdrawn. */
  amountReturned?: number | null
  /** What was moved on to other invoices as credit. */
  amountMoved?: number | null
  /** What of it no invoice needs: the client's credit. Written when its invoice is settled. */
  amountUnapplied?: number | null
  /** On a row of method `credit`: the row whose money this is. */
  source?: ID | null
  /** How it was paid, for people: `Visa •••• 4242`. */
  methodDetail?: string | null
  /** Who paid in the portal: the address that gets the receipt. */
  payerEmail?: string | null
  /** Why the last attempt to pay failed, in Stripe's words. */
  lastFailure?: string | null
  disputeStatus?: DisputeStatus | null
  /** What lost disputes took, part of `amountReturned`. */
  disputeLost?: number | null
  stripePaymentIntent?: string | null
  stripeCharge?: string | null
  /** Counts writes of Stripe's truth: what was fetched before another write must not be written after it. */
  stripeVersion?: number | null
  /** The open PaymentIntent is to be cancelled: its invoice no longer needs the money. */
  cancelRequested?: boolean | null
  receiptQueuedAt?: string | null
}

export interface Email extends Timestamps {
  id: ID
  kind: EmailKind
  status: EmailStatus
  to: string
  from?: string | null
  replyTo?: string | null
  subject?: string | null
  html?: string | null
  text?: string | null
  client?: ID | null
  invoice?: ID | null
  quote?: ID | null
  /** Where the mail's button leads, a path of ours. */
  target?: string | null
  linkKind?: MagicLinkKind | null
  locale: Locale
  /** What the template needs beyond the document it is about. Never a token. */
  data?: Record<string, unknown> | null
  messageId: string
  attempts: number
  leaseUntil?: string | null
  leaseKey?: string | null
  nextAttemptAt?: string | null
  queuedAt: string
  sentAt?: string | null
  lastError?: string | null
  ticket?: ID | null
  /** Message-IDs this mail answers, oldest first, separated by spaces: the header References. */
  references?: string | null
  /** On a mail that came in: what makes it this one and no other, so that it is kept once. */
  dedupKey?: string | null
  /** On a mail that came in: the whole of it, byte for byte. */
  raw?: ID | null
  /** When an incoming mail was placed, or was found to be nobody's. */
  processedAt?: string | null
  /** Why a mail that came in is no person's: `auto-reply`, `bounce`, `list`, `own`. */
  automation?: string | null
  placement?: EmailPlacement | null
}

export interface MagicLink extends Timestamps {
  id: ID
  tokenHash: string
  kind: MagicLinkKind
  email: string
  /** Document links are bound to one client; a sign-in link is bound to the address alone. */
  client?: ID | null
  target: string
  expiresAt: string
  usedAt?: string | null
  revokedAt?: string | null
  mail?: ID | null
}

/** What someone wrote in a form that was refused. */
export interface FormDraft {
  /** See `formOf`. */
  form: string
  subject: string
  message: string
  /** The document it was about, as it was posted. */
  invoice: string | null
  quote?: string | null
}

export interface PortalSession extends Timestamps {
  id: ID
  tokenHash: string
  email: string
  /** Empty until the person has chosen, where the address stands on several clients. */
  client?: ID | null
  link?: ID | null
  linkKind: MagicLinkKind | 'staff'
  target?: string | null
  /** The member of staff who looks at the portal as this client: read-only. */
  staffId?: string | null
  staffName?: string | null
  userAgent?: string | null
  ip?: string | null
  /** This browser held another session of the same address when it signed in: nobody needs to be told. */
  knownBrowser?: boolean | null
  /** When a person first pressed, typed or scrolled; scanners that run scripts do not. */
  confirmedAt?: string | null
  lastSeenAt: string
  expiresAt: string
  revokedAt?: string | null
  draft?: FormDraft | null
}

export interface PortalFile extends Timestamps {
  id: ID
  purpose: 'pdf' | 'logo' | 'icon' | 'attachment' | 'mail'
  client?: ID | null
  invoice?: ID | null
  quote?: ID | null
  /** Of an attachment: the thread's message that it came with, and the mail that brought it. */
  message?: ID | null
  mail?: ID | null
  /** The name by which the mail's own html shows it. */
  contentId?: string | null
  /** What a person sees when saving it; the stored `filename` is random. */
  name: string
  sha256: string
  filename?: string | null
  filesize?: number | null
  mimeType?: string | null
  /** Of an image, in pixels. */
  width?: number | null
  height?: number | null
}

export interface PortalStaffKey extends Timestamps {
  id: ID
  /** Of the address `staff+<key>@…`. */
  key: string
  ticket: ID
  /** Id of the member of staff, as text. */
  user: string
}

/** Somebody of the staff who has words in a ticket's answer box. */
export interface PortalWriter extends Timestamps {
  id: ID
  ticket: ID
  /** Id of the member of staff, as text. */
  user: string
  name: string
  /** When they last wrote. */
  at: string
}

export interface PortalEvent {
  id: ID
  key?: string | null
  type: string
  at: string
  client?: ID | null
  invoice?: ID | null
  quote?: ID | null
  actorKind: 'staff' | 'client' | 'system'
  actorName?: string | null
  data?: Record<string, unknown> | null
}

/** `open`: waits for the business; `waiting`: waits for the client. */
export type TicketStatus = 'open' | 'waiting' | 'closed'
export type MessageDirection = 'in' | 'out'
export type MessageChannel = 'portal' | 'email' | 'admin'
/** `stranger`: somebody who holds the thread's address and is neither the client, a contact, nor staff. */
export type MessageAuthor = 'client' | 'staff' | 'stranger' | 'system'

/** Scalar fields only, so that a claim is one conditional statement. */
export interface Ticket extends Timestamps {
  id: ID
  /** Short, for people: `T-7K3M9`. */
  reference: string
  /** Never changes. */
  client: ID
  subject: string
  status: TicketStatus
  invoice?: ID | null
  quote?: ID | null
  /** Of the address that answers by mail go to: `ticket+<key>@…`. */
  key: string
  messageCount: number
  lastAt: string
  lastDirection: MessageDirection
  /** The beginning of the last message. */
  lastText: string
  /** When the client last looked at the thread. */
  clientSeenAt?: string | null
  closedAt?: string | null
  /** The member of staff who looks after it; null once that user is deleted. */
  assignee?: ID | null
}

export interface TicketMessage extends Timestamps {
  id: ID
  ticket: ID
  client: ID
  at: string
  direction: MessageDirection
  via: MessageChannel
  author: MessageAuthor
  authorName?: string | null
  authorEmail?: string | null
  /** The words of the person, plain text. */
  body: string
  /** What was cut off as quoted or signature, one click away. */
  trimmed?: string | null
  /** Sanitised, where the mail had html. */
  html?: string | null
  messageId?: string | null
  /** The mail that brought it, or that carries it out. */
  mail?: ID | null
  /** Of an answer that staff wrote by mail: that mail, where `mail` is the one to the client. */
  original?: ID | null
  /** A note between staff: the client never sees it. */
  internal?: boolean | null
  /** A machine wrote it: an absence note, a bounce. */
  automation?: string | null
  /** Files that were not taken, and why: `[{ name, reason }]`. */
  refused?: { name: string; reason: string }[] | null
}

export interface TaxRateSetting {
  id?: string
  label: string
  rate: number
  category: TaxCategory
  reason?: string | null
}

export interface CannedAnswer {
  id?: string
  title: string
  /** With placeholders: see `domain/cannedAnswer.ts`. */
  body: string
}

export interface NoticePerson {
  id?: string
  /** Null once that user is deleted. */
  user?: ID | null
  /** `mine`: those assigned to this person, and those that are nobody's. */
  tickets: 'all' | 'mine' | 'none'
  payments?: boolean | null
}

export interface BusinessSettings {
  name: string
  legalName?: string | null
  taxId?: string | null
  address?: string | null
  email?: string | null
  phone?: string | null
  website?: string | null
  logo?: ID | null
  /** What the browser's tab shows; without one it is made of the logo or the name. */
  icon?: ID | null
  accentColor: string
  footer?: string | null
  /** When questions are answered, in the business's time zone. */
  supportHours?: SupportSpan[] | null
  supportClosures?: SupportClosure[] | null
  /** A line of the business's own beside them. */
  supportNote?: string | null
  currency: string
  locale: Locale
  /** Spanish address: formal (usted) or familiar (tú). */
  formality: 'formal' | 'familiar'
  timeZone: string
  paymentTermsDays: number
  taxRates: TaxRateSetting[]
  invoiceNumberPattern: string
  creditNoteNumberPattern: string
  quoteNumberPattern: string
  /** How many days a quote is valid where it says no other day. */
  quoteValidDays: number
  convertAcceptedQuotes: 'no' | QuoteConversion
  bank?: { holder?: string | null; iban?: string | null; bic?: string | null } | null
  senderName?: string | null
  senderAddress?: string | null
  inboundDomain?: string | null
  attachPdf: boolean
  clientsMayEditDetails: boolean
  /** `pk_…`; its secret sisters are never part of what is read here: see `stripe/stripeKeys.ts`. */
  stripePublishableKey?: string | null
  /** Whether a client may pay a part of what is due. */
  allowPartialPayments: boolean
  /** Whether payment methods are offered that leave the page for a bank's own. */
  allowRedirectPayments: boolean
  sendReceipts: boolean
  /** Whether staff is told by mail of payments, failed ones, disputes and money nobody asked for. */
  staffNotices: boolean
  /** Not among what `readSettings` reads: see `readCannedAnswers`. */
  cannedAnswers?: CannedAnswer[] | null
  /** Who is told where `noticePeople` names nobody; else the business's own address. */
  noticeEmail?: string | null
  /** Who of the staff is told of what, each by a mail of their own. */
  noticePeople?: NoticePerson[] | null
  /** Whose `Authentication-Results` are believed. */
  inboundAuthServId?: string | null
  /** Which provider's fields the settings show. */
  inboundProvider?: string | null
}
