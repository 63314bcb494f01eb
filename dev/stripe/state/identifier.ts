import { randomInt } from 'node:crypto'

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Random letters and digits. */
export const randomText = (length: number): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')

/** An id that looks like one of Stripe's: `pi_3…`, `cus_…`. */
export const newId = (prefix: string): string =>
  /^(pi|ch|py|re|pyr|evt|txn|pm)$/.test(prefix) ? `${prefix}_3${randomText(23)}` : `${prefix}_${randomText(14)}`
