/**
 * Calendar days are texts 'YYYY-MM-DD', compared as texts and counted in UTC, where every day has 24 hours. Only
 * `dayInZone` and `startOfNextDay` know of time zones.
 */

import { intlLocale } from './intlLocale.ts'

const DAY_MS = 86_400_000
const DAY = /^\d{4}-\d{2}-\d{2}$/
const INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/

/** The time of day in an instant that tells its UTC day as it stands. */
const IN_UTC = /T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?Z$/

const toText = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

/** How many days a month has, from 1 for January. */
const daysIn = (year: number, month: number): number => {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Whether a text is a day that the calendar really has. Counted, for lists and archives ask for thousands of them. */
export const isDay = (text: string): boolean => {
  if (!DAY.test(text)) return false
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))]
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

/**
 * The calendar day of a stored value: a day as it is, or the UTC day of an instant, which is how Payload's date fields
 * keep days (`2026-11-23T00:00:00.000Z`). Null for anything else.
 */
export const dayOf = (value: string): string | null => {
  if (isDay(value)) return value
  const datePart = INSTANT.exec(value)?.[1]
  if (!datePart || !isDay(datePart)) return null
  if (IN_UTC.test(value)) return datePart
  const ms = Date.parse(value)
  return Number.isNaN(ms) ? null : toText(ms)
}

const utcOf = (value: string): number => {
  const day = dayOf(value)
  if (!day) throw new RangeError(`Not a calendar day: ${value}`)
  return Date.parse(`${day}T00:00:00Z`)
}

/** The day `count` days later (earlier where negative). */
export const addDays = (day: string, count: number): string => {
  const moved = new Date(utcOf(day) + count * DAY_MS)
  const text = Number.isNaN(moved.getTime()) ? '' : moved.toISOString().slice(0, 10)
  if (!isDay(text)) throw new RangeError(`Beyond the calendar: ${day} and ${count} days`)
  return text
}

/** Days from one day to another, negative where `to` is earlier. */
export const daysBetween = (from: string, to: string): number => (utcOf(to) - utcOf(from)) / DAY_MS

/** The year of a day, as a number. */
export const yearOf = (day: string): number => new Date(utcOf(day)).getUTCFullYear()

const CACHE_LIMIT = 200
const formatters = new Map<string, Intl.DateTimeFormat>()

const formatter = (locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${locale}|${JSON.stringify(options)}`
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, { calendar: 'gregory', ...options })
  if (formatters.size >= CACHE_LIMIT) formatters.clear()
  formatters.set(key, made)
  return made
}

/** Whether a text names a time zone, such as `Europe/Madrid`. Bare offsets are none: they know no daylight saving. */
export const isTimeZone = (zone: string): boolean => {
  if (!/^[A-Za-z]/.test(zone)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/** Which day it is in a time zone at an instant. */
export const dayInZone = (now: Date, timeZone: string): string => {
  const days = formatter('en-US-u-nu-latn', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  // `11/23/2026`: a third of what the parts take, and statements ask for thousands of days.
  const [, month, day, year] = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(days.format(now)) ?? []
  if (year !== undefined && month !== undefined && day !== undefined) return `${year}-${month}-${day}`
  return dayOfParts(days.formatToParts(now))
}

const dayOfParts = (parts: Intl.DateTimeFormatPart[]): string => {
  const part = (type: 'year' | 'month' | 'day') => parts.find((each) => each.type === type)?.value ?? ''
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`
}

/**
 * The instant at which the next calendar day begins in a time zone. Found by bisection rather than from offsets: days
 * have 23 to 25 hours, some begin at 01:00 because midnight was skipped, and some never happened.
 */
export const startOfNextDay = (now: Date, timeZone: string): Date => {
  const today = dayInZone(now, timeZone)
  const isLater = (ms: number) => dayInZone(new Date(ms), timeZone) > today
  let before = now.getTime()
  let after = before + DAY_MS
  while (!isLater(after)) {
    before = after
    after += DAY_MS
  }
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (isLater(middle)) after = middle
    else before = middle
  }
  return new Date(after)
}

/** Plain English dates put the day first here; `en-US` and other regions keep their own order. */
const dateLocale = (locale: string): string => (locale === 'en' ? 'en-GB' : intlLocale(locale))

export type DayStyle = 'long' | 'medium' | 'short'

const monthOf = (style: DayStyle, locale: string): Intl.DateTimeFormatOptions => {
  if (style === 'long') return { day: 'numeric', month: 'long' }
  // '03/11' is two different days to English readers, so that English has no all-digits style.
  if (style === 'medium' || locale === 'en') return { day: 'numeric', month: 'short' }
  return { day: '2-digit', month: '2-digit' }
}

/** The first of a month is an ordinal in French and Italian, where `Intl` writes a bare 1: «1er novembre», «1º novembre». */
const ordinals: Readonly<Record<string, string>> = { fr: '1er', it: '1º' }

const withFirst = (text: string, locale: string): string => {
  const first = ordinals[locale.slice(0, 2)]
  return first ? text.replace(/^1(?=\s)/, first) : text
}

/**
 * A day in words: long `3 de noviembre de 2026`, medium `3 nov 2026`, short `03/11/2026`. With `sameYearAs` (a day,
 * usually today) the year is left out where it is the same one.
 */
export const formatDay = (day: string, locale: string, style: DayStyle = 'long', sameYearAs?: string): string => {
  const ms = utcOf(day)
  const year = sameYearAs !== undefined && yearOf(sameYearAs) === yearOf(day) ? {} : ({ year: 'numeric' } as const)
  const text = formatter(dateLocale(locale), { ...monthOf(style, locale), ...year, timeZone: 'UTC' }).format(ms)
  return withFirst(text, locale)
}

/** The name of a day's weekday: `Monday`, `lunes`. */
export const formatWeekday = (day: string, locale: string): string =>
  formatter(dateLocale(locale), { weekday: 'long', timeZone: 'UTC' }).format(utcOf(day))

/** The time of day of an instant, as the clock in `timeZone` showed it. */
export const formatTime = (iso: string, locale: string, timeZone: string): string =>
  formatter(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(new Date(iso))

/** An instant with its time of day, as the clock in `timeZone` showed it. */
export const formatInstant = (iso: string, locale: string, timeZone: string): string =>
  withFirst(
    formatter(dateLocale(locale), {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone,
    }).format(new Date(iso)),
    locale,
  )
