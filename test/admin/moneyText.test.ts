import { describe, expect, it } from 'vitest'

import { currencySign, moneyText, readMoney } from '../../src/admin/money/moneyText.ts'

describe('an amount in an input', () => {
  it.each([
    ['EUR', 'en', 123_450, '1,234.50'],
    ['EUR', 'es', 123_450, '1.234,50'],
    ['EUR', 'en', -5, '-0.05'],
    ['JPY', 'en', 1200, '1,200'],
    ['KWD', 'es', 1_234_567, '1.234,567'],
    ['EUR', 'ar', 123_450, '1,234.50'],
  ])('%s in %s: %i stands as %s and is read back as itself', (currency, language, amount, text) => {
    expect(moneyText(amount, currency, language)).toBe(text)
    expect(readMoney(text, currency, language)).toEqual({ kind: 'amount', amount })
  })

  it('waits while somebody is still typing the decimals', () => {
    expect(readMoney('12.', 'EUR', 'en')).toEqual({ kind: 'amount', amount: 1200 })
    expect(readMoney('12,', 'EUR', 'es')).toEqual({ kind: 'amount', amount: 1200 })
  })

  it('guesses nothing that could be read in two ways', () => {
    expect(readMoney('1.234', 'EUR', 'en')).toEqual({ kind: 'unclear' })
    expect(readMoney('about 5', 'EUR', 'en')).toEqual({ kind: 'unclear' })
  })

  it('is empty where nothing stands', () => {
    expect(readMoney('  ', 'EUR', 'en')).toEqual({ kind: 'empty' })
  })

  it('puts the currency’s sign on the side where the language writes it', () => {
    expect(currencySign('EUR', 'en')).toEqual({ sign: '€', side: 'before' })
    expect(currencySign('EUR', 'es')).toEqual({ sign: '€', side: 'after' })
  })
})
