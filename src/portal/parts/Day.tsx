import { dayOf, formatDay } from '../../domain/days.ts'
import type { PortalFrame } from '../frame.ts'

/** A calendar day for readers and machines; a dash where there is none. */
export const Day = ({
  day,
  frame,
  style = 'medium',
}: {
  day: string | null | undefined
  frame: Pick<PortalFrame, 'locale' | 'texts' | 'today'>
  style?: 'long' | 'medium'
}) => {
  const known = day ? dayOf(day) : null
  if (!known) return <span className="quiet">{frame.texts.details.empty}</span>
  return (
    <time dateTime={known}>{formatDay(known, frame.locale, style, style === 'long' ? frame.today : undefined)}</time>
  )
}
