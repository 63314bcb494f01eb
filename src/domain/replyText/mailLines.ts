import { isAttribution, opensAttribution } from './attribution.ts'
import { foldLine, isBlank, LONGEST_SIGN } from './foldLine.ts'

/** No person writes so many lines. What follows them stays together, read for '>' only, which bounds the work. */
const MOST_READ = 2000

const BREAK = /\r\n?|[\n\u2028\u2029]/g
/** A line of text that is not quoted. */
const UNQUOTED = /^(?![>\s])./m
const RULE = /^[-_=~*#+—–ᐧ\s]+$/
/** '>100 units' and mbox's '>From' are no quotes where they stand alone. */
const STRAY = /^>(?:[\d=]|From )/
/** The tail of a quoted address that a server broke off: one word, with signs no word has. */
const BROKEN_OFF = /^[^\s>]*[=/&%_][^\s>]*$/

const startsQuoted = (line: string): boolean => line.startsWith('>') || /^[ \u00a0\u200b\ufeff]{1,3}>/.test(line)

const RUN_ON = /[^\s-](?: *-{2,} *| +)(?=(?:On|El|Le|Am|Em|Il|Op|Den|W dniu|Dnia|في) )/g
const MOST_RUN_ONS = 2

/** 'Thanks. On Tuesday … wrote:' becomes two lines: a converter lost the break before the attribution. */
const partRunOn = (line: string): string[] => {
  if (line.length > LONGEST_SIGN || !line.includes('@') || !line.trimEnd().endsWith(':') || startsQuoted(line))
    return [line]
  let tries = 0
  for (const { 0: gap, index } of line.matchAll(RUN_ON)) {
    if (++tries > MOST_RUN_ONS) break
    const attribution = line.slice(index + gap.length)
    const folded = foldLine(attribution)
    if (opensAttribution(folded) && isAttribution(folded, { beforeQuote: false, lines: 1 })) {
      return [line.slice(0, index + 1), attribution]
    }
  }
  return [line]
}

const splitLines = (text: string): string[] => {
  const lines: string[] = []
  let start = 0
  for (const found of text.matchAll(BREAK)) {
    if (lines.length >= MOST_READ) break
    lines.push(...partRunOn(text.slice(start, found.index)))
    start = found.index + found[0].length
  }
  lines.push(text.slice(start))
  return lines
}

/** A mail's lines, each folded when it is first compared. */
export interface MailLines {
  readonly count: number
  readonly raw: (index: number) => string
  /** As compared; '' for a blank line; undefined past the end and for what is not read. */
  readonly folded: (index: number) => string | undefined
  readonly isBlank: (index: number) => boolean
  readonly isQuoted: (index: number) => boolean
  /** '-----', '_____', '***': nothing but strokes. */
  readonly isRule: (index: number) => boolean
}

export const mailLines = (text: string): MailLines => {
  const all = splitLines(text)
  const folded = new Array<string | undefined>(all.length)
  const blank = new Array<boolean | undefined>(all.length)
  const isRead = (index: number): boolean => index < MOST_READ && index < all.length
  const raw = (index: number): string => all[index] ?? ''
  const isQuoted = (index: number): boolean => {
    const line = raw(index)
    if (!startsQuoted(line)) {
      return startsQuoted(raw(index - 1)) && startsQuoted(raw(index + 1)) && line.length < 200 && BROKEN_OFF.test(line)
    }
    if (!isRead(index)) return !UNQUOTED.test(line)
    return !STRAY.test(line) || startsQuoted(raw(index - 1)) || startsQuoted(raw(index + 1))
  }
  return {
    count: all.length,
    raw,
    folded: (index) => (isRead(index) ? (folded[index] ??= foldLine(raw(index))) : undefined),
    isBlank: (index) => (blank[index] ??= isBlank(raw(index))),
    isQuoted,
    isRule: (index) => {
      const line = raw(index)
      return line.length < 200 && RULE.test(line) && (line.trim().length > 1 || line.includes('ᐧ'))
    },
  }
}
