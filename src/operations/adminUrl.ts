import type { PayloadRequest } from 'payload'

import { getPortalOptions } from '../context.ts'
import type { ID } from '../records.ts'
import type { CollectionKey } from '../slugs.ts'
import { absoluteUrl } from './absoluteUrl.ts'

/** A page of the admin for mails to staff: a document's, or the dashboard. */
export const adminUrl = (
  req: Pick<PayloadRequest, 'payload'>,
  page?: { kind: CollectionKey; id: ID } | null,
): string => {
  const { adminRoute, slugs } = getPortalOptions(req.payload)
  const path = page ? `/collections/${slugs[page.kind]}/${page.id}` : ''
  return absoluteUrl(req, `${adminRoute === '/' ? '' : adminRoute}${path}` || '/')
}
