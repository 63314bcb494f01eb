import type { BusinessSettings } from '../../src/records.ts'

const accent = '#0f766e'

/**
 * The demo's business: two partners who invoice together. Not a limited company, because its Spanish clients then
 * withhold income tax (IRPF), which a demo should show.
 */
export const studio: Omit<BusinessSettings, 'logo'> = {
  name: 'Estudio Lumen',
  legalName: 'Estudio Lumen, C.B.',
  taxId: 'E87654323',
  address: 'Calle del Pez 27, 2.º izq.\n28004 Madrid\nEspaña',
  email: 'hola@lumen.test',
  phone: '+34 910 55 01 27',
  website: 'https://lumen.test',
  accentColor: accent,
  supportHours: [
    { days: ['mon', 'tue', 'wed', 'thu'], opens: '09:00', closes: '14:00' },
    { days: ['mon', 'tue', 'wed', 'thu'], opens: '16:00', closes: '18:30' },
    { days: ['fri'], opens: '09:00', closes: '15:00' },
  ],
  footer: 'Comunidad de bienes constituida en Madrid en 2019. Gracias por su confianza.',
  currency: 'EUR',
  locale: 'es',
  formality: 'formal',
  timeZone: 'Europe/Madrid',
  paymentTermsDays: 30,
  taxRates: [
    { label: 'IVA 21 %', rate: 21, category: 'standard' },
    { label: 'IVA 10 %', rate: 10, category: 'standard' },
    { label: 'IVA 0 %', rate: 0, category: 'zero', reason: 'Exportación, art. 21 LIVA / Export, zero rated' },
    {
      label: 'Exenta',
      rate: 0,
      category: 'exempt',
      reason: 'Exenta, art. 20.Uno.9.º LIVA / Education, exempt from VAT',
    },
    {
      label: 'Inversión del sujeto pasivo',
      rate: 0,
      category: 'reverse-charge',
      reason: 'Inversión del sujeto pasivo / Reverse charge, art. 196 Directive 2006/112/EC',
    },
    {
      label: 'No sujeta',
      rate: 0,
      category: 'outside',
      reason: 'No sujeta, art. 69.Uno.1.º LIVA / Outside the scope of Spanish VAT',
    },
  ],
  invoiceNumberPattern: 'INV-{YYYY}-{0000}',
  creditNoteNumberPattern: 'CN-{YYYY}-{0000}',
  quoteNumberPattern: 'Q-{YYYY}-{0000}',
  quoteValidDays: 30,
  convertAcceptedQuotes: 'no',
  bank: { holder: 'Estudio Lumen, C.B.', iban: 'ES91 2100 0418 4502 0005 1332', bic: 'CAIXESBBXXX' },
  senderName: 'Estudio Lumen',
  senderAddress: 'facturas@lumen.test',
  inboundDomain: 'reply.localhost',
  attachPdf: false,
  clientsMayEditDetails: true,
  allowPartialPayments: true,
  allowRedirectPayments: false,
  sendReceipts: true,
  staffNotices: true,
  // The owner signs in with it, and so can answer a client by replying to the notice.
  noticeEmail: 'owner@demo.test',
}

/** A lamp's cone of light. Shapes only: a text would look different on every machine that draws it. */
export const logoSvg = `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="480" viewBox="0 0 48 48">
  <rect width="48" height="48" rx="11" fill="${accent}"/>
  <path d="M20 11h8l2 9H18z" fill="#fff"/>
  <path d="M18 22h12l7 15H11z" fill="#fff" fill-opacity=".38"/>
  <path d="M21.2 22h5.6l3.4 15H17.8z" fill="#fff" fill-opacity=".62"/>
  <rect x="23" y="6" width="2" height="5" fill="#fff"/>
</svg>`

/** The people who sign in to the admin. The trail names the owner. */
export const staff = [
  { name: 'Lucía Ferrer', email: 'owner@demo.test', password: 'demo-demo', role: 'owner' },
  { name: 'Mateo Ruiz', email: 'editor@demo.test', password: 'demo-demo', role: 'editor' },
] as const
