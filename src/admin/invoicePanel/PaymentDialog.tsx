'use client'
import { toast, useModal } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useEffect, useState } from 'react'

import { formatMoney } from '../../domain/money.ts'
import { storedDay } from '../../domain/storedDay.ts'
import { Dialog } from '../dialog/Dialog.tsx'
import { TextField } from '../dialog/TextField.tsx'
import { useDeed } from '../dialog/useDeed.ts'
import { MoneyInput } from '../money/MoneyInput.tsx'
import { useWords } from '../useWords.ts'
import { filled } from '../words.ts'
import type { PanelFacts } from './panelFacts.ts'

export const PAYMENT_DIALOG = 'client-portal-payment'

const METHODS = ['bank-transfer', 'cash', 'other'] as const

/** Records money that came in: what is due, today and a bank transfer are what it most often is. */
export const PaymentDialog = ({ facts }: { facts: PanelFacts }) => {
  const { words, language } = useWords()
  const texts = words.ui.pay
  const router = useRouter()
  const { isModalOpen, closeModal } = useModal()
  const { run, isBusy, problem, setProblem } = useDeed()
  const { id, number, client, currency, amountDue } = facts.invoice
  const [amount, setAmount] = useState<number | null>(amountDue)
  const [unclear, setUnclear] = useState<string | null>(null)
  const [method, setMethod] = useState<string>(METHODS[0])
  const [day, setDay] = useState(facts.today)
  const [note, setNote] = useState('')
  const isOpen = isModalOpen(PAYMENT_DIALOG)
  const money = (value: number) => formatMoney(value, currency, language)

  useEffect(() => {
    if (!isOpen) return
    setAmount(amountDue)
    setUnclear(null)
    setProblem(null)
    setDay(facts.today)
    // Starts anew each time it opens
  }, [isOpen])

  const record = async () => {
    const body = {
      invoice: id,
      client,
      currency,
      amount,
      method,
      receivedAt: storedDay(day),
      note: note.trim() || null,
    }
    if (amount === null || !(await run(facts.urls.payments, body))) return
    closeModal(PAYMENT_DIALOG)
    setNote('')
    toast.success(filled(texts.done, { amount: money(amount) }))
    router.refresh()
  }

  const over = amount === null ? 0 : amount - amountDue
  return (
    <Dialog
      slug={PAYMENT_DIALOG}
      title={filled(texts.title, { number: number ?? '' })}
      confirmLabel={amount ? filled(texts.button, { amount: money(amount) }) : texts.buttonPlain}
      isBusy={isBusy}
      isBlocked={!amount || amount < 0 || day === ''}
      problem={problem}
      onConfirm={() => void record()}
    >
      <div className="cp-grid">
        <label className="cp-stack" htmlFor="cp-payment-amount">
          <span className="cp-label">{texts.amount}</span>
          <MoneyInput
            id="cp-payment-amount"
            value={amount}
            currency={currency}
            isWrong={unclear !== null}
            onChange={(value, why) => {
              setAmount(value)
              setUnclear(why)
            }}
          />
        </label>
        <label className="cp-stack">
          <span className="cp-label">{texts.day}</span>
          <input className="cp-input" type="date" value={day} onChange={(event) => setDay(event.target.value)} />
        </label>
        <label className="cp-stack">
          <span className="cp-label">{texts.method}</span>
          <select className="cp-input" value={method} onChange={(event) => setMethod(event.target.value)}>
            {METHODS.map((each) => (
              <option key={each} value={each}>
                {words.options.method[each]}
              </option>
            ))}
          </select>
        </label>
        <TextField label={texts.note} maxLength={300} value={note} onChange={setNote} />
      </div>
      <p className={unclear ? 'cp-problem' : 'cp-hint'}>
        {unclear ??
          (over > 0 ? filled(texts.over, { rest: money(over) }) : filled(texts.due, { due: money(amountDue) }))}
      </p>
    </Dialog>
  )
}
