'use client'
import { FieldLabel, useFormFields } from '@payloadcms/ui'
import type { NumberFieldClientProps } from 'payload'

import { formatMoney } from '../../domain/money.ts'
import { FieldShell } from '../FieldShell.tsx'
import { draftLineAmount } from '../totals/draftTotals.ts'
import { useWords } from '../useWords.ts'
import { useCurrency } from './useCurrency.ts'

/** What a line comes to, while it is being typed; of an issued document what was stored. */
export const LineAmountField = ({ field, path }: NumberFieldClientProps) => {
  const { language } = useWords()
  const currency = useCurrency()
  const row = path.slice(0, path.lastIndexOf('.'))
  const amount = useFormFields(([fields]) => {
    const valueOf = (name: string): unknown => fields[`${row}.${name}`]?.value
    if (fields.sentAt?.value) return valueOf('amount') as number
    return draftLineAmount({
      quantity: valueOf('quantity'),
      unitPrice: valueOf('unitPrice'),
      discountPercent: valueOf('discountPercent'),
    })
  })
  return (
    <FieldShell field={field} kind="money" isReadOnly>
      <FieldLabel label={field.label} path={path} />
      <output className="cp-figure">
        {Number.isSafeInteger(amount) ? formatMoney(Number(amount), currency, language) : '–'}
      </output>
    </FieldShell>
  )
}
