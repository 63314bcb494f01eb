import type { PayloadRequest } from 'payload'

import { getPortalOptions } from '../context.ts'
import { PortalError } from '../errors.ts'

/**
 * Refuses a mutating request that a page of another site made (Payload checks no origin where `csrf` is empty).
 * A browser always sends `Origin` with a POST; where it is missing, `Sec-Fetch-Site` speaks; where both are, no browser
 * with a cookie of ours is behind it. The site's own address comes from option `url`, never from a Host header; without
 * one (development alone: production refuses to start) the request's own address has to do.
 */
export const requireOwnOrigin = (req: PayloadRequest): void => {
  const origin = req.headers.get('origin')
  const own = getPortalOptions(req.payload).url ?? (req.url ? new URL(req.url).origin : null)
  if (origin !== null) {
    if (origin !== own) throw new PortalError('foreign-origin')
    return
  }
  const site = req.headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin' && site !== 'none') throw new PortalError('foreign-origin')
}
