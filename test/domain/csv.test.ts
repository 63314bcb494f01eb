import { describe, expect, it } from 'vitest'

import { csvConvention, csvLine, type CsvConvention } from '../../src/domain/csv.ts'

const continental: CsvConvention = { separator: ';', decimal: ',' }
const british: CsvConvention = { separator: ',', decimal: '.' }

describe('the convention of a region', () => {
  it.each([
    ['es', null, continental],
    ['es', 'ES', continental],
    ['es', 'MX', british],
    ['en', null, british],
    ['en', 'IE', british],
    ['de', 'DE', continental],
    ['de', 'CH', british],
    ['pt', 'BR', continental],
    ['en', 'not a country', british],
  ])('%s in %s', (language, country, expected) => {
    expect(csvConvention(language, country)).toEqual(expected)
  })
})

describe('a line', () => {
  it('writes amounts as numbers of the region, exactly', () => {
    const cells = [
      { amountMinor: 123_456_789, currency: 'EUR' },
      { amountMinor: -5, currency: 'EUR' },
      { amountMinor: 1200, currency: 'JPY' },
      { amountMinor: -12_345, currency: 'KWD' },
    ]
    expect(csvLine(cells, continental)).toBe('1234567,89;-0,05;1200;-12,345\r\n')
    expect(csvLine(cells, british)).toBe('1234567.89,-0.05,1200,-12.345\r\n')
  })

  it('quotes what would break it', () => {
    expect(csvLine(['a;b', 'say "so"', 'two\nlines', ' edge', 'plain, here', null], continental)).toBe(
      '"a;b";"say ""so""";"two\nlines";" edge";plain, here;\r\n',
    )
  })

  it.each(['=1+1', '+34 600', '-2', '@SUM(A1)', '\tx', '\rx'])('makes no formula of %j', (text) => {
    expect(csvLine([text], british)).toContain(`'${text}`)
  })
})
