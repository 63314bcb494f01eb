'use client'
import { Button, toast, useModal } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useEffect, useState } from 'react'

import { formatMoney } from '../../domain/money.ts'
import { takeCredit } from '../../domain/takeCredit.ts'
import { Dialog } from '../dialog/Dialog.tsx'
import { useDeed } from '../dialog/useDeed.ts'
import { MoneyInput } from '../money/MoneyInput.tsx'
import { useWords } from '../useWords.ts'
import { filled } from '../words.ts'
import { creditOf, type CreditFacts } from './creditFacts.ts'

const SLUG = 'client-portal-credit'

/** Applies a client's credit to an open invoice: the deliberate act without which credit never moves. */
const CreditDialog = ({ facts }: { facts: CreditFacts }) => {
  const { words, language } = useWords()
  const texts = words.ui.credit
  const router = useRouter()
  const { isModalOpen, closeModal } = useModal()
  const { run, isBusy, problem, setProblem } = useDeed()
  const { client, currency, sources, invoices } = facts
  const [chosen, setChosen] = useState(String(invoices[0]?.id ?? ''))
  const target = invoices.find(({ id }) => String(id) === chosen) ?? invoices[0]
  const most = Math.min(creditOf(facts), target?.amountDue ?? 0)
  const [amount, setAmount] = useState<number | null>(most)
  const [unclear, setUnclear] = useState<string | null>(null)
  const [partly, setPartly] = useState(0)
  const isOpen = isModalOpen(SLUG)
  const money = (value: number) => formatMoney(value, currency, language)

  useEffect(() => {
    if (!isOpen) return
    setProblem(null)
    setPartly(0)
    // Starts anew each time it opens
  }, [isOpen])
  useEffect(() => {
    setAmount(most)
    setUnclear(null)
  }, [isOpen, most])

  const apply = async () => {
    if (!target || !amount) return
    let applied = 0
    // One row of the ledger after the other: each is checked and written by itself.
    for (const part of takeCredit(sources, amount)) {
      if (!(await run(`${facts.payments}/${part.id}/apply`, { invoice: target.id, amount: part.amount }))) break
      applied += part.amount
    }
    if (applied === amount) {
      closeModal(SLUG)
      toast.success(filled(texts.done, { amount: money(amount), number: target.number }))
    } else setPartly(applied)
    router.refresh()
  }

  const isTooMuch = amount !== null && amount > most
  return (
    <Dialog
      slug={SLUG}
      title={
        invoices.length === 1
          ? filled(texts.title, { number: target?.number ?? '' })
          : filled(texts.titleFrom, { client })
      }
      confirmLabel={amount ? filled(texts.button, { amount: money(amount) }) : texts.buttonPlain}
      isBusy={isBusy}
      isBlocked={!amount || amount < 0 || isTooMuch}
      problem={[partly > 0 ? filled(texts.partly, { amount: money(partly) }) : '', problem].filter(Boolean).join(' ')}
      onConfirm={() => void apply()}
    >
      {invoices.length > 1 ? (
        <label className="cp-stack">
          <span className="cp-label">{texts.invoice}</span>
          <select className="cp-input" value={chosen} onChange={(event) => setChosen(event.target.value)}>
            {invoices.map(({ id, number, amountDue }) => (
              <option key={id} value={String(id)}>
                {filled(texts.option, { number, due: money(amountDue) })}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <label className="cp-stack" htmlFor="cp-credit-amount">
        <span className="cp-label">{words.ui.pay.amount}</span>
        <MoneyInput
          id="cp-credit-amount"
          value={amount}
          currency={currency}
          isWrong={unclear !== null || isTooMuch}
          onChange={(value, why) => {
            setAmount(value)
            setUnclear(why)
          }}
        />
        <span className={unclear !== null || isTooMuch ? 'cp-problem' : 'cp-hint'}>
          {unclear ?? filled(texts.most, { amount: money(most) })}
        </span>
      </label>
      {amount && !isTooMuch ? (
        <p className="cp-question">
          {filled(texts.ask, { amount: money(amount), client, number: target?.number ?? '' })}
        </p>
      ) : null}
      <p className="cp-hint">{texts.then}</p>
    </Dialog>
  )
}

/** The button that asks, and what it asks. */
export const ApplyCredit = ({ facts, label }: { facts: CreditFacts; label: string }) => {
  const { openModal } = useModal()
  return (
    <>
      <Button buttonStyle="secondary" size="medium" margin={false} onClick={() => openModal(SLUG)}>
        {label}
      </Button>
      <CreditDialog facts={facts} />
    </>
  )
}
