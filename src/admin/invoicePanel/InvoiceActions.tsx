'use client'
import { useModal } from '@payloadcms/ui'

import { ActionButton } from '../documentPanel/ActionButton.tsx'
import { DocumentActions } from '../documentPanel/DocumentActions.tsx'
import { useWords } from '../useWords.ts'
import type { PanelFacts } from './panelFacts.ts'
import { PAYMENT_DIALOG, PaymentDialog } from './PaymentDialog.tsx'
import { VoidDialog, voidDialog } from './VoidDialog.tsx'

/** The buttons that fit an invoice's state; one of them is the next step and looks like it. */
export const InvoiceActions = ({ facts }: { facts: PanelFacts }) => {
  const { words } = useWords()
  const texts = words.ui.invoice
  const { openModal } = useModal()
  const { invoice, urls, may, can } = facts
  const isPaymentNext = can.recordPayment && may.recordPayments
  const mayVoid = can.void && may.void
  return (
    <DocumentActions
      document={invoice}
      maySend={may.send}
      more={
        mayVoid ? (
          <>
            <ActionButton label={texts.revise} onClick={() => openModal(voidDialog('revise'))} />
            <ActionButton label={texts.void} onClick={() => openModal(voidDialog('void'))} />
          </>
        ) : null
      }
      next={
        isPaymentNext ? (
          <ActionButton isNext label={texts.recordPayment} onClick={() => openModal(PAYMENT_DIALOG)} />
        ) : null
      }
      urls={urls}
    >
      {isPaymentNext ? <PaymentDialog facts={facts} /> : null}
      {mayVoid ? (
        <>
          <VoidDialog facts={facts} deed="void" />
          <VoidDialog facts={facts} deed="revise" />
        </>
      ) : null}
    </DocumentActions>
  )
}
