/** What a canned answer may name; the settings' help lists the same. */
export const PLACEHOLDERS = ['client', 'company', 'invoice', 'due', 'me', 'business', 'reference'] as const

export type Placeholder = (typeof PLACEHOLDERS)[number]
export type CannedValues = Readonly<Partial<Record<Placeholder, string | null>>>

export interface FilledAnswer {
  text: string
  /** What stood in it and has no value here, for whoever reads it before it is sent. */
  missing: Placeholder[]
}

/** Stands where a value is missing, until what is around it is tidied. No text of a person holds it: see `plainText`. */
const GAP = '\u0000'
const AROUND_NOTHING = new RegExp(`\\(\\s*${GAP}\\s*\\)|\\[\\s*${GAP}\\s*\\]|[“"«]\\s*${GAP}\\s*[”"»]`, 'gu')
const AT_THE_START = new RegExp(`^\\s*(?:${GAP}[\\s,;:]*)+`, 'u')
/** Also the comma before it, where a stop follows: `Thank you, {client}.` */
const WITH_SPACE = new RegExp(`,? +${GAP}(?=[.!?]|$)| *${GAP}`, 'gu')

const isPlaceholder = (name: string): name is Placeholder => (PLACEHOLDERS as readonly string[]).includes(name)

const upperFirst = (text: string): string => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())

const tidied = (line: string): string | null => {
  if (!line.includes(GAP)) return line
  const bare = line.replace(AROUND_NOTHING, GAP)
  const opened = bare.replace(AT_THE_START, '')
  const rest = (opened === bare ? bare : upperFirst(opened)).replace(WITH_SPACE, '').trimEnd()
  return /[\p{L}\p{N}]/u.test(rest) ? rest : null
}

/** An empty line that stood behind one that went, with an empty line or nothing before that. */
const isSecondGap = (lines: readonly (string | null)[], at: number): boolean => {
  if (lines[at] !== '' || at === 0 || lines[at - 1] !== null) return false
  const before = lines.slice(0, at).findLast((line) => line !== null)
  return !before
}

/**
 * A canned answer with its places filled. An unknown name stays as it is written, so that a slip is seen and not sent
 * as nothing. What has no value leaves no hole: it goes with the space before it, with brackets or quotation marks that
 * would stand around nothing, with the comma after it where it opened the line, and with the line where nothing else
 * stood there. `Hello {client},` becomes `Hello,`.
 */
export const fillCannedAnswer = (body: string, values: CannedValues): FilledAnswer => {
  const missing = new Set<Placeholder>()
  const text = body
    .replace(/\{(\w+)\}/g, (whole, name: string) => {
      if (!isPlaceholder(name)) return whole
      const value = values[name]?.trim()
      if (value) return value
      missing.add(name)
      return GAP
    })
    .split('\n')
    .map(tidied)
    .filter((line, at, lines) => line !== null && !isSecondGap(lines, at))
    .join('\n')
  return { text, missing: [...missing] }
}

const TITLES = /^(?:mr|mrs|ms|mx|miss|dr|dra|prof|sr|sra|srta|don|doña|d|dña|d\.ª)\.?$/iu

/** How a person is addressed: their first name, without a title before it. */
export const firstName = (name: string | null | undefined): string | null =>
  (name ?? '')
    .split(/\s+/)
    .filter(Boolean)
    .find((word) => !TITLES.test(word)) ?? null
