import { isEmail } from '../domain/emailAddress.ts'

const MAX_RECIPIENTS = 100

const bare = (text: string): string => text.trim().replace(/^<|>$/g, '').trim().toLowerCase()

/** The addresses of an envelope; what is none is left out. */
export const envelopeAddresses = (texts: readonly (string | null)[]): string[] => [
  ...new Set(
    texts
      .flatMap((text) => (text ?? '').split(','))
      .map(bare)
      .filter(isEmail)
      .slice(0, MAX_RECIPIENTS),
  ),
]

/** The envelope's sender: `''` for the empty one of bounces, `null` where nothing is told or it is no address. */
export const envelopeSender = (text: string | null): string | null => {
  if (text === null) return null
  const address = bare(text)
  return address === '' || isEmail(address) ? address : null
}
