import type { Locale } from '../records.ts'
import { mail as english, type MailTexts } from '../translations/en/mail.ts'
import { mail as es } from '../translations/es/mail.ts'
import { mail as fr } from '../translations/fr/mail.ts'
import { mail as de } from '../translations/de/mail.ts'
import { mail as it } from '../translations/it/mail.ts'
import { mail as pt } from '../translations/pt/mail.ts'
import type { Formality } from './mailContent.ts'

const languages: Record<Locale, (formality: Formality) => MailTexts> = {
  en: () => english,
  es,
  fr,
  de,
  it,
  pt,
}

/** The words for one reader. */
export const mailTexts = (locale: Locale, formality: Formality): MailTexts => languages[locale](formality)
