import type { DefaultServerCellComponentProps } from 'payload'

import { dayOf, formatDay } from '../../domain/days.ts'

import '../admin.css'

/** A calendar day in a list: the same day for everyone, whatever their clock says. */
export const DayCell = ({ cellData, i18n }: DefaultServerCellComponentProps) => {
  const value: unknown = cellData
  const day = typeof value === 'string' ? dayOf(value) : value instanceof Date ? dayOf(value.toISOString()) : null
  return day ? <span className="cp-day-cell">{formatDay(day, i18n.language, 'medium')}</span> : null
}
