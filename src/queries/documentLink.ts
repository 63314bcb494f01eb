import type { ID } from '../records.ts'
import { findDocs } from '../store.ts'

import type { SumsScope } from './balance.ts'
import { visibleTo } from './invoiceSummary.ts'

/** Another document by its number, for a link. */
export interface DocumentLink {
  id: ID
  number: string | null
}

/** The document of this id that the client may see, by number. */
export const documentLink = async (
  { payload, options, clientId }: SumsScope,
  kind: 'invoices' | 'quotes',
  id: ID | null | undefined,
): Promise<DocumentLink | null> => {
  if (!id) return null
  const [doc] = (await findDocs(payload, options.slugs[kind], {
    where: { and: [{ id: { equals: id } }, visibleTo(clientId)] },
    select: { number: true },
    limit: 1,
  })) as { id: ID; number?: string | null }[]
  return doc ? { id: doc.id, number: doc.number ?? null } : null
}
