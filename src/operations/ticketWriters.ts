import type { Payload, PayloadRequest, Where } from 'payload'

import { staffName } from '../access/staff.ts'
import { getPortalOptions } from '../context.ts'
import { PortalError } from '../errors.ts'
import type { ID } from '../records.ts'
import { claim, findById, findMany, insertRow } from '../store.ts'

/** Whoever has written within this time is writing still: browsers tell every ten seconds. */
const FRESH_MS = 25_000
const KEPT_MS = 10 * 60_000
const SHOWN = 5

const userOf = (req: PayloadRequest): string => {
  if (!req.user) throw new PortalError('not-signed-in')
  // Two auth collections may both admit staff, and count their users from one.
  return `${req.user.collection}:${req.user.id}`
}

const ofPair = (ticket: ID, user: string): Where => ({
  and: [{ ticket: { equals: ticket } }, { user: { equals: user } }],
})

/** Who else is writing an answer to this ticket, by name, whoever began last first. */
export const otherWriters = async (req: PayloadRequest, ticket: ID, now: Date = new Date()): Promise<string[]> => {
  const rows = await findMany(req, 'portalWriters', {
    where: {
      and: [
        { ticket: { equals: ticket } },
        { user: { not_equals: userOf(req) } },
        { at: { greater_than: new Date(now.getTime() - FRESH_MS).toISOString() } },
      ],
    },
    sort: ['-at'],
    limit: SHOWN,
    select: { name: true },
  })
  return rows.map(({ name }) => name)
}

/**
 * Notes that the person behind the request is writing. One row a ticket and person, made with the first word: of two of
 * their windows that make it at once one fails on the unique pair and writes into the other's. Outside any transaction,
 * which such a failure would end; the ticket itself is left as it is. Throws `not-found`.
 */
export const markWriting = async (req: PayloadRequest, ticket: ID, now: Date = new Date()): Promise<void> => {
  const user = userOf(req)
  const mark = { at: now.toISOString(), name: staffName(req) ?? '' }
  if (await claim(req, 'portalWriters', ofPair(ticket, user), mark)) return
  if (!(await findById(req, 'tickets', ticket))) throw new PortalError('not-found')
  try {
    await insertRow(req, 'portalWriters', { ticket, user, ...mark })
  } catch (error) {
    if (!(await claim(req, 'portalWriters', ofPair(ticket, user), mark))) throw error
  }
}

/** The person's box is empty again, or was sent. */
export const stopWriting = async (req: PayloadRequest, ticket: ID): Promise<void> => {
  await req.payload.db.deleteMany({
    collection: getPortalOptions(req.payload).slugs.portalWriters,
    where: ofPair(ticket, userOf(req)),
    req,
  })
}

/** Removes what windows left behind that were closed over begun answers. */
export const sweepWriters = async (payload: Payload, now: Date = new Date()): Promise<void> => {
  await payload.db.deleteMany({
    collection: getPortalOptions(payload).slugs.portalWriters,
    where: { at: { less_than: new Date(now.getTime() - KEPT_MS).toISOString() } },
  })
}
