'use client'
import { useWords } from '../useWords.ts'
import { filled } from '../words.ts'

interface PeriodSelectProps {
  id: string
  /** `2025`, `2025-Q1`, or nothing for all of it. */
  value: string
  onChange: (value: string) => void
  /** Years in which something is; the newest first. */
  years: number[]
}

/** Everything, a year or one of its quarters. */
export const PeriodSelect = ({ id, value, onChange, years }: PeriodSelectProps) => {
  const { words } = useWords()
  const texts = words.ui.documents
  return (
    <select className="cp-input" id={id} onChange={(event) => onChange(event.target.value)} value={value}>
      <option value="">{texts.everything}</option>
      {years.map((year) => (
        <optgroup key={year} label={String(year)}>
          <option value={String(year)}>{filled(texts.wholeYear, { year })}</option>
          {[1, 2, 3, 4].map((quarter) => (
            <option key={quarter} value={`${year}-Q${quarter}`}>
              {filled(texts.quarter, { quarter, year })}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  )
}
