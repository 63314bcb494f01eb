import type { Payload } from 'payload'

import { getPortalOptions } from '../context.ts'

/** Removes counters of limits whose window has passed. Number series have no end and stay. */
export const sweepCounters = async (payload: Payload, now: Date = new Date()): Promise<void> => {
  await payload.db.deleteMany({
    collection: getPortalOptions(payload).slugs.portalCounters,
    where: { expiresAt: { less_than: now.toISOString() } },
  })
}
