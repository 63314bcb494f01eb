import { noVerdicts, type Verdict, type Verdicts } from './inboundMail.ts'
import { type ParsedMail } from './parsedMail.ts'
import { bestOf, verdictOf } from './verdict.ts'

const MAX_LENGTH = 20_000

/** Takes out comments, which may hold anything, also `dkim=pass`. */
const withoutComments = (text: string): string => {
  let depth = 0
  let out = ''
  for (const character of text) {
    if (character === '(') depth += 1
    else if (character === ')') depth = Math.max(0, depth - 1)
    else if (depth === 0) out += character
  }
  return out
}

/**
 * What the receiver that the host names found out (RFC 8601). Anybody can write such a header; a receiver removes those
 * that came in under its own name, and no others, so that only its name makes one worth reading.
 */
export const authenticationResults = (mail: Pick<ParsedMail, 'headers'>, receiver: string | null): Verdicts => {
  const name = receiver?.trim().toLowerCase() ?? ''
  if (name === '') return noVerdicts
  const own = (mail.headers.get('authentication-results') ?? [])
    .map((value) => withoutComments(value.slice(0, MAX_LENGTH)).split(';'))
    .filter(([server = '']) => server.trim().split(/\s/)[0]?.toLowerCase() === name)
  // The topmost is the last that was written: of a mail that passed twice, only that speaks of how it came to us.
  const results = own[0]?.slice(1) ?? []
  const verdict = (method: string): Verdict =>
    bestOf(
      results.flatMap((result) => {
        const [, of, word] = /^\s*([a-z0-9-]{1,40})(?:\s*\/\s*\d+)?\s*=\s*([a-z]{1,20})/i.exec(result) ?? []
        return of?.toLowerCase() === method ? [verdictOf(word)] : []
      }),
    )
  return { spf: verdict('spf'), dkim: verdict('dkim'), dmarc: verdict('dmarc'), spam: 'none' }
}
