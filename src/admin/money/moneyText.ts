import { moneyParts, parseMoney } from '../../domain/money.ts'

/** People type the digits that `parseMoney` reads, whatever digits their language would print. */
const typed = (language: string) => `${language}-u-nu-latn`

/** An amount as it stands in an input: grouped, without the currency. */
export const moneyText = (amount: number, currency: string, language: string): string =>
  (amount < 0 ? '-' : '') + moneyParts(Math.abs(amount), currency, typed(language)).number

export type ReadMoney = { kind: 'empty' } | { kind: 'amount'; amount: number } | { kind: 'unclear' }

/** What stands in an input. A separator at the end is somebody still typing. */
export const readMoney = (text: string, currency: string, language: string): ReadMoney => {
  const trimmed = text.trim().replace(/[.,]$/, '')
  if (trimmed === '') return { kind: 'empty' }
  const amount = parseMoney(trimmed, currency, typed(language))
  return amount === null ? { kind: 'unclear' } : { kind: 'amount', amount }
}

/** The currency's sign and the side it stands on, in this language. */
export const currencySign = (currency: string, language: string): { sign: string; side: 'before' | 'after' } => {
  const { before, after } = moneyParts(0, currency, language)
  return before.trim() ? { sign: before.trim(), side: 'before' } : { sign: after.trim(), side: 'after' }
}
