'use client'
import { FieldError, FieldLabel, useField, useFormFields } from '@payloadcms/ui'
import type { NumberFieldClientProps } from 'payload'
import { useEffect, useState } from 'react'

import type { TaxCategory } from '../../records.ts'
import { FieldShell } from '../FieldShell.tsx'
import { useWords } from '../useWords.ts'
import { choiceOf } from './taxChoices.ts'
import { useTaxRates } from './useTaxRates.ts'

const OWN = 'own'

/**
 * A line's tax: one of the business settings' rates by its name, or a rate and category of the line's own. It writes
 * two fields, `taxRate` and the hidden `taxCategory` beside it.
 */
export const TaxField = ({
  field,
  path: givenPath,
  readOnly,
  settingsSlug,
}: NumberFieldClientProps & { settingsSlug: string }) => {
  const { words } = useWords()
  const rates = useTaxRates(settingsSlug)
  const { path, value, setValue, showError, errorMessage, disabled } = useField<number | null>({
    potentiallyStalePath: givenPath,
  })
  const row = path.slice(0, path.lastIndexOf('.'))
  const category = useField<TaxCategory | null>({ path: `${row}.taxCategory` })
  const isUntouched = useFormFields(
    ([fields]) => !fields[`${row}.description`]?.value && !fields[`${row}.unitPrice`]?.value,
  )
  const [wantsOwn, setWantsOwn] = useState(false)
  const isFixed = readOnly === true || field.admin?.readOnly === true
  const tax = { rate: value ?? null, category: category.value ?? 'standard' }
  const choice = rates ? choiceOf(tax, rates) : -1
  const first = rates?.[0]

  const setTax = (rate: number | null, of: TaxCategory, quietly = false) => {
    setValue(rate, quietly)
    category.setValue(of, quietly)
  }
  // A line that was only just added starts with the business's usual rate, which is the first of its settings.
  const isNew = isUntouched && tax.rate === null && tax.category === 'standard'
  useEffect(() => {
    if (first && isNew && !isFixed && !wantsOwn) setTax(first.rate, first.category, true)
    // The setters are new on each render; only these facts count
  }, [first, isNew, isFixed, wantsOwn])

  const choose = (chosen: string) => {
    const rate = rates?.[Number(chosen)]
    setWantsOwn(chosen === OWN)
    if (rate) setTax(rate.rate, rate.category)
  }
  const hasOwn = rates !== null && (wantsOwn || choice < 0)
  const id = `field-${path.replaceAll('.', '__')}`
  return (
    <FieldShell field={field} kind="tax" isWrong={showError} isReadOnly={isFixed}>
      <FieldLabel label={words.ui.tax.label} path={path} htmlFor={id} />
      <div className="field-type__wrap cp-tax">
        <FieldError path={path} message={errorMessage} showError={showError} />
        {rates === null ? (
          <select id={id} className="cp-input" disabled>
            <option>
              {tax.category === 'standard' ? `${tax.rate ?? 0} %` : words.options.taxCategory[tax.category]}
            </option>
          </select>
        ) : null}
        {rates && rates.length > 0 ? (
          <select
            id={id}
            className="cp-input"
            disabled={isFixed || disabled}
            value={hasOwn ? OWN : String(choice)}
            onChange={(event) => choose(event.target.value)}
          >
            {rates.map((rate, index) => (
              <option key={rate.id ?? index} value={index}>
                {rate.label}
              </option>
            ))}
            <option value={OWN}>{words.ui.tax.other}</option>
          </select>
        ) : null}
        {hasOwn ? (
          <span className="cp-tax__own">
            <input
              id={rates.length > 0 ? `${id}-rate` : id}
              className="cp-input"
              type="number"
              step="any"
              min={0}
              max={100}
              aria-label={words.ui.tax.rate}
              placeholder="%"
              disabled={isFixed || disabled || tax.category !== 'standard'}
              value={value ?? ''}
              onChange={(event) => setValue(event.target.value === '' ? null : event.target.valueAsNumber)}
            />
            <select
              className="cp-input"
              aria-label={words.fields.taxCategory}
              disabled={isFixed || disabled}
              value={tax.category}
              onChange={(event) => {
                const of = event.target.value as TaxCategory
                setTax(of === 'standard' ? value : 0, of)
              }}
            >
              {Object.entries(words.options.taxCategory).map(([key, label]) => (
                <option key={key} value={key}>
                  {label}
                </option>
              ))}
            </select>
          </span>
        ) : null}
      </div>
    </FieldShell>
  )
}
