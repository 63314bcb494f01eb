import { hasAddress, hasDate, hasTime } from './attribution.ts'
import { stripEnds } from './foldLine.ts'
import { HEADER_LABELS, type HeaderLabel } from './words.ts'

const LONGEST_LABEL = 30
/** 'From: Ana Sent: Monday To: Bob Subject: Hello' on one line, as some converters leave it. */
const FURTHER_LABEL = /\s([^\s:]{1,20}):/g
const FRAME = ' *_|#>"'

interface HeaderLine {
  readonly label: HeaderLabel
  readonly value: string
}

/** A folded line as a header of a quoted mail, or null. */
const headerLine = (line: string): HeaderLine | null => {
  const colon = line.indexOf(':')
  if (colon < 1 || colon > LONGEST_LABEL) return null
  const label = HEADER_LABELS.get(stripEnds(line.slice(0, colon), FRAME))
  return label ? { label, value: line.slice(colon + 1) } : null
}

const MOST_FURTHER = 8

const furtherLabels = (value: string): HeaderLabel[] => {
  const labels: HeaderLabel[] = []
  let read = 0
  for (const [, name = ''] of value.matchAll(FURTHER_LABEL)) {
    if (++read > MOST_FURTHER) break
    const label = HEADER_LABELS.get(name)
    if (label) labels.push(label)
  }
  return labels
}

const MOST_LINES = 24
const MOST_FOLDED = 2

interface Lines {
  readonly at: (index: number) => string | undefined
  /** What stands above: '-----Original Message-----', strokes, text, or nothing at all. */
  readonly above: 'mark' | 'rule' | 'text' | 'nothing'
}

const isMailHeader = (found: readonly HeaderLine[], above: Lines['above']): boolean => {
  const labels = new Set([...found.map(({ label }) => label), ...furtherLabels(found[0]?.value ?? '')])
  if (labels.size < 2 || !(labels.has('from') || labels.has('date'))) return false
  if (above === 'mark') return true
  const dated = found.some(({ label, value }) => label === 'date' && hasDate(value))
  const timed = found.some(({ value }) => hasDate(value) && hasTime(value))
  if (found.some(({ label, value }) => label !== 'subject' && hasAddress(value))) {
    // 'From: old@…, to: new@…' is a change of address.
    return labels.has('from') ? labels.has('subject') || dated || above === 'rule' : timed
  }
  const inWords = found.some(
    ({ label, value }) => label === 'date' && hasTime(value) && /[^\W\d]{3}|[^\x20-\x7e]/.test(value),
  )
  // 'From: Madrid, to: Paris, date: 3 March' is a journey, and a form may begin so. A mail has a subject,
  // and a day in words with a time.
  if (above === 'rule') return labels.has('from') && (timed || labels.has('subject'))
  return above === 'text' && labels.has('subject') && labels.has('from') && timed && inWords
}

export interface HeaderBlock {
  /** False where the lines only look like a header, such as 'From: Madrid', 'To: Paris'. */
  readonly isMail: boolean
  readonly end: number
}

/**
 * The header lines that begin at `start`, or null where none does. Blank lines may stand between them (converters set
 * each in a paragraph), and long values may go on in the next lines.
 */
export const headerBlock = (start: number, { at, above }: Lines): HeaderBlock | null => {
  const first = headerLine(at(start) ?? '')
  if (!first) return null
  const found = [first]
  let end = start + 1
  let folded = 0
  for (let next = end; next < start + MOST_LINES; next++) {
    const line = at(next)
    if (line === undefined) break
    const header = headerLine(line)
    if (header) {
      found.push(header)
      end = next + 1
      folded = 0
      continue
    }
    if (line !== '' && ++folded > MOST_FOLDED) break
    if (line === '' && (at(next - 1) === '' || folded > 0)) break
  }
  return { isMail: isMailHeader(found, above), end }
}

/** The line after a mail header that begins at `start`, or null where none does. */
export const headerBlockEnd = (start: number, lines: Lines): number | null => {
  const block = headerBlock(start, lines)
  return block?.isMail ? block.end : null
}
