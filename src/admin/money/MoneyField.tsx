'use client'
import { FieldDescription, FieldError, FieldLabel, useField } from '@payloadcms/ui'
import type { NumberFieldClientProps } from 'payload'
import { useCallback, useState } from 'react'

import { formatMoney } from '../../domain/money.ts'
import { FieldShell } from '../FieldShell.tsx'
import { useWords } from '../useWords.ts'
import { MoneyInput } from './MoneyInput.tsx'
import { useCurrency } from './useCurrency.ts'

/** An amount in minor units, edited as money of the document's currency. */
export const MoneyField = ({ field, path: givenPath, readOnly }: NumberFieldClientProps) => {
  const { language } = useWords()
  const [problem, setProblem] = useState<string | null>(null)
  const validate = useCallback(() => problem ?? true, [problem])
  const { path, value, setValue, showError, errorMessage, disabled } = useField<number | null>({
    potentiallyStalePath: givenPath,
    validate,
  })
  const currency = useCurrency()
  const isFixed = readOnly === true || field.admin?.readOnly === true
  const amount = Number.isSafeInteger(value) ? value : null
  const isWrong = problem !== null || showError
  const id = `field-${path.replaceAll('.', '__')}`
  return (
    <FieldShell field={field} kind="money" isWrong={isWrong} isReadOnly={isFixed}>
      <FieldLabel label={field.label} path={path} required={field.required} htmlFor={id} />
      <div className="field-type__wrap">
        <FieldError path={path} message={errorMessage} showError={showError && problem === null} />
        {isFixed ? (
          <output id={id} className="cp-figure">
            {amount === null ? '–' : formatMoney(amount, currency, language)}
          </output>
        ) : (
          <MoneyInput
            id={id}
            value={amount}
            currency={currency}
            readOnly={disabled}
            isWrong={isWrong}
            onChange={(next, why) => {
              setProblem(why)
              setValue(next)
            }}
          />
        )}
      </div>
      {problem ? (
        <p className="cp-problem" role="alert">
          {problem}
        </p>
      ) : null}
      {field.admin?.description ? <FieldDescription description={field.admin.description} path={path} /> : null}
    </FieldShell>
  )
}
