import type { TaxGroup } from '../../records.ts'
import type { Item } from './items.ts'
import { drawPayment, preparePayment } from './payment.ts'
import { flowLines, linesHeight, styledLines, textAt, type Sheet, type StyledLine } from './sheet.ts'
import { color, type, type Style } from './theme.ts'

interface TotalRow {
  height: number
  draw: (y: number) => Item[]
}

const TOTALS_WIDTH = 264
const GAP = 24
const BEFORE = 18

/** Label at the left of the column, amount on the edge where the lines' amounts end. */
const amountRow = (sheet: Sheet, label: string, amount: string, reason?: string | null): TotalRow => {
  const { right } = sheet.flow.frame
  const left = right - TOTALS_WIDTH
  const room = TOTALS_WIDTH - sheet.fitter.width(amount, type.text) - 12
  const labels: StyledLine[] = [
    ...styledLines(sheet, label, type.text, Math.max(room, 90)),
    ...(reason ? styledLines(sheet, reason, type.small, TOTALS_WIDTH - 40, color.quiet) : []),
  ]
  return {
    height: linesHeight(labels) + 5,
    draw: (y) => {
      let at = y
      const drawn = labels.map((line) => {
        const item = textAt(left, at, line.text, line.style, { color: line.color })
        at += line.style.leading
        return item
      })
      return [...drawn, textAt(right, y, amount, type.text, { align: 'right', color: color.ink })]
    },
  }
}

const taxRow = (sheet: Sheet, group: TaxGroup): TotalRow => {
  const { words } = sheet
  const label = words.taxGroup[group.category](sheet.percent(group.rate), sheet.money(group.base))
  const isTaxed = group.category === 'standard' || group.category === 'zero'
  const given = group.reason?.trim()
  const reason = given || (isTaxed ? null : words.taxReason[group.category as keyof typeof words.taxReason])
  return amountRow(sheet, label, sheet.money(group.amount), reason)
}

/** The largest figure of the document, on a rule in the business's colour; set smaller only where it would not fit. */
const totalRow = (sheet: Sheet): TotalRow => {
  const { snapshot, words, fitter } = sheet
  const { right } = sheet.flow.frame
  const left = right - TOTALS_WIDTH
  const label = words.total[snapshot.kind]
  const amount = sheet.money(snapshot.totals.total)
  const fitting = [24, 20, 17, 14, 11].map((size): Style => ({ ...type.total, size }))
  const labels = fitter.lines(label, type.strong, 110)
  const room = TOTALS_WIDTH - Math.max(...labels.map((line) => fitter.width(line, type.strong))) - 12
  const style = fitting.find((candidate) => fitter.width(amount, candidate) <= room) ?? { ...type.total, size: 9.5 }
  return {
    height: 8 + type.total.leading + 8,
    draw: (y) => {
      const figure = textAt(right, y + 12, amount, style, { color: color.ink, align: 'right' })
      const first = labels.length > 1 ? figure.baseline - 12 : figure.baseline
      return [
        { kind: 'box', x: left, y: y + 3, width: TOTALS_WIDTH, height: 1.5, color: sheet.accent.rule },
        ...labels.map((line, index) => ({
          ...textAt(left, y, line, type.strong, { color: color.ink }),
          baseline: first + index * 12,
        })),
        figure,
      ]
    },
  }
}

const totalRows = (sheet: Sheet): TotalRow[] => {
  const { snapshot, words } = sheet
  const { totals } = snapshot
  const rows = [amountRow(sheet, words.subtotal, sheet.money(totals.subtotal))]
  if (totals.discountTotal !== 0) {
    const rate = snapshot.discountPercent ? sheet.percent(snapshot.discountPercent) : ''
    rows.push(amountRow(sheet, words.discount(rate).trim(), sheet.money(-totals.discountTotal)))
  }
  rows.push(...totals.taxes.map((group) => taxRow(sheet, group)))
  if (totals.withholding !== 0) {
    const rate = snapshot.withholdingPercent ? sheet.percent(snapshot.withholdingPercent) : ''
    rows.push(amountRow(sheet, words.withholding(rate).trim(), sheet.money(-totals.withholding)))
  }
  rows.push(totalRow(sheet))
  return rows
}

export interface Closing {
  /** What payment details and totals need together on one page. */
  height: number
  draw: () => void
}

/** Payment details at the left, totals at the right. Longer than a page, they follow each other instead. */
export const prepareClosing = (sheet: Sheet): Closing => {
  const { flow } = sheet
  const rows = totalRows(sheet)
  const payment = preparePayment(sheet, flow.frame.right - flow.frame.left - TOTALS_WIDTH - GAP)
  const rowsHeight = rows.reduce((sum, row) => sum + row.height, 0)
  const height = BEFORE + Math.max(rowsHeight, payment.height)
  const drawRows = () => {
    for (const row of rows) {
      flow.ensure(row.height)
      flow.add(...row.draw(flow.y))
      flow.y += row.height
    }
  }
  return {
    height,
    draw: () => {
      flow.space(BEFORE)
      if (height > flow.fullHeight) {
        drawRows()
        drawPayment(sheet, payment)
        return
      }
      flow.ensure(height - BEFORE)
      const top = flow.y
      drawPayment(sheet, payment)
      const paymentBottom = flow.y
      flow.y = top
      drawRows()
      flow.y = Math.max(flow.y, paymentBottom)
    },
  }
}

/** Free text at the end, as long as it may be. */
export const drawNotes = (sheet: Sheet) => {
  const { flow, snapshot, words } = sheet
  if (!snapshot.notes?.trim()) return
  const width = Math.min(flow.frame.right - flow.frame.left, 400)
  const lines = styledLines(sheet, snapshot.notes.trim(), type.text, width)
  flow.space(28)
  flow.ensure(type.strong.leading + 2 + 2 * type.text.leading)
  flowLines(sheet, [{ text: words.notes, style: { ...type.strong, leading: 17 }, color: color.ink }, ...lines])
}
