'use client'
import { toast } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'

import type { ID } from '../../records.ts'
import { useDeed } from '../dialog/useDeed.ts'
import { useSaveFirst } from '../dialog/useSaveFirst.ts'
import { postTo } from '../postTo.ts'
import { useWords } from '../useWords.ts'
import { filled } from '../words.ts'

export interface DocumentUrls {
  /** REST address of this document; operations hang below it. */
  document: string
  /** The admin's page of such a document, with `ID` in its place. */
  page: string
}

export const pageOf = (urls: Pick<DocumentUrls, 'page'>, id: ID): string => urls.page.replace('ID', String(id))

/** What can be done with any document: look at it, have it sent to oneself, take its lines into a new draft. */
export const useDocumentDeeds = (urls: DocumentUrls) => {
  const { words, language } = useWords()
  const texts = words.ui.invoice
  const router = useRouter()
  const saveFirst = useSaveFirst()
  const { isBusy: isDuplicating, run } = useDeed(toast.error)
  const pdf = `${urls.document}/pdf`

  const preview = async () => {
    // Opened before anything is awaited: browsers block a tab that no click opened.
    const tab = window.open('', '_blank')
    if (await saveFirst()) {
      if (tab) tab.location.href = pdf
      router.refresh()
    } else tab?.close()
  }
  const test = async () => {
    if (!(await saveFirst())) return
    const outcome = await postTo<{ mails: { to: string }[] }>(`${urls.document}/send-test`, language)
    if (!outcome.ok) return void toast.error(outcome.message ?? words.ui.failed)
    toast.success(filled(texts.testSent, { to: outcome.answer.mails[0]?.to ?? '' }))
    router.refresh()
  }
  const duplicate = async () => {
    if (!(await saveFirst())) return
    const answer = await run<{ draft: { id: ID } }>(`${urls.document}/duplicate`)
    if (!answer) return
    toast.success(texts.duplicated)
    router.push(pageOf(urls, answer.draft.id))
  }
  return { pdf, preview, test, duplicate, isDuplicating, saveFirst }
}
