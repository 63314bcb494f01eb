import { currencyDecimals, formatMoney, moneyParts, parseMoney } from '../../domain/money.ts'
import type { Locale } from '../../records.ts'
import type { PayTexts } from './payTexts.ts'

/** The whole amount, or a part as somebody typed it. */
export interface PartChoice {
  isPart: boolean
  text: string
}

/** What was chosen, in the minor unit: null stands for the whole; or what is wrong with it, in words. */
export type ReadPart = { amount: number | null; problem: null } | { amount: null; problem: string }

export const readPart = (
  { isPart, text }: PartChoice,
  { due, currency, locale, texts }: { due: number; currency: string; locale: Locale; texts: PayTexts },
): ReadPart => {
  if (!isPart) return { amount: null, problem: null }
  const amount = parseMoney(text, currency, locale)
  if (amount === null || amount <= 0) {
    const example = moneyParts(50 * 10 ** currencyDecimals(currency), currency, locale).number
    return { amount: null, problem: texts.partUnclear(example) }
  }
  if (amount > due) return { amount: null, problem: texts.partTooMuch(formatMoney(due, currency, locale)) }
  return { amount, problem: null }
}
