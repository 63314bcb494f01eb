'use client'
import { useDocumentInfo } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useEffect, useRef } from 'react'

/**
 * Payload renders a panel on the server when its page opens and not again when the form is saved. This asks for it anew
 * once per save, so that it never shows figures of before.
 */
export const RefreshAfterSave = ({ shownUpdatedAt }: { shownUpdatedAt: string }) => {
  const router = useRouter()
  const { data } = useDocumentInfo()
  const savedAt: unknown = data?.updatedAt
  const asked = useRef<unknown>(shownUpdatedAt)
  useEffect(() => {
    if (typeof savedAt !== 'string' || savedAt <= shownUpdatedAt || savedAt === asked.current) return
    asked.current = savedAt
    router.refresh()
  }, [savedAt, shownUpdatedAt, router])
  return null
}
