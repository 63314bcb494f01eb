import type { PayloadRequest } from 'payload'

import { ensureCounter, increment, incrementExisting } from '../counters.ts'

/**
 * Counts one more attempt in the present window and answers whether it is still within the limit. Across processes,
 * through the database; a window's row is swept away once it has passed.
 */
export const withinLimit = async (req: PayloadRequest, limit: Limit): Promise<boolean> => {
  // All but the first of a window find its counter there.
  const counted = await incrementExisting(req, counterOf(limit))
  return (counted ?? (await increment(req, await prepareLimit(req, limit)))) <= limit.limit
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
  await ensureCounter(req, counter, new Date((windowOf(windowMs, now) + 2) * windowMs))
  return counter
}

const windowOf = (windowMs: number, now: Date): number => Math.floor(now.getTime() / windowMs)

const counterOf = ({ key, windowMs, now = new Date() }: Omit<Limit, 'limit'>): string =>
  `limit:${key}:${windowOf(windowMs, now)}`
