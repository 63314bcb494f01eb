import type { Ticket } from '../records.ts'

import type { SumsScope } from './balance.ts'
import { newestOf } from './newestOf.ts'

export const TICKETS_PER_PAGE = 25

export type TicketSummary = Pick<Ticket, 'id' | 'reference' | 'subject' | 'status' | 'lastAt' | 'lastText'> & {
  /** The business wrote last, and the client has not looked since. */
  isUnread: boolean
}

export interface TicketList {
  docs: TicketSummary[]
  total: number
  page: number
  pages: number
}

/** Whether there is an answer that the client has not seen. */
export const isUnread = ({
  lastDirection,
  lastAt,
  clientSeenAt,
}: Pick<Ticket, 'lastDirection' | 'lastAt' | 'clientSeenAt'>): boolean =>
  lastDirection === 'out' && (!clientSeenAt || Date.parse(lastAt) > Date.parse(clientSeenAt))

/** An answer that waits to be read. */
export type UnreadTicket = Pick<Ticket, 'id' | 'subject' | 'lastAt'>

/** Of the answered threads only the liveliest are looked at: nobody leaves fifty answers unread. */
const LOOKED_AT = 50

/** The client's threads with an answer they have not seen, the newest first. */
export const unreadTickets = async ({ payload, options, clientId }: SumsScope): Promise<UnreadTicket[]> => {
  const { where, sort } = newestOf(payload, clientId, 'lastAt')
  // Straight from the adapter, since every page asks: hooks have nothing to say here and take longer than the rows.
  const { docs } = await payload.db.find<Ticket>({
    collection: options.slugs.tickets,
    where: { and: [where, { lastDirection: { equals: 'out' } }] },
    select: { subject: true, lastAt: true, lastDirection: true, clientSeenAt: true },
    sort,
    limit: LOOKED_AT,
    pagination: false,
    joins: false,
  })
  return docs.filter(isUnread).map(({ id, subject, lastAt }) => ({ id, subject, lastAt }))
}

/** One page of a client's threads, the liveliest first. */
export const ticketList = async ({
  payload,
  options,
  clientId,
  page,
}: SumsScope & { page: number }): Promise<TicketList> => {
  const { where, sort } = newestOf(payload, clientId, 'lastAt')
  const read = (wanted: number) =>
    payload.find({
      collection: options.slugs.tickets,
      where,
      // Not the thread's key: whoever knows it can write on the thread.
      select: {
        reference: true,
        subject: true,
        status: true,
        lastAt: true,
        lastText: true,
        lastDirection: true,
        clientSeenAt: true,
      },
      sort,
      depth: 0,
      limit: TICKETS_PER_PAGE,
      page: wanted,
      overrideAccess: true,
    })
  const first = await read(page)
  // A page past the end, from an old bookmark: the last one instead of nothing.
  const found = first.docs.length === 0 && first.totalDocs > 0 ? await read(first.totalPages) : first
  const docs = (found.docs as unknown as Ticket[]).map((ticket) => ({
    id: ticket.id,
    reference: ticket.reference,
    subject: ticket.subject,
    status: ticket.status,
    lastAt: ticket.lastAt,
    lastText: ticket.lastText,
    isUnread: isUnread(ticket),
  }))
  return { docs, total: found.totalDocs, page: found.page ?? 1, pages: Math.max(1, found.totalPages) }
}
