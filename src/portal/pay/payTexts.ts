import type { BusinessSettings, Locale } from '../../records.ts'
import { pay as de } from '../../translations/de/pay.ts'
import { pay as english } from '../../translations/en/pay.ts'
import { pay as spanish, payFamiliar as spanishFamiliar } from '../../translations/es/pay.ts'
import { pay as fr } from '../../translations/fr/pay.ts'
import { pay as it } from '../../translations/it/pay.ts'
import { pay as pt } from '../../translations/pt/pay.ts'

export type PayTexts = typeof english

const languages: Record<Locale, PayTexts> = { en: english, es: spanish, fr, de, it, pt }

/** The window's words in a language, in the form of address the business chose. */
export const payTexts = (locale: Locale, formality: BusinessSettings['formality']): PayTexts =>
  locale === 'es' && formality === 'familiar' ? spanishFamiliar : languages[locale]
