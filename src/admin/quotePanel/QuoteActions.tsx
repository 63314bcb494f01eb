'use client'
import { toast, useModal } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'

import { useDeed } from '../dialog/useDeed.ts'
import { ActionButton } from '../documentPanel/ActionButton.tsx'
import { DocumentActions } from '../documentPanel/DocumentActions.tsx'
import { useWords } from '../useWords.ts'
import { ACCEPTED_DIALOG, MarkAccepted } from './MarkAccepted.tsx'
import { REVISE_QUOTE_DIALOG, ReviseQuote } from './ReviseQuote.tsx'
import type { Converted, QuoteFacts } from './quoteFacts.ts'

/** The buttons that fit a quote's state; the next step is the primary one. */
export const QuoteActions = ({ facts }: { facts: QuoteFacts }) => {
  const { words } = useWords()
  const texts = words.ui.quote
  const router = useRouter()
  const { openModal } = useModal()
  const { quote, urls, may, can } = facts
  const { run, isBusy } = useDeed(toast.error)
  const mayMark = may.send && can.markAccepted
  const mayRevise = may.send && can.revise

  const convert = async () => {
    const answer = await run<Converted>(`${urls.document}/convert`)
    if (!answer) return
    toast.success(texts.converted)
    router.push(urls.invoicePage.replace('ID', String(answer.invoice.id)))
  }
  return (
    <DocumentActions
      canSendAgain={can.sendAgain}
      document={{ ...quote, kind: 'quote' }}
      maySend={may.send}
      more={
        <>
          {mayMark ? <ActionButton label={texts.mark.open} onClick={() => openModal(ACCEPTED_DIALOG)} /> : null}
          {mayRevise ? (
            <ActionButton label={words.ui.invoice.revise} onClick={() => openModal(REVISE_QUOTE_DIALOG)} />
          ) : null}
        </>
      }
      next={
        can.convert && may.send ? (
          <ActionButton isBusy={isBusy} isNext label={texts.convert} onClick={() => void convert()} />
        ) : null
      }
      urls={urls}
    >
      {mayMark ? <MarkAccepted facts={facts} /> : null}
      {mayRevise ? <ReviseQuote facts={facts} /> : null}
    </DocumentActions>
  )
}
