'use client'
import { toast, useForm } from '@payloadcms/ui'

import { useUnsaved } from '../useUnsaved.ts'
import { useWords } from '../useWords.ts'

/**
 * Saves the form where it was changed, so that what is previewed or sent is what stands on the screen. Answers whether
 * everything is saved; where it is not, the form marks what is wrong.
 */
export const useSaveFirst = (): (() => Promise<boolean>) => {
  const { words } = useWords()
  const { submit } = useForm()
  const isUnsaved = useUnsaved()
  return async () => {
    if (!isUnsaved) return true
    const saved = await submit({ disableSuccessStatus: true })
    // What went wrong is said by the form itself, at its fields and in a message.
    if (!saved?.res.ok) return false
    toast.success(words.ui.send.saved)
    return true
  }
}
