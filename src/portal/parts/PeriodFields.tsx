import type { Period } from '../../domain/period.ts'
import { yearText } from '../../queries/listQuery.ts'
import type { PortalFrame } from '../frame.ts'

interface PeriodFieldsProps {
  frame: PortalFrame
  asked: Period & { isAll?: boolean }
  /** Years in which something is; the newest first. */
  years: number[]
  /** Whether nothing said means something else than everything, so that everything has to be said. */
  withAll?: boolean
}

/** A year, one of its quarters, or from a day to another: fields of a form that is asked by GET. */
export const PeriodFields = ({ frame, asked, years, withAll = false }: PeriodFieldsProps) => {
  const words = frame.texts.invoices
  const shown = asked.year !== null && !years.includes(asked.year) ? [asked.year, ...years] : years
  return (
    <>
      <label className="filter-select">
        <span className="visually-hidden">{words.year}</span>
        <select defaultValue={asked.isAll ? 'all' : yearText(asked)} name="year">
          <option value={withAll ? 'all' : ''}>{words.allYears}</option>
          {shown.map((year) => (
            <optgroup key={year} label={String(year)}>
              <option value={year}>{words.wholeYear(String(year))}</option>
              {[1, 2, 3, 4].map((quarter) => (
                <option key={quarter} value={yearText({ year, quarter })}>
                  {words.quarter(quarter, String(year))}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <details className="filter-days" open={asked.from !== null || asked.to !== null}>
        <summary>{words.fromTo}</summary>
        <div className="filter-days-fields">
          <label>
            {words.from}
            <input defaultValue={asked.from ?? ''} name="from" type="date" />
          </label>
          <label>
            {words.to}
            <input defaultValue={asked.to ?? ''} name="to" type="date" />
          </label>
        </div>
      </details>
    </>
  )
}
