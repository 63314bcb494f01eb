import type { PayloadRequest } from 'payload'

import { getPortalOptions } from '../../context.ts'
import { staffPulse } from '../../queries/pulse.ts'
import type { ID } from '../../records.ts'
import type { LiveUpdatesProps } from './LiveUpdates.tsx'

/**
 * What a panel needs to stay up to date: about this client, or about everything. To be read before anything else of the
 * panel, so that what changes meanwhile is noticed at the first look.
 */
export const readLive = async (
  req: PayloadRequest,
  client: ID | null | undefined,
): Promise<Pick<LiveUpdatesProps, 'url' | 'stamp'>> => {
  const options = getPortalOptions(req.payload)
  const query = client ? `?client=${encodeURIComponent(client)}` : ''
  return {
    url: options.api.staffPulse() + query,
    stamp: await staffPulse({ payload: req.payload, options, client }),
  }
}
