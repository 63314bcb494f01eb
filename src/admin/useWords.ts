'use client'
import { useTranslation } from '@payloadcms/ui'

import { wordsOf, type AdminWords } from './words.ts'

/** The plugin's words and the admin's language, in client components. */
export const useWords = (): { words: AdminWords; language: string } => {
  const { i18n } = useTranslation()
  return { words: wordsOf(i18n), language: i18n.language }
}
