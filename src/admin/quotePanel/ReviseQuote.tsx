'use client'
import { toast, useModal } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'

import { Dialog } from '../dialog/Dialog.tsx'
import { useDeed } from '../dialog/useDeed.ts'
import { pageOf } from '../documentPanel/useDocumentDeeds.ts'
import { useWords } from '../useWords.ts'
import { filled } from '../words.ts'
import type { QuoteFacts, Revised } from './quoteFacts.ts'

export const REVISE_QUOTE_DIALOG = 'client-portal-revise-quote'

/** Says what revising means before it happens: the quote that is out can no longer be accepted. */
export const ReviseQuote = ({ facts }: { facts: QuoteFacts }) => {
  const { words } = useWords()
  const texts = words.ui.quote.revise
  const router = useRouter()
  const { closeModal } = useModal()
  const { run, isBusy, problem } = useDeed()
  const number = facts.quote.number ?? ''

  const act = async () => {
    const answer = await run<Revised>(`${facts.urls.document}/revise`)
    if (!answer) return
    closeModal(REVISE_QUOTE_DIALOG)
    toast.success(filled(texts.done, { number }))
    router.push(pageOf(facts.urls, answer.draft.id))
  }
  return (
    <Dialog
      slug={REVISE_QUOTE_DIALOG}
      title={filled(texts.title, { number })}
      confirmLabel={texts.button}
      isBusy={isBusy}
      problem={problem}
      onConfirm={() => void act()}
    >
      <p>{texts.text}</p>
    </Dialog>
  )
}
