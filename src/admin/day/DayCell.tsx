import type { DefaultServerCellComponentProps } from 'payload'

import { dayOf, formatDay } from '../../domain/days.ts'
import { CellLink } from '../CellLink.tsx'

import '../admin.css'

/** A calendar day in a list: the same day for everyone, whatever their clock says. */
export const DayCell = (cell: DefaultServerCellComponentProps) => {
  const value: unknown = cell.cellData
  const day = typeof value === 'string' ? dayOf(value) : value instanceof Date ? dayOf(value.toISOString()) : null
  if (!day && !cell.link) return null
  return (
    <CellLink cell={cell}>
      <span className="cp-day-cell">{day ? formatDay(day, cell.i18n.language, 'medium') : '–'}</span>
    </CellLink>
  )
}
