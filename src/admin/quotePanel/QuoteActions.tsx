'use client'
import { Button, toast, useModal } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'

import { useDeed } from '../dialog/useDeed.ts'
import { ActionButton } from '../documentPanel/ActionButton.tsx'
import { SEND_DIALOG, SendDialog } from '../documentPanel/SendDialog.tsx'
import { useDocumentDeeds } from '../documentPanel/useDocumentDeeds.ts'
import { useWords } from '../useWords.ts'
import { ACCEPTED_DIALOG, MarkAccepted } from './MarkAccepted.tsx'
import { REVISE_QUOTE_DIALOG, ReviseQuote } from './ReviseQuote.tsx'
import type { Converted, QuoteFacts } from './quoteFacts.ts'

/** The buttons that fit a quote's state; the next step is the primary one. */
export const QuoteActions = ({ facts }: { facts: QuoteFacts }) => {
  const { words } = useWords()
  const texts = words.ui.invoice
  const router = useRouter()
  const { openModal } = useModal()
  const { quote, urls, may, can } = facts
  const { pdf, preview, test, duplicate, isDuplicating, saveFirst } = useDocumentDeeds(urls)
  const { run, isBusy } = useDeed()

  const send = async () => {
    if (!quote.isIssued && !(await saveFirst())) return
    openModal(SEND_DIALOG)
  }
  const convert = async () => {
    const answer = await run<Converted>(`${urls.document}/convert`)
    if (!answer) return void toast.error(words.ui.failed)
    toast.success(words.ui.quote.converted)
    router.push(urls.invoicePage.replace('ID', String(answer.invoice.id)))
  }
  return (
    <div className="cp-actions">
      {quote.isIssued ? (
        <>
          {can.convert && may.send ? (
            <ActionButton isBusy={isBusy} isNext label={words.ui.quote.convert} onClick={() => void convert()} />
          ) : null}
          <Button el="anchor" url={pdf} newTab buttonStyle="secondary" size="medium" margin={false}>
            {texts.pdf}
          </Button>
          {may.send && can.sendAgain ? <ActionButton label={texts.sendAgain} onClick={() => void send()} /> : null}
          {may.send && can.markAccepted ? (
            <ActionButton label={words.ui.quote.mark.open} onClick={() => openModal(ACCEPTED_DIALOG)} />
          ) : null}
          {may.send && can.revise ? (
            <ActionButton label={texts.revise} onClick={() => openModal(REVISE_QUOTE_DIALOG)} />
          ) : null}
        </>
      ) : (
        <>
          {may.send ? <ActionButton isNext label={texts.send} onClick={() => void send()} /> : null}
          <ActionButton label={texts.preview} onClick={() => void preview()} />
          <ActionButton label={texts.test} onClick={() => void test()} />
        </>
      )}
      <ActionButton isBusy={isDuplicating} label={texts.duplicate} onClick={() => void duplicate()} />
      {may.send ? (
        <SendDialog facts={{ kind: 'quote', number: quote.number ?? null, isIssued: quote.isIssued, urls }} />
      ) : null}
      {may.send && can.markAccepted ? <MarkAccepted facts={facts} /> : null}
      {may.send && can.revise ? <ReviseQuote facts={facts} /> : null}
    </div>
  )
}
