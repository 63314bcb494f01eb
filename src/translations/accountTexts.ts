import type { Locale } from '../records.ts'
import { account as en } from './en/account.ts'
import { account as es } from './es/account.ts'
import { account as fr } from './fr/account.ts'
import { account as de } from './de/account.ts'
import { account as it } from './it/account.ts'
import { account as pt } from './pt/account.ts'

export type AccountTexts = typeof en

const languages: Record<Locale, AccountTexts> = { en, es, fr, de, it, pt }

/** The words of a statement of account for one reader. */
export const accountTexts = (locale: Locale): AccountTexts => languages[locale]

/** How a payment was made, in words: what the bank told of it, else the method. */
export const methodText = (
  { detail, method }: { detail: string | null; method: string | null },
  words: AccountTexts,
): string | null =>
  detail ??
  (method !== null && Object.hasOwn(words.methods, method)
    ? words.methods[method as keyof AccountTexts['methods']]
    : null)
