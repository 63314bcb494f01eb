import { addDays, dayInZone, formatDay, formatTime } from '../domain/days.ts'
import type { PortalFrame } from './frame.ts'

type Words = Pick<PortalFrame, 'texts' | 'locale' | 'today' | 'timeZone'>

/** Today, yesterday, or the day in words. */
export const dayWords = (day: string, { texts, locale, today }: Words): string => {
  if (day === today) return texts.support.today
  if (day === addDays(today, -1)) return texts.support.yesterday
  return formatDay(day, locale, 'long', today)
}

/** An instant as short as it still says when: the time today, else the day. */
export const whenWords = (at: string, words: Words): string => {
  const day = dayInZone(new Date(at), words.timeZone)
  return day === words.today ? timeOfDay(at, words) : dayWords(day, words)
}

/** The time on the business's clock. */
export const timeOfDay = (at: string, { locale, timeZone }: Pick<Words, 'locale' | 'timeZone'>): string =>
  formatTime(at, locale, timeZone)

export interface ThreadDay<T> {
  day: string
  messages: T[]
}

/** Messages under the day they were written on, on the business's calendar; both keep their order. */
export const byDay = <T extends { at: string }>(messages: readonly T[], timeZone: string): ThreadDay<T>[] => {
  const days: ThreadDay<T>[] = []
  for (const message of messages) {
    const day = dayInZone(new Date(message.at), timeZone)
    const last = days.at(-1)
    if (last?.day === day) last.messages.push(message)
    else days.push({ day, messages: [message] })
  }
  return days
}
