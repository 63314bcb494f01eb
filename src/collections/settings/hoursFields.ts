import type { Field } from 'payload'

import { adminComponents } from '../../adminComponents.ts'
import { dayOf, formatWeekday } from '../../domain/days.ts'
import { dayOn, overlapsAnother, readClock, weekdays, type SupportSpan } from '../../domain/supportHours.ts'
import { locales } from '../../locales.ts'
import { adminLabel } from '../../translations/adminLabel.ts'
import { fieldProblem } from '../../translations/errorText.ts'
import { day, line } from '../fields/values.ts'

interface Checked {
  req: { i18n: { language: string } }
  siblingData: unknown
  data?: unknown
  path?: (string | number)[]
}

/** Days of the week by the names that `Intl` has for them, with a capital as labels have. */
const weekdayOptions = weekdays.map((value) => {
  const name = (locale: string) => formatWeekday(dayOn(value), locale)
  const label = (locale: string) => name(locale).charAt(0).toLocaleUpperCase(locale) + name(locale).slice(1)
  return { value, label: Object.fromEntries(locales.map((locale) => [locale, label(locale)])) }
})

/** Which row this is: a save tells the path, a form's check only hands over the row itself. */
const indexOf = (rows: Partial<SupportSpan>[], { path, siblingData }: Checked): number => {
  const index = path?.find((part) => typeof part === 'number')
  if (index !== undefined) return index
  const { id } = siblingData as Partial<SupportSpan>
  return rows.findIndex((row) => row === siblingData || (id !== undefined && row.id === id))
}

const checkDays = (value: unknown, checked: Checked): string | true => {
  const { language } = checked.req.i18n
  if (!Array.isArray(value) || value.length === 0) return fieldProblem('supportDays', language)
  const known: readonly unknown[] = weekdays
  if (!value.every((each) => known.includes(each))) return fieldProblem('supportDays', language)
  const rows = (checked.data as { supportHours?: Partial<SupportSpan>[] | null } | undefined)?.supportHours
  // A form that is being checked may hold the count of its rows in their place.
  const isTaken = Array.isArray(rows) && overlapsAnother(rows, indexOf(rows, checked))
  return isTaken ? fieldProblem('hoursOverlap', language) : true
}

const checkClock = (value: unknown, { req }: Checked): string | true =>
  typeof value === 'string' && readClock(value) !== null ? true : fieldProblem('clock', req.i18n.language)

const checkCloses = (value: unknown, checked: Checked): string | true => {
  const { opens } = checked.siblingData as Partial<SupportSpan>
  const [from, to] = [readClock(opens ?? ''), typeof value === 'string' ? readClock(value) : null]
  if (to === null) return checkClock(value, checked)
  return from !== null && to <= from ? fieldProblem('closesFirst', checked.req.i18n.language) : true
}

const dayIn = (value: unknown): string | null => {
  if (value instanceof Date) return dayOf(value.toISOString())
  return typeof value === 'string' ? dayOf(value) : null
}

/** Times are kept as `HH:MM`, however they were written. */
const asClock = ({ value }: { value?: unknown }): unknown =>
  typeof value === 'string' ? (readClock(value) ?? value) : value

/** When questions are answered: rows of days and times, the days that are closed all the same, and a line beside them. */
export const hoursFields = (): Field[] => [
  {
    name: 'supportHours',
    type: 'array',
    maxRows: 21,
    label: adminLabel((t) => t.fields.supportHours),
    labels: {
      singular: adminLabel((t) => t.fields.supportSpan.singular),
      plural: adminLabel((t) => t.fields.supportSpan.plural),
    },
    admin: {
      description: adminLabel((t) => t.fields.supportHoursHelp),
      components: { RowLabel: adminComponents.hoursRowLabel },
    },
    fields: [
      {
        type: 'row',
        fields: [
          {
            name: 'days',
            type: 'select',
            hasMany: true,
            required: true,
            label: adminLabel((t) => t.fields.supportDays),
            options: weekdayOptions,
            // What most businesses keep: a new row is nearly right.
            defaultValue: weekdays.slice(0, 5),
            validate: checkDays,
            admin: { width: '60%' },
          },
          line('opens', (t) => t.fields.opens, {
            required: true,
            defaultValue: '09:00',
            maxLength: 10,
            validate: checkClock,
            hooks: { beforeValidate: [asClock] },
            admin: { width: '20%' },
          }),
          line('closes', (t) => t.fields.closes, {
            required: true,
            defaultValue: '17:00',
            maxLength: 10,
            validate: checkCloses,
            hooks: { beforeValidate: [asClock] },
            admin: { width: '20%' },
          }),
        ],
      },
    ],
  },
  {
    name: 'supportClosures',
    type: 'array',
    maxRows: 50,
    label: adminLabel((t) => t.fields.supportClosures),
    labels: {
      singular: adminLabel((t) => t.fields.supportClosure.singular),
      plural: adminLabel((t) => t.fields.supportClosure.plural),
    },
    admin: { description: adminLabel((t) => t.fields.supportClosuresHelp), initCollapsed: true },
    fields: [
      {
        type: 'row',
        fields: [
          day('from', (t) => t.fields.closedFrom, { required: true, admin: { width: '50%' } }),
          {
            ...day('until', (t) => t.fields.closedUntil, {
              admin: { width: '50%', description: adminLabel((t) => t.fields.closedUntilHelp) },
            }),
            validate: (value: unknown, { req, siblingData }: Checked) => {
              if (value === null || value === undefined || value === '') return true
              const [from, until] = [dayIn((siblingData as { from?: unknown }).from), dayIn(value)]
              if (until === null) return fieldProblem('day', req.i18n.language)
              return from !== null && until < from ? fieldProblem('closureOrder', req.i18n.language) : true
            },
          },
        ],
      },
    ],
  },
  line('supportNote', (t) => t.fields.supportNote, {
    maxLength: 200,
    admin: { description: adminLabel((t) => t.fields.supportNoteHelp) },
  }),
  { name: 'supportPreview', type: 'ui', admin: { components: { Field: adminComponents.supportPreview } } },
]
