import { createHash } from 'node:crypto'

import type { Payload, Where } from 'payload'

import type { ResolvedOptions } from '../options.ts'
import type { ID } from '../records.ts'
import type { CollectionKey } from '../slugs.ts'
import { visibleTo } from './invoiceSummary.ts'
import { newestOf } from './newestOf.ts'

interface PulseScope {
  payload: Payload
  options: Pick<ResolvedOptions, 'slugs'>
}

/**
 * Rows a stamp looks at. Not the last one alone: transactions become visible in another order than they began, and one
 * that ends late shows up below the newest row.
 */
const LOOKED_AT = 12

interface Latest {
  kind: CollectionKey
  /** An indexed field. */
  by: 'at' | 'createdAt' | 'updatedAt'
  where?: Where
  /** In place of the newest by that field alone. */
  sort?: string[]
}

/** The newest rows, as the index has them: which they are, and when they were written. */
const latest = async (
  { payload, options }: PulseScope,
  { kind, by, where = {}, sort = [`-${by}`] }: Latest,
): Promise<string> => {
  const { docs } = await payload.db.find<{ id: ID } & Record<string, unknown>>({
    collection: options.slugs[kind],
    where,
    sort,
    limit: LOOKED_AT,
    pagination: false,
    select: { [by]: true },
    joins: false,
  })
  return docs.map((doc) => `${doc.id}@${String(doc[by])}`).join()
}

/** Short, and telling nothing but whether it is the same as before. */
const stampOf = (parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('|')).digest('base64url').slice(0, 16)

/**
 * Changes whenever something this client could see did: whatever the trail tells of them but who looks after a ticket, their documents (a shared
 * draft is edited without any event, and an invoice falls due by itself) and their own details. Other clients' changes
 * and private drafts leave it as it is.
 */
export const clientPulse = async (scope: ClientScope): Promise<string> => (await clientLook(scope)).stamp

interface ClientScope extends PulseScope {
  client: { id: ID; updatedAt: string }
}

/** The same stamp, and what its look has told besides: whether the client has any quote to see. */
export const clientLook = async (scope: ClientScope): Promise<{ stamp: string; hasQuotes: boolean }> => {
  const { id, updatedAt } = scope.client
  const newest = newestOf(scope.payload, id, 'at')
  const [events, invoices, quotes] = await Promise.all([
    latest(scope, {
      kind: 'portalEvents',
      by: 'at',
      where: { and: [newest.where, { type: { not_equals: 'ticket-assigned' } }] },
      sort: newest.sort,
    }),
    latest(scope, { kind: 'invoices', by: 'updatedAt', where: visibleTo(id) }),
    latest(scope, { kind: 'quotes', by: 'updatedAt', where: visibleTo(id) }),
  ])
  return { stamp: stampOf([`${id}@${updatedAt}`, events, invoices, quotes]), hasQuotes: quotes !== '' }
}

/**
 * The same for staff, who see everything: the trail, and what moves without it: drafts being written, mails on their
 * way, payment windows that were opened. With `client`, only what is about that client, for the pages of one document:
 * they are left alone while others are at work elsewhere.
 */
export const staffPulse = async (scope: PulseScope & { client?: ID | null }): Promise<string> => {
  const where: Where = scope.client ? { client: { equals: scope.client } } : {}
  return stampOf(
    await Promise.all([
      scope.client
        ? latest(scope, { kind: 'portalEvents', by: 'at', ...newestOf(scope.payload, scope.client, 'at') })
        : latest(scope, { kind: 'portalEvents', by: 'createdAt' }),
      latest(scope, { kind: 'invoices', by: 'updatedAt', where }),
      latest(scope, { kind: 'quotes', by: 'updatedAt', where }),
      latest(scope, { kind: 'payments', by: 'updatedAt', where }),
      latest(scope, { kind: 'emails', by: 'updatedAt', where }),
    ]),
  )
}
