import type {
  DocumentsMail,
  InvoiceFacts,
  InvoiceMail,
  MailBrand,
  MailContent,
  PaymentFacts,
  PaymentFailedMail,
  QuoteAcceptedMail,
  QuoteMail,
  ReceiptMail,
  RefundMail,
  StaffNoticeMail,
  TicketMail,
  TicketNoticeMail,
} from '../../src/emails/mailContent.ts'
import type { DocumentSnapshot } from '../../src/records.ts'

export const brand: MailBrand = {
  name: 'Estudio Lumen',
  accentColor: '#1f5f4a',
  logoUrl: null,
  legalName: 'Estudio Lumen S.L.',
  taxId: 'B12345678',
  address: 'Calle del Prado 12\n28014 Madrid',
  email: 'hola@lumen.example',
  phone: '+34 910 000 000',
  website: 'https://lumen.example/',
  footer: 'Registro Mercantil de Madrid, tomo 1234, folio 56.',
}

export const snapshot: DocumentSnapshot = {
  templateVersion: 1,
  kind: 'invoice',
  number: 'INV-2026-0042',
  locale: 'en',
  timeZone: 'Europe/Madrid',
  issueDate: '2026-11-06',
  dueDate: '2026-12-06',
  currency: 'EUR',
  seller: { name: 'Estudio Lumen', accentColor: '#1f5f4a' },
  client: { name: 'Ana Torres', company: 'Torres & Hijos S.L.', taxId: 'B87654321', email: 'ana@cliente.test' },
  lines: [
    { description: 'Website', quantity: 1, unitPrice: 11817, amount: 11817, taxRate: 21, taxCategory: 'standard' },
  ],
  totals: {
    subtotal: 11817,
    discountTotal: 0,
    taxes: [{ category: 'standard', rate: 21, base: 11817, amount: 2481 }],
    withholding: 0,
    total: 14298,
  },
}

export const linkUrl = 'https://studio.example/portal/enter/__link-token__'

const base = { brand, locale: 'en', formality: 'formal', linkUrl, recipientName: 'Ana Torres' } as const

/** An invoice of €142.98, issued on 6 November 2026 and due a month later. */
export const anInvoice = (changes: Partial<InvoiceMail> = {}): InvoiceMail => ({
  ...base,
  kind: 'invoice',
  snapshot,
  amountDue: 14298,
  today: '2026-11-06',
  ...changes,
})

const creditNote: DocumentSnapshot = {
  ...snapshot,
  kind: 'credit-note',
  number: 'CN-2026-0003',
  dueDate: null,
  corrects: { number: 'INV-2026-0042', issueDate: '2026-11-06' },
  reason: 'Wrong tax rate',
}

export const payment: PaymentFacts = {
  amount: 14298,
  currency: 'EUR',
  method: 'stripe',
  methodDetail: 'Visa •••• 4242',
  day: '2026-11-20',
}

/** Issued for €142.98, due on 6 December 2026, nothing left to pay. */
export const paidInvoice: InvoiceFacts = { number: 'INV-2026-0042', total: 14298, amountDue: 0, dueDate: '2026-12-06' }
export const openInvoice: InvoiceFacts = { ...paidInvoice, amountDue: 14298 }

/** A card payment of €142.98 that paid its invoice in full. */
export const aReceipt = (changes: Partial<ReceiptMail> = {}): ReceiptMail => ({
  ...base,
  kind: 'receipt',
  today: '2026-11-20',
  payment,
  invoice: paidInvoice,
  unapplied: 0,
  ...changes,
})

/** A debit of €142.98 that came back for want of money. */
export const aFailedPayment = (changes: Partial<PaymentFailedMail> = {}): PaymentFailedMail => ({
  ...base,
  kind: 'payment-failed',
  today: '2026-11-20',
  payment: { ...payment, methodDetail: 'SEPA •••• 3000', day: '2026-11-14' },
  invoice: openInvoice,
  reason: 'insufficient_funds',
  ...changes,
})

/** €50.00 of a card payment of €142.98 on their way back, with a credit note. */
export const aRefund = (changes: Partial<RefundMail> = {}): RefundMail => ({
  ...base,
  kind: 'refund',
  today: '2026-11-24',
  payment,
  invoice: paidInvoice,
  amount: 5000,
  creditNote: 'CN-2026-0003',
  ...changes,
})

export const adminUrl = 'https://studio.example/admin/collections/payments/7'

/** €142.98 of Acme Ltd for its invoice, as the business is told of it. */
export const aNotice = (changes: Partial<StaffNoticeMail> = {}): StaffNoticeMail => ({
  ...base,
  recipientName: undefined,
  kind: 'staff-notice',
  linkUrl: adminUrl,
  opens: 'payments',
  today: '2026-11-20',
  about: 'payment-received',
  amount: 14298,
  currency: 'EUR',
  clientName: 'Acme Ltd',
  payment,
  invoice: paidInvoice,
  excess: 0,
  reason: null,
  isInquiry: false,
  answerBy: null,
  note: null,
  ...changes,
})

/** Marta's answer to a question of Ana's, the second in its thread. */
export const aTicketAnswer = (changes: Partial<TicketMail> = {}): TicketMail => ({
  ...base,
  kind: 'ticket',
  reference: 'T-7K3M9',
  subject: 'Wrong address on my invoice',
  words: 'Good morning,\n\nwe have changed the address. The new invoice is in your portal.',
  author: 'Marta Ruiz',
  timeZone: 'Europe/Madrid',
  earlier: [
    { by: 'Ana Torres', at: '2026-11-20T09:42:00.000Z', text: 'It is Calle Mayor 3.\n\nThank you' },
    { by: 'Marta Ruiz', at: '2026-11-20T08:15:00.000Z', text: 'Which address should it be?' },
    { by: 'Ana Torres', at: '2026-11-19T17:05:00.000Z', text: 'The address on INV-2026-0042 is our old one.' },
  ],
  ...changes,
})

/** The business is told of Ana's question. */
export const aTicketNotice = (changes: Partial<TicketNoticeMail> = {}): TicketNoticeMail => ({
  ...base,
  recipientName: undefined,
  kind: 'ticket-notice',
  linkUrl: 'https://studio.example/admin/collections/tickets/9',
  reference: 'T-7K3M9',
  subject: 'Wrong address on my invoice',
  words: 'The address on INV-2026-0042 is our old one.\n\nCan you change it?',
  clientName: 'Torres & Hijos S.L.',
  author: 'Ana Torres (ana@cliente.test)',
  isStranger: false,
  isNew: true,
  canReply: false,
  ...changes,
})

/** A quote of €142.98, valid until 6 December 2026. */
export const aQuote = (changes: Partial<QuoteMail> = {}): QuoteMail => ({
  ...base,
  kind: 'quote',
  snapshot: { ...snapshot, kind: 'quote', number: 'Q-2026-0007', dueDate: null, validUntil: '2026-12-06' },
  today: '2026-11-06',
  ...changes,
})

/** Ana has accepted it. */
export const anAcceptance = (changes: Partial<QuoteAcceptedMail> = {}): QuoteAcceptedMail => ({
  ...base,
  kind: 'quote-accepted',
  number: 'Q-2026-0007',
  total: 14298,
  currency: 'EUR',
  name: 'Ana Torres',
  at: '2026-11-09T09:42:00.000Z',
  hash: '5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8',
  timeZone: 'Europe/Madrid',
  ...changes,
})

/** Everything of 2025, in two currencies. */
export const aDownload = (changes: Partial<DocumentsMail> = {}): DocumentsMail => ({
  ...base,
  kind: 'documents',
  period: { year: 2025, quarter: null, from: null, to: null },
  count: 48,
  sums: [
    { currency: 'EUR', total: 1_234_567 },
    { currency: 'USD', total: -5_000 },
  ],
  ...changes,
})

/** One mail of every kind. */
export const everyMail: Record<MailContent['kind'], MailContent> = {
  invoice: anInvoice(),
  test: { ...anInvoice(), kind: 'test' },
  'credit-note': { ...base, kind: 'credit-note', snapshot: creditNote, today: '2026-11-20' },
  quote: aQuote(),
  'quote-accepted': anAcceptance(),
  documents: aDownload(),
  'sign-in': { ...base, kind: 'sign-in', minutes: 15 },
  'new-link': { ...base, kind: 'new-link', about: 'Invoice INV-2026-0042', days: 30 },
  'new-browser': {
    ...base,
    kind: 'new-browser',
    at: '2026-11-06T09:42:00.000Z',
    timeZone: 'Europe/Madrid',
    browser: 'Firefox on Windows',
  },
  receipt: aReceipt(),
  'payment-failed': aFailedPayment(),
  refund: aRefund(),
  'staff-notice': aNotice(),
  ticket: aTicketAnswer(),
  'ticket-notice': aTicketNotice(),
}
