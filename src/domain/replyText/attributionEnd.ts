import {
  closesAttribution,
  isAttribution,
  isDateAlone,
  isVerbAlone,
  opensAttribution,
  opensQuoteInLine,
  opensWithDate,
} from './attribution.ts'
import { LONGEST_SIGN } from './foldLine.ts'
import { type MailLines } from './mailLines.ts'

/** Clients break an attribution over two or three lines, and long addresses take a line of their own. */
const MOST_LINES = 4

/** Servers break lines that are nearly as long as this, and some clients behind the date or before the address. */
const BROKEN_LENGTH = 58

const isBroken = (line: string, next: string): boolean =>
  line.length >= BROKEN_LENGTH || line.endsWith('<') || next.startsWith('<') || isDateAlone(line)

/**
 * Whether the end of what was joined is an attribution by itself, and the line above it a person's: 'See you on 5 March
 * at 10:00.'
 */
const beginsLater = (start: number, end: number, lines: MailLines): boolean => {
  for (let later = start + 1; later < end; later++) {
    const line = lines.folded(later) ?? ''
    const isOwnStart = opensWithDate(line) || !isBroken(lines.folded(later - 1) ?? '', line)
    if (isOwnStart && !isVerbAlone(line) && attributionEnd(later, lines) === end) return true
  }
  return false
}

/** The line after an attribution that begins at `start`, or null where none does. */
export const attributionEnd = (start: number, lines: MailLines): number | null => {
  let joined = ''
  for (let end = start; end < start + MOST_LINES; end++) {
    const line = lines.folded(end)
    // Some converters set 'wrote:' in a paragraph of its own.
    if (line === '' && end > start && isVerbAlone(lines.folded(end + 1) ?? '')) continue
    if (!line || lines.isQuoted(end)) return null
    if (end === start && opensQuoteInLine(line)) return end + 1
    if (end === start + 1 && !opensAttribution(joined)) return null
    joined = joined === '' ? line : `${joined} ${line}`
    if (joined.length > LONGEST_SIGN) return null
    if (!closesAttribution(line)) continue
    if (isAttribution(joined, { beforeQuote: isQuotedNext(end + 1, lines), lines: end + 1 - start })) {
      return beginsLater(start, end + 1, lines) ? null : end + 1
    }
    // Nothing goes on behind a colon.
    if (line.endsWith(':')) return null
  }
  return null
}

const isQuotedNext = (start: number, lines: MailLines): boolean => {
  let next = start
  while (next < start + 4 && lines.folded(next) === '') next++
  return lines.isQuoted(next)
}
