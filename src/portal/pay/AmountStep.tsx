'use client'
import { useEffect, useId, useRef, useState, type SubmitEvent } from 'react'

import { formatMoney } from '../../domain/money.ts'
import type { Locale } from '../../records.ts'
import { readPart, type PartChoice } from './partChoice.ts'
import type { PayTexts } from './payTexts.ts'

interface AmountStepProps {
  due: number
  currency: string
  locale: Locale
  texts: PayTexts
  choice: PartChoice
  onChoice: (choice: PartChoice) => void
  /** What the server said of the amount. */
  problem: string | null
  /** With an amount in the minor unit, or null for the whole. */
  onContinue: (amount: number | null) => void
}

/** The whole amount, or a part of it: a step of its own, since another amount is another payment with an empty form. */
export const AmountStep = ({ due, currency, locale, texts, choice, onChoice, ...props }: AmountStepProps) => {
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState(props.problem)
  useEffect(() => {
    if (choice.isPart) field.current?.focus()
  }, [choice.isPart])

  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const part = readPart(choice, { due, currency, locale, texts })
    if (part.problem === null) {
      props.onContinue(part.amount)
      return
    }
    setProblem(part.problem)
    field.current?.focus()
  }
  const change = (next: PartChoice) => {
    setProblem(null)
    onChoice(next)
  }
  const whole = formatMoney(due, currency, locale)
  const radio = (isPart: boolean, label: string, value: string | null) => (
    <label className="pay-option">
      <input checked={choice.isPart === isPart} name={id} onChange={() => change({ ...choice, isPart })} type="radio" />
      <span>{label}</span>
      {value ? <span className="pay-option-value money">{value}</span> : null}
    </label>
  )
  return (
    <form className="pay-form" noValidate onSubmit={submit}>
      <fieldset className="pay-choice">
        <legend className="visually-hidden">{texts.choice}</legend>
        {radio(false, texts.whole, whole)}
        {radio(true, texts.part, null)}
        {choice.isPart ? (
          <div className="field pay-part">
            <label htmlFor={`${id}-part`}>{texts.partLabel}</label>
            <input
              aria-describedby={`${id}-hint`}
              aria-invalid={problem !== null}
              autoComplete="off"
              id={`${id}-part`}
              inputMode="decimal"
              onChange={(event) => change({ isPart: true, text: event.target.value })}
              ref={field}
              type="text"
              value={choice.text}
            />
            <p aria-live="polite" className={problem ? 'field-error' : 'hint'} id={`${id}-hint`}>
              {problem ?? texts.partHint(whole)}
            </p>
          </div>
        ) : null}
      </fieldset>
      <button className="button button-primary button-wide" type="submit">
        {texts.continue}
      </button>
    </form>
  )
}
