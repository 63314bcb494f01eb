import type { ErrorCode } from '../errors.ts'
import { localeIn, type Locale } from '../locales.ts'
import { errors as en } from './en/errors.ts'
import { errors as es } from './es/errors.ts'
import { errors as fr } from './fr/errors.ts'
import { errors as de } from './de/errors.ts'
import { errors as it } from './it/errors.ts'
import { errors as pt } from './pt/errors.ts'

const languages: Record<Locale, typeof en> = { en, es, fr, de, it, pt }

const inLanguage = (language: string) => languages[localeIn(language)]

const filled = (text: string, params: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => params[name] ?? whole)

/** What went wrong and how to go on, in the person's language (English where we do not speak it). */
export const errorText = (code: ErrorCode, language: string, params: Readonly<Record<string, string>> = {}): string =>
  filled(inLanguage(language)[code], params)

/** What is wrong with one field, said at that field. */
export const fieldProblem = (
  problem: keyof (typeof en)['field'],
  language: string,
  params: Record<string, string> = {},
): string => filled(inLanguage(language).field[problem], params)

/** What is wrong with one line of a document. */
export const lineProblem = (
  problem: keyof (typeof en)['line-problem'],
  language: string,
  params: Record<string, string> = {},
): string => filled(inLanguage(language)['line-problem'][problem], params)
