'use client'
import { DatePicker, FieldDescription, FieldError, FieldLabel, useField } from '@payloadcms/ui'
import type { DateFieldClientProps } from 'payload'

import { dayOf } from '../../domain/days.ts'
import { storedDay } from '../../domain/storedDay.ts'
import { FieldShell } from '../FieldShell.tsx'

/** A day as the picker wants it: noon of that day on the browser's own clock, whatever zone that is. */
const localNoon = (day: string): Date => new Date(`${day}T12:00:00`)

// The first is how a day is shown; the others may be typed as well.
const FORMATS = ['d MMM yyyy', 'd/M/yyyy', 'yyyy-MM-dd']

/** A calendar day. What is stored, shown and picked is one and the same day in every time zone. */
export const DayField = ({ field, path: givenPath, readOnly }: DateFieldClientProps) => {
  const { path, value, setValue, showError, errorMessage, disabled } = useField<string | null>({
    potentiallyStalePath: givenPath,
  })
  const isFixed = readOnly === true || field.admin?.readOnly === true
  const day = typeof value === 'string' ? dayOf(value) : null
  // The picker moves a day to noon UTC before it hands it on, in every zone of whole hours; near enough in the others.
  const pick = (picked: Date | null) => setValue(picked ? storedDay(picked.toISOString().slice(0, 10)) : null)
  const id = `field-${path.replaceAll('.', '__')}`
  return (
    <FieldShell field={field} kind="day date-time-field" isWrong={showError} isReadOnly={isFixed}>
      <FieldLabel label={field.label} path={path} required={field.required} htmlFor={id} />
      <div className="field-type__wrap" id={id}>
        <FieldError path={path} message={errorMessage} showError={showError} />
        <DatePicker
          pickerAppearance="dayOnly"
          displayFormat={FORMATS[0]}
          overrides={{ dateFormat: FORMATS }}
          readOnly={isFixed || disabled}
          value={day ? localNoon(day) : undefined}
          onChange={pick}
        />
      </div>
      {field.admin?.description ? <FieldDescription description={field.admin.description} path={path} /> : null}
    </FieldShell>
  )
}
