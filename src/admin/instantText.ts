import { dayInZone, formatDay } from '../domain/days.ts'

/** An instant as the business's clock showed it, short enough for a list: '3 Nov, 09:41'. This year is left out. */
export const instantText = (iso: string, language: string, timeZone: string, today: string): string => {
  const instant = new Date(iso)
  const time = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    numberingSystem: 'latn',
    timeZone,
  }).format(instant)
  return `${formatDay(dayInZone(instant, timeZone), language, 'medium', today)}, ${time}`
}
