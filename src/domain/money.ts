/**
 * Money is an integer in the currency's minor unit. Arithmetic runs on BigInt over the shortest decimal text of each
 * number, so that 1.005 is 1.005 and not the binary fraction next to it; every result is rounded once.
 */

import { intlLocale } from './intlLocale.ts'

const DECIMALS: Readonly<Record<string, number>> = Object.fromEntries([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ...'CLF UYW'.split(' ').map((code) => [code, 4] as const),
])

/**
 * How many decimals ISO 4217 gives a currency. A table of our own, because `Intl` follows everyday use instead (it
 * writes Iraqi dinars without decimals) and its answers change with the ICU version.
 */
export const currencyDecimals = (currency: string): number => DECIMALS[currency.toUpperCase()] ?? 2

let currencies: ReadonlySet<string> | undefined

/** Whether a text is an ISO 4217 code in upper case that this runtime knows. */
export const isCurrency = (code: string): boolean => {
  currencies ??= new Set(Intl.supportedValuesOf('currency'))
  return currencies.has(code)
}

/** The exact value `digits / 10^scale`. */
export interface Decimal {
  digits: bigint
  scale: number
}

/** The decimal number a person wrote, read from the shortest text that stands for the same double. */
export const toDecimal = (value: number): Decimal => {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value))
  if (!match) throw new RangeError(`Not a finite number: ${String(value)}`)
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match
  const scale = fraction.length - Number(exponent)
  const digits = BigInt(sign + whole + fraction)
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 }
}

/** 21 → 0.21, exactly. */
export const percentage = (percent: number): Decimal => {
  const { digits, scale } = toDecimal(percent)
  return { digits, scale: scale + 2 }
}

/** What a discount leaves: 15 → 0.85, exactly. */
export const remainderOf = (percent: number): Decimal => {
  const { digits, scale } = percentage(percent)
  return { digits: 10n ** BigInt(scale) - digits, scale }
}

/** Integer division, halves away from zero: 5/2 → 3, −5/2 → −3. */
export const roundHalfAway = (numerator: bigint, denominator: bigint): bigint => {
  if (denominator === 0n) throw new RangeError('Division by zero')
  const isNegative = numerator < 0n !== denominator < 0n
  const n = numerator < 0n ? -numerator : numerator
  const d = denominator < 0n ? -denominator : denominator
  const rounded = (2n * n + d) / (2n * d)
  return isNegative ? -rounded : rounded
}

/** Back to a number; refuses what a double cannot hold exactly instead of storing a neighbour of it. */
export const toAmount = (value: bigint): number => {
  const amount = Number(value)
  if (!Number.isSafeInteger(amount)) throw new RangeError(`Amount beyond what can be kept exactly: ${value}`)
  return amount
}

/** An amount times any number of factors, rounded once at the end. Throws `RangeError` unless `amountMinor` is whole. */
export const multiplyExact = (amountMinor: number, ...factors: Decimal[]): bigint => {
  let digits = BigInt(amountMinor)
  let scale = 0
  for (const factor of factors) {
    digits *= factor.digits
    scale += factor.scale
  }
  return roundHalfAway(digits, 10n ** BigInt(scale))
}

/** `multiplyExact` as a number. Throws `RangeError` where the result leaves the safe integers. */
export const multiplyRates = (amountMinor: number, ...factors: Decimal[]): number =>
  toAmount(multiplyExact(amountMinor, ...factors))

/** The plain form for machines: `'142.98'`, `'-0.05'`, `'1200'` for yen. Throws `RangeError` unless the amount is whole. */
export const toDecimalString = (amountMinor: number, currency: string): string => {
  const decimals = currencyDecimals(currency)
  const value = BigInt(amountMinor)
  const digits = String(value < 0n ? -value : value).padStart(decimals + 1, '0')
  const cut = digits.length - decimals
  return (value < 0n ? '-' : '') + digits.slice(0, cut) + (decimals > 0 ? `.${digits.slice(cut)}` : '')
}

const CACHE_LIMIT = 200
const formatters = new Map<string, Intl.NumberFormat>()

const formatter = (currency: string, locale: string): Intl.NumberFormat => {
  const key = `${locale}|${currency}`
  const known = formatters.get(key)
  if (known) return known
  const decimals = currencyDecimals(currency)
  const made = new Intl.NumberFormat(intlLocale(locale), {
    style: 'currency',
    currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    // Spanish leaves four digits ungrouped in prose; in a column of amounts they have to line up with the others.
    useGrouping: 'always',
  })
  if (formatters.size >= CACHE_LIMIT) formatters.clear()
  formatters.set(key, made)
  return made
}

/** As a decimal text, which Intl formats exactly; a division by 100 would already be a binary fraction. */
const exactly = (amountMinor: number, currency: string) =>
  toDecimalString(amountMinor, currency) as Intl.StringNumericLiteral

/** The amount as people read it: `€142.98`, `142,98 €`, with the currency's ISO number of decimals. */
export const formatMoney = (amountMinor: number, currency: string, locale: string): string =>
  formatter(currency, locale).format(exactly(amountMinor, currency))

export interface MoneyParts {
  before: string
  number: string
  after: string
}

/**
 * The same text as `formatMoney` in three pieces, so that a page can draw the currency quieter than the digits.
 * Put together they are that text: a minus that stands before the currency is part of `before`.
 */
export const moneyParts = (amountMinor: number, currency: string, locale: string): MoneyParts => {
  const parts = formatter(currency, locale).formatToParts(exactly(amountMinor, currency))
  const join = (from: number, to: number) =>
    parts
      .slice(from, to)
      .map((part) => part.value)
      .join('')
  const isNumber = (part: Intl.NumberFormatPart) => ['integer', 'group', 'decimal', 'fraction'].includes(part.type)
  let start = parts.findIndex(isNumber)
  const end = parts.findLastIndex(isNumber) + 1
  if (parts[start - 1]?.type === 'minusSign') start -= 1
  return { before: join(0, start), number: join(start, end), after: join(end, parts.length) }
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Takes the currency's own code or symbol off either end; any other letter or symbol stays and spoils the parse. */
const withoutCurrency = (text: string, currency: string, locale: string): string => {
  const signs = new Set([currency])
  for (const currencyDisplay of ['symbol', 'narrowSymbol'] as const) {
    const parts = new Intl.NumberFormat(intlLocale(locale), {
      style: 'currency',
      currency,
      currencyDisplay,
    }).formatToParts(0)
    for (const part of parts) if (part.type === 'currency') signs.add(part.value)
  }
  const any = [...signs]
    .sort((a, b) => b.length - a.length)
    .map(escaped)
    .join('|')
  const match = new RegExp(`^(-?)(?:${any})?\\s*(-?)\\s*([^-]*?)\\s*(?:${any})?$`, 'iu').exec(text)
  if (!match) return text
  const [, outer = '', inner = '', body = ''] = match
  return outer + inner + body
}

const isGrouped = (text: string, separator: string): boolean => {
  const [first = '', ...rest] = text.split(separator)
  return /^[1-9]\d{0,2}$/.test(first) && rest.every((group) => /^\d{3}$/.test(group))
}

/** Which character groups and which one separates the decimals in `body`; null where that is anybody's guess. */
const separatorsOf = (body: string, decimals: number, locale: string): { group: string; decimal: string } | null => {
  const found = body.replace(/\d/g, '')
  const kinds = [...new Set(found)]
  const [first = '', second = ''] = kinds
  if (kinds.length > 2) return null
  if (second) {
    const isDecimal = /[.,]/.test(second) && found.indexOf(second) === found.length - 1
    return isDecimal ? { group: first, decimal: second } : null
  }
  if (found.length !== 1 || /[ ']/.test(first)) return { group: first, decimal: '' }
  const parts = new Intl.NumberFormat(intlLocale(locale), { useGrouping: 'always' }).formatToParts(1234.5)
  const ofLocale = (type: 'group' | 'decimal') => parts.find((part) => part.type === type)?.value
  if (first === ofLocale('decimal')) return { group: '', decimal: first }
  if (!isGrouped(body, first)) return { group: '', decimal: first }
  // '1.234' in Spanish is 1234 euros; in dinars, which have three decimals, it might as well be 1 dinar 234 fils.
  return first === ofLocale('group') && decimals < 3 ? { group: first, decimal: '' } : null
}

/**
 * What a person typed (`'1.234,50'`, `'1,234.50'`, `'1234.5'`, `'€ 12'`) in minor units, or null where it is no amount
 * or could be read in two ways: `'1.234'` euros in English, more decimals than the currency has, broken groups.
 */
export const parseMoney = (text: string, currency: string, locale: string): number | null => {
  if (text.length > 60) return null
  const tidy = text.replace(/\s/gu, ' ').replace(/[’`´]/g, "'").replace(/[−–]/g, '-').trim()
  const match = /^(-?)([\d.,' ]*\d)$/.exec(withoutCurrency(tidy, currency, locale))
  const [, sign = '', body = ''] = match ?? []
  if (!match) return null
  const decimals = currencyDecimals(currency)
  const separators = separatorsOf(body, decimals, locale)
  if (!separators) return null
  const cut = separators.decimal ? body.indexOf(separators.decimal) : body.length
  const whole = body.slice(0, cut)
  const fraction = body.slice(cut + 1)
  if (fraction.length > decimals) return null
  if (separators.group && !isGrouped(whole, separators.group)) return null
  const digits = (separators.group ? whole.replaceAll(separators.group, '') : whole) + fraction.padEnd(decimals, '0')
  const amount = Number(BigInt(digits))
  if (!Number.isSafeInteger(amount)) return null
  return sign && amount !== 0 ? -amount : amount
}
