'use client'
import { Button, Modal, useModal } from '@payloadcms/ui'
import { useEffect, useId, useRef, type ReactNode } from 'react'

import { useWords } from '../useWords.ts'

import '../admin.css'

interface DialogProps {
  slug: string
  title: string
  confirmLabel: string
  /** Red: what it does can't be taken back. */
  isGrave?: boolean
  isBusy: boolean
  isBlocked?: boolean
  problem: string | null
  onConfirm: () => void
  children: ReactNode
}

/**
 * Asks once before something leaves the house. It stays open with everything in it when the deed fails, and says why.
 * No form of its own: it stands inside the document's form, whose submit is another matter.
 */
export const Dialog = ({
  slug,
  title,
  confirmLabel,
  isGrave,
  isBusy,
  isBlocked,
  problem,
  onConfirm,
  children,
}: DialogProps) => {
  const { words } = useWords()
  const { closeModal, isModalOpen } = useModal()
  const titleId = useId()
  const sheet = useRef<HTMLDivElement>(null)
  // What has been posted can't be called off any more: Escape would only hide what comes of it.
  useEffect(() => {
    if (!isBusy) return
    const hold = (event: KeyboardEvent) => {
      if (event.key === 'Escape') event.stopPropagation()
    }
    window.addEventListener('keydown', hold, { capture: true })
    return () => window.removeEventListener('keydown', hold, { capture: true })
  }, [isBusy])
  if (!isModalOpen(slug)) return null
  return (
    <Modal
      slug={slug}
      className="cp-dialog"
      closeOnBlur={false}
      aria-labelledby={titleId}
      // Never on the button that acts: the key that opened the dialog may still be down.
      focusTrapOptions={{
        initialFocus: () =>
          sheet.current?.querySelector<HTMLElement>(
            '.cp-dialog__body :is(input, select, textarea), .cp-dialog__cancel',
          ) ?? false,
      }}
    >
      <div className="cp-dialog__sheet" ref={sheet}>
        <h2 id={titleId} className="cp-dialog__title">
          {title}
        </h2>
        <div className="cp-dialog__body">{children}</div>
        {problem ? (
          <p className="cp-problem" role="alert">
            {problem}
          </p>
        ) : null}
        <div className="cp-dialog__controls">
          <Button
            buttonStyle="primary"
            className={isGrave ? 'cp-grave' : undefined}
            margin={false}
            disabled={isBusy || isBlocked}
            onClick={onConfirm}
          >
            {confirmLabel}
          </Button>
          <Button
            buttonStyle="secondary"
            className="cp-dialog__cancel"
            margin={false}
            disabled={isBusy}
            onClick={() => closeModal(slug)}
          >
            {words.ui.cancel}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
