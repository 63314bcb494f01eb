import type { PayloadRequest, TypedUser } from 'payload'

import { staffUsers } from '../access/staffUsers.ts'
import { recordEvent } from '../access/trail.ts'
import { getPortalOptions } from '../context.ts'
import { PortalError } from '../errors.ts'
import type { ID, Ticket } from '../records.ts'
import { claim, findById, parseId } from '../store.ts'
import { inTransaction } from '../transaction.ts'

/** The id of the person behind the request, where a ticket can be theirs: a user of the admin's own collection. */
export const seatOf = (req: PayloadRequest): ID | null => {
  const user: TypedUser | null = req.user
  return user?.collection === getPortalOptions(req.payload).adminUser ? user.id : null
}

/**
 * Gives a ticket to a member of staff, or to nobody. One conditional write: of two who do it at once each counts, the
 * later one stands, and what stands so already is no news. Throws `not-found`, and `unknown-assignee` for whoever is not
 * staff now.
 */
export const assignTicket = async (req: PayloadRequest, id: ID, assignee: unknown): Promise<Ticket> => {
  const ticket = await findById(req, 'tickets', id)
  if (!ticket) throw new PortalError('not-found')
  const person = assignee === null ? null : parseId(req, assignee)
  if (person === null && assignee !== null) throw new PortalError('unknown-assignee')
  const [staff] = person === null ? [] : await staffUsers(req, [person])
  if (person !== null && !staff) throw new PortalError('unknown-assignee')
  return inTransaction(req, async (tx) => {
    const assigned = await claim(
      tx,
      'tickets',
      {
        and: [
          { id: { equals: ticket.id } },
          person === null ? { assignee: { exists: true } } : { assignee: { not_equals: person } },
        ],
      },
      { assignee: person },
    )
    if (!assigned) return (await findById(tx, 'tickets', id)) ?? ticket
    await recordEvent(tx, {
      type: 'ticket-assigned',
      client: ticket.client,
      data: { ticket: ticket.id, assignee: person, name: staff?.name ?? null },
    })
    return assigned
  })
}
