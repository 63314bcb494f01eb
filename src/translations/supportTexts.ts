import { addDays, daysBetween, dayInZone, formatDay, formatWeekday } from '../domain/days.ts'
import { intlLocale } from '../domain/intlLocale.ts'
import {
  dayOn,
  runsOf,
  supportState,
  supportWeek,
  type OpenTime,
  type SupportSpan,
  type SupportState,
  type Weekday,
} from '../domain/supportHours.ts'
import type { BusinessSettings, Locale } from '../records.ts'
import { support as de } from './de/support.ts'
import { support as en } from './en/support.ts'
import { support as es } from './es/support.ts'
import { support as fr } from './fr/support.ts'
import { support as it } from './it/support.ts'
import { support as pt } from './pt/support.ts'

export type SupportTexts = typeof en

const languages: Record<Locale, SupportTexts> = { en, es, fr, de, it, pt }

export const supportTexts = (locale: Locale): SupportTexts => languages[locale]

/** The settings that tell when questions are answered. */
export type SupportSettings = Pick<BusinessSettings, 'supportHours' | 'supportClosures' | 'supportNote' | 'timeZone'> &
  Partial<Pick<BusinessSettings, 'locale'>>

/** Without a comma before 'and', as our English has it everywhere. */
const listed = (parts: string[], locale: Locale): string =>
  new Intl.ListFormat(locale === 'en' ? 'en-GB' : intlLocale(locale)).format(parts)

/** `09:00` as people say it: `9:00`, `9 h`. */
const clockText = (clock: string, texts: SupportTexts): string => texts.clock(clock.replace(/^0(?=\d)/, ''))

const timesText = ({ opens, closes }: OpenTime, texts: SupportTexts): string =>
  opens === '00:00' && closes === '24:00'
    ? texts.aroundTheClock
    : texts.times(clockText(opens, texts), clockText(closes, texts))

const daysText = (days: readonly Weekday[], locale: Locale, texts: SupportTexts): string => {
  if (days.length === 7) return texts.everyDay
  const name = (day: Weekday) => formatWeekday(dayOn(day), locale)
  const parts = runsOf(days).flatMap((run) => {
    const [first, last] = [run[0], run.at(-1)]
    return run.length > 2 && first && last
      ? [texts.days(name(first), name(last))]
      : run.map((day) => texts.day(name(day)))
  })
  return listed(parts, locale)
}

/** The place a time zone is named after: `Europe/Madrid` is Madrid's. What has no place, such as `UTC`, says itself. */
const zoneText = (timeZone: string, texts: SupportTexts): string => {
  if (!timeZone.includes('/') || timeZone.startsWith('Etc/')) return timeZone.replace(/^Etc\//, '')
  const place = timeZone.split('/').at(-1) ?? timeZone
  const own = Object.hasOwn(texts.cities, place) ? texts.cities[place] : undefined
  return texts.zone(own ?? place.replaceAll('_', ' '))
}

/** 'Monday to Friday, 9:00–17:00', or nothing where no hours are kept. */
export const supportWeekText = (spans: readonly Partial<SupportSpan>[], locale: Locale): string => {
  const texts = supportTexts(locale)
  const timesTexts = (times: OpenTime[]) => times.map((time) => timesText(time, texts))
  return supportWeek(spans)
    .map(({ days, times }) => `${daysText(days, locale, texts)}, ${listed(timesTexts(times), locale)}`)
    .join(locale === 'fr' ? '\u202f; ' : '; ')
}

/** 'Support: Monday to Friday, 9:00–17:00 (Madrid time)', or null where no hours are kept. */
export const supportHoursText = ({ supportHours, timeZone }: SupportSettings, locale: Locale): string | null => {
  const texts = supportTexts(locale)
  const week = supportWeekText(supportHours ?? [], locale)
  return week ? texts.hours(week, zoneText(timeZone, texts)) : null
}

const stateText = (state: SupportState, today: string, locale: Locale, texts: SupportTexts): string => {
  if (state.isOpen) return texts.openNow
  if (!state.next) return texts.closedNow
  const { day, time } = state.next
  const clock = clockText(time, texts)
  const away = daysBetween(today, day)
  if (away === 0) return texts.opensToday(clock)
  if (away === 1) return texts.opensTomorrow(clock)
  // Within a week a weekday says which one.
  if (day < addDays(today, 7)) return texts.opensOn(formatWeekday(day, locale), clock)
  return texts.opensOnDay(formatDay(day, locale, 'long', today), clock)
}

/** When questions are answered, in a reader's words. */
export interface SupportWords {
  hours: string | null
  isOpen: boolean
  /** 'Open now', or when it opens again. */
  state: string | null
  note: string | null
  /** The language it is written in, where that is not the reader's. */
  noteLang: Locale | null
}

/** Null where the business says nothing of it. */
export const supportWords = (settings: SupportSettings, locale: Locale, now: Date): SupportWords | null => {
  const { supportHours, supportClosures, supportNote, timeZone } = settings
  const hours = supportHoursText(settings, locale)
  const state = hours ? supportState(supportHours ?? [], supportClosures ?? [], timeZone, now) : null
  const note = supportNote?.trim() || null
  if (!state && !note) return null
  return {
    hours,
    isOpen: state?.isOpen === true,
    state: state && stateText(state, dayInZone(now, timeZone), locale, supportTexts(locale)),
    note,
    noteLang: note && settings.locale && settings.locale !== locale ? settings.locale : null,
  }
}
