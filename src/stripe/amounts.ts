/**
 * Amounts as Stripe's API counts them. Its rules differ from ISO 4217 in places
 * (https://docs.stripe.com/currencies, "Zero-decimal currencies", "Three-decimal currencies", "Special cases"):
 * - no decimals: BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF;
 * - three decimals, the last of which must be 0: BHD JOD KWD OMR TND;
 * - ISK and UGX have none, yet are written with two, both 0;
 * - two for all others.
 */
import { currencyDecimals } from '../domain/money.ts'

const listed = (codes: string): ReadonlySet<string> => new Set(codes.split(' '))

const withoutDecimals = listed('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF')
const withThreeDecimals = listed('BHD JOD KWD OMR TND')

const stripeDecimals = (currency: string): number => {
  if (withoutDecimals.has(currency)) return 0
  return withThreeDecimals.has(currency) ? 3 : 2
}

/** Our minor unit as Stripe's number, or null where Stripe has no number for exactly this amount (1.234 dinars). */
export const toStripeAmount = (amountMinor: number, currency: string): number | null => {
  const code = currency.toUpperCase()
  const shift = stripeDecimals(code) - currencyDecimals(code)
  const amount = shift >= 0 ? amountMinor * 10 ** shift : amountMinor / 10 ** -shift
  if (!Number.isSafeInteger(amount)) return null
  if (withThreeDecimals.has(code) && amount % 10 !== 0) return null
  return amount
}

/** Stripe's number in our minor unit. Throws `RangeError` where ours is too coarse for it, which Stripe's rules forbid. */
export const fromStripeAmount = (stripeAmount: number, currency: string): number => {
  const code = currency.toUpperCase()
  const shift = currencyDecimals(code) - stripeDecimals(code)
  const amount = shift >= 0 ? stripeAmount * 10 ** shift : stripeAmount / 10 ** -shift
  if (!Number.isSafeInteger(amount)) throw new RangeError(`Stripe's amount ${stripeAmount} ${code} is no whole amount.`)
  return amount
}
