import type { Locale } from '../records.ts'
import { download as en } from './en/download.ts'
import { download as es } from './es/download.ts'
import { download as fr } from './fr/download.ts'
import { download as de } from './de/download.ts'
import { download as it } from './it/download.ts'
import { download as pt } from './pt/download.ts'

export type DownloadTexts = typeof en

const languages: Record<Locale, DownloadTexts> = { en, es, fr, de, it, pt }

/** The words of a download for one reader. */
export const downloadTexts = (locale: Locale): DownloadTexts => languages[locale]
