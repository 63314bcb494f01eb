'use client'
import { Button, useModal } from '@payloadcms/ui'

import { ActionButton } from '../documentPanel/ActionButton.tsx'
import { SEND_DIALOG, SendDialog } from '../documentPanel/SendDialog.tsx'
import { useDocumentDeeds } from '../documentPanel/useDocumentDeeds.ts'
import { useWords } from '../useWords.ts'
import type { PanelFacts } from './panelFacts.ts'
import { PAYMENT_DIALOG, PaymentDialog } from './PaymentDialog.tsx'
import { VoidDialog, voidDialog } from './VoidDialog.tsx'

/** The buttons that fit a document's state; one of them is the next step and looks like it. */
export const InvoiceActions = ({ facts }: { facts: PanelFacts }) => {
  const { words } = useWords()
  const texts = words.ui.invoice
  const { openModal } = useModal()
  const { invoice, urls, may, can } = facts
  const { pdf, preview, test, duplicate, isDuplicating, saveFirst } = useDocumentDeeds(urls)

  const send = async () => {
    if (!invoice.isIssued && !(await saveFirst())) return
    openModal(SEND_DIALOG)
  }
  const isPaymentNext = can.recordPayment && may.recordPayments
  return (
    <div className="cp-actions">
      {invoice.isIssued ? (
        <>
          {isPaymentNext ? (
            <ActionButton isNext label={texts.recordPayment} onClick={() => openModal(PAYMENT_DIALOG)} />
          ) : null}
          <Button el="anchor" url={pdf} newTab buttonStyle="secondary" size="medium" margin={false}>
            {texts.pdf}
          </Button>
          {may.send ? <ActionButton label={texts.sendAgain} onClick={() => void send()} /> : null}
          {can.void && may.void ? (
            <>
              <ActionButton label={texts.revise} onClick={() => openModal(voidDialog('revise'))} />
              <ActionButton label={texts.void} onClick={() => openModal(voidDialog('void'))} />
            </>
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
        <SendDialog facts={{ kind: invoice.kind, number: invoice.number ?? null, isIssued: invoice.isIssued, urls }} />
      ) : null}
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
