import type { PayloadRequest } from 'payload'

import { getPortalOptions } from '../context.ts'

/** An absolute address on the site. Option `url` decides, never a Host header: who sends one could steer our links. */
export const absoluteUrl = (req: Pick<PayloadRequest, 'payload'>, path: string): string => {
  const { url } = getPortalOptions(req.payload)
  return (url ?? 'http://localhost:3000') + path
}
