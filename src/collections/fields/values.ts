import type { CheckboxField, DateField, NumberField, TextareaField, TextField } from 'payload'

import { operationsOnly } from '../../access/staff.ts'
import { adminComponents } from '../../adminComponents.ts'
import { isCurrency } from '../../domain/money.ts'
import { dayOf } from '../../domain/days.ts'
import { manyLines, oneLine } from '../../domain/plainText.ts'
import { storedDay } from '../../domain/storedDay.ts'
import { adminLabel } from '../../translations/adminLabel.ts'
import { fieldProblem } from '../../translations/errorText.ts'
import type { admin as texts } from '../../translations/en/admin.ts'

type Pick = (admin: typeof texts) => string

/**
 * An amount in the currency's minor unit, which only operations and the server's own arithmetic write. Hidden in the form,
 * where the totals under the lines show it among the others, unless it stands in a line.
 */
export const computedMoney = (name: string, label: Pick, hidden = true): NumberField => ({
  name,
  type: 'number',
  label: adminLabel(label),
  defaultValue: 0,
  access: operationsOnly,
  admin: {
    readOnly: true,
    hidden,
    components: { Cell: adminComponents.moneyCell, Field: adminComponents.moneyField },
  },
})

/** A calendar day. Takes `YYYY-MM-DD` or an instant and stores noon UTC of that day. */
export const day = (name: string, label: Pick, extra: Partial<DateField> = {}): DateField => ({
  name,
  type: 'date',
  label: adminLabel(label),
  ...extra,
  hooks: {
    beforeValidate: [
      ({ value }: { value?: unknown }): unknown => {
        if (typeof value !== 'string' && !(value instanceof Date)) return value
        const parsed = dayOf(value instanceof Date ? value.toISOString() : value)
        return parsed ? storedDay(parsed) : value
      },
    ],
  },
  validate: (value, { req }) => {
    if (value === null || value === undefined) return true
    const text = value instanceof Date ? value.toISOString() : typeof value === 'string' ? value : ''
    return dayOf(text) ? true : fieldProblem('day', req.i18n.language)
  },
  admin: {
    date: { pickerAppearance: 'dayOnly' },
    ...extra.admin,
    components: { Cell: adminComponents.dayCell, Field: adminComponents.dayField, ...extra.admin?.components },
  },
})

/** An instant that only operations write. */
export const instant = (name: string, label: Pick, extra: Partial<DateField> = {}): DateField => ({
  name,
  type: 'date',
  label: adminLabel(label),
  access: operationsOnly,
  ...extra,
  admin: { readOnly: true, position: 'sidebar', date: { pickerAppearance: 'dayAndTime' }, ...extra.admin },
})

/** A percentage from 0 to 100. */
export const percent = (name: string, label: Pick, extra: Partial<NumberField> = {}): NumberField =>
  ({
    name,
    type: 'number',
    label: adminLabel(label),
    ...extra,
    validate: (value: unknown, { req }: { req: { i18n: { language: string } } }) =>
      value === null || value === undefined || (typeof value === 'number' && value >= 0 && value <= 100)
        ? true
        : fieldProblem('percent', req.i18n.language),
  }) as NumberField

/** An ISO 4217 code, upper case. */
export const currency = (label: Pick, extra: Partial<TextField> = {}): TextField =>
  ({
    name: 'currency',
    type: 'text',
    label: adminLabel(label),
    ...extra,
    hooks: {
      beforeValidate: [
        ({ value }: { value?: unknown }) => (typeof value === 'string' ? value.trim().toUpperCase() : value),
      ],
    },
    validate: (value: unknown, { req, required }: { req: { i18n: { language: string } }; required?: boolean }) => {
      if (value === null || value === undefined || value === '') {
        return required ? fieldProblem('currency', req.i18n.language) : true
      }
      return typeof value === 'string' && isCurrency(value) ? true : fieldProblem('currency', req.i18n.language)
    },
  }) as TextField

/** One line of text: line breaks and control characters would break mail headers and file names. */
export const line = (name: string, label: Pick, extra: Partial<TextField> = {}): TextField =>
  ({
    name,
    type: 'text',
    label: adminLabel(label),
    maxLength: 300,
    ...extra,
    hooks: {
      ...extra.hooks,
      beforeValidate: [
        ({ value }: { value?: unknown }) => (typeof value === 'string' ? oneLine(value) : value),
        ...(extra.hooks?.beforeValidate ?? []),
      ],
    },
  }) as TextField

/** Several lines of text. */
export const multiline = (name: string, label: Pick, extra: Partial<TextareaField> = {}): TextareaField => ({
  name,
  type: 'textarea',
  label: adminLabel(label),
  ...extra,
  hooks: {
    beforeValidate: [({ value }: { value?: unknown }) => (typeof value === 'string' ? manyLines(value) : value)],
  },
})

export const checkbox = (name: string, label: Pick, extra: Partial<CheckboxField> = {}): CheckboxField => ({
  name,
  type: 'checkbox',
  label: adminLabel(label),
  defaultValue: false,
  ...extra,
})
