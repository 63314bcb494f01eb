'use client'
import { useRowLabel } from '@payloadcms/ui'

import type { SupportSpan } from '../../domain/supportHours.ts'
import { localeIn } from '../../locales.ts'
import { supportWeekText } from '../../translations/supportTexts.ts'
import { useWords } from '../useWords.ts'

/** Days and times in a sentence, so that a closed row still tells what is in it. */
export const HoursRowLabel = () => {
  const { data } = useRowLabel<Partial<SupportSpan>>()
  const { words, language } = useWords()
  const text = supportWeekText([data], localeIn(language))
  return (
    <span>{text ? text.charAt(0).toLocaleUpperCase(language) + text.slice(1) : words.fields.supportSpan.singular}</span>
  )
}
