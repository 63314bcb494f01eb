import { dayOf, daysBetween, formatDay } from '../domain/days.ts'
import { quoteState } from '../domain/quoteStatus.ts'
import type { QuoteSummary } from '../queries/quoteSummary.ts'
import { calendarDay, type StateInWords } from './stateInWords.ts'
import type { PortalFrame, PortalTexts } from './frame.ts'

type Facts = Pick<QuoteSummary, 'status' | 'validUntil' | 'revisedBy' | 'acceptedAt' | 'declinedAt'>
type Words = Pick<PortalFrame, 'texts' | 'locale' | 'today' | 'timeZone'>

/** Fewer days than this are said as a number: they are what makes somebody answer. */
const COUNTED_DAYS = 7

const dayText = (day: string, { locale, today }: Words) => formatDay(day, locale, 'long', today)

const validWords = (validUntil: string | null | undefined, words: Words): string => {
  const say = words.texts.quoteStates
  const last = validUntil ? dayOf(validUntil) : null
  if (!last) return say.toAnswer
  const days = daysBetween(words.today, last)
  if (days === 0) return say.validToday
  return days > 0 && days <= COUNTED_DAYS ? say.validDays(days) : say.validUntil(dayText(last, words))
}

const since = (at: string | null | undefined, words: Words): string | null => {
  const day = at ? calendarDay(at, words.timeZone) : null
  return day && dayText(day, words)
}

/** What a quote is called, as a page's title and among other documents. */
export const quoteTitle = ({ number }: { number?: string | null }, texts: PortalTexts): string =>
  number ? texts.quote.pageTitle(number) : texts.quotes.unnumbered

/** A quote's state for people. */
export const quoteInWords = (quote: Facts, words: Words): StateInWords => {
  const say = words.texts.quoteStates
  const state = quoteState(quote, words.today)
  switch (state) {
    case 'draft':
      return { tone: 'quiet', label: words.texts.states.draft, words: say.draftWords, icon: 'pencil' }
    case 'sent':
      return { tone: 'due', label: say.toAnswer, words: validWords(quote.validUntil, words), icon: 'clock' }
    case 'accepted':
    case 'converted': {
      const day = since(quote.acceptedAt, words)
      return { tone: 'good', label: say.accepted, words: day ? say.acceptedOn(day) : say.accepted, icon: 'check' }
    }
    case 'declined': {
      const day = since(quote.declinedAt, words)
      return { tone: 'quiet', label: say.declined, words: day ? say.onDay(day) : '', icon: 'cross' }
    }
    case 'superseded':
      return { tone: 'quiet', label: say.superseded, words: say.supersededWords, icon: 'undo' }
    case 'expired': {
      const last = quote.validUntil ? dayOf(quote.validUntil) : null
      return { tone: 'quiet', label: say.expired, words: last ? say.wasValid(dayText(last, words)) : '', icon: 'slash' }
    }
  }
}
