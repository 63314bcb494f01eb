import type { DocumentSnapshot } from '../../records.ts'
import { textAt, type Sheet } from './sheet.ts'
import { color, type, type Style } from './theme.ts'

type Line = DocumentSnapshot['lines'][number]

interface Column {
  head: string
  cell: (line: Line) => string
  width: number
}

interface Table {
  style: Style
  descriptionWidth: number
  /** The columns of figures, right-aligned, from left to right. */
  columns: Column[]
}

const GAP = 16
const PADDING = 6
const MIN_DESCRIPTION = 150
const SIZES: Style[] = [
  type.text,
  type.small,
  { size: 7.5, weight: 400, leading: 11 },
  { size: 6.5, weight: 400, leading: 9.5 },
]

const taxCell = (sheet: Sheet, line: Line): string => {
  const category = line.taxCategory ?? 'standard'
  return category === 'standard' || category === 'zero'
    ? sheet.percent(line.taxRate ?? 0)
    : sheet.words.lineTax[category]
}

/** Columns as wide as their widest figure; where that leaves no room for words, the whole table is set smaller. */
const measureTable = (sheet: Sheet): Table => {
  const { snapshot, words, fitter } = sheet
  const figures: Omit<Column, 'width'>[] = [
    { head: words.quantity, cell: (line) => sheet.quantity(line.quantity) },
    { head: words.unitPrice, cell: (line) => sheet.money(line.unitPrice) },
    ...(snapshot.lines.some((line) => line.discountPercent)
      ? [
          {
            head: words.lineDiscount,
            cell: (line: Line) => (line.discountPercent ? sheet.percent(line.discountPercent) : ''),
          },
        ]
      : []),
    { head: words.tax, cell: (line) => taxCell(sheet, line) },
    { head: words.amount, cell: (line) => sheet.money(line.amount) },
  ]
  const full = sheet.flow.frame.right - sheet.flow.frame.left
  const measured = SIZES.map((style): Table => {
    const columns = figures.map((figure) => ({
      ...figure,
      width: Math.max(
        fitter.width(figure.head, type.small),
        ...snapshot.lines.map((line) => fitter.width(figure.cell(line), style)),
      ),
    }))
    return { style, columns, descriptionWidth: full - columns.reduce((sum, column) => sum + GAP + column.width, 0) }
  })
  const fitting = measured.find((table) => table.descriptionWidth >= MIN_DESCRIPTION) ?? measured.at(-1)
  if (!fitting) throw new Error('No size for the table.')
  return { ...fitting, descriptionWidth: Math.max(fitting.descriptionWidth, 60) }
}

const drawFigures = (
  sheet: Sheet,
  table: Table,
  text: (column: Column) => string,
  style: Style,
  tint: string,
  dy = 0,
) => {
  let x = sheet.flow.frame.right
  const items = [...table.columns].reverse().map((column) => {
    const item = textAt(x, sheet.flow.y + dy, text(column), style, { align: 'right', color: tint })
    x -= column.width + GAP
    return item
  })
  sheet.flow.add(...items.reverse())
}

const HEAD_HEIGHT = type.small.leading + PADDING + 0.75

const drawHead = (sheet: Sheet, table: Table) => {
  const { flow, words } = sheet
  const { left, right } = flow.frame
  flow.add(textAt(left, flow.y, words.description, type.small, { color: color.quiet }))
  drawFigures(sheet, table, (column) => column.head, type.small, color.quiet)
  flow.add({
    kind: 'box',
    x: left,
    y: flow.y + HEAD_HEIGHT - 0.75,
    width: right - left,
    height: 0.75,
    color: color.ink,
  })
  flow.y += HEAD_HEIGHT
}

/**
 * The lines. Its heads come again on every page; a description that is longer than a page goes on, and the last line
 * stays on the page of the totals, which need `closingHeight`.
 */
export const drawLines = (sheet: Sheet, closingHeight: number) => {
  const { flow, snapshot, fitter } = sheet
  const { left, right } = flow.frame
  const table = measureTable(sheet)
  const { style } = table
  flow.ensure(HEAD_HEIGHT + style.leading + 2 * PADDING)
  drawHead(sheet, table)
  flow.onNewPage = () => drawHead(sheet, table)

  snapshot.lines.forEach((line, index) => {
    const texts = fitter.lines(line.description, style, table.descriptionWidth)
    const height = texts.length * style.leading + 2 * PADDING
    const isLast = index === snapshot.lines.length - 1
    const wanted = isLast ? height + closingHeight : height
    const pageHeight = flow.fullHeight - HEAD_HEIGHT
    if (wanted <= pageHeight) flow.ensure(wanted)
    else if (height <= pageHeight) flow.ensure(height)
    else flow.ensure(Math.min(4, texts.length) * style.leading + 2 * PADDING)

    flow.y += PADDING
    drawFigures(sheet, table, (column) => column.cell(line), style, color.text)
    for (const text of texts) {
      flow.ensure(style.leading + PADDING)
      flow.add(textAt(left, flow.y, text, style, { color: color.ink }))
      flow.y += style.leading
    }
    flow.y += PADDING
    if (!isLast)
      flow.add({ kind: 'box', x: left, y: flow.y - 0.5, width: right - left, height: 0.5, color: color.line })
  })
  flow.onNewPage = null
}
