import { localeIn, type Locale } from '../locales.ts'
import { admin as en } from './en/admin.ts'
import { admin as es } from './es/admin.ts'
import { admin as fr } from './fr/admin.ts'
import { admin as de } from './de/admin.ts'
import { admin as it } from './it/admin.ts'
import { admin as pt } from './pt/admin.ts'

export type AdminTexts = typeof en

const languages: Record<Locale, AdminTexts> = { en, es, fr, de, it, pt }

/** The admin's words in a language; English where we do not speak it. */
export const adminTexts = (language: string): AdminTexts => languages[localeIn(language)]

/** The admin's words for its client components, under one namespace; a host's own translations win over them. */
export const adminTranslations = Object.fromEntries(
  Object.entries(languages).map(([language, clientPortal]) => [language, { clientPortal }]),
)
