import type { PayloadRequest } from 'payload'

import type { ClientViewer } from '../access/portalSession.ts'
import type { Ticket } from '../records.ts'
import { claim, findById } from '../store.ts'

/** Whether they are remembered to have read all that there is, so that nothing is left to write down. */
export const isSeen = ({ lastAt, clientSeenAt }: Pick<Ticket, 'lastAt' | 'clientSeenAt'>): boolean =>
  Boolean(clientSeenAt) && Date.parse(clientSeenAt ?? '') >= Date.parse(lastAt)

/**
 * Remembers that the client has read a thread up to `until`, the last message that was on their page: one that arrived
 * meanwhile stays unread. Never moves backwards; staff looking in and scanners that open links leave no trace.
 */
export const seeThread = async (
  req: PayloadRequest,
  viewer: ClientViewer,
  ticketId: unknown,
  until: unknown,
): Promise<void> => {
  if (viewer.readOnly || !viewer.session.confirmedAt) return
  const ticket = await findById(req, 'tickets', ticketId)
  const shown = typeof until === 'string' ? Date.parse(until) : Number.NaN
  if (!ticket || Number.isNaN(shown) || String(ticket.client) !== String(viewer.client.id)) return
  const seenAt = new Date(Math.min(shown, Date.parse(ticket.lastAt))).toISOString()
  await claim(
    req,
    'tickets',
    {
      and: [
        { id: { equals: ticket.id } },
        { or: [{ clientSeenAt: { exists: false } }, { clientSeenAt: { less_than: seenAt } }] },
      ],
    },
    { clientSeenAt: seenAt },
  )
}
