import type { PayloadRequest } from 'payload'

import { ensureCounter, increment } from '../counters.ts'

/**
 * Counts one more attempt in the present window and answers whether it is still within the limit. Across processes,
 * through the database; a window's row is swept away once it has passed.
 */
export const withinLimit = async (req: PayloadRequest, limit: Limit): Promise<boolean> =>
  (await increment(req, await prepareLimit(req, limit))) <= limit.limit

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
  const window = Math.floor(now.getTime() / windowMs)
  const counter = `limit:${key}:${window}`
  await ensureCounter(req, counter, new Date((window + 2) * windowMs))
  return counter
}
