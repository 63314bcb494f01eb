import { createHash, timingSafeEqual } from 'node:crypto'

/** Whether two secrets are the same, in a time that tells nothing about where, or by how much, they differ. */
export const isSameSecret = (given: string, expected: string): boolean =>
  expected !== '' &&
  timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(expected).digest())

/** The credentials of `Authorization: Basic …`, or none. */
export const basicCredentials = (headers: Headers): { user: string; password: string } | null => {
  const encoded = /^basic +([a-z0-9+/=_-]{1,4096})$/i.exec(headers.get('authorization')?.trim() ?? '')?.[1]
  if (encoded === undefined) return null
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return colon === -1 ? null : { user: text.slice(0, colon), password: text.slice(colon + 1) }
}

const MAX_AHEAD_MS = 5 * 60_000

/** Whether a moment lies within the time that a signed request may be on its way; clocks may differ by five minutes. */
export const isFresh = (at: Date, now: Date, maxAgeMs: number): boolean => {
  const age = now.getTime() - at.getTime()
  return age <= maxAgeMs && age >= -MAX_AHEAD_MS
}

/** The moment that a text of seconds since 1970 names; `null` for anything else, so that no text becomes `NaN`. */
export const fromSeconds = (text: string | null): Date | null =>
  text !== null && /^\d{1,11}$/.test(text) ? new Date(Number(text) * 1000) : null
