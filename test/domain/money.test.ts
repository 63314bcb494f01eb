import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  currencyDecimals,
  formatMoney,
  isCurrency,
  moneyParts,
  multiplyRates,
  parseMoney,
  percentage,
  remainderOf,
  roundHalfAway,
  toDecimal,
  toDecimalString,
} from '../../src/domain/money.ts'

/** Intl separates with no-break spaces; the tables below are typed with plain ones. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

const currency = fc.constantFrom('EUR', 'USD', 'GBP', 'JPY', 'KWD', 'CLF', 'IQD', 'ISK')
const locale = fc.constantFrom('en', 'es', 'de', 'fr', 'en-IN', 'de-CH')
const amount = fc.maxSafeInteger()

test('each currency has the decimals ISO 4217 gives it', () => {
  const table = { EUR: 2, eur: 2, JPY: 0, UGX: 0, KWD: 3, IQD: 3, TND: 3, CLF: 4, UYW: 4, HUF: 2 }
  for (const [code, decimals] of Object.entries(table)) expect(currencyDecimals(code), code).toBe(decimals)
})

test('a currency is an ISO code in upper case', () => {
  expect(['EUR', 'JPY', 'KWD'].every(isCurrency)).toBe(true)
  expect(['eur', 'EURO', '', 'ZZZ', '€'].some(isCurrency)).toBe(false)
})

describe('formatting', () => {
  test.each([
    [14298, 'EUR', 'en', '€142.98'],
    [14298, 'EUR', 'es', '142,98 €'],
    [123450, 'EUR', 'es', '1.234,50 €'],
    [-123450, 'EUR', 'es', '-1.234,50 €'],
    [-5, 'EUR', 'en', '-€0.05'],
    [0, 'EUR', 'es', '0,00 €'],
    [-0, 'EUR', 'en', '€0.00'],
    [1234, 'JPY', 'en', '¥1,234'],
    [1234567, 'KWD', 'en', 'KWD 1,234.567'],
    [1234567, 'IQD', 'en', 'IQD 1,234.567'],
    [Number.MAX_SAFE_INTEGER, 'EUR', 'en', '€90,071,992,547,409.91'],
    [Number.MAX_SAFE_INTEGER, 'KWD', 'es', '9.007.199.254.740,991 KWD'],
    [2 ** 53, 'EUR', 'en', '€90,071,992,547,409.92'],
  ])('%s %s in %s is %s', (minor, code, language, text) => {
    expect(plain(formatMoney(minor, code, language))).toBe(text)
  })

  test('the parts put together are the text, and the number carries no currency', () => {
    fc.assert(
      fc.property(amount, currency, locale, (minor, code, language) => {
        const parts = moneyParts(minor, code, language)
        expect(parts.before + parts.number + parts.after).toBe(formatMoney(minor, code, language))
        expect(parts.number).toMatch(/^-?\d[\d.,'’\s]*$/)
      }),
    )
    expect(moneyParts(-123450, 'EUR', 'es')).toEqual({ before: '', number: '-1.234,50', after: '\u00a0€' })
    expect(moneyParts(123450, 'EUR', 'en')).toEqual({ before: '€', number: '1,234.50', after: '' })
  })

  test('an amount that is not whole is refused, never rounded in passing', () => {
    for (const broken of [1.5, Number.NaN, Infinity]) expect(() => formatMoney(broken, 'EUR', 'en')).toThrow(RangeError)
  })
})

describe('the plain form for machines', () => {
  test.each([
    [14298, 'EUR', '142.98'],
    [5, 'EUR', '0.05'],
    [-5, 'EUR', '-0.05'],
    [-0, 'EUR', '0.00'],
    [1200, 'JPY', '1200'],
    [1, 'KWD', '0.001'],
    [12345, 'CLF', '1.2345'],
  ])('%s %s is %s', (minor, code, text) => {
    expect(toDecimalString(minor, code)).toBe(text)
  })
})

describe('reading what a person typed', () => {
  test.each([
    ['1.234,50', 'EUR', 'es', 123450],
    ['1,234.50', 'EUR', 'es', 123450],
    ['1,234.50', 'EUR', 'en', 123450],
    ['1.234,50', 'EUR', 'en', 123450],
    ['1234.5', 'EUR', 'es', 123450],
    ['1234,5', 'EUR', 'en', 123450],
    ['1234', 'EUR', 'es', 123400],
    ['1.234', 'EUR', 'es', 123400],
    ['1,234', 'EUR', 'en', 123400],
    ['1.234.567', 'EUR', 'en', 123456700],
    ['1 234,50', 'EUR', 'fr', 123450],
    ["1'234.50", 'CHF', 'de-CH', 123450],
    ['€ 12', 'EUR', 'en', 1200],
    ['12 €', 'EUR', 'es', 1200],
    ['-12,30 EUR', 'EUR', 'es', -1230],
    ['-€12.30', 'EUR', 'en', -1230],
    ['−12.30', 'EUR', 'en', -1230],
    ['-0', 'EUR', 'en', 0],
    ['.5', 'EUR', 'en', 50],
    ['1234', 'JPY', 'es', 1234],
    ['1.5', 'KWD', 'en', 1500],
    ['1,234', 'KWD', 'es', 1234],
  ])('%j (%s, %s) is %s', (text, code, language, minor) => {
    expect(parseMoney(text, code, language)).toBe(minor)
  })

  test.each([
    ['', 'EUR', 'en'],
    ['   ', 'EUR', 'en'],
    ['abc', 'EUR', 'en'],
    ['12 USD', 'EUR', 'en'],
    ['$12', 'EUR', 'en'],
    ['1.234', 'EUR', 'en'],
    ['1,234', 'EUR', 'es'],
    ['1.234', 'KWD', 'es'],
    ['1,234', 'KWD', 'en'],
    ['0.125', 'EUR', 'es'],
    ['1.5', 'JPY', 'en'],
    ['12.345,6789', 'EUR', 'es'],
    ['1,23,456', 'EUR', 'en'],
    ['1.234,50.2', 'EUR', 'es'],
    ['12 5', 'EUR', 'en'],
    ['1..5', 'EUR', 'en'],
    ['5.', 'EUR', 'en'],
    ['--5', 'EUR', 'en'],
    ['-€-5', 'EUR', 'en'],
    ['1e3', 'EUR', 'en'],
    ['0x10', 'EUR', 'en'],
    ['99999999999999999999', 'EUR', 'en'],
    ['9'.repeat(5000), 'EUR', 'en'],
  ])('%j (%s, %s) is unclear', (text, code, language) => {
    expect(parseMoney(text, code, language)).toBeNull()
  })

  test('what we write ourselves is read back, in either form', () => {
    fc.assert(
      fc.property(amount, currency, fc.constantFrom('en', 'es', 'de', 'fr'), (minor, code, language) => {
        expect(parseMoney(formatMoney(minor, code, language), code, language)).toBe(minor)
      }),
    )
    fc.assert(
      fc.property(
        amount,
        fc.constantFrom('EUR', 'JPY', 'USD'),
        fc.constantFrom('en', 'es'),
        (minor, code, language) => {
          expect(parseMoney(toDecimalString(minor, code), code, language)).toBe(minor)
        },
      ),
    )
  })
})

describe('exact arithmetic', () => {
  test.each([
    [5n, 2n, 3n],
    [-5n, 2n, -3n],
    [5n, -2n, -3n],
    [-5n, -2n, 3n],
    [7n, 3n, 2n],
    [8n, 3n, 3n],
    [1n, 2n, 1n],
    [-1n, 2n, -1n],
    [49n, 100n, 0n],
    [0n, 7n, 0n],
  ])('%s / %s rounds to %s', (numerator, denominator, rounded) => {
    expect(roundHalfAway(numerator, denominator)).toBe(rounded)
  })

  test('a number is the decimal it is written as', () => {
    expect(toDecimal(1.005)).toEqual({ digits: 1005n, scale: 3 })
    expect(toDecimal(1e-7)).toEqual({ digits: 1n, scale: 7 })
    expect(toDecimal(1.5e-9)).toEqual({ digits: 15n, scale: 10 })
    expect(toDecimal(-1.25e21)).toEqual({ digits: -1250000000000000000000n, scale: 0 })
    expect(toDecimal(-0)).toEqual({ digits: 0n, scale: 0 })
    expect(() => toDecimal(Number.NaN)).toThrow(RangeError)
    expect(() => toDecimal(Infinity)).toThrow(RangeError)
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const { digits, scale } = toDecimal(value)
        expect(Number(`${digits}e-${scale}`)).toBe(value + 0)
      }),
    )
  })

  test('rates multiply exactly and round once', () => {
    expect(multiplyRates(100, toDecimal(1.005))).toBe(101)
    expect(multiplyRates(10_000, toDecimal(0.3), remainderOf(33.335))).toBe(2000)
    expect(multiplyRates(250, percentage(0.2))).toBe(1)
    expect(multiplyRates(-250, percentage(0.2))).toBe(-1)
    expect(() => multiplyRates(Number.MAX_SAFE_INTEGER, toDecimal(2))).toThrow(RangeError)
  })
})
