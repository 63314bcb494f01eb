import { localeIn, type Locale } from '../locales.ts'
import { stripe as en } from './en/stripe.ts'
import { stripe as es } from './es/stripe.ts'
import { stripe as fr } from './fr/stripe.ts'
import { stripe as de } from './de/stripe.ts'
import { stripe as it } from './it/stripe.ts'
import { stripe as pt } from './pt/stripe.ts'

const languages: Record<Locale, typeof en> = { en, es, fr, de, it, pt }

export type StripeFindingCode = keyof typeof en

/** What the test of the connection found, in the language of whoever asked (English where we do not speak it). */
export const stripeFindingText = (
  code: StripeFindingCode,
  language: string,
  params: Readonly<Record<string, string>>,
): string => languages[localeIn(language)][code].replace(/\{(\w+)\}/g, (whole, name: string) => params[name] ?? whole)
