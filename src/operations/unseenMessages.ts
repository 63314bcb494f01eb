import type { PayloadRequest } from 'payload'

import { PortalError } from '../errors.ts'
import type { ID, TicketMessage } from '../records.ts'
import { findById, findMany } from '../store.ts'

type Written = Pick<TicketMessage, 'id' | 'createdAt'>

/** In the order of writing, which a thread's claimed row makes strict; when a mail was sent says nothing about it. */
export const isWrittenAfter = (message: Written, other: Written): boolean =>
  typeof message.id === 'number' && typeof other.id === 'number'
    ? message.id > other.id
    : message.createdAt > other.createdAt

/**
 * Throws `answered-meanwhile` where somebody wrote, to the client or from them, after the message that an answer's writer
 * saw last; `bad-request` where that is none of this thread. With `own`, in the transaction that has just written that
 * answer and holds the thread's row: of several who send at once, on what all of them have seen, one gets through.
 */
export const requireSeen = async (req: PayloadRequest, ticket: ID, seen: unknown, own?: ID): Promise<void> => {
  const last = await findById(req, 'ticketMessages', seen)
  if (!last || String(last.ticket) !== String(ticket)) throw new PortalError('bad-request')
  const rows = await findMany(req, 'ticketMessages', {
    where: {
      and: [
        { ticket: { equals: ticket } },
        { internal: { not_equals: true } },
        { createdAt: { greater_than_equal: last.createdAt } },
        { id: { not_in: own === undefined ? [last.id] : [last.id, own] } },
      ],
    },
    sort: ['-createdAt', '-id'],
    limit: 5,
    select: { authorName: true, authorEmail: true, createdAt: true },
  })
  const newer = rows.find((row) => isWrittenAfter(row, last))
  if (newer) throw new PortalError('answered-meanwhile', { name: newer.authorName ?? newer.authorEmail ?? '…' })
}
