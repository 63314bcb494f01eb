import { stripEnds } from './foldLine.ts'
import { DAY_OPENERS, FORWARDED, ORIGINAL, PRONOUNS, WROTE, WROTE_ENDINGS, WROTE_BEFORE_NAME } from './words.ts'

/** More words than any client puts into 'On … wrote:', names and titles included. */
const MOST_WORDS = 32
const FRAME = ' *_|"~=#-'
const YEAR = /(?<!\d)(?:19|20)\d\d(?!\d)/
const NUMERIC_DATE = /(?<!\d)\d{1,4}([-/.])\s?\d{1,2}\1\s?\d{2,4}(?!\d)/
const TIME = /(?<!\d)\d{1,2}[:.h]\d\d(?!\d)/
const BARE_ISO_TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d gmt[+-]\d\d:\d\d [^:]{2,60}$/
const NAMED_ADDRESS = /<[^<>]{0,100}@/
const ENDS_WITH_ADDRESS = /@[^\s@]{3,}$/
const ENDS_WITH_TIME =
  /\d\S{0,4}(?: (?:am|pm|a\.? ?m\.?|p\.? ?m\.?|uhr|h|[a-z]{1,3}t|utc|mesz?|mez|gmt\S*|[+-]\d{4}))?$/
/** Tuta: '5 Mar 2024, 09:14 by ana@example.com'. */
const BY_ADDRESS = /^\d.{4,40}\d[:.]\d\d(?: [ap]\.?m\.?)? (?:by|von|de|par|por|da|van|od|av|fra|от) \S+@\S+$/
const DIGIT = /\d/

const unframed = (line: string): string => stripEnds(line, FRAME)
const wordsOf = (text: string): string[] => text.split(/[\s,;:"<>[\]]+/).filter(Boolean)

/** A day with a year or a time of day: what clients write and people hardly ever do. */
export const hasDate = (text: string): boolean => {
  if (!DIGIT.test(text)) return false
  const bare = text.includes('@')
    ? text
        .split(' ')
        .filter((word) => !word.includes('@'))
        .join(' ')
    : text
  if (NUMERIC_DATE.test(bare)) return true
  const numbers = bare.match(/\d+/g)?.length ?? 0
  return (YEAR.test(bare) && numbers > 1) || (TIME.test(bare) && numbers > 2)
}

export const hasTime = (text: string): boolean => TIME.test(text)

export const hasAddress = (text: string): boolean => {
  const at = text.indexOf('@')
  return at > 0 && /[\w.+-]/.test(text.charAt(at - 1)) && /[\w[]/.test(text.charAt(at + 1))
}

/** Whether a number stands among the first words, as in '3 mar 2024', 'wt., 3 mar' or 'On Monday, 3 March'. */
const opensWithDay = (line: string): boolean => {
  const [first = '', ...rest] = wordsOf(line.slice(0, 60))
  if (DIGIT.test(first)) return true
  const reach = DAY_OPENERS.has(first) ? 4 : 2
  return rest.slice(0, reach).some((word) => DIGIT.test(word))
}

const endsWithVerb = (words: readonly string[], text: string): boolean => {
  const last = words.at(-1) ?? ''
  return WROTE.has(last) || WROTE_ENDINGS.some((ending) => text.endsWith(ending))
}

/** 'you wrote', 'me escribió', 'schrieb ich', 'my boss wrote': a person speaks, and what follows may be meant. */
const isSpoken = (words: readonly string[], dayFirst: boolean): boolean => {
  const isPronoun = (word: string | undefined) => word !== undefined && PRONOUNS.has(word.split("'", 1)[0] ?? '')
  const isByPronoun = (word: string, at: number) =>
    (WROTE.has(word) || WROTE_BEFORE_NAME.has(word)) && [words[at - 1], words[at - 2], words[at + 1]].some(isPronoun)
  return words.some(isByPronoun) || (!dayFirst && isPronoun(words[0]))
}

/** How a line relates to what follows it. */
interface Place {
  /** Lines that begin with '>' follow at once. */
  readonly beforeQuote: boolean
  /** How many lines were joined. */
  readonly lines: number
}

/** Whether a folded line (or several, joined) says who wrote what is quoted below it. */
export const isAttribution = (line: string, { beforeQuote, lines }: Place): boolean => {
  if (BARE_ISO_TIME.test(line)) return true
  const dashed = /^--.*--$/.test(line)
  const text = unframed(line)
  const colon = text.endsWith(':')
  const said = colon ? text.slice(0, -1).trimEnd() : text
  const words = wordsOf(said)
  if (words.length > MOST_WORDS || words.length < 2)
    return words.length === 1 && beforeQuote && colon && WROTE.has(said)
  const dated = hasDate(said)
  const addressed = hasAddress(said)
  const verb = endsWithVerb(words, said)
  if (dashed && verb) return true
  if (!dated && !addressed) return beforeQuote && colon && verb && lines === 1 && words.length <= 6
  const dayFirst = opensWithDay(said)
  const named = NAMED_ADDRESS.test(said)
  if (lines > 1 && !dated && !named) return false
  if (!(named && dated) && isSpoken(words, dayFirst)) return beforeQuote && colon && (verb || dated)
  // 'On 5 March 2024 the director wrote:' may be a person's; clients add the time or the address.
  if (!addressed && !beforeQuote && !hasTime(said)) return false
  if (verb && dated) return colon || addressed ? dayFirst || addressed : beforeQuote
  if (verb && addressed) return colon && words.length <= 8
  if (!colon || !dated) return false
  if (dayFirst && words.some((word) => WROTE_BEFORE_NAME.has(word))) return true
  if (ENDS_WITH_TIME.test(said) && words.length <= 18 && words.some((word) => WROTE.has(word))) return true
  // No verb at all, as Gmail in Japanese, Russian and Catalan, Yandex and mail.ru have it.
  const isBare = addressed && (ENDS_WITH_ADDRESS.test(said) || ENDS_WITH_TIME.test(said))
  return (isBare && (beforeQuote ? dayFirst || named : named && hasTime(said))) || BY_ADDRESS.test(said)
}

/** 'On … <ana@example.com> wrote:   I am away': Yahoo's app and some converters put the quote behind it. */
export const opensQuoteInLine = (line: string): boolean => {
  const at = line.indexOf('@')
  const colon = at < 0 ? -1 : line.indexOf(':', at)
  if (colon < 20 || colon > 260) return false
  const said = line.slice(0, colon).trimEnd()
  if (!(NAMED_ADDRESS.test(said) || line.charAt(colon + 1) === '>') || !hasDate(said)) return false
  return opensWithDay(said) && endsWithVerb(wordsOf(said), said)
}

/** '5 mar 2024 …', 'On Tuesday, 5 March …'. */
export const opensWithDate = (line: string): boolean => opensWithDay(unframed(line)) && hasDate(line)

/** A line that ends behind its day and time, as Evolution and Claws break it. */
export const isDateAlone = (line: string): boolean =>
  opensWithDate(line) &&
  (/^(?:\d|\S+[.,] )/.test(line) || DAY_OPENERS.has(wordsOf(line)[0] ?? '')) &&
  (line.endsWith(',') || ENDS_WITH_TIME.test(line))

/** Whether a line can be the first of an attribution that goes on below. */
export const opensAttribution = (line: string): boolean =>
  line.endsWith('<') || NAMED_ADDRESS.test(line) || opensWithDate(line)

/** Whether a line can be the last of an attribution. */
export const closesAttribution = (line: string): boolean => {
  const text = unframed(line)
  return text.endsWith(':') || endsWithVerb(wordsOf(text.slice(-60)), text) || BARE_ISO_TIME.test(line)
}

/** 'wrote:', 'a écrit :'. */
export const isVerbAlone = (line: string): boolean =>
  line.length < 24 && line.endsWith(':') && wordsOf(line).length <= 3 && WROTE.has(wordsOf(line).at(-1) ?? '')

const phraseOf = (line: string): string => stripEnds(line, `${FRAME}>:.`)
const FRAMED = /^[-_=~*#>]{2,}.*[-_=~*#<]{2,}$/

/** A phrase between strokes, whatever it says. */
export const isFramed = (line: string): boolean => line.length < 90 && /^[-_=*]{4,} ?[^-_=*].*[-_=*]{4,}$/.test(line)

/** '-----Original Message-----' in any language. */
export const isOriginalMark = (line: string): boolean =>
  line.length < 90 && FRAMED.test(line) && ORIGINAL.has(phraseOf(line))

/** '---------- Forwarded message ---------', 'Begin forwarded message:'. */
export const isForwardMark = (line: string): boolean =>
  line.length < 90 && (FRAMED.test(line) || line.endsWith(':')) && FORWARDED.has(phraseOf(line))
