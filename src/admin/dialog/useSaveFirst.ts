'use client'
import { toast, useForm, useFormModified } from '@payloadcms/ui'

import { useWords } from '../useWords.ts'

/**
 * Saves the form where it was changed, so that what is previewed or sent is what stands on the screen. Answers whether
 * everything is saved; where it is not, the form marks what is wrong.
 */
export const useSaveFirst = (): (() => Promise<boolean>) => {
  const { words } = useWords()
  const { submit } = useForm()
  const isModified = useFormModified()
  return async () => {
    if (!isModified) return true
    const saved = await submit({ disableSuccessStatus: true })
    if (saved?.res.ok) {
      toast.success(words.ui.send.saved)
      return true
    }
    toast.error(words.ui.saveFailed)
    return false
  }
}
