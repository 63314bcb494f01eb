import { dayOf, formatDay } from '../domain/days.ts'

/** A stored day in words, without its year where that is `sameYearAs`'s; null where there is none. */
export const dayText = (value: string | null | undefined, language: string, sameYearAs?: string): string | null => {
  const day = value ? dayOf(value) : null
  return day ? formatDay(day, language, 'medium', sameYearAs) : null
}
