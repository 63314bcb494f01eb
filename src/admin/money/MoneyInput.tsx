'use client'
import { useEffect, useRef, useState } from 'react'

import { useWords } from '../useWords.ts'
import { filled } from '../words.ts'
import { currencySign, moneyText, readMoney } from './moneyText.ts'

import '../admin.css'

interface MoneyInputProps {
  id: string
  /** Minor units, or null for nothing. */
  value: number | null
  currency: string
  readOnly?: boolean
  isWrong?: boolean
  label?: string
  /** The amount, null where there is none or it is unclear; `problem` says so then. */
  onChange: (value: number | null, problem: string | null) => void
}

/**
 * Takes an amount as people write it and answers minor units. What is unclear stays as it was typed, so that nothing is
 * guessed and nothing is lost; what is clear is written out when the field is left.
 */
export const MoneyInput = ({ id, value, currency, readOnly, isWrong, label, onChange }: MoneyInputProps) => {
  const { words, language } = useWords()
  const [draft, setDraft] = useState<string | null>(null)
  const lastGiven = useRef(value)

  // The value moved from outside (saved, reset, another person's change): what was being typed is no longer about it.
  useEffect(() => {
    if (value === lastGiven.current) return
    lastGiven.current = value
    setDraft(null)
  }, [value])

  const give = (amount: number | null, problem: string | null) => {
    lastGiven.current = amount
    onChange(amount, problem)
  }
  const type = (text: string) => {
    setDraft(text)
    const read = readMoney(text, currency, language)
    const example = moneyText(123_450, currency, language)
    if (read.kind === 'unclear') give(null, filled(words.ui.money.unclear, { example }))
    else give(read.kind === 'amount' ? read.amount : null, null)
  }
  const leave = () => {
    if (draft !== null && readMoney(draft, currency, language).kind !== 'unclear') setDraft(null)
  }

  const { sign, side } = currencySign(currency, language)
  const shown = draft ?? (value === null ? '' : moneyText(value, currency, language))
  return (
    <span className={`cp-money cp-money--${side}`}>
      <input
        id={id}
        className="cp-input cp-money__input"
        type="text"
        inputMode="decimal"
        autoComplete="off"
        aria-invalid={isWrong === true ? true : undefined}
        aria-label={label}
        disabled={readOnly}
        value={shown}
        onChange={(event) => type(event.target.value)}
        onBlur={leave}
      />
      <span className="cp-money__sign" aria-hidden>
        {sign}
      </span>
    </span>
  )
}
