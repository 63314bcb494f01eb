import { createHash, randomBytes } from 'node:crypto'

/** SHA-256 of a token in hex: all that is ever stored of it. */
export const hashToken = (token: string): string => createHash('sha256').update(token, 'utf8').digest('hex')

/** A fresh 256-bit token in base64url, for a link or a cookie, and the hash to store. */
export const makeToken = (): { token: string; tokenHash: string } => {
  const token = randomBytes(32).toString('base64url')
  return { token, tokenHash: hashToken(token) }
}

/** Whether a text has a token's shape: spares the database anything else. */
export const isToken = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text)

/** Crockford's base 32: no i, l, o or u, so that a key survives being read aloud, typed and lower-cased. */
const KEY_ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const KEY_LENGTH = 20

/** A fresh 100-bit key of lower-case letters and digits, for reply addresses. */
export const makeKey = (): string =>
  Array.from(randomBytes(KEY_LENGTH), (byte) => KEY_ALPHABET.charAt(byte % KEY_ALPHABET.length)).join('')

/** Whether a text has a key's shape. */
export const isKey = (text: string): boolean => /^[0-9a-hjkmnp-tv-z]{20}$/.test(text)
