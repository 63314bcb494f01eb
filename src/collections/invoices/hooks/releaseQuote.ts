import type { CollectionBeforeDeleteHook } from 'payload'

import { quoteRank } from '../../../domain/quoteStatus.ts'
import { claim } from '../../../store.ts'

/** A quote whose draft invoice is thrown away is what it was before: accepted, and free to become another invoice. */
export const releaseQuote: CollectionBeforeDeleteHook = async ({ id, req }) => {
  await claim(
    req,
    'quotes',
    { and: [{ invoice: { equals: id } }, { status: { equals: 'converted' } }] },
    {
      status: 'accepted',
      statusRank: quoteRank.accepted,
      invoice: null,
      convertedAt: null,
      conversion: null,
      conversionDueAt: null,
    },
  )
}
