'use client'
import { Button, useModal } from '@payloadcms/ui'
import type { ReactNode } from 'react'

import type { DocumentKind } from '../../records.ts'
import { useWords } from '../useWords.ts'
import { ActionButton } from './ActionButton.tsx'
import { SEND_DIALOG, SendDialog } from './SendDialog.tsx'
import { useDocumentDeeds, type DocumentUrls } from './useDocumentDeeds.ts'

interface DocumentActionsProps {
  document: { kind: DocumentKind; number?: string | null; isIssued: boolean }
  urls: DocumentUrls & { client: string }
  maySend: boolean
  /** Whether one that went out may go out again. */
  canSendAgain?: boolean
  /** The next step of an issued document, which is the primary button then. */
  next?: ReactNode
  /** What else can be done with an issued document. */
  more?: ReactNode
  /** The dialogs that those buttons open. */
  children?: ReactNode
}

/** The buttons above any document: a draft is looked at, tried out and sent, an issued one read and sent again. */
export const DocumentActions = ({
  document,
  urls,
  maySend,
  canSendAgain = true,
  next,
  more,
  children,
}: DocumentActionsProps) => {
  const { words } = useWords()
  const texts = words.ui.invoice
  const { openModal } = useModal()
  const { pdf, preview, test, duplicate, isDuplicating, saveFirst } = useDocumentDeeds(urls)
  const { kind, number = null, isIssued } = document

  const send = async () => {
    if (!isIssued && !(await saveFirst())) return
    openModal(SEND_DIALOG)
  }
  return (
    <div className="cp-actions">
      {isIssued ? (
        <>
          {next}
          <Button el="anchor" url={pdf} newTab buttonStyle="secondary" size="medium" margin={false}>
            {texts.pdf}
          </Button>
          {maySend && canSendAgain ? <ActionButton label={texts.sendAgain} onClick={() => void send()} /> : null}
          {more}
        </>
      ) : (
        <>
          {maySend ? <ActionButton isNext label={texts.send} onClick={() => void send()} /> : null}
          <ActionButton label={texts.preview} onClick={() => void preview()} />
          <ActionButton label={texts.test} onClick={() => void test()} />
        </>
      )}
      <ActionButton isBusy={isDuplicating} label={texts.duplicate} onClick={() => void duplicate()} />
      {maySend ? <SendDialog facts={{ kind, number, isIssued, urls }} /> : null}
      {children}
    </div>
  )
}
