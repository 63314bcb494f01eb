import type { DayStyle } from '../../domain/days.ts'
import type { document as english } from '../../translations/en/document.ts'
import type { DocumentSnapshot } from '../../records.ts'
import type { TextItem } from './items.ts'
import type { PageFlow } from './pageFlow.ts'
import type { TextFitter } from './textFitting.ts'
import { color, type Style } from './theme.ts'

/** What every part of the document needs to draw itself. */
export interface Sheet {
  snapshot: DocumentSnapshot
  words: typeof english
  fitter: TextFitter
  flow: PageFlow
  accent: { text: string; rule: string }
  mark: 'draft' | 'duplicate' | null
  money: (amountMinor: number) => string
  day: (day: string, style?: DayStyle) => string
  percent: (rate: number) => string
  quantity: (quantity: number) => string
}

/** A line of text whose box begins at `y`; the baseline is where Inter's would be, whatever font the text needs. */
export const textAt = (
  x: number,
  y: number,
  text: string,
  style: Style,
  options: { color?: string; align?: TextItem['align'] } = {},
): TextItem => ({
  kind: 'text',
  x,
  baseline: y + style.leading / 2 + style.size * 0.36,
  text,
  type: { size: style.size, weight: style.weight },
  color: options.color ?? color.text,
  align: options.align ?? 'left',
})

export interface StyledLine {
  text: string
  style: Style
  color?: string
}

/** A text cut into lines of a width, ready to be placed one below the other. */
export const styledLines = (
  sheet: Pick<Sheet, 'fitter'>,
  text: string,
  style: Style,
  width: number,
  tint?: string,
): StyledLine[] => sheet.fitter.lines(text, style, width).map((line) => ({ text: line, style, color: tint }))

export const linesHeight = (lines: StyledLine[]): number => lines.reduce((sum, line) => sum + line.style.leading, 0)

/** Places lines below each other, going on to further pages where they must. */
export const flowLines = (sheet: Pick<Sheet, 'flow'>, lines: StyledLine[], x: number = sheet.flow.frame.left) => {
  for (const line of lines) {
    sheet.flow.ensure(line.style.leading)
    sheet.flow.add(textAt(x, sheet.flow.y, line.text, line.style, { color: line.color }))
    sheet.flow.y += line.style.leading
  }
}
