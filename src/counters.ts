import type { PayloadRequest } from 'payload'

import { claim, findRow, insertOnly, insertRow } from './store.ts'

/** Makes the counter row exist, outside any transaction: two who try at once leave one row, and the loser's error is nobody's. */
export const ensureCounter = async (req: PayloadRequest, key: string, expiresAt: Date | null = null): Promise<void> => {
  if (await findRow(req, 'portalCounters', { key: { equals: key } })) return
  try {
    await insertRow(req, 'portalCounters', { key, value: 0, expiresAt: expiresAt?.toISOString() ?? null })
  } catch (error) {
    if (!(await findRow(req, 'portalCounters', { key: { equals: key } }))) throw error
  }
}

/** Adds one and answers the new value, or null where there is no such counter yet. */
export const incrementExisting = async (req: PayloadRequest, key: string): Promise<number | null> =>
  (await claim(req, 'portalCounters', { key: { equals: key } }, { value: { $inc: 1 } }))?.value ?? null

/**
 * Adds one to a counter that may not be there yet, outside any transaction: the insert of its row counts the first. Of
 * two who try that at once the unique key lets one, and the other adds to it.
 */
export const countOne = async (req: PayloadRequest, key: string, expiresAt: Date): Promise<number> => {
  const counted = await incrementExisting(req, key)
  if (counted !== null) return counted
  try {
    await insertOnly(req, 'portalCounters', { key, value: 1, expiresAt: expiresAt.toISOString() })
    return 1
  } catch (error) {
    const added = await incrementExisting(req, key)
    if (added === null) throw error
    return added
  }
}

/** Adds one and answers the new value. The row must exist; inside a transaction its lock is held until the end. */
export const increment = async (req: PayloadRequest, key: string): Promise<number> => {
  const value = await incrementExisting(req, key)
  if (value === null) throw new Error(`The counter ${key} does not exist.`)
  return value
}
