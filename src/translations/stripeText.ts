import { stripe as en } from './en/stripe.ts'
import { stripe as es } from './es/stripe.ts'

const languages: Record<string, typeof en> = { en, es }

export type StripeFindingCode = keyof typeof en

/** What the test of the connection found, in the language of whoever asked (English where we do not speak it). */
export const stripeFindingText = (
  code: StripeFindingCode,
  language: string,
  params: Readonly<Record<string, string>>,
): string =>
  (languages[language.slice(0, 2)] ?? en)[code].replace(/\{(\w+)\}/g, (whole, name: string) => params[name] ?? whole)
