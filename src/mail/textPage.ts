/** More quotes within quotes are not told apart: each would make every line of theirs longer. */
const DEEPEST = 12
const MOST_BLANK = 2

interface Line {
  readonly text: string
  readonly quotes: number
}

/** Plain text that grows line by line. */
export interface TextPage {
  /** Adds to the present line. Spaces at its beginning, or after a space, are dropped; unbreakable ones stay. */
  readonly write: (text: string) => void
  /** Ends the present line, if anything stands on it, and may ask for a blank one before what follows. */
  readonly end: (isSpaced: boolean) => void
  /** Breaks the line, also an empty one. */
  readonly breakLine: () => void
  /** Goes into a quote, or out of it. */
  readonly quote: (by: 1 | -1) => void
  /** What the next line begins with, and those after it. */
  readonly indent: (bullet: string, rest: string) => void
  readonly hasLine: () => boolean
  readonly read: () => string
}

export const textPage = (): TextPage => {
  const lines: Line[] = []
  // Parts rather than a text: to ask a text that grew by a million parts how it ends is to put it together each time.
  let parts: string[] = []
  let endsInSpace = false
  let quotes = 0
  let bullet = ''
  let rest = ''
  let wantsBlank = false

  const add = (part: string) => {
    if (part === '') return
    parts.push(part)
    endsInSpace = part.endsWith(' ')
  }
  const push = () => {
    lines.push({ text: parts.join('').replaceAll('\u00a0', ' ').trimEnd(), quotes })
    parts = []
  }
  const end = (isSpaced: boolean) => {
    if (parts.length > 0) push()
    wantsBlank ||= isSpaced
  }
  const begin = () => {
    const last = lines.at(-1)
    if (wantsBlank && last && last.text !== '') lines.push({ text: '', quotes: Math.min(last.quotes, quotes) })
    wantsBlank = false
    add(bullet || rest)
    bullet = ''
  }
  return {
    write: (text) => {
      const isStart = parts.length === 0
      if (isStart && text.trim() === '' && !text.includes('\u00a0')) return
      if (isStart) begin()
      add((isStart || endsInSpace) && text.startsWith(' ') ? text.slice(1) : text)
    },
    end,
    breakLine: () => {
      const isBlank = parts.length === 0 && lines.slice(-MOST_BLANK).every(({ text }) => text === '')
      if (!isBlank) push()
    },
    quote: (by) => (quotes += by),
    indent: (first, others) => {
      bullet = first
      rest = others
    },
    hasLine: () => parts.length > 0,
    read: () => {
      end(false)
      const shown = lines.map((each) =>
        each.quotes > 0 ? `${'>'.repeat(Math.min(each.quotes, DEEPEST))} ${each.text}`.trimEnd() : each.text,
      )
      while (shown[0] === '') shown.shift()
      return shown.join('\n').trimEnd()
    },
  }
}
