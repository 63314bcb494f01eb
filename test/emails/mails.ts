import type { InvoiceMail, MailBrand, MailContent } from '../../src/emails/mailContent.ts'
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

/** One mail of every kind. */
export const everyMail: Record<MailContent['kind'], MailContent> = {
  invoice: anInvoice(),
  test: { ...anInvoice(), kind: 'test' },
  'credit-note': { ...base, kind: 'credit-note', snapshot: creditNote, today: '2026-11-20' },
  'sign-in': { ...base, kind: 'sign-in', minutes: 15 },
  'new-link': { ...base, kind: 'new-link', about: 'Invoice INV-2026-0042', days: 30 },
  'new-browser': {
    ...base,
    kind: 'new-browser',
    at: '2026-11-06T09:42:00.000Z',
    timeZone: 'Europe/Madrid',
    browser: 'Firefox on Windows',
  },
}
