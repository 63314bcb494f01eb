'use client'
import { toast, useForm, useFormModified, useFormSubmitted } from '@payloadcms/ui'

import { useWords } from '../useWords.ts'

/**
 * Saves the form where it was changed, so that what is previewed or sent is what stands on the screen. Answers whether
 * everything is saved; where it is not, the form marks what is wrong.
 */
export const useSaveFirst = (): (() => Promise<boolean>) => {
  const { words } = useWords()
  const { submit } = useForm()
  const isModified = useFormModified()
  // Payload calls a form unmodified even after its save was refused; it stays submitted until one succeeds.
  const isRefused = useFormSubmitted()
  return async () => {
    if (!isModified && !isRefused) return true
    const saved = await submit({ disableSuccessStatus: true })
    // What went wrong is said by the form itself, at its fields and in a message.
    if (!saved?.res.ok) return false
    toast.success(words.ui.send.saved)
    return true
  }
}
