import { charsetOf, decodeText } from './charset.ts'
import { decodeQuotedPrintable } from './transferEncoding.ts'

/** RFC 2047, with a bound on every part; the language suffix of RFC 2231 is read over. */
const WORD = /=\?([!-)+->@-~]{1,60})(?:\*[!->@-~]{0,20})?\?([bq])\?([^?\s]{0,4000})\?=/giy

interface Word {
  charset: string
  bytes: Uint8Array
  end: number
}

const wordAt = (text: string, index: number): Word | null => {
  WORD.lastIndex = index
  const [whole, charset, encoding, content] = WORD.exec(text) ?? []
  if (whole === undefined || charset === undefined || content === undefined) return null
  const bytes =
    encoding?.toLowerCase() === 'b'
      ? Buffer.from(content, 'base64')
      : decodeQuotedPrintable(Buffer.from(content.replaceAll('_', ' '), 'latin1'))
  return { charset, bytes, end: index + whole.length }
}

/**
 * The words that begin at an index and belong together: one charset, nothing but space between them. Some mailers cut
 * a character in two at a word's end, so that only the whole run can be read.
 */
const runAt = (text: string, index: number): Word | null => {
  const first = wordAt(text, index)
  if (!first) return null
  const parts = [first.bytes]
  let { end } = first
  for (;;) {
    let next = end
    while (next < text.length && /\s/.test(text.charAt(next))) next += 1
    const word = next < text.length ? wordAt(text, next) : null
    if (word?.charset.toLowerCase() !== first.charset.toLowerCase()) break
    parts.push(word.bytes)
    end = word.end
  }
  return { charset: first.charset, bytes: Buffer.concat(parts), end }
}

/** Rewrites each run of encoded words; two runs of different charsets are still joined without the space between. */
const rewriteRuns = (text: string, rewrite: (run: Word, source: string) => string): string => {
  const out: string[] = []
  let at = 0
  let isAfterRun = false
  while (at < text.length) {
    const start = text.indexOf('=?', at)
    if (start === -1) break
    const run = runAt(text, start)
    const between = text.slice(at, start)
    if (!run) {
      out.push(between, '=?')
      at = start + 2
      isAfterRun = false
      continue
    }
    out.push(isAfterRun && between.trim() === '' ? '' : between, rewrite(run, text.slice(start, run.end)))
    at = run.end
    isAfterRun = true
  }
  out.push(text.slice(at))
  return out.join('')
}

/** A header's text with its encoded words read, also those that declare a charset they are not in. */
export const decodeWords = (text: string): string =>
  rewriteRuns(text, ({ bytes, charset }) => decodeText(bytes, charset))

/**
 * The same header with honest labels: for a parser that must see encoded words as such (decoded before an address is
 * parsed, a name could smuggle one in), but believes what they declare.
 */
export const relabelWords = (text: string): string =>
  rewriteRuns(text, ({ bytes, charset }, source) =>
    charsetOf(bytes, charset) === charset.toLowerCase()
      ? `${source} `
      : `=?utf-8?B?${Buffer.from(decodeText(bytes, charset), 'utf8').toString('base64')}?= `,
  )
