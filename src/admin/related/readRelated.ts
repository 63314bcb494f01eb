import { headers } from 'next/headers.js'
import type { Payload } from 'payload'
import { cache } from 'react'

import { getPortalOptions } from '../../context.ts'
import type { Client, ID, Invoice } from '../../records.ts'

export interface RelatedTypes {
  clients: Pick<Client, 'id' | 'name' | 'company'>
  invoices: Pick<Invoice, 'id' | 'kind' | 'number'>
  /** Users of the host's admin collection. */
  staff: { id: ID; name?: string | null; email?: string | null }
}

const fields = {
  clients: { name: true, company: true },
  invoices: { kind: true, number: true },
  staff: { name: true, email: true },
} as const

type Found<K extends keyof RelatedTypes> = Map<string, RelatedTypes[K]>

interface Batch {
  ids: Set<ID>
  found: Promise<Found<keyof RelatedTypes>>
}

/** Who looks at the list, once per list. */
const viewer = cache(async (payload: Payload) => (await payload.auth({ headers: await headers() })).user)

/** What the cells of one list have asked for and nobody has read yet. */
const waiting = cache((_payload: Payload) => new Map<keyof RelatedTypes, Batch>())

const read = async (payload: Payload, kind: keyof RelatedTypes, ids: Set<ID>): Promise<Found<keyof RelatedTypes>> => {
  const { slugs, adminUser } = getPortalOptions(payload)
  const { docs } = await payload.find({
    collection: kind === 'staff' ? adminUser : slugs[kind],
    where: { id: { in: [...ids] } },
    select: fields[kind],
    depth: 0,
    limit: ids.size,
    pagination: false,
    // Staff may know who their colleagues are, whatever the host lets them do with its users.
    overrideAccess: kind === 'staff',
    user: await viewer(payload),
  })
  return new Map((docs as RelatedTypes[typeof kind][]).map((doc) => [String(doc.id), doc]))
}

/**
 * What a cell of a list needs of another document, or null where whoever looks may not see it. All cells of a list are
 * drawn in one go, so that one read answers them all.
 */
export const readRelated = async <K extends keyof RelatedTypes>(
  payload: Payload,
  kind: K,
  id: ID,
): Promise<RelatedTypes[K] | null> => {
  const batches = waiting(payload)
  let batch = batches.get(kind)
  if (!batch) {
    const ids = new Set<ID>()
    const drawn = new Promise((resolve) => setTimeout(resolve, 0))
    const found = drawn.then(() => {
      batches.delete(kind)
      return read(payload, kind, ids)
    })
    batch = { ids, found }
    batches.set(kind, batch)
  }
  batch.ids.add(id)
  return ((await batch.found).get(String(id)) as RelatedTypes[K] | undefined) ?? null
}
