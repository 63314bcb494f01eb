import { type HeaderField } from './headerFields.ts'
import { type Verdict } from './inboundMail.ts'

/** A provider's word for a check's result. *Softfail* and *neutral* accuse nobody. */
export const verdictOf = (word: string | null | undefined): Verdict => {
  const result = /^[a-z]+/.exec(word?.trim().toLowerCase() ?? '')?.[0]
  if (result === 'pass') return 'pass'
  return result === 'fail' || result === 'hardfail' || result === 'permfail' ? 'fail' : 'none'
}

/** The best of several signatures counts: one that holds is enough. */
export const bestOf = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.find((verdict) => verdict === 'pass') ?? verdicts.find((verdict) => verdict === 'fail') ?? 'none'

/**
 * What the receiving server wrote on top of a mail. Each server writes above what it got, beginning with `Received`: what
 * stands below may have come with the mail, and then anybody may have written it.
 */
export const aboveReceived = (fields: readonly HeaderField[]): HeaderField[] => {
  const received = fields.findIndex(({ name }) => name === 'received')
  return fields.slice(0, Math.max(0, received))
}
