import { createHash } from 'node:crypto'

/** JSON with every object's keys in one order: the database gives them back in another one than they were written in. */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map((each) => canonicalJson(each ?? null)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`
}

/**
 * The SHA-256 of a frozen version: of its snapshot, not of its PDF. Page, mail and PDF are all drawn from the snapshot; it
 * is there from the moment of sending, and stays the same where a lost PDF has to be rendered anew.
 */
export const documentHash = (snapshot: object): string =>
  createHash('sha256').update(canonicalJson(snapshot)).digest('hex')
