'use client'
import { toast, useModal } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useState } from 'react'

import { formatMoney } from '../../domain/money.ts'
import type { ID } from '../../records.ts'
import { Dialog } from '../dialog/Dialog.tsx'
import { TextField } from '../dialog/TextField.tsx'
import { useDeed } from '../dialog/useDeed.ts'
import { useWords } from '../useWords.ts'
import { filled } from '../words.ts'
import { pageOf } from '../documentPanel/useDocumentDeeds.ts'
import type { PanelFacts } from './panelFacts.ts'

export const voidDialog = (deed: 'void' | 'revise') => `client-portal-${deed}`

interface Answer {
  creditNote: { number: string }
  draft?: { id: ID }
}

/** Voids an invoice by a credit note, or voids it and opens a new draft; says in words what that means. */
export const VoidDialog = ({ facts, deed }: { facts: PanelFacts; deed: 'void' | 'revise' }) => {
  const { words, language } = useWords()
  const texts = words.ui[deed]
  const router = useRouter()
  const { closeModal } = useModal()
  const { run, isBusy, problem } = useDeed()
  const [reason, setReason] = useState('')
  const [notify, setNotify] = useState(true)
  const { number, currency, total, amountPaid } = facts.invoice
  const name = number ?? ''
  const money = (value: number) => formatMoney(value, currency, language)

  const act = async () => {
    const answer = await run<Answer>(`${facts.urls.document}/${deed}`, { reason: reason.trim() || undefined, notify })
    if (!answer) return
    closeModal(voidDialog(deed))
    toast.success(filled(texts.done, { number: name, note: answer.creditNote.number }))
    if (answer.draft) router.push(pageOf(facts.urls, answer.draft.id))
    else router.refresh()
  }

  return (
    <Dialog
      slug={voidDialog(deed)}
      title={filled(texts.title, { number: name })}
      confirmLabel={texts.button}
      isGrave
      isBusy={isBusy}
      problem={problem}
      onConfirm={() => void act()}
    >
      <p>{filled(texts.text, { total: money(total) })}</p>
      {amountPaid > 0 ? <p>{filled(words.ui.void.paid, { paid: money(amountPaid) })}</p> : null}
      <TextField
        label={words.ui.void.reason}
        hint={words.ui.void.reasonHint}
        maxLength={300}
        value={reason}
        onChange={setReason}
      />
      <label className="cp-choice">
        <input type="checkbox" checked={notify} onChange={(event) => setNotify(event.target.checked)} />
        <span className="cp-choice__name">{words.ui.void.notify}</span>
      </label>
    </Dialog>
  )
}
