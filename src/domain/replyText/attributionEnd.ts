import { closesAttribution, isAttribution, isVerbAlone, opensAttribution, opensQuoteInLine } from './attribution.ts'
import { LONGEST_SIGN } from './foldLine.ts'
import { type MailLines } from './mailLines.ts'

/** Clients break an attribution over two or three lines, and long addresses take a line of their own. */
const MOST_LINES = 4

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
    if (isAttribution(joined, { beforeQuote: isQuotedNext(end + 1, lines), lines: end + 1 - start })) return end + 1
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
