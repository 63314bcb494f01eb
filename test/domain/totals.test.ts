import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { allocate, checkLines, computeTotals, lineAmount, type TotalsInput } from '../../src/domain/totals.ts'
import type { LineInput, TaxCategory } from '../../src/records.ts'

const line = (quantity: number, unitPrice: number, taxRate?: number, more: Partial<LineInput> = {}): LineInput => ({
  description: 'Work',
  quantity,
  unitPrice,
  taxRate,
  ...more,
})

describe('a line', () => {
  test.each([
    [1, 10_000, 0, 10_000],
    [1.005, 100, 0, 101],
    [0.5, 1, 0, 1],
    [-0.5, 1, 0, -1],
    [0.5, -1, 0, -1],
    [3, 999, 10, 2697],
    [3, 999, 33.335, 1998],
    [1, 1, 50, 1],
    [7.25, 8550, 12.5, 54239],
    [0, 500, 0, 0],
    [4, 250, 100, 0],
    [1e-7, 10_000_000, 0, 1],
    [1e-7, 4_999_999, 0, 0],
  ])('%s × %s less %s %% is %s', (quantity, unitPrice, discountPercent, amount) => {
    expect(lineAmount(line(quantity, unitPrice, 21, { discountPercent }))).toBe(amount)
  })
})

describe('worked examples', () => {
  test('a freelance invoice with VAT and withholding', () => {
    expect(computeTotals({ lines: [line(1, 100_000, 21)], withholdingPercent: 15 })).toEqual({
      lineAmounts: [100_000],
      subtotal: 100_000,
      discountTotal: 0,
      taxes: [{ category: 'standard', rate: 21, base: 100_000, amount: 21_000 }],
      withholding: 15_000,
      total: 106_000,
    })
  })

  test('a document discount is allocated to the tax groups before tax', () => {
    // 134.33 less 10 % = 13.43, shared 9.99576 : 2.23450 : 1.19973 → 10.00, 2.23, 1.20
    const totals = computeTotals({
      lines: [line(1, 1200, 0, { taxCategory: 'exempt' }), line(3, 745, 10), line(2, 4999, 21)],
      discountPercent: 10,
      withholdingPercent: 15,
      reasons: { exempt: 'Exempt under art. 20', outside: 'unused' },
    })
    expect(totals).toEqual({
      lineAmounts: [1200, 2235, 9998],
      subtotal: 13_433,
      discountTotal: 1343,
      taxes: [
        { category: 'standard', rate: 21, base: 8998, amount: 1890 },
        { category: 'standard', rate: 10, base: 2012, amount: 201 },
        { category: 'exempt', rate: 0, base: 1080, amount: 0, reason: 'Exempt under art. 20' },
      ],
      withholding: 1814,
      total: 12_367,
    })
  })

  test('tax is rounded once per group, not once per line', () => {
    // Line by line 0.0252 → 0.03 three times would be 0.09.
    const totals = computeTotals({ lines: [line(1, 12, 21), line(1, 12, 21), line(1, 12, 21)] })
    expect(totals.taxes).toEqual([{ category: 'standard', rate: 21, base: 36, amount: 8 }])
    expect(totals.total).toBe(44)
  })

  test('yen have no decimals and dinars have three', () => {
    expect(computeTotals({ lines: [line(3, 333, 10)] })).toMatchObject({ subtotal: 999, total: 1099 })
    const dinars = computeTotals({ lines: [line(1.5, 1235, 5)] })
    expect(dinars).toMatchObject({ subtotal: 1853, total: 1946 })
  })

  test('a full discount leaves nothing to tax, withhold or pay', () => {
    const lines = [line(1, 333, 21), line(1, 335, 10), line(1, 1, 4)]
    const totals = computeTotals({ lines, discountPercent: 100, withholdingPercent: 19 })
    expect(totals).toMatchObject({ subtotal: 669, discountTotal: 669, withholding: 0, total: 0 })
    expect(totals.taxes.every((tax) => tax.base === 0 && tax.amount === 0)).toBe(true)
  })

  test('a negative line lowers its own tax group', () => {
    const totals = computeTotals({ lines: [line(1, 10_000, 21), line(-1, 2000, 21), line(1, -500, 10)] })
    expect(totals.taxes).toEqual([
      { category: 'standard', rate: 21, base: 8000, amount: 1680 },
      { category: 'standard', rate: 10, base: -500, amount: -50 },
    ])
    expect(totals.total).toBe(9130)
  })

  test('lines that cancel out take no discount', () => {
    const totals = computeTotals({ lines: [line(1, 500, 21), line(-1, 500, 10)], discountPercent: 10 })
    expect(totals).toMatchObject({ subtotal: 0, discountTotal: 0, total: 55 })
  })

  test('an empty document is zero throughout', () => {
    expect(computeTotals({ lines: [], discountPercent: 10, withholdingPercent: 15 })).toEqual({
      lineAmounts: [],
      subtotal: 0,
      discountTotal: 0,
      taxes: [],
      withholding: 0,
      total: 0,
    })
  })
})

describe('tax groups', () => {
  test('only standard lines are taxed, whatever rate the others carry', () => {
    const categories: TaxCategory[] = ['outside', 'reverse-charge', 'exempt', 'zero', 'standard']
    const lines = categories.map((taxCategory) => line(1, 100, 21, { taxCategory }))
    expect(computeTotals({ lines: [...lines, line(1, 100), line(1, 100, -0), line(1, 100, 4)] }).taxes).toEqual([
      { category: 'standard', rate: 21, base: 100, amount: 21 },
      { category: 'standard', rate: 4, base: 100, amount: 4 },
      { category: 'standard', rate: 0, base: 200, amount: 0 },
      { category: 'zero', rate: 0, base: 100, amount: 0 },
      { category: 'exempt', rate: 0, base: 100, amount: 0 },
      { category: 'reverse-charge', rate: 0, base: 100, amount: 0 },
      { category: 'outside', rate: 0, base: 100, amount: 0 },
    ])
  })

  test('between equal remainders the higher rate takes the cent', () => {
    const { taxes } = computeTotals({ lines: [line(1, 50, 10), line(1, 50, 21)], discountPercent: 1 })
    expect(taxes.map((tax) => tax.base)).toEqual([49, 50])
  })
})

// A second implementation, slow and obvious: fractions kept as numerator and denominator, built from whole numbers.
type Fraction = readonly [bigint, bigint]
const times = (a: Fraction, b: Fraction): Fraction => [a[0] * b[0], a[1] * b[1]]
const floor = ([n, d]: Fraction): bigint => (n >= 0n ? n / d : -((-n + d - 1n) / d))
const round = ([n, d]: Fraction): bigint => (n >= 0n ? floor([2n * n + d, 2n * d]) : -floor([-2n * n + d, 2n * d]))
const isLess = (a: Fraction, b: Fraction) => a[0] * b[1] < b[0] * a[1]

interface WholeLine {
  quantity: number // thousandths
  unitPrice: number
  discount: number // hundredths of a percent
  rate: number // hundredths of a percent
  category: TaxCategory
}

const model = (lines: WholeLine[], discount: number, withholding: number) => {
  const groups = new Map<string, { category: TaxCategory; rate: number; net: bigint }>()
  for (const each of lines) {
    const rest: Fraction = [BigInt(10_000 - each.discount), 10_000n]
    const amount = round(times(times([BigInt(each.quantity), 1000n], [BigInt(each.unitPrice), 1n]), rest))
    const rate = each.category === 'standard' ? each.rate : 0
    const key = `${each.category} ${rate}`
    groups.set(key, { category: each.category, rate, net: (groups.get(key)?.net ?? 0n) + amount })
  }
  const order = ['standard', 'zero', 'exempt', 'reverse-charge', 'outside']
  const sorted = [...groups.values()].sort(
    (a, b) => order.indexOf(a.category) - order.indexOf(b.category) || b.rate - a.rate,
  )
  const subtotal = sorted.reduce((sum, group) => sum + group.net, 0n)
  const sign = subtotal < 0n ? -1n : 1n
  const discountTotal = round([subtotal * BigInt(discount), 10_000n])
  const shares = sorted.map((group) => (subtotal === 0n ? 0n : floor([discountTotal * group.net, subtotal * sign])))
  let left = discountTotal * sign - shares.reduce((sum, share) => sum + share, 0n)
  for (; left > 0n; left -= 1n) {
    // One unit after the other to whoever lacks most of the exact share.
    const lack = sorted.map((group, index): Fraction => {
      const size = subtotal * sign
      return [discountTotal * group.net - (shares[index] ?? 0n) * size, size]
    })
    let most = 0
    lack.forEach((each, index) => {
      if (isLess(lack[most] ?? [0n, 1n], each)) most = index
    })
    shares[most] = (shares[most] ?? 0n) + 1n
  }
  const taxes = sorted.map((group, index) => {
    const base = group.net - sign * (shares[index] ?? 0n)
    return {
      category: group.category,
      rate: group.rate / 100,
      base,
      amount: round([base * BigInt(group.rate), 10_000n]),
    }
  })
  const withheld = round([(subtotal - discountTotal) * BigInt(withholding), 10_000n])
  const total = taxes.reduce((sum, tax) => sum + tax.base + tax.amount, 0n) - withheld
  return {
    subtotal: Number(subtotal),
    discountTotal: Number(discountTotal),
    taxes: taxes.map((tax) => ({ ...tax, base: Number(tax.base), amount: Number(tax.amount) })),
    withholding: Number(withheld),
    total: Number(total),
  }
}

const wholeLine: fc.Arbitrary<WholeLine> = fc.record({
  quantity: fc.integer({ min: -50_000, max: 50_000 }),
  unitPrice: fc.oneof(fc.integer({ min: -200, max: 200 }), fc.integer({ min: -9_999_999, max: 9_999_999 })),
  discount: fc.oneof(fc.constantFrom(0, 10_000, 3333), fc.integer({ min: 0, max: 10_000 })),
  rate: fc.oneof(fc.constantFrom(0, 400, 1000, 2100, 525), fc.integer({ min: 0, max: 10_000 })),
  category: fc.oneof(
    fc.constant<TaxCategory>('standard'),
    fc.constantFrom<TaxCategory>('standard', 'zero', 'exempt', 'reverse-charge', 'outside'),
  ),
})
const percent = fc.oneof(fc.constantFrom(0, 10_000, 1500), fc.integer({ min: 0, max: 10_000 }))

const toDocument = (lines: WholeLine[], discount: number, withholding: number): TotalsInput => ({
  lines: lines.map((each) => ({
    description: 'Work',
    quantity: each.quantity / 1000,
    unitPrice: each.unitPrice,
    discountPercent: each.discount / 100,
    taxRate: each.rate / 100,
    taxCategory: each.category,
  })),
  discountPercent: discount / 100,
  withholdingPercent: withholding / 100,
})

describe('any document', () => {
  const lines = fc.array(wholeLine, { maxLength: 12 })

  test('agrees with the slow model', () => {
    fc.assert(
      fc.property(lines, percent, percent, (given, discount, withholding) => {
        const { lineAmounts, ...totals } = computeTotals(toDocument(given, discount, withholding))
        expect(lineAmounts).toHaveLength(given.length)
        expect(totals).toEqual(model(given, discount, withholding))
      }),
      { numRuns: 500 },
    )
  })

  test('adds up: lines, bases, discount, taxes, withholding', () => {
    fc.assert(
      fc.property(lines, percent, percent, (given, discount, withholding) => {
        const totals = computeTotals(toDocument(given, discount, withholding))
        const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
        const base = totals.subtotal - totals.discountTotal
        expect(sum(totals.lineAmounts)).toBe(totals.subtotal)
        expect(sum(totals.taxes.map((tax) => tax.base))).toBe(base)
        expect(base + sum(totals.taxes.map((tax) => tax.amount)) - totals.withholding).toBe(totals.total)
      }),
    )
  })

  test('has the same totals in whatever order its lines stand', () => {
    fc.assert(
      fc.property(lines, percent, percent, (given, discount, withholding) => {
        const { lineAmounts: _one, ...totals } = computeTotals(toDocument(given, discount, withholding))
        const { lineAmounts: _two, ...reversed } = computeTotals(
          toDocument([...given].reverse(), discount, withholding),
        )
        expect(reversed).toEqual(totals)
      }),
    )
  })

  test('has exactly opposite totals with every quantity negated', () => {
    fc.assert(
      fc.property(lines, percent, percent, (given, discount, withholding) => {
        const totals = computeTotals(toDocument(given, discount, withholding))
        const negated = given.map((each) => ({ ...each, quantity: -each.quantity }))
        const opposite = computeTotals(toDocument(negated, discount, withholding))
        expect(opposite.total + totals.total).toBe(0)
        expect(opposite.taxes.map((tax) => tax.base + 0)).toEqual(totals.taxes.map((tax) => 0 - tax.base))
      }),
    )
  })
})

test('shares sum to the amount and stay within one unit of the exact share', () => {
  const weight = fc.bigInt({ min: 0n, max: 10n ** 13n })
  fc.assert(
    fc.property(fc.array(weight, { minLength: 1 }), fc.bigInt({ min: 0n, max: 10n ** 13n }), (weights, amount) => {
      const sum = weights.reduce((total, each) => total + each, 0n)
      fc.pre(sum > 0n)
      const shares = allocate(amount, weights)
      expect(shares.reduce((total, each) => total + each, 0n)).toBe(amount)
      shares.forEach((share, index) => {
        const difference = share * sum - amount * (weights[index] ?? 0n)
        expect(difference > -sum && difference < sum).toBe(true)
      })
    }),
  )
  expect(() => allocate(1n, [1n, -1n])).toThrow(RangeError)
})

describe('checking lines', () => {
  const limits = { maxLines: 3 }
  const codes = (broken: Record<string, unknown>) =>
    checkLines([{ ...line(1, 100, 21), ...broken }], limits).map(({ path, code }) => `${path} ${code}`)

  test.each<[Record<string, unknown>, string[]]>([
    [{}, []],
    [{ quantity: 0 }, []],
    [{ quantity: -1 }, []],
    [{ unitPrice: -100 }, []],
    [{ discountPercent: null, taxRate: null }, []],
    [{ discountPercent: 100, taxRate: 100 }, []],
    [{ description: '' }, ['lines.0.description description-missing']],
    [{ description: ' \n' }, ['lines.0.description description-missing']],
    [{ description: undefined }, ['lines.0.description description-missing']],
    [{ description: 'x'.repeat(2000) }, []],
    [{ description: 'x'.repeat(2001) }, ['lines.0.description description-too-long']],
    [{ quantity: Number.NaN }, ['lines.0.quantity quantity-invalid']],
    [{ quantity: null }, ['lines.0.quantity quantity-invalid']],
    [{ quantity: '2' }, ['lines.0.quantity quantity-invalid']],
    [{ quantity: -1, unitPrice: -1 }, ['lines.0.quantity quantity-and-price-negative']],
    [{ unitPrice: 1.5 }, ['lines.0.unitPrice unit-price-invalid']],
    [{ unitPrice: 2 ** 53 }, ['lines.0.unitPrice unit-price-invalid']],
    [{ unitPrice: undefined }, ['lines.0.unitPrice unit-price-invalid']],
    [{ discountPercent: 100.01 }, ['lines.0.discountPercent discount-out-of-range']],
    [{ discountPercent: -1 }, ['lines.0.discountPercent discount-out-of-range']],
    [{ taxRate: 101 }, ['lines.0.taxRate tax-rate-out-of-range']],
    [{ taxRate: Number.NaN }, ['lines.0.taxRate tax-rate-out-of-range']],
    [{ unitPrice: 1e13 }, []],
    [{ unitPrice: 1e13 + 1 }, ['lines.0.unitPrice amount-too-large']],
    [{ quantity: 1e300 }, ['lines.0.unitPrice amount-too-large']],
    [{ quantity: 1e300, unitPrice: 0 }, []],
  ])('%j: %j', (broken, expected) => {
    expect(codes(broken)).toEqual(expected)
  })

  test('too many lines are one problem of the list', () => {
    expect(checkLines(Array<LineInput>(4).fill(line(1, 1)), limits)).toEqual([
      { path: 'lines', code: 'too-many-lines' },
    ])
  })

  test('lines that are fine alone may be too much together', () => {
    const huge = [line(1, 9e12, 100), line(-1, 9e12, 100)]
    expect(checkLines(huge, limits)).toEqual([{ path: 'lines', code: 'total-too-large' }])
  })

  test('whatever passes can be computed', () => {
    const anyLine = fc.record({
      description: fc.constant('Work'),
      quantity: fc.double(),
      unitPrice: fc.maxSafeInteger(),
      discountPercent: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
      taxRate: fc.double({ min: 0, max: 100, noNaN: true }),
    })
    fc.assert(
      fc.property(
        fc.array(anyLine, { maxLength: 3 }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        (lines, discount) => {
          fc.pre(checkLines(lines, limits).length === 0)
          const totals = computeTotals({ lines, discountPercent: discount, withholdingPercent: discount })
          expect(Number.isSafeInteger(totals.total)).toBe(true)
        },
      ),
    )
  })
})
