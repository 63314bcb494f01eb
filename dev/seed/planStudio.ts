import { addDays } from '../../src/domain/days.ts'
import type { LineInput, TaxCategory } from '../../src/records.ts'
import type { DemoClients } from './demoClients.ts'
import type { DocumentPlan, PlannedPayment } from './documentPlan.ts'

const line = (description: string, quantity: number, unitPrice: number, taxRate = 21): LineInput => ({
  description,
  quantity,
  unitPrice,
  taxRate,
  taxCategory: 'standard',
})

const untaxed = (taxCategory: TaxCategory, description: string, quantity: number, unitPrice: number): LineInput => ({
  description,
  quantity,
  unitPrice,
  taxRate: 0,
  taxCategory,
})

const monthOf = (day: string): string =>
  new Intl.DateTimeFormat('es', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(day))

const card = 'Visa •••• 4242'
const debit = 'SEPA •••• 3201'

const planAna = ({ ana }: DemoClients, today: string): DocumentPlan[] => {
  const before = (days: number) => addDays(today, -days)
  const base = { client: ana, currency: 'EUR', withholdingPercent: 15 }
  const retainers = Array.from({ length: 18 }, (_, index): DocumentPlan => {
    const issued = before(50 + (17 - index) * 30)
    const lines = [line(`Tienda en línea: diseño y mantenimiento, ${monthOf(issued)}`, 1, 32_000)]
    // For a year she has paid these by card, mostly on the day the mail comes.
    const payment: PlannedPayment =
      index < 6 ? { on: addDays(issued, 9 + (index % 6)) } : { on: addDays(issued, index % 3), online: card }
    return { ...base, lines, issued, terms: 15, payments: [payment] }
  })
  return [
    ...retainers,
    {
      ...base,
      issued: before(610),
      lines: [
        line('Identidad visual: logotipo, color y tipografía', 1, 240_000),
        line('Manual de marca, 24 páginas', 1, 60_000),
      ],
      discountPercent: 5,
      notes: 'Gracias por confiar en nosotros para vestir el pan de cada día.',
      payments: [{ on: before(595), amount: 150_000, note: 'Primer plazo' }, { on: before(580) }],
    },
    {
      ...base,
      issued: before(410),
      lines: [
        line('Fotografía de producto, media jornada', 1, 42_000),
        line('Retoque, imágenes', 18, 1_800),
        line('Desayuno de producción', 6, 1_250, 10),
      ],
      payments: [{ on: before(398), method: 'cash' }],
    },
    {
      ...base,
      issued: before(205),
      lines: [line('Campaña de Navidad: cartelería y escaparate', 1, 78_000)],
      credit: { on: before(198), reason: 'Se facturó con la fecha de otra campaña' },
    },
    {
      ...base,
      issued: before(197),
      lines: [line('Campaña de verano: cartelería y escaparate', 1, 78_000)],
      payments: [{ on: before(180), amount: 85_000, note: 'Transferencia por un importe mayor' }],
    },
    {
      ...base,
      issued: before(48),
      terms: 30,
      lines: [line('Bolsas y cajas: diseño de envases', 1, 96_000), line('Artes finales, piezas', 7, 4_500)],
      reference: 'Envases de otoño',
    },
    {
      ...base,
      issued: before(27),
      terms: 30,
      lines: [line(`Tienda en línea: diseño y mantenimiento, ${monthOf(before(27))}`, 1, 32_000)],
    },
    {
      ...base,
      issued: before(20),
      terms: 30,
      lines: [line('Fotografía de producto, jornada completa', 1, 84_000), line('Retoque, imágenes', 32, 1_800)],
      payments: [{ on: before(6), amount: 60_000, note: 'A cuenta' }],
    },
    {
      ...base,
      issued: before(2),
      terms: 15,
      viewed: null,
      lines: [line('Cartas y pizarras del obrador de Lavapiés', 1, 38_500), line('Impresión, unidades', 12, 950)],
    },
    {
      ...base,
      shared: true,
      lines: [
        line('Campaña de Reyes: concepto y cartelería', 1, 88_000),
        line('Fotografía del roscón, media jornada', 1, 42_000),
      ],
      notes: 'Borrador para comentar antes de emitirla.',
    },
    { ...base, lines: [line('Horas de diseño pendientes de acordar', 4.5, 5_500)] },
  ]
}

const planEurope = ({ brandt, soren, kumo }: DemoClients, today: string): DocumentPlan[] => {
  const before = (days: number) => addDays(today, -days)
  const reverse = (description: string, quantity: number, unitPrice: number) =>
    untaxed('reverse-charge', description, quantity, unitPrice)
  const brandtBase = { client: brandt, currency: 'EUR', recipients: ['rechnung@brandt-vogel.test'] }
  return [
    {
      ...brandtBase,
      issued: before(320),
      lines: [reverse('Web design, phase 1', 1, 640_000)],
      payments: [{ on: before(290) }],
    },
    {
      ...brandtBase,
      issued: before(250),
      lines: [reverse('Web design, phase 2', 1, 520_000), reverse('Accessibility review', 1, 90_000)],
      payments: [{ on: before(221) }],
    },
    {
      ...brandtBase,
      issued: before(160),
      lines: [reverse('Front-end development, days', 8.5, 52_000)],
      credit: {
        on: before(150),
        reason: 'One day was billed twice',
        lines: [reverse('Front-end development, days', 1, 52_000)],
      },
      payments: [{ on: before(131) }],
    },
    {
      ...brandtBase,
      issued: before(70),
      lines: [reverse('Care and hosting, quarter', 1, 84_000)],
      reference: 'BV-2207',
    },
    { ...brandtBase, issued: before(12), lines: [reverse('Illustration set, 14 pieces', 14, 18_000)] },
    {
      client: soren,
      currency: 'EUR',
      issued: before(88),
      lines: [
        reverse('Brand for three languages: Żółć, Søn, Ελλάς', 1, 370_000),
        reverse('Print run, sheets', 200, 200),
      ],
      // Paid by card; half of the print run was cancelled, credited and refunded.
      payments: [{ on: before(61), amount: 410_000, online: card, refund: { amount: 20_000, on: before(55) } }],
      credit: {
        on: before(55),
        reason: 'Half of the print run was cancelled',
        lines: [reverse('Print run, sheets', 100, 200)],
      },
    },
    { client: soren, currency: 'EUR', issued: before(26), lines: [reverse('Signage, ÆØÅ and ΑΒΓ', 3, 45_000)] },
    {
      client: kumo,
      currency: 'JPY',
      issued: before(140),
      lines: [untaxed('outside', 'Exhibition identity', 1, 480_000)],
      payments: [{ on: before(118) }],
    },
    { client: kumo, currency: 'JPY', issued: before(9), lines: [untaxed('outside', 'Catalogue, pages', 64, 6_500)] },
  ]
}

const planSpain = ({ bodega, mirador, optica, clinica }: DemoClients, today: string): DocumentPlan[] => {
  const before = (days: number) => addDays(today, -days)
  const irpf = { currency: 'EUR', withholdingPercent: 15 }
  const vintages = Array.from({ length: 5 }, (_, index): DocumentPlan => {
    const issued = before(60 + (4 - index) * 91)
    const lines = [line('Etiquetas de la añada', 3, 65_000), line('Sesión en el viñedo, jornada', 1, 90_000)]
    return { ...irpf, client: bodega, issued, discountPercent: 10, lines, payments: [{ on: addDays(issued, 25) }] }
  })
  const clinic = { ...irpf, client: clinica }
  const optician = { ...irpf, client: optica }
  return [
    ...vintages,
    {
      ...irpf,
      client: bodega,
      issued: before(44),
      discountPercent: 10,
      lines: [line('Web de la bodega: rediseño', 1, 480_000)],
      payments: [{ on: before(15), amount: 200_000, note: 'Primer pago' }],
    },
    { ...irpf, client: bodega, issued: before(24), lines: [line('Cata de otoño: invitaciones', 1, 36_000)] },
    { ...irpf, client: bodega, lines: [line('Estuche de tres botellas', 1, 120_000)] },
    {
      client: mirador,
      currency: 'EUR',
      issued: before(100),
      lines: [untaxed('exempt', 'Taller de tipografía para docentes, sesiones', 4, 35_000)],
      payments: [{ on: before(72) }],
    },
    {
      ...irpf,
      client: mirador,
      issued: before(28),
      terms: 30,
      lines: [
        untaxed('exempt', 'Taller de fotografía, sesiones', 2, 35_000),
        line('Cartel de la exposición', 1, 95_000),
      ],
    },
    {
      ...optician,
      issued: before(130),
      lines: [line('Escaparates de primavera', 2, 42_000)],
      payments: [{ on: before(101) }],
    },
    { ...optician, issued: before(36), lines: [line('Fotografía de monturas, piezas', 40, 1_900)] },
    {
      ...clinic,
      issued: before(120),
      lines: [line('Señalética de la clínica', 1, 210_000)],
      payments: [
        { on: before(102), online: debit, failed: 'The payment failed.' },
        { on: before(95), online: debit },
      ],
    },
    { ...clinic, issued: before(18), lines: [line('Folletos para pacientes, modelos', 3, 28_000)] },
  ]
}

/** Everybody but John: each client shows something of its own. */
export const planStudio = (clients: DemoClients, today: string): DocumentPlan[] => [
  ...planAna(clients, today),
  ...planEurope(clients, today),
  ...planSpain(clients, today),
]
