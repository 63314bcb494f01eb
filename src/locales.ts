import type { Locale } from './records.ts'

/** Languages of portal, mails and documents. */
export const locales: readonly Locale[] = ['en', 'es']
