'use client'
import { useAllFormFields } from '@payloadcms/ui'
import { reduceFieldsToValues } from 'payload/shared'
import { useDeferredValue, useMemo } from 'react'

import { formatMoney } from '../../domain/money.ts'
import type { Invoice, TaxGroup, Totals } from '../../records.ts'
import { useCurrency } from '../money/useCurrency.ts'
import { useWords } from '../useWords.ts'
import { filled } from '../words.ts'
import { draftTotals } from './draftTotals.ts'

import '../admin.css'

interface Row {
  key: string
  label: string
  amount: number
  isTotal?: boolean
  isNegative?: boolean
}

/** The figures under the lines: computed while one types, and of an issued document those that were stored. */
export const LiveTotals = () => {
  const { words, language } = useWords()
  const texts = words.ui.totals
  const currency = useCurrency()
  const [fields] = useAllFormFields()
  const shown = useDeferredValue(fields)
  const form = useMemo(() => reduceFieldsToValues(shown, true) as Partial<Invoice>, [shown])
  const draft = useMemo(() => (form.sentAt ? null : draftTotals(form)), [form])
  const figures: Partial<Totals> | null = form.sentAt ? form : draft

  if (!figures) return <p className="cp-totals cp-totals--empty">{texts.empty}</p>

  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 4 })
  const money = (amount: number) => formatMoney(amount, currency, language)
  const taxLabel = ({ category, rate, base }: TaxGroup) =>
    filled(texts.base, {
      category: words.options.taxCategory[category],
      rate: category === 'standard' ? percent.format(rate / 100) : '',
      base: money(base),
    }).replace(/\s+/g, ' ')
  const { subtotal = 0, discountTotal = 0, taxes, withholding = 0, total = 0 } = figures
  // A quote is owed by nobody, and its form has no kind.
  const isIssuedInvoice = Boolean(form.sentAt) && form.kind === 'invoice'
  const rows: Row[] = [
    { key: 'subtotal', label: words.fields.subtotal, amount: subtotal },
    ...(discountTotal
      ? [{ key: 'discount', label: words.fields.discountTotal, amount: discountTotal, isNegative: true }]
      : []),
    ...(Array.isArray(taxes) ? taxes : []).map((tax) => ({
      key: `${tax.category}-${tax.rate}`,
      label: taxLabel(tax),
      amount: tax.amount,
    })),
    ...(withholding
      ? [{ key: 'withholding', label: words.fields.withholding, amount: withholding, isNegative: true }]
      : []),
    { key: 'total', label: words.fields.total, amount: total, isTotal: true },
    ...(isIssuedInvoice && form.amountPaid
      ? [{ key: 'paid', label: words.fields.amountPaid, amount: form.amountPaid, isNegative: true }]
      : []),
    ...(isIssuedInvoice && form.amountCredited
      ? [{ key: 'credited', label: words.fields.amountCredited, amount: form.amountCredited, isNegative: true }]
      : []),
    ...(isIssuedInvoice
      ? [{ key: 'due', label: words.fields.amountDue, amount: form.amountDue ?? 0, isTotal: true }]
      : []),
  ]
  return (
    <section className="cp-totals" aria-label={texts.title} aria-live="off">
      <dl className="cp-totals__list">
        {rows.map((row) => (
          <div key={row.key} className={`cp-totals__row${row.isTotal ? ' cp-totals__row--total' : ''}`}>
            <dt>{row.label}</dt>
            <dd>{money(row.isNegative ? -row.amount : row.amount)}</dd>
          </div>
        ))}
      </dl>
      {draft && draft.total < 0 ? <p className="cp-problem">{texts.negative}</p> : null}
      {draft && draft.skipped > 0 ? <p className="cp-hint">{texts.skipped}</p> : null}
    </section>
  )
}
