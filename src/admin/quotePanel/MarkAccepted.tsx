'use client'
import { toast, useModal } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useState } from 'react'

import { Dialog } from '../dialog/Dialog.tsx'
import { TextField } from '../dialog/TextField.tsx'
import { useDeed } from '../dialog/useDeed.ts'
import { useWords } from '../useWords.ts'
import { filled } from '../words.ts'
import type { QuoteFacts } from './quoteFacts.ts'

export const ACCEPTED_DIALOG = 'client-portal-mark-accepted'

/** The client said yes on the phone: who it was is written down. */
export const MarkAccepted = ({ facts }: { facts: QuoteFacts }) => {
  const { words } = useWords()
  const texts = words.ui.quote.mark
  const router = useRouter()
  const { closeModal } = useModal()
  const { run, isBusy, problem } = useDeed()
  const [name, setName] = useState('')
  const number = facts.quote.number ?? ''

  const act = async () => {
    if (!(await run(`${facts.urls.document}/mark-accepted`, { name: name.trim() }))) return
    closeModal(ACCEPTED_DIALOG)
    toast.success(filled(texts.done, { number }))
    router.refresh()
  }
  return (
    <Dialog
      slug={ACCEPTED_DIALOG}
      title={filled(texts.title, { number })}
      confirmLabel={texts.button}
      isBusy={isBusy}
      isBlocked={name.trim() === ''}
      problem={problem}
      onConfirm={() => void act()}
    >
      <p>{texts.text}</p>
      <TextField label={texts.name} hint={texts.nameHint} maxLength={120} value={name} onChange={setName} />
    </Dialog>
  )
}
