import { createLocalReq, type DefaultServerCellComponentProps, type Payload } from 'payload'
import { cache } from 'react'

import { dayInZone } from '../../domain/days.ts'
import { readSettings } from '../../store.ts'
import { CellLink } from '../CellLink.tsx'
import { instantText } from '../instantText.ts'

import '../admin.css'

/** The business's clock, once per list. */
const clock = cache(async (payload: Payload) => {
  const { timeZone } = await readSettings(await createLocalReq({}, payload))
  return { timeZone, today: dayInZone(new Date(), timeZone) }
})

/** An instant in a list as the business's clock showed it, short enough for one line. */
export const InstantCell = async (cell: DefaultServerCellComponentProps) => {
  const value: unknown = cell.cellData
  const iso = value instanceof Date ? value.toISOString() : value
  if (typeof iso !== 'string' || iso === '') return cell.link ? <CellLink cell={cell}>–</CellLink> : null
  const { timeZone, today } = await clock(cell.payload)
  return (
    <CellLink cell={cell}>
      <time className="cp-day-cell" dateTime={iso}>
        {instantText(iso, cell.i18n.language, timeZone, today)}
      </time>
    </CellLink>
  )
}
