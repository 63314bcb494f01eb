'use client'
import { Button, toast, useModal } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useEffect, useState } from 'react'

import { formatMoney } from '../../domain/money.ts'
import { refundEffects } from '../../domain/refundEffects.ts'
import { Dialog } from '../dialog/Dialog.tsx'
import { TextField } from '../dialog/TextField.tsx'
import { useDeed } from '../dialog/useDeed.ts'
import { MoneyInput } from '../money/MoneyInput.tsx'
import { useWords } from '../useWords.ts'
import { filled } from '../words.ts'
import type { RefundDialogFacts } from './paymentFacts.ts'

const SLUG = 'client-portal-refund'

interface Answer {
  creditNote: { number: string | null } | null
}

/** Sends money of a card payment back, and asks what becomes of the invoice it paid. */
const RefundDialog = ({ facts }: { facts: RefundDialogFacts }) => {
  const { words, language } = useWords()
  const texts = words.ui.refund
  const router = useRouter()
  const { isModalOpen, closeModal } = useModal()
  const { run, isBusy, problem, setProblem } = useDeed()
  const { payment, left, invoice, client } = facts
  const [amount, setAmount] = useState<number | null>(left)
  const [unclear, setUnclear] = useState<string | null>(null)
  const [wantsNote, setWantsNote] = useState(true)
  const [reason, setReason] = useState('')
  const isOpen = isModalOpen(SLUG)
  const money = (value: number) => formatMoney(value, payment.currency, language)

  useEffect(() => {
    if (!isOpen) return
    setAmount(left)
    setUnclear(null)
    setProblem(null)
    setWantsNote(true)
    // Starts anew each time it opens
  }, [isOpen])

  const isTooMuch = amount !== null && amount > left
  const isAmount = amount !== null && amount > 0 && !isTooMuch
  const effects = refundEffects({ payment, invoiceExcess: invoice?.excess ?? null }, isAmount ? amount : 0)
  const isQuestion = Boolean(invoice?.canCredit) && effects.dueAgain > 0
  const creditNote = isQuestion && wantsNote
  const values = {
    amount: money(amount ?? 0),
    method: facts.method ?? texts.someMethod,
    client,
    number: invoice?.number ?? '',
  }
  const dueAfter = filled(texts.dueDetail, {
    number: values.number,
    amount: money((invoice?.amountDue ?? 0) + effects.dueAgain),
  })

  const refund = async () => {
    const answer = await run<Answer>(`${facts.url}/refund`, { amount, creditNote, reason: reason.trim() || undefined })
    if (!answer) return
    closeModal(SLUG)
    setReason('')
    const note = answer.creditNote?.number
    toast.success(note ? filled(texts.doneNote, { ...values, note }) : filled(texts.done, values))
    router.refresh()
  }

  return (
    <Dialog
      slug={SLUG}
      title={texts.title}
      confirmLabel={isAmount ? filled(texts.confirm, values) : texts.confirmPlain}
      isGrave
      isBusy={isBusy}
      isBlocked={!isAmount}
      problem={problem}
      onConfirm={() => void refund()}
    >
      <label className="cp-stack" htmlFor="cp-refund-amount">
        <span className="cp-label">{texts.amount}</span>
        <MoneyInput
          id="cp-refund-amount"
          value={amount}
          currency={payment.currency}
          isWrong={unclear !== null || isTooMuch}
          onChange={(value, why) => {
            setAmount(value)
            setUnclear(why)
          }}
        />
        <span className={unclear !== null || isTooMuch ? 'cp-problem' : 'cp-hint'}>
          {unclear ?? filled(texts.most, { amount: money(left) })}
        </span>
      </label>
      {isQuestion ? (
        <fieldset className="cp-choices">
          <legend className="cp-label">{filled(texts.question, values)}</legend>
          {[
            { value: true, name: texts.note, detail: filled(texts.noteDetail, values) },
            { value: false, name: texts.due, detail: dueAfter },
          ].map(({ value, name, detail }) => (
            <label key={name} className="cp-choice cp-choice--two">
              <input
                type="radio"
                name="cp-refund-note"
                checked={wantsNote === value}
                onChange={() => setWantsNote(value)}
              />
              <span>
                <span className="cp-choice__name">{name}</span>
                <span className="cp-choice__detail">{detail}</span>
              </span>
            </label>
          ))}
        </fieldset>
      ) : null}
      {!isQuestion && isAmount ? (
        <p className="cp-hint">{effects.dueAgain > 0 ? dueAfter : effects.withdrawn > 0 ? null : texts.wasCredit}</p>
      ) : null}
      {effects.withdrawn > 0 ? (
        <p className="cp-hint">{filled(texts.wasMoved, { amount: money(effects.withdrawn) })}</p>
      ) : null}
      <TextField
        label={texts.reason}
        hint={creditNote ? texts.reasonNote : texts.reasonPlain}
        maxLength={300}
        value={reason}
        onChange={setReason}
      />
      {isAmount ? <p className="cp-question">{filled(creditNote ? texts.askNote : texts.ask, values)}</p> : null}
      <p className="cp-hint">{texts.then}</p>
    </Dialog>
  )
}

/** The button that asks, and what it asks. */
export const RefundPayment = ({ facts }: { facts: RefundDialogFacts }) => {
  const { words } = useWords()
  const { openModal } = useModal()
  return (
    <>
      <Button buttonStyle="secondary" size="medium" margin={false} onClick={() => openModal(SLUG)}>
        {words.ui.refund.button}
      </Button>
      <RefundDialog facts={facts} />
    </>
  )
}
