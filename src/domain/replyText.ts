import { saysAnswersAreBelow } from './replyText/answersBelow.ts'
import { mailLines, type MailLines } from './replyText/mailLines.ts'
import { quotesBetween } from './replyText/quotesBetween.ts'
import { readParts } from './replyText/readParts.ts'
import { cardStart } from './replyText/signature.ts'

export interface ReplyOptions {
  /** Lines that our own mails carry above what is not to be answered: what follows one was quoted. */
  readonly markers?: readonly string[]
}

export interface ReplyParts {
  /** What the person wrote. */
  readonly text: string
  /** The rest, in its order: quotes, headers, signatures. */
  readonly trimmed: string
}

/** The kept lines; where something was taken out between two of them, a blank line stands for it. */
const gather = (lines: MailLines, isKept: (index: number) => boolean): string => {
  const gathered: string[] = []
  let isAfterGap = false
  for (let index = 0; index < lines.count; index++) {
    if (!isKept(index)) {
      isAfterGap = true
      continue
    }
    const line = lines.isBlank(index) ? '' : lines.raw(index).trimEnd()
    const last = gathered.at(-1) ?? ''
    if (line === '' && last === '' && (isAfterGap || gathered.length === 0)) continue
    if (line !== '' && last !== '' && isAfterGap) gathered.push('')
    gathered.push(line)
    if (line !== '') isAfterGap = false
  }
  while (gathered.at(-1) === '') gathered.pop()
  return gathered.join('\n')
}

/** How far down a person says that the answers are further down. */
const NOTE_LINES = 12

const says = (lines: MailLines, index: number): boolean => !lines.isBlank(index) && !lines.isRule(index)

/** Which lines are the person's own. Where that leaves nothing, the next best: a mail with words is never empty. */
const keptLines = (lines: MailLines, markers: readonly string[]): boolean[] => {
  const reading = readParts(lines, markers)
  const { parts, chapters } = reading
  const ownAt = parts.findIndex((part, index) => part === 'own' && says(lines, index))
  if (ownAt >= 0) {
    const isOwn = (index: number) => parts[index] === 'own' && chapters[index] === chapters[ownAt]
    const own: number[] = []
    for (let index = ownAt; index < lines.count; index++) if (isOwn(index) && says(lines, index)) own.push(index)
    const note = own.slice(0, NOTE_LINES).map((index) => lines.folded(index) ?? '')
    if (chapters.at(-1) !== chapters[ownAt] && saysAnswersAreBelow(note)) return parts.map(() => true)
    const questions = quotesBetween(own, reading, lines)
    return parts.map((_, index) => isOwn(index) || questions.has(index))
  }
  if (parts.some((part, index) => part === 'signature' && says(lines, index)))
    return parts.map((part) => part === 'signature')
  return parts.map(() => true)
}

/** How far up a business card is looked for. */
const CARD_LINES = 12

/** Strokes that are left at the end parted the text from what went, and a business card is no part of the message. */
const dropTail = (lines: MailLines, kept: boolean[]): void => {
  for (let last = kept.length - 1; last >= 0;) {
    while (last >= 0 && !(kept[last] && says(lines, last))) last--
    if (last < 0) return
    kept.fill(false, last + 1)
    const tail: number[] = []
    for (let index = last; index >= 0 && tail.length < CARD_LINES; index--) if (kept[index]) tail.unshift(index)
    const card = tail[cardStart(tail.map((index) => lines.folded(index) ?? '')) ?? -1]
    if (card === undefined) return
    kept.fill(false, card)
    last = card - 1
  }
}

/** A mail's text in two: what the person wrote, and what they quoted or their device added. */
export const replyParts = (text: string, { markers = [] }: ReplyOptions = {}): ReplyParts => {
  const lines = mailLines(text)
  const kept = keptLines(lines, markers)
  dropTail(lines, kept)
  return {
    text: gather(lines, (index) => kept[index] === true),
    trimmed: gather(lines, (index) => kept[index] !== true),
  }
}

/** What a person wrote in a mail, without what they quoted. Where it is unsure it keeps. */
export const replyText = (text: string, options?: ReplyOptions): string => replyParts(text, options).text
