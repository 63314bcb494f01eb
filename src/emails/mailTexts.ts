import type { Locale } from '../records.ts'
import { mail as english, type MailTexts } from '../translations/en/mail.ts'
import { mail as spanish } from '../translations/es/mail.ts'
import type { Formality } from './mailContent.ts'

/** The words for one reader. */
export const mailTexts = (locale: Locale, formality: Formality): MailTexts =>
  locale === 'es' ? spanish(formality) : english
