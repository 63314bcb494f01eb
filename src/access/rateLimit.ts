import type { PayloadRequest } from 'payload'

import { countOne, ensureCounter } from '../counters.ts'

/**
 * Counts one more attempt in the present window and answers whether it is still within the limit. Across processes,
 * through the database; a window's row is swept away once it has passed.
 */
export const withinLimit = async (req: PayloadRequest, limit: Limit): Promise<boolean> => {
  const { windowMs, now = new Date() } = limit
  return (await countOne(req, counterOf(limit), windowEnd(windowMs, now))) <= limit.limit
}

export interface Limit {
  key: string
  limit: number
  windowMs: number
  now?: Date
}

/** The present window's counter, made to exist: to be counted later, inside a transaction. */
export const prepareLimit = async (
  req: PayloadRequest,
  { key, windowMs, now = new Date() }: Omit<Limit, 'limit'>,
): Promise<string> => {
  const counter = counterOf({ key, windowMs, now })
  await ensureCounter(req, counter, windowEnd(windowMs, now))
  return counter
}

/** When a window's counter may be swept away. */
const windowEnd = (windowMs: number, now: Date): Date => new Date((windowOf(windowMs, now) + 2) * windowMs)

const windowOf = (windowMs: number, now: Date): number => Math.floor(now.getTime() / windowMs)

const counterOf = ({ key, windowMs, now = new Date() }: Omit<Limit, 'limit'>): string =>
  `limit:${key}:${windowOf(windowMs, now)}`
