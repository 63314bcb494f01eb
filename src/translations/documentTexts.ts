import type { Locale } from '../records.ts'
import { document as en } from './en/document.ts'
import { document as es } from './es/document.ts'
import { document as fr } from './fr/document.ts'
import { document as de } from './de/document.ts'
import { document as it } from './it/document.ts'
import { document as pt } from './pt/document.ts'

export type DocumentTexts = typeof en

const languages: Record<Locale, DocumentTexts> = { en, es, fr, de, it, pt }

/** The words of a document in its own language. */
export const documentTexts = (locale: Locale): DocumentTexts => languages[locale]
