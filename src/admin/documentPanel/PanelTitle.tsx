'use client'
import { useDocumentTitle } from '@payloadcms/ui'
import { useEffect } from 'react'

/** Names the page of a document that Payload would call by its id, and does so whenever Payload says that again. */
export const PanelTitle = ({ title }: { title: string }) => {
  const { title: shown, setDocumentTitle } = useDocumentTitle()
  useEffect(() => {
    if (shown !== title) setDocumentTitle(title)
  }, [shown, title, setDocumentTitle])
  return null
}
