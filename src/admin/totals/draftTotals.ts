import { checkLines, computeTotals, lineAmount } from '../../domain/totals.ts'
import type { LineInput, TaxCategory, Totals } from '../../records.ts'

/** A document as a form holds it: anything may be missing or half typed. */
export interface DraftForm {
  lines?: unknown
  discountPercent?: unknown
  withholdingPercent?: unknown
}

export interface DraftTotals extends Totals {
  /** Lines that count, and those that can't be counted yet. */
  counted: number
  skipped: number
}

const percentIn = (value: unknown): number | null =>
  typeof value === 'number' && value >= 0 && value <= 100 ? value : null

const lineIn = (row: unknown): LineInput => {
  const given = (typeof row === 'object' && row !== null ? row : {}) as Record<string, unknown>
  return {
    // A line without words counts already: its figures are what one looks at while typing.
    description: '-',
    quantity: given.quantity as number,
    unitPrice: given.unitPrice as number,
    discountPercent: (given.discountPercent ?? null) as number | null,
    taxRate: (given.taxRate ?? null) as number | null,
    taxCategory: (given.taxCategory ?? 'standard') as TaxCategory,
  }
}

const isComplete = (line: LineInput): boolean => checkLines([line], { maxLines: 1 }).length === 0

/** The totals of what is complete so far, by the arithmetic the server uses. Null where nothing can be computed. */
export const draftTotals = (form: DraftForm): DraftTotals | null => {
  const rows = Array.isArray(form.lines) ? form.lines.map(lineIn) : []
  const lines = rows.filter(isComplete)
  if (lines.length === 0 || checkLines(lines, { maxLines: lines.length }).length > 0) return null
  const { lineAmounts: _, ...totals } = computeTotals({
    lines,
    discountPercent: percentIn(form.discountPercent),
    withholdingPercent: percentIn(form.withholdingPercent),
  })
  return { ...totals, counted: lines.length, skipped: rows.length - lines.length }
}

/** What one line comes to, or null while it is incomplete. */
export const draftLineAmount = (row: {
  quantity: unknown
  unitPrice: unknown
  discountPercent: unknown
}): number | null => {
  const line = lineIn(row)
  return isComplete(line) ? lineAmount(line) : null
}
