import { dayInZone, dayOf, daysBetween, formatDay } from '../domain/days.ts'
import type { InvoiceSummary } from '../queries/invoiceSummary.ts'

import type { IconName } from './parts/Icon.tsx'
import type { PortalFrame, PortalTexts } from './frame.ts'

/** The four meanings, of which 'late' grows redder with time. */
export type Tone = 'due' | 'good' | 'late' | 'very-late' | 'quiet'

export interface StateInWords {
  tone: Tone
  /** One word, for the pill. */
  label: string
  /** What it means today: 'Due in 5 days', 'Paid on 3 November'. */
  words: string
  icon: IconName
}

type Facts = Pick<InvoiceSummary, 'kind' | 'status' | 'issueDate' | 'dueDate' | 'paidAt' | 'amountProcessing'>
type Words = Pick<PortalFrame, 'texts' | 'locale' | 'today' | 'timeZone'>

const VERY_LATE_DAYS = 30
/** Beyond this a date says more than a number of days. */
const COUNTED_DAYS = 45

const dayText = (day: string, { locale, today }: Words) => formatDay(day, locale, 'long', today)

const dueWords = (dueDate: string | null | undefined, words: Words): string => {
  const { states } = words.texts
  const day = dueDate ? dayOf(dueDate) : null
  if (!day) return states.noDueDay
  const days = daysBetween(words.today, day)
  if (days < 0) return states.daysOverdue(-days)
  if (days === 0) return states.dueToday
  if (days === 1) return states.dueTomorrow
  return days > COUNTED_DAYS ? states.dueOn(dayText(day, words)) : states.dueIn(days)
}

/** Payload keeps a day as midnight or noon UTC, which may be another day elsewhere: it is no instant. */
const isStoredDay = (value: string) => value.length === 10 || /T(?:00|12):00:00(?:\.000)?Z$/.test(value)

/** The day of an instant on the business's calendar; a stored day as it is. */
export const calendarDay = (value: string, timeZone: string): string | null => {
  if (isStoredDay(value)) return dayOf(value)
  const at = new Date(value)
  return Number.isNaN(at.getTime()) ? null : dayInZone(at, timeZone)
}

/** A document's state for people. The stored status decides; dates only say since or until when. */
export const stateInWords = (facts: Facts, words: Words): StateInWords => {
  const { states }: PortalTexts = words.texts
  if (facts.status === 'draft') return { tone: 'quiet', label: states.draft, words: states.draftWords, icon: 'pencil' }
  if (facts.status === 'void') return { tone: 'quiet', label: states.void, words: states.voidWords, icon: 'slash' }
  if (facts.kind === 'credit-note') {
    return { tone: 'quiet', label: states['credit-note'], words: states.creditWords, icon: 'undo' }
  }
  if (facts.status === 'paid') {
    const day = facts.paidAt ? calendarDay(facts.paidAt, words.timeZone) : null
    const since = day ? states.paidOn(dayText(day, words)) : states.paidNow
    return { tone: 'good', label: states.paid, words: since, icon: 'check' }
  }
  // Says more than the day it was due: it is no longer in the client's hands.
  if (facts.amountProcessing) {
    return { tone: 'due', label: states.processing, words: states.processingWords, icon: 'transfer' }
  }
  if (facts.status === 'overdue') {
    const day = facts.dueDate ? dayOf(facts.dueDate) : null
    const late = day !== null && daysBetween(day, words.today) > VERY_LATE_DAYS
    return {
      tone: late ? 'very-late' : 'late',
      label: states.overdue,
      words: dueWords(facts.dueDate, words),
      icon: 'alert',
    }
  }
  return { tone: 'due', label: states.open, words: dueWords(facts.dueDate, words), icon: 'clock' }
}
