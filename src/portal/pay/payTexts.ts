import type { BusinessSettings, Locale } from '../../records.ts'
import { pay as english } from '../../translations/en/pay.ts'
import { pay as spanish, payFamiliar as spanishFamiliar } from '../../translations/es/pay.ts'

export type PayTexts = typeof english

/** The window's words in a language, in the form of address the business chose. */
export const payTexts = (locale: Locale, formality: BusinessSettings['formality']): PayTexts => {
  if (locale !== 'es') return english
  return formality === 'familiar' ? spanishFamiliar : spanish
}
