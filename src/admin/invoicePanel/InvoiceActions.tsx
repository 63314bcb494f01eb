'use client'
import { Button, toast, useModal } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'

import type { ID } from '../../records.ts'
import { useDeed } from '../dialog/useDeed.ts'
import { useSaveFirst } from '../dialog/useSaveFirst.ts'
import { postTo } from '../postTo.ts'
import { useWords } from '../useWords.ts'
import { filled } from '../words.ts'
import { pageOf, type PanelFacts } from './panelFacts.ts'
import { PAYMENT_DIALOG, PaymentDialog } from './PaymentDialog.tsx'
import { SEND_DIALOG, SendDialog } from './SendDialog.tsx'
import { VoidDialog, voidDialog } from './VoidDialog.tsx'

/** The buttons that fit a document's state; one of them is the next step and looks like it. */
export const InvoiceActions = ({ facts }: { facts: PanelFacts }) => {
  const { words, language } = useWords()
  const texts = words.ui.invoice
  const router = useRouter()
  const { openModal } = useModal()
  const saveFirst = useSaveFirst()
  const { isBusy: isDuplicating, run } = useDeed()
  const { invoice, urls, may, can } = facts
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
  const send = async () => {
    if (!invoice.isIssued && !(await saveFirst())) return
    openModal(SEND_DIALOG)
  }
  const duplicate = async () => {
    if (!(await saveFirst())) return
    const answer = await run<{ draft: { id: ID } }>(`${urls.document}/duplicate`)
    if (!answer) return void toast.error(words.ui.failed)
    toast.success(texts.duplicated)
    router.push(pageOf(urls, answer.draft.id))
  }

  const button = (label: string, onClick: () => void, style: 'primary' | 'secondary' = 'secondary') => (
    <Button key={label} buttonStyle={style} size="medium" margin={false} onClick={onClick}>
      {label}
    </Button>
  )
  const isPaymentNext = can.recordPayment && may.recordPayments
  return (
    <div className="cp-actions">
      {invoice.isIssued ? (
        <>
          {isPaymentNext ? button(texts.recordPayment, () => openModal(PAYMENT_DIALOG), 'primary') : null}
          <Button el="anchor" url={pdf} newTab buttonStyle="secondary" size="medium" margin={false}>
            {texts.pdf}
          </Button>
          {may.send ? button(texts.sendAgain, () => void send()) : null}
          {can.void && may.void ? (
            <>
              {button(texts.revise, () => openModal(voidDialog('revise')))}
              {button(texts.void, () => openModal(voidDialog('void')))}
            </>
          ) : null}
        </>
      ) : (
        <>
          {may.send ? button(texts.send, () => void send(), 'primary') : null}
          {button(texts.preview, () => void preview())}
          {button(texts.test, () => void test())}
        </>
      )}
      <Button
        buttonStyle="secondary"
        size="medium"
        margin={false}
        disabled={isDuplicating}
        onClick={() => void duplicate()}
      >
        {texts.duplicate}
      </Button>
      {may.send ? <SendDialog facts={facts} /> : null}
      {isPaymentNext ? <PaymentDialog facts={facts} /> : null}
      {can.void && may.void ? (
        <>
          <VoidDialog facts={facts} deed="void" />
          <VoidDialog facts={facts} deed="revise" />
        </>
      ) : null}
    </div>
  )
}
