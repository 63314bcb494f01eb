import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { fromStripeAmount, toStripeAmount } from '../../src/stripe/amounts.ts'

describe('an amount as Stripe counts it', () => {
  it.each([
    ['EUR', 14_298, 14_298],
    ['USD', 1, 1],
    ['JPY', 5_000, 5_000],
    ['KRW', 1_200, 1_200],
    // Three decimals, the last of them 0.
    ['KWD', 12_340, 12_340],
    ['BHD', 10, 10],
    // No decimals, written with two.
    ['ISK', 990, 99_000],
    ['UGX', 3_700, 370_000],
    // Two decimals by ISO 4217, none at Stripe.
    ['MGA', 50_000, 500],
    // Three decimals by ISO 4217, two at Stripe.
    ['IQD', 12_340, 1_234],
    ['HUF', 100_000, 100_000],
    ['TWD', 80_000, 80_000],
    ['eur', 100, 100],
  ])('%s %i is %i', (currency, ours, stripes) => {
    expect(toStripeAmount(ours, currency)).toBe(stripes)
    expect(fromStripeAmount(stripes, currency)).toBe(ours)
  })

  it.each([
    ['KWD', 1_234],
    ['TND', 5],
    ['MGA', 150],
    ['IQD', 1_235],
  ])('%s %i has none', (currency, ours) => {
    expect(toStripeAmount(ours, currency)).toBeNull()
  })

  it('comes back as it went, whatever it is', () => {
    const currencies = ['EUR', 'JPY', 'KWD', 'ISK', 'UGX', 'MGA', 'IQD', 'CLP', 'GBP']
    fc.assert(
      fc.property(fc.constantFrom(...currencies), fc.integer({ min: 1, max: 1_000_000_000 }), (currency, ours) => {
        const stripes = toStripeAmount(ours, currency)
        return stripes === null || fromStripeAmount(stripes, currency) === ours
      }),
    )
  })

  it('that Stripe’s own rules forbid is refused instead of rounded', () => {
    expect(() => fromStripeAmount(99_050, 'ISK')).toThrow(RangeError)
  })
})
