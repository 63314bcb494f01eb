import { attributionEnd } from './attributionEnd.ts'
import { headerBlockEnd } from './headerBlock.ts'
import { mailLines, type MailLines } from './mailLines.ts'
import { type Reading } from './readParts.ts'
import { isClosing } from './signature.ts'

/** A longer quote is a whole mail, not the question that is answered below it. */
const LONGEST_QUESTION = 15
/** Fewer lines than this that begin with a closing end the mail; they answer nothing. */
const LONGEST_FAREWELL = 4

/** Lines between two lines of the person's own, or before the first of them. */
interface Stretch {
  readonly start: number
  readonly end: number
}

/** A client put the quote there, with its line above it or as the quote's first line. */
const isIntroduced = ({ start, end }: Stretch, quotes: readonly number[], { parts }: Reading, lines: MailLines) => {
  if (parts.slice(start, end).includes('head')) return true
  const first = quotes.findIndex((index) => /[^\s>]/.test(lines.raw(index)))
  const opening = quotes.slice(Math.max(first, 0)).slice(0, 6)
  const inside = mailLines(opening.map((index) => lines.raw(index).replace(/^\s*>[\s>]*/, '')).join('\n'))
  return attributionEnd(0, inside) !== null || headerBlockEnd(0, { at: inside.folded, above: 'text' }) !== null
}

/**
 * The quoted lines that say what an answer answers: those that stand between a person's own lines. A quote that a
 * client put above the whole answer is none, nor is one that only a closing follows.
 */
export const quotesBetween = (own: readonly number[], reading: Reading, lines: MailLines): ReadonlySet<number> => {
  const kept = new Set<number>()
  const quotesIn = ({ start, end }: Stretch): number[] => {
    const quotes: number[] = []
    for (let index = start; index < end; index++) if (reading.parts[index] === 'quote') quotes.push(index)
    return quotes.length > LONGEST_QUESTION ? [] : quotes
  }
  let ends = own.length
  for (let at = Math.max(0, own.length - LONGEST_FAREWELL); at < own.length; at++) {
    if (isClosing(lines.folded(own[at] ?? -1) ?? '')) {
      ends = at
      break
    }
  }
  for (let at = 1; at < ends; at++) {
    const stretch = { start: (own[at - 1] ?? 0) + 1, end: own[at] ?? 0 }
    for (const index of quotesIn(stretch)) kept.add(index)
  }
  const first = own[0] ?? 0
  let start = first
  while (start > 0 && reading.chapters[start - 1] === reading.chapters[first]) start--
  const above = quotesIn({ start, end: first })
  if (above.length > 0 && (kept.size > 0 || !isIntroduced({ start, end: first }, above, reading, lines))) {
    for (const index of above) kept.add(index)
  }
  return kept
}
