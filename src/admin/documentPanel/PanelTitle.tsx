'use client'
import { useDocumentInfo, useDocumentTitle } from '@payloadcms/ui'
import { useEffect } from 'react'

/** Names the page of a document that Payload would call by its id. */
export const PanelTitle = ({ title }: { title: string }) => {
  const { setDocumentTitle } = useDocumentTitle()
  const { data } = useDocumentInfo()
  useEffect(() => {
    // Payload names it in effects of its own, after those of what stands in the page.
    queueMicrotask(() => setDocumentTitle(title))
    // Anew whenever Payload does
  }, [title, data, setDocumentTitle])
  return null
}
