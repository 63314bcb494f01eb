import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'

import { renderPdf, type RenderedPdf, type RenderRequest } from '../../src/documents/renderPdf.ts'
import { computeTotals } from '../../src/domain/totals.ts'
import type { DocumentSnapshot, LineInput } from '../../src/records.ts'

export const aLine = (changes: Partial<LineInput> = {}): LineInput => ({
  description: 'Brand identity',
  quantity: 1,
  unitPrice: 100_000,
  taxRate: 21,
  taxCategory: 'standard',
  ...changes,
})

export const lines = (count: number): LineInput[] =>
  Array.from({ length: count }, (_, index) =>
    aLine({ description: `Ticket no. ${index + 1}`, unitPrice: 1000 + index }),
  )

/** A snapshot whose totals belong to its lines. */
export const aSnapshot = ({
  lines: given,
  ...changes
}: Partial<Omit<DocumentSnapshot, 'lines'>> & { lines?: LineInput[] } = {}): DocumentSnapshot => {
  const inputs = given ?? [aLine()]
  const { lineAmounts, ...totals } = computeTotals({
    lines: inputs,
    discountPercent: changes.discountPercent,
    withholdingPercent: changes.withholdingPercent,
  })
  return {
    templateVersion: 1,
    kind: 'invoice',
    number: 'INV-2026-0042',
    locale: 'en',
    timeZone: 'Europe/Madrid',
    issueDate: '2026-11-06',
    dueDate: '2026-12-06',
    currency: 'EUR',
    seller: {
      name: 'Estudio Lumen',
      legalName: 'Estudio Lumen, S.L.',
      taxId: 'B12345674',
      address: 'Calle del Prado 18\n28014 Madrid',
      email: 'hola@lumen.example',
      accentColor: '#1f5eff',
      footer: 'Registro Mercantil de Madrid, hoja M-78901.',
      bank: { holder: 'Estudio Lumen, S.L.', iban: 'ES9121000418450200051332', bic: 'CAIXESBBXXX' },
    },
    client: { name: 'John Reed', company: 'Reed & Sons', address: '1 Mill Lane\nLeeds', email: 'john@client.test' },
    lines: inputs.map((line, index) => ({ ...line, amount: lineAmounts[index] ?? 0 })),
    totals,
    ...changes,
  }
}

export const aRequest = (snapshot: DocumentSnapshot, changes: Partial<RenderRequest> = {}): RenderRequest => ({
  snapshot,
  pageSize: 'A4',
  fonts: [],
  createdAt: '2026-11-06T10:00:00.000Z',
  ...changes,
})

export const render = (snapshot: DocumentSnapshot, changes: Partial<RenderRequest> = {}): Promise<RenderedPdf> =>
  renderPdf(aRequest(snapshot, changes), { concurrency: 2 })

export interface Piece {
  text: string
  page: number
  left: number
  right: number
  /** From the page's top edge. */
  baseline: number
  size: number
}

/** Every piece of text with its place on the page, in points. */
export const piecesOf = async (pdf: RenderedPdf): Promise<Piece[]> => {
  const file = await getDocument({ data: pdf.bytes.slice(), verbosity: VerbosityLevel.ERRORS }).promise
  const pieces: Piece[] = []
  for (let number = 1; number <= file.numPages; number += 1) {
    const page = await file.getPage(number)
    const { height } = page.getViewport({ scale: 1 })
    const { items } = await page.getTextContent()
    for (const item of items) {
      if (!('str' in item) || item.str.trim() === '') continue
      const [size = 0, , , , left = 0, bottom = 0] = item.transform as number[]
      const text = item.str.replace(/[\u00a0\u2002\u202f]/g, ' ')
      pieces.push({ text, page: number, left, right: left + item.width, baseline: height - bottom, size })
    }
  }
  await file.destroy()
  return pieces
}

/** The text of each page, row by row, with two spaces between columns. */
export const pagesOf = async (pdf: RenderedPdf): Promise<string[]> => {
  const pages: string[] = []
  const rows = new Map<string, Piece[]>()
  for (const piece of await piecesOf(pdf)) {
    const key = `${piece.page} ${Math.round(piece.baseline)}`
    rows.set(key, [...(rows.get(key) ?? []), piece])
  }
  const sorted = [...rows.values()].sort((a, b) => {
    const [first, second] = [a[0], b[0]]
    return first && second ? first.page - second.page || first.baseline - second.baseline : 0
  })
  for (const row of sorted) {
    const page = (row[0]?.page ?? 1) - 1
    let end: number | null = null
    let text = ''
    for (const piece of row.sort((a, b) => a.left - b.left)) {
      const gap: number = end === null ? 0 : piece.left - end
      text += (gap > 6 ? '  ' : gap > 1 ? ' ' : '') + piece.text
      end = piece.right
    }
    pages[page] = `${pages[page] ?? ''}${text}\n`
  }
  return pages
}

/** The whole text with runs of white space as one space. */
export const textOf = async (pdf: RenderedPdf): Promise<string> => (await pagesOf(pdf)).join('\n').replace(/\s+/g, ' ')
