import { featuresFor, type Face } from './fontStack.ts'
import type { BoxItem, Item, TextItem } from './items.ts'
import type { TextFitter } from './textFitting.ts'

/** What of PDFKit draws. React-PDF hands it on, and says less of it than it can do. */
interface Pen {
  font: (font: Face['font'], name: string, size: number) => Pen
  fillColor: (color: string) => Pen
  text: (text: string, x: number, y: number, options: object) => Pen
  rect: (x: number, y: number, width: number, height: number) => Pen
  fill: () => Pen
}

/** A text with the one face that it needs. */
type Painted = { item: BoxItem } | { item: TextItem; face: Face }

/** What can be drawn as it stands; the rest wants React-PDF’s layout: pictures, other scripts, several fonts in a line. */
export const paintedOf = (item: Item, fitter: TextFitter): Painted | null => {
  if (item.kind === 'box') return { item }
  const face = item.kind === 'text' ? fitter.faceOf(item.text, item.type.weight) : null
  return face && item.kind === 'text' ? { item, face } : null
}

const drawText = (pen: Pen, { x, baseline, text, type, align }: TextItem, { family, font }: Face) => {
  const features = featuresFor(text)
  const width = () => (font.layout(text, features).advanceWidth / font.unitsPerEm) * type.size
  const left = align === 'left' ? x : align === 'right' ? x - width() : x - width() / 2
  pen
    .font(font, `${family} ${type.weight}`, type.size)
    .text(text, left, baseline, { lineBreak: false, baseline: 'alphabetic', features })
}

/** Draws straight onto the page: a statement has six thousand texts, and a component with a layout for each takes seconds. */
export const paint = (pen: unknown, items: readonly Painted[]): null => {
  const page = pen as Pen
  for (const painted of items) {
    page.fillColor(painted.item.color)
    if ('face' in painted) {
      drawText(page, painted.item, painted.face)
    } else {
      const { x, y, width, height } = painted.item
      page.rect(x, y, width, height).fill()
    }
  }
  return null
}
