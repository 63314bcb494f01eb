import { addDays } from '../../src/domain/days.ts'
import type { Client, LineInput } from '../../src/records.ts'
import type { DemoClients } from './demoClients.ts'

/** A quote of the demo as a person would tell of it. */
export interface QuotePlan {
  client: Client
  currency: string
  lines: LineInput[]
  discountPercent?: number
  withholdingPercent?: number
  reference?: string
  notes?: string
  /** Missing on a draft. */
  issued?: string
  /** Days it can be accepted. */
  validDays?: number
  viewed?: string
  accepted?: { on: string; name: string; byMouth?: boolean }
  declined?: { on: string; reason: string }
  /** The quote after it in the plan takes its place. */
  isRevised?: boolean
  /** Only on drafts. */
  shared?: boolean
}

const es = (description: string, quantity: number, unitPrice: number): LineInput => ({
  description,
  quantity,
  unitPrice,
  taxRate: 21,
  taxCategory: 'standard',
})

const us = (description: string, quantity: number, unitPrice: number): LineInput => ({
  description,
  quantity,
  unitPrice,
  taxRate: 0,
  taxCategory: 'outside',
})

const anas = (ana: Client, ago: (days: number) => string): QuotePlan[] => {
  const own = { client: ana, currency: 'EUR', withholdingPercent: 15 }
  return [
    {
      ...own,
      lines: [es('Vídeo del obrador, un día de rodaje', 1, 145_000), es('Montaje y música', 1, 68_000)],
      issued: ago(96),
      viewed: ago(95),
      declined: { on: ago(84), reason: 'Este año no nos llega. Quizá en primavera.' },
    },
    {
      ...own,
      lines: [
        es('Toldo y rótulo de la fachada: diseño', 1, 54_000),
        es('Seguimiento con el rotulista, horas', 6, 5_500),
      ],
      issued: ago(75),
      validDays: 20,
      viewed: ago(74),
    },
    {
      ...own,
      lines: [es('Bolsas y etiquetas de Navidad: diseño', 1, 62_000), es('Adaptación a tres tamaños', 3, 9_000)],
      reference: 'Campaña de Navidad',
      issued: ago(17),
      viewed: ago(16),
      accepted: { on: ago(12), name: 'Ana Belmonte Ruiz' },
    },
    {
      ...own,
      lines: [es('Carta de temporada: diseño', 1, 48_000), es('Fotografía de producto, medio día', 1, 39_000)],
      issued: ago(11),
      viewed: ago(10),
      isRevised: true,
    },
    {
      ...own,
      lines: [es('Carta de temporada: diseño', 1, 48_000), es('Fotografía de producto, un día', 1, 64_000)],
      discountPercent: 5,
      issued: ago(4),
      viewed: ago(3),
      notes: 'Incluye dos rondas de correcciones.',
    },
    {
      ...own,
      lines: [
        es('Tienda en línea: diseño de las páginas', 1, 210_000),
        es('Puesta en marcha y formación', 1, 76_000),
        es('Mantenimiento, meses', 12, 4_500),
      ],
      issued: ago(1),
      validDays: 45,
    },
    { ...own, lines: [es('Calendario 2027: ilustración, láminas', 12, 6_500)], shared: true },
  ]
}

const johns = (john: Client, ago: (days: number) => string): QuotePlan[] => {
  const own = { client: john, currency: 'USD' }
  return [
    {
      ...own,
      lines: [us('Trade fair booth: concept', 1, 320_000), us('Booth graphics, panels', 8, 24_000)],
      issued: ago(120),
      validDays: 30,
      viewed: ago(119),
    },
    {
      ...own,
      lines: [us('Brand film: script and storyboard', 1, 410_000)],
      issued: ago(64),
      viewed: ago(63),
      declined: { on: ago(58), reason: 'The board went with an in-house team.' },
    },
    {
      ...own,
      lines: [us('Packaging refresh, phase two', 1, 275_000), us('Press checks, days', 2, 90_000)],
      reference: 'WH-2044',
      issued: ago(26),
      viewed: ago(25),
      accepted: { on: ago(20), name: 'John Whitfield, on the phone', byMouth: true },
    },
    {
      ...own,
      lines: [
        us('Annual report: art direction', 1, 380_000),
        us('Page templates', 24, 8_500),
        us('Charts and infographics', 12, 14_000),
      ],
      reference: 'WH-2051',
      issued: ago(28),
      viewed: ago(27),
      notes: 'Photography is quoted apart.',
    },
  ]
}

/** What the studio has offered: every state a quote can be in, and for Ana a revision. */
export const planQuotes = ({ ana, john }: DemoClients, today: string): QuotePlan[] => {
  const ago = (days: number): string => addDays(today, -days)
  return [...anas(ana, ago), ...johns(john, ago)]
}
