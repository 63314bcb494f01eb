import { hasAddress, hasDate, isForwardMark, isFramed, isOriginalMark } from './attribution.ts'
import { attributionEnd } from './attributionEnd.ts'
import { foldLine } from './foldLine.ts'
import { headerBlock, headerBlockEnd } from './headerBlock.ts'
import { type MailLines } from './mailLines.ts'
import { footerStart, isPhoneSignature, isSignatureMark } from './signature.ts'

export type Part = 'own' | 'head' | 'quote' | 'signature'

export interface Reading {
  readonly parts: readonly Part[]
  /** For each line how many unquoted quotes began before it. */
  readonly chapters: readonly number[]
}

interface Signature {
  readonly start: number
  readonly kind: 'marked' | 'bare' | 'phone'
}

/** Longer 'signatures' are text below two dashes. */
const LIMITS = {
  marked: { lines: 30, characters: 2500, line: 1500 },
  // Mail filters take the blank off '-- ', but a person may also part two thoughts with '--'.
  bare: { lines: 16, characters: 1200, line: 160 },
  phone: { lines: 30, characters: 2500, line: 1500 },
}

const isSignature = ({ start, kind }: Signature, end: number, lines: MailLines): boolean => {
  const limit = LIMITS[kind]
  let filled = 0
  let characters = 0
  let isParted = false
  for (let index = start; index < end; index++) {
    const { length } = lines.raw(index)
    characters += length
    const says = index > start && !lines.isBlank(index) && !lines.isRule(index)
    if (says) filled++
    if (length > limit.line || characters > limit.characters || filled > limit.lines) return false
    if (says && isParted) return false
    isParted ||= kind === 'bare' && filled > 0 && isSignatureMark(lines.raw(index).trim())
  }
  return true
}

/** How far up from a mail's end the footer of a mailing list is looked for. */
const FOOTER_LINES = 14

/** The next line from `index` on that is not blank. */
const filledFrom = (index: number, lines: MailLines): number => {
  let next = index
  while (next < lines.count && lines.isBlank(next)) next++
  return next
}

/** What each line of a mail is: read once, downwards. */
export const readParts = (lines: MailLines, markers: readonly string[]): Reading => {
  const parts = new Array<Part>(lines.count).fill('own')
  const chapters = new Array<number>(lines.count).fill(0)
  const marks = markers.map(foldLine).filter(Boolean)
  let chapter = 0
  let hasOwn = false
  /** Lines that were found to be no header as a whole are none in part. */
  let noHeaderBefore = 0
  let signature: Signature | null = null

  const endSignature = (end: number) => {
    if (!signature) return
    const { start, kind } = signature
    if (isSignature(signature, end, lines)) parts.fill('signature', start, end)
    else if (kind === 'phone') parts[start] = 'signature'
    else hasOwn = true
    signature = null
  }
  const ownAbove = (start: number): number => {
    let above = start - 1
    while (above >= 0 && parts[above] === 'own' && lines.isBlank(above)) above--
    return above >= 0 && parts[above] === 'own' ? above : -1
  }
  /** The strokes a client draws above what it quotes belong to the quote. */
  const withRuleAbove = (start: number): number => {
    const above = ownAbove(start)
    return above >= 0 && (lines.isRule(above) || isFramed(lines.folded(above) ?? '')) ? above : start
  }
  const markedHead = (index: number, line: string): { start: number; end: number } | null => {
    if (!marks.some((each) => line.includes(each))) return null
    // An attribution in a language unknown here; our marker below gives it away.
    const above = ownAbove(index)
    const text = lines.folded(above) ?? ''
    return { start: text.endsWith(':') && (hasAddress(text) || hasDate(text)) ? above : index, end: index + 1 }
  }
  const headFrom = (index: number, line: string): { start: number; end: number } | null => {
    const start = withRuleAbove(index)
    const at = lines.folded
    if (isOriginalMark(line) || isForwardMark(line)) {
      const next = filledFrom(index + 1, lines)
      return { start, end: headerBlockEnd(next, { at, above: 'mark' }) ?? attributionEnd(next, lines) ?? index + 1 }
    }
    const above = start < index ? 'rule' : hasOwn || signature ? 'text' : 'nothing'
    const block = index < noHeaderBefore && above !== 'rule' ? null : headerBlock(index, { at, above })
    if (block && !block.isMail) noHeaderBefore = block.end
    const end = block?.isMail ? block.end : attributionEnd(index, lines)
    return end === null ? null : { start, end }
  }

  for (let index = 0; index < lines.count;) {
    chapters[index] = chapter
    const line = lines.folded(index)
    if (lines.isQuoted(index)) {
      endSignature(index)
      parts[index++] = 'quote'
      continue
    }
    if (line === undefined || line === '') {
      index++
      continue
    }
    const head = markedHead(index, line) ?? headFrom(index, line)
    if (head) {
      const isQuoteBelow = lines.isQuoted(filledFrom(head.end, lines))
      // All there is above an unquoted mail stands between two dashes and it: rather a signature too many.
      if (!hasOwn && !isQuoteBelow) signature = null
      endSignature(index)
      parts.fill('head', head.start, head.end)
      chapters.fill(chapter, index, head.end)
      index = head.end
      if (isQuoteBelow) continue
      chapter++
      if (hasOwn) {
        // Whatever the rest is, it is not this person's.
        chapters.fill(chapter, index)
        break
      }
      hasOwn = false
      continue
    }
    if (!signature) {
      if (isSignatureMark(line)) signature = { start: index, kind: lines.raw(index) === '-- ' ? 'marked' : 'bare' }
      else if (!isPhoneSignature(line)) hasOwn ||= !lines.isRule(index)
      else if (hasOwn) signature = { start: index, kind: 'phone' }
      else parts[index] = 'signature'
    }
    index++
  }
  endSignature(lines.count)
  const tail = Math.max(0, lines.count - FOOTER_LINES)
  const foot = footerStart(Array.from({ length: lines.count - tail }, (_, at) => lines.folded(tail + at) ?? ''))
  for (let at = tail + (foot ?? FOOTER_LINES); at < lines.count; at++) if (parts[at] === 'own') parts[at] = 'signature'
  return { parts, chapters }
}
