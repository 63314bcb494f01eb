import type { PayloadRequest, Where } from 'payload'

import { staffUsers, userId, type StaffUser } from '../access/staffUsers.ts'
import { makeKey } from '../domain/token.ts'
import type { ID, Ticket } from '../records.ts'
import { findById, findRow, insertOnly } from '../store.ts'

const ofPair = (ticket: ID, user: ID): Where => ({
  and: [{ ticket: { equals: ticket } }, { user: { equals: String(user) } }],
})

/**
 * The key of the address at which this person answers this ticket's notices; made with the first notice. In the
 * transaction of the message it is about, which holds the ticket's row since: whoever comes second has waited for it, and
 * finds the first one's key. An insert that fails on the unique pair would take the whole transaction with it.
 */
export const staffKeyOf = async (
  tx: PayloadRequest,
  { ticket, user, isNew }: { ticket: ID; user: ID; isNew: boolean },
): Promise<string> => {
  // A ticket of this very transaction has no key yet, nor anybody else who could make one.
  const known = isNew ? null : await findRow(tx, 'portalStaffKeys', ofPair(ticket, user), { key: true })
  if (known) return known.key
  const key = makeKey()
  await insertOnly(tx, 'portalStaffKeys', { key, ticket, user: String(user) })
  return key
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
