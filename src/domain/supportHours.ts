/**
 * When a business answers questions. All of it is read off the wall clock in the business's time zone, never computed
 * from offsets: on the two odd days of a year nine o'clock is still nine o'clock.
 */
import { addDays, dayInZone, dayOf, daysBetween, formatTime } from './days.ts'

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

/** From–to on some days of the week. Times are `HH:MM`; what ends at midnight closes at `24:00`. */
export interface SupportSpan {
  id?: string
  days: Weekday[]
  opens: string
  closes: string
}

/** Days without support, such as holidays: as stored, a day or an instant on it. */
export interface SupportClosure {
  id?: string
  from: string
  /** The last of them; without one it is a single day. */
  until?: string | null
}

/** One stretch of a day. */
export interface OpenTime {
  opens: string
  closes: string
}

/** Days of the week that are open at the same times. */
export interface SupportGroup {
  days: Weekday[]
  times: OpenTime[]
}

/** The next moment on the business's calendar and clock at which somebody is there. */
export interface NextOpening {
  day: string
  time: string
}

export type SupportState = { isOpen: true } | { isOpen: false; next: NextOpening | null }

const CLOCK = /^(\d{1,2})(?:(?:[:.]|\s*h\s*)(\d{2})?)?(?:\s*([ap])\.?\s?m\.?)?$/i

/**
 * A time of day as `HH:MM`, however people write it: `9`, `9:30`, `9.30`, `9h30`, `5 pm`. `24:00` is midnight at the end
 * of a day. Null where the text is no time.
 */
export const readClock = (text: string): string | null => {
  const [whole, hour, minutes = '00', half] = CLOCK.exec(text.trim()) ?? []
  if (whole === undefined) return null
  const given = Number(hour)
  if (half && (given < 1 || given > 12)) return null
  const hours = half ? (given % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : given
  if (Number(minutes) > 59 || hours > 24 || (hours === 24 && minutes !== '00')) return null
  return `${String(hours).padStart(2, '0')}:${minutes}`
}

const overlap = (a: OpenTime, b: OpenTime): boolean => a.opens < b.closes && b.opens < a.closes

/** Whether a row of the settings names a day and a time that another one has already. */
export const overlapsAnother = (spans: readonly Partial<SupportSpan>[], index: number): boolean => {
  const own = spans[index]
  const ownTime = own && openTime(own)
  if (!ownTime) return false
  return spans.some((other, at) => {
    const otherTime = at === index ? null : openTime(other)
    if (!otherTime || !overlap(ownTime, otherTime)) return false
    return other.days?.some((day) => own.days?.includes(day)) ?? false
  })
}

/** The times of a row, or null where it is not whole: what is being typed, or what was written past the settings' checks. */
const openTime = ({ opens, closes }: Partial<SupportSpan>): OpenTime | null => {
  const [from, to] = [readClock(opens ?? ''), readClock(closes ?? '')]
  return from !== null && to !== null && from < to ? { opens: from, closes: to } : null
}

/** In order, and what touches is one. */
const joined = (times: OpenTime[]): OpenTime[] => {
  const sorted = times.toSorted((a, b) => (a.opens < b.opens ? -1 : 1))
  const out: OpenTime[] = []
  for (const time of sorted) {
    const last = out.at(-1)
    if (last && time.opens <= last.closes) {
      out[out.length - 1] = { opens: last.opens, closes: time.closes > last.closes ? time.closes : last.closes }
    } else out.push(time)
  }
  return out
}

const timesOn = (spans: readonly Partial<SupportSpan>[], weekday: Weekday): OpenTime[] =>
  joined(
    spans.flatMap((span) => {
      const time = span.days?.includes(weekday) ? openTime(span) : null
      return time ? [time] : []
    }),
  )

/** The week as people say it: days with the same times together, in the order of their first day. */
export const supportWeek = (spans: readonly Partial<SupportSpan>[]): SupportGroup[] => {
  const groups: SupportGroup[] = []
  for (const day of weekdays) {
    const times = timesOn(spans, day)
    if (times.length === 0) continue
    const same = groups.find((group) => JSON.stringify(group.times) === JSON.stringify(times))
    if (same) same.days.push(day)
    else groups.push({ days: [day], times })
  }
  return groups
}

/** Days that follow each other, as runs: Monday to Friday and Sunday. */
export const runsOf = (days: readonly Weekday[]): Weekday[][] => {
  const runs: Weekday[][] = []
  for (const day of days) {
    const run = runs.at(-1)
    const before = run?.at(-1)
    if (run && before && weekdays.indexOf(day) === weekdays.indexOf(before) + 1) run.push(day)
    else runs.push([day])
  }
  return runs
}

/** A Monday, from which days of the week are counted. */
const MONDAY = '2024-01-01'

/** Some day that falls on this day of the week, to take its name from. */
export const dayOn = (weekday: Weekday): string => addDays(MONDAY, weekdays.indexOf(weekday))

const weekdayOf = (day: string): Weekday => weekdays[((daysBetween(MONDAY, day) % 7) + 7) % 7] ?? 'mon'

const isClosed = (closures: readonly Partial<SupportClosure>[], day: string): boolean =>
  closures.some(({ from, until }) => {
    const first = dayOf(from ?? '')
    return first !== null && day >= first && day <= (dayOf(until ?? '') ?? first)
  })

/** Longer than any holiday; past that nobody waits. */
const MAX_DAYS = 366

/** Whether somebody is there at an instant, and else when next. Null where no hours are kept. */
export const supportState = (
  spans: readonly Partial<SupportSpan>[],
  closures: readonly Partial<SupportClosure>[],
  timeZone: string,
  now: Date,
): SupportState | null => {
  if (supportWeek(spans).length === 0) return null
  const today = dayInZone(now, timeZone)
  const clock = formatTime(now.toISOString(), 'en-GB', timeZone)
  const on = (day: string) => (isClosed(closures, day) ? [] : timesOn(spans, weekdayOf(day)))
  if (on(today).some(({ opens, closes }) => opens <= clock && clock < closes)) return { isOpen: true }
  const later = on(today).find(({ opens }) => opens > clock)
  if (later) return { isOpen: false, next: { day: today, time: later.opens } }
  for (let count = 1; count <= MAX_DAYS; count += 1) {
    const day = addDays(today, count)
    const [first] = on(day)
    if (first) return { isOpen: false, next: { day, time: first.opens } }
  }
  return { isOpen: false, next: null }
}
