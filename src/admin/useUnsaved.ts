'use client'
import { useFormModified, useFormSubmitted } from '@payloadcms/ui'

/**
 * Whether something stands in the form that is not saved. Payload calls a form unmodified even after its save was refused;
 * it stays submitted until one succeeds.
 */
export const useUnsaved = (): boolean => {
  const isModified = useFormModified()
  const isRefused = useFormSubmitted()
  return isModified || isRefused
}
