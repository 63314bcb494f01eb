import type { PayloadRequest, Where } from 'payload'

import { staffUsers, userId, type StaffUser } from '../access/staffUsers.ts'
import { makeKey } from '../domain/token.ts'
import type { ID, Ticket } from '../records.ts'
import { claim, findById, findRow, insertRow } from '../store.ts'

const ofPair = (ticket: ID, user: ID): Where => ({
  and: [{ ticket: { equals: ticket } }, { user: { equals: String(user) } }],
})

/**
 * The key of the address at which this person answers this ticket's notices, in the caller's transaction; made with the
 * first notice. Of two at once the second waits for the ticket's row and finds the first one's key: an insert that fails
 * on the unique pair would take the whole transaction with it.
 */
export const staffKeyOf = async (tx: PayloadRequest, ticket: ID, user: ID): Promise<string> => {
  const known = await findRow(tx, 'portalStaffKeys', ofPair(ticket, user))
  if (known) return known.key
  await claim(tx, 'tickets', { id: { equals: ticket } }, {})
  const made = await findRow(tx, 'portalStaffKeys', ofPair(ticket, user))
  if (made) return made.key
  return (await insertRow(tx, 'portalStaffKeys', { key: makeKey(), ticket, user: String(user) })).key
}

export interface StaffSeat {
  ticket: Ticket
  /** Null once they are deleted, or no longer staff. */
  person: StaffUser | null
}

/** Whose key this is, and for which ticket; null where it is nobody's. */
export const staffSeatAt = async (req: PayloadRequest, key: string): Promise<StaffSeat | null> => {
  const row = await findRow(req, 'portalStaffKeys', { key: { equals: key } })
  const ticket = row && (await findById(req, 'tickets', row.ticket))
  if (!row || !ticket) return null
  const [person = null] = await staffUsers(req, [userId(req, row.user)])
  return { ticket, person }
}

/**
 * Our own addresses of that kind, wherever a mail program wrote one: whoever holds one could write in a colleague's
 * name, so none is mailed on or shown to a client.
 */
export const withoutStaffKeys = (text: string): string =>
  text.replace(/(?<![a-z0-9])staff(?:\+|[%=]2b)[0-9a-z]{20}(?:"?(?:@|=40|%40|=|%)[a-z0-9][a-z0-9.-]{0,252})?/gi, '…')
