/**
 * Number patterns such as `INV-{YYYY}-{0000}`: literal text, `{YYYY}` or `{YY}`, and one counter `{0…}` that is padded
 * to its zeros and grows beyond them.
 *
 * Why no number is given twice: a counter belongs to the series and the pattern with its year filled in and the
 * counter's width left out (`invoice:INV-2026-{0}`). What renders alike therefore counts alike: widening the counter,
 * writing the year out, or changing the pattern and back again all continue the same counter. Two different counters
 * can only meet where digits touch a counter (`A{000}` and `A1{00}`) or in two series with like patterns. Saving the
 * settings refuses both, by `patternsCollide` for the two patterns and `collidesWithCounter` for counters in use, and
 * the unique index on the number has the last word.
 */

export type NumberSeries = 'invoice' | 'credit-note' | 'quote'

export type PatternProblemCode =
  | 'pattern-missing'
  | 'pattern-too-long'
  | 'pattern-characters'
  | 'pattern-placeholder-unknown'
  | 'pattern-counter-missing'
  | 'pattern-counter-repeated'

const MAX_LENGTH = 40
const PLACEHOLDER = /\{[^{}]*\}/gu
const COUNTER = /\{(0+)\}/u

/** What is wrong with a pattern, or null. */
export const checkPattern = (pattern: string): PatternProblemCode | null => {
  if (pattern.trim() === '') return 'pattern-missing'
  if (pattern.length > MAX_LENGTH) return 'pattern-too-long'
  const placeholders = pattern.match(PLACEHOLDER) ?? []
  if (placeholders.some((each) => !/^\{(?:YYYY|YY|0+)\}$/.test(each))) return 'pattern-placeholder-unknown'
  // A space at either end would be lost in mails and file names, and with it the difference between two numbers.
  if (!/^[\p{L}0-9 \-/._#]*$/u.test(pattern.replace(PLACEHOLDER, '')) || pattern !== pattern.trim()) {
    return 'pattern-characters'
  }
  const counters = placeholders.filter((each) => COUNTER.test(each)).length
  if (counters === 0) return 'pattern-counter-missing'
  return counters > 1 ? 'pattern-counter-repeated' : null
}

const withYear = (pattern: string, year: number): string => {
  if (!Number.isInteger(year) || year < 1 || year > 9999) throw new RangeError(`Not a year: ${year}`)
  const text = String(year).padStart(4, '0')
  return pattern.replaceAll('{YYYY}', text).replaceAll('{YY}', text.slice(2))
}

/** The number that a pattern gives for a year and a counter value. */
export const formatNumber = (pattern: string, year: number, value: number): string => {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`Not a counter value: ${value}`)
  const filled = withYear(pattern, year)
  if (!COUNTER.test(filled)) throw new RangeError(`Pattern without a counter: ${pattern}`)
  return filled.replace(COUNTER, (_, zeros: string) => String(value).padStart(zeros.length, '0'))
}

/**
 * Which counter a pattern draws from in a year. A pattern without a year has one counter for ever; see above for what
 * shares one.
 */
export const counterKey = (series: NumberSeries, pattern: string, year: number): string =>
  `${series}:${withYear(pattern, year).replace(COUNTER, '{0}')}`

/** A pattern, one place per character: a literal or `ANY_DIGIT`; `loop` is the place that may repeat. */
interface Places {
  places: string[]
  loop: number
}

const ANY_DIGIT = '\\d'

const placesOf = (pattern: string): Places => {
  const places: string[] = []
  let loop = -1
  for (const [token] of pattern.matchAll(/\{YYYY\}|\{YY\}|\{0+\}|./gsu)) {
    if (token.length === 1 || !token.startsWith('{')) places.push(token.toLowerCase())
    else {
      places.push(...Array<string>(token.length - 2).fill(ANY_DIGIT))
      if (COUNTER.test(token)) loop = places.length - 1
    }
  }
  return { places, loop }
}

const meet = (a: string | undefined, b: string | undefined): boolean => {
  if (a === undefined || b === undefined) return false
  if (a === b) return true
  return (a === ANY_DIGIT && /^\d$/.test(b)) || (b === ANY_DIGIT && /^\d$/.test(a))
}

/**
 * Whether two patterns could ever give the same number, in whatever years, capital and small letters taken as one.
 * Errs on the careful side: any digits count as a year. Both patterns have passed `checkPattern`.
 */
export const patternsCollide = (a: string, b: string): boolean => {
  const left = placesOf(a)
  const right = placesOf(b)
  // After matching a place, an automaton stands on the next one or, at a counter's last digit, on the same one again.
  const next = ({ loop }: Places, at: number) => (at === loop ? [at, at + 1] : [at + 1])
  const seen = new Set<string>()
  const queue: [number, number][] = [[0, 0]]
  for (let state = queue.pop(); state; state = queue.pop()) {
    const [i, j] = state
    if (i === left.places.length && j === right.places.length) return true
    if (seen.has(`${i},${j}`) || !meet(left.places[i], right.places[j])) continue
    seen.add(`${i},${j}`)
    for (const nextI of next(left, i)) for (const nextJ of next(right, j)) queue.push([nextI, nextJ])
  }
  return false
}

const YEARS_AHEAD = 100

/**
 * Whether a pattern, used from `fromYear` on, could give a number that another counter already gave or will give.
 * `key` is that counter's `counterKey`; the pattern's own counters never collide with themselves.
 */
export const collidesWithCounter = (series: NumberSeries, pattern: string, fromYear: number, key: string): boolean => {
  const stem = key.slice(key.indexOf(':') + 1)
  for (let year = fromYear; year < Math.min(fromYear + YEARS_AHEAD, 10_000); year += 1) {
    if (counterKey(series, pattern, year) !== key && patternsCollide(withYear(pattern, year), stem)) return true
  }
  return false
}

/** Whether a number could have come from a pattern: imported history must keep out of our own series. */
export const matchesPattern = (pattern: string, number: string): boolean => {
  const source = pattern.replace(/\{YYYY\}|\{YY\}|\{0+\}|[^{]/gsu, (token) => {
    if (token === '{YYYY}') return '\\d{4}'
    if (token === '{YY}') return '\\d{2}'
    if (token.startsWith('{')) return `(?:\\d{${token.length - 2}}|[1-9]\\d{${token.length - 2},})`
    return token.replace(/[.*+?^$()|[\]\\/]/gu, '\\$&')
  })
  return new RegExp(`^${source}$`, 'u').test(number)
}
