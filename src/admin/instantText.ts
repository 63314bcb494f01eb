import { dayInZone, formatDay } from '../domain/days.ts'
import { filled } from './words.ts'

/**
 * An instant as the business's clock showed it, short enough for a list: '3 Nov, 09:41'. This year is left out, and so
 * is the day where `todayText` has words for it: 'today {time}'.
 */
export const instantText = (
  iso: string,
  language: string,
  timeZone: string,
  today: string,
  todayText?: string,
): string => {
  const instant = new Date(iso)
  const time = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    numberingSystem: 'latn',
    timeZone,
  }).format(instant)
  const day = dayInZone(instant, timeZone)
  if (todayText && day === today) return filled(todayText, { time })
  return `${formatDay(day, language, 'medium', today)}, ${time}`
}
