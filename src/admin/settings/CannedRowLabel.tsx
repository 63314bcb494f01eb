'use client'
import { useRowLabel } from '@payloadcms/ui'

import { useWords } from '../useWords.ts'

/** A canned answer among many, by its title. */
export const CannedRowLabel = () => {
  const { data, rowNumber } = useRowLabel<{ title?: string | null }>()
  const { words } = useWords()
  return <span>{data.title || `${words.fields.cannedAnswer.singular} ${(rowNumber ?? 0) + 1}`}</span>
}
