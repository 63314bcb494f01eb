import type { PayloadRequest } from 'payload'

import { ensureCounter, increment } from '../counters.ts'

/**
 * Counts one more attempt in the present window and answers whether it is still within the limit. Across processes,
 * through the database; a window's row is swept away once it has passed.
 */
export const withinLimit = async (
  req: PayloadRequest,
  { key, limit, windowMs, now = new Date() }: { key: string; limit: number; windowMs: number; now?: Date },
): Promise<boolean> => {
  const window = Math.floor(now.getTime() / windowMs)
  const counter = `limit:${key}:${window}`
  await ensureCounter(req, counter, new Date((window + 2) * windowMs))
  return (await increment(req, counter)) <= limit
}
