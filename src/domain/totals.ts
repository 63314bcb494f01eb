import type { LineInput, TaxCategory, TaxGroup, Totals } from '../records.ts'

import { multiplyExact, multiplyRates, percentage, remainderOf, toAmount, toDecimal } from './money.ts'

/** Net amount of a line after its own discount, rounded once. Throws `RangeError` on what `checkLines` refuses. */
export const lineAmount = (line: LineInput): number => toAmount(exactLineAmount(line))

const exactLineAmount = (line: LineInput): bigint =>
  multiplyExact(line.unitPrice, toDecimal(line.quantity), remainderOf(line.discountPercent ?? 0))

export interface TotalsInput {
  lines: LineInput[]
  discountPercent?: number | null
  withholdingPercent?: number | null
  /** Why no tax is charged, by category, in the document's language. */
  reasons?: Partial<Record<TaxCategory, string>>
}

const CATEGORY_ORDER: readonly TaxCategory[] = ['standard', 'zero', 'exempt', 'reverse-charge', 'outside']

interface NetGroup {
  category: TaxCategory
  rate: number
  net: bigint
}

/** Lines by category and rate, in the order of the tax table. Only standard lines have a rate. */
const groupLines = (lines: LineInput[], amounts: number[]): NetGroup[] => {
  const groups = new Map<string, NetGroup>()
  lines.forEach((line, index) => {
    const category = line.taxCategory ?? 'standard'
    // Adding 0 turns −0 into 0: they are one rate.
    const rate = category === 'standard' ? (line.taxRate ?? 0) + 0 : 0
    const key = `${category}:${rate}`
    const group = groups.get(key) ?? { category, rate, net: 0n }
    group.net += BigInt(amounts[index] ?? 0)
    groups.set(key, group)
  })
  return [...groups.values()].sort(
    (a, b) => CATEGORY_ORDER.indexOf(a.category) - CATEGORY_ORDER.indexOf(b.category) || b.rate - a.rate,
  )
}

/**
 * Shares of `amount` in proportion to `weights`, by largest remainder: they sum to it exactly. Between equal remainders
 * the earlier one wins. The sign of the sum is taken out first, so that a credit note's shares mirror its invoice's.
 */
export const allocate = (amount: bigint, weights: bigint[]): bigint[] => {
  const sum = weights.reduce((total, weight) => total + weight, 0n)
  if (sum === 0n) {
    if (amount !== 0n) throw new RangeError('Nothing to allocate to')
    return weights.map(() => 0n)
  }
  const sign = sum < 0n ? -1n : 1n
  const size = sum * sign
  const shares = weights.map((weight, index) => {
    const exact = amount * sign * weight * sign
    const remainder = ((exact % size) + size) % size
    return { index, floor: (exact - remainder) / size, remainder }
  })
  let left = amount * sign - shares.reduce((total, share) => total + share.floor, 0n)
  const result = shares.map((share) => share.floor)
  const byRemainder = [...shares].sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1,
  )
  for (const share of byRemainder) {
    if (left === 0n) break
    result[share.index] = share.floor + 1n
    left -= 1n
  }
  return result.map((share) => share * sign)
}

/**
 * Every figure of a document, the way EN 16931 computes them: lines are rounded one by one, the document's discount
 * once and then allocated to the tax groups, tax once per group, withholding once on the taxable base.
 * Throws `RangeError` on lines that `checkLines` refuses.
 */
export const computeTotals = (document: TotalsInput): Totals & { lineAmounts: number[] } => {
  const lineAmounts = document.lines.map(lineAmount)
  const groups = groupLines(document.lines, lineAmounts)
  const subtotal = toAmount(groups.reduce((sum, group) => sum + group.net, 0n))
  const discountTotal = multiplyRates(subtotal, percentage(document.discountPercent ?? 0))
  const shares = allocate(
    BigInt(discountTotal),
    groups.map((group) => group.net),
  )
  const taxes = groups.map(({ category, rate, net }, index): TaxGroup => {
    const base = toAmount(net - (shares[index] ?? 0n))
    const reason = document.reasons?.[category]
    return { category, rate, base, amount: multiplyRates(base, percentage(rate)), ...(reason ? { reason } : {}) }
  })
  const base = subtotal - discountTotal
  const withholding = multiplyRates(base, percentage(document.withholdingPercent ?? 0))
  const taxTotal = taxes.reduce((sum, tax) => sum + BigInt(tax.amount), 0n)
  const total = toAmount(BigInt(base) + taxTotal - BigInt(withholding))
  return { subtotal, discountTotal, taxes, withholding, total, lineAmounts }
}

export type LineProblemCode =
  | 'too-many-lines'
  | 'description-missing'
  | 'description-too-long'
  | 'quantity-invalid'
  | 'quantity-and-price-negative'
  | 'unit-price-invalid'
  | 'discount-out-of-range'
  | 'tax-rate-out-of-range'
  | 'amount-too-large'
  | 'total-too-large'

export interface LineProblem {
  /** The field as Payload names it: `lines.0.quantity`, or `lines` for the list itself. */
  path: string
  code: LineProblemCode
}

const MAX_DESCRIPTION = 2_000
/** Far above any invoice, and far enough below 2^53 that every figure computed from it stays exact. */
const MAX_AMOUNT = 10_000_000_000_000n

const isPercent = (value: number | null | undefined): boolean =>
  value === null || value === undefined || (Number.isFinite(value) && value >= 0 && value <= 100)

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value)

/**
 * What is wrong with the lines, one entry per field; empty means that totals can be computed. Trusts no type: lines
 * come straight from requests.
 */
export const checkLines = (lines: LineInput[], limits: { maxLines: number }): LineProblem[] => {
  if (lines.length > limits.maxLines) return [{ path: 'lines', code: 'too-many-lines' }]
  const problems: LineProblem[] = []
  let sum = 0n
  lines.forEach((line, index) => {
    const problem = (field: keyof LineInput, code: LineProblemCode) =>
      problems.push({ path: `lines.${index}.${field}`, code })
    if (typeof line.description !== 'string' || line.description.trim() === '') {
      problem('description', 'description-missing')
    } else if (line.description.length > MAX_DESCRIPTION) problem('description', 'description-too-long')
    const isQuantity = Number.isFinite(line.quantity)
    const isPrice = Number.isSafeInteger(line.unitPrice)
    if (!isQuantity) problem('quantity', 'quantity-invalid')
    if (!isPrice) problem('unitPrice', 'unit-price-invalid')
    const isDiscount = isPercent(line.discountPercent)
    if (!isDiscount) problem('discountPercent', 'discount-out-of-range')
    if (!isPercent(line.taxRate)) problem('taxRate', 'tax-rate-out-of-range')
    if (!isQuantity || !isPrice || !isDiscount) return
    // Two minus signs make a plus that nobody meant: a return or a reduction is negative in one of them.
    if (line.quantity < 0 && line.unitPrice < 0) return problem('quantity', 'quantity-and-price-negative')
    const gross = magnitude(multiplyExact(line.unitPrice, toDecimal(line.quantity)))
    if (gross > MAX_AMOUNT) return problem('unitPrice', 'amount-too-large')
    sum += magnitude(exactLineAmount(line))
  })
  if (sum > MAX_AMOUNT) problems.push({ path: 'lines', code: 'total-too-large' })
  return problems
}
