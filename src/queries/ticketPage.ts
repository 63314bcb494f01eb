import type { Where } from 'payload'

import type { ID, PortalFile, Ticket, TicketMessage } from '../records.ts'
import { findDocs, parseId } from '../store.ts'

import type { SumsScope } from './balance.ts'
import { documentLink, type DocumentLink } from './documentLink.ts'

/** What a page shows of a thread at first: the end of it, where the talk is. */
export const MESSAGES_SHOWN = 100
const MOST_MESSAGES = 2000

export type ThreadFile = Pick<PortalFile, 'id' | 'name' | 'mimeType' | 'filesize'>

export type ThreadMessage = Pick<
  TicketMessage,
  'id' | 'at' | 'direction' | 'via' | 'author' | 'authorName' | 'authorEmail' | 'body' | 'trimmed' | 'refused'
> & { files: ThreadFile[] }

export interface TicketPageData {
  ticket: Pick<Ticket, 'id' | 'reference' | 'subject' | 'status' | 'lastAt' | 'closedAt' | 'clientSeenAt'>
  /** Oldest first. */
  messages: ThreadMessage[]
  /** How many earlier ones are left out. */
  hidden: number
  /** The document the thread is about, where the client may see it. */
  invoice: DocumentLink | null
  quote: DocumentLink | null
}

const ticketFields: Partial<Record<keyof Ticket, true>> = {
  reference: true,
  subject: true,
  status: true,
  lastAt: true,
  closedAt: true,
  clientSeenAt: true,
  invoice: true,
  quote: true,
}

/** Not the html, which is long and shown to staff alone. */
const messageFields: Partial<Record<keyof TicketMessage, true>> = {
  at: true,
  direction: true,
  via: true,
  author: true,
  authorName: true,
  authorEmail: true,
  body: true,
  trimmed: true,
  refused: true,
}

const fileFields: Partial<Record<keyof PortalFile, true>> = {
  message: true,
  name: true,
  mimeType: true,
  filesize: true,
}

/** Notes between staff and what machines wrote are nobody's words to the client. */
const shownOf = (ticket: ID): Where => ({
  and: [{ ticket: { equals: ticket } }, { internal: { not_equals: true } }, { automation: { exists: false } }],
})

/** Whether the client has this thread. */
export const hasTicket = async ({ payload, options, clientId, id }: SumsScope & { id: ID }): Promise<boolean> => {
  const wantedId = parseId({ payload }, id)
  if (wantedId === null) return false
  const { totalDocs } = await payload.count({
    collection: options.slugs.tickets,
    where: { and: [{ id: { equals: wantedId } }, { client: { equals: clientId } }] },
    overrideAccess: true,
  })
  return totalDocs > 0
}

/** One thread as its client sees it, or null where they have none of this id. */
export const ticketPage = async (
  scope: SumsScope & { id: ID; withEarlier?: boolean },
): Promise<TicketPageData | null> => {
  const { payload, options, clientId, id, withEarlier = false } = scope
  const { slugs } = options
  const wantedId = parseId({ payload }, id)
  if (wantedId === null) return null
  // Before its messages: whatever arrives in between is shown, but not yet counted as seen.
  const [ticket] = (await findDocs(payload, slugs.tickets, {
    where: { and: [{ id: { equals: wantedId } }, { client: { equals: clientId } }] },
    sort: ['id'],
    limit: 1,
    select: ticketFields,
  })) as Ticket[]
  if (!ticket) return null

  const most = withEarlier ? MOST_MESSAGES : MESSAGES_SHOWN
  const newest = (await findDocs(payload, slugs.ticketMessages, {
    where: shownOf(ticket.id),
    sort: ['-at', '-id'],
    limit: most,
    select: messageFields,
  })) as TicketMessage[]
  const messages = newest.reverse()
  const countShown = async () =>
    (await payload.count({ collection: slugs.ticketMessages, where: shownOf(ticket.id), overrideAccess: true }))
      .totalDocs
  const [files, total, invoice, quote] = await Promise.all([
    messages.length === 0
      ? []
      : (findDocs(payload, slugs.portalFiles, {
          where: {
            and: [{ message: { in: messages.map((message) => message.id) } }, { purpose: { equals: 'attachment' } }],
          },
          sort: ['id'],
          select: fileFields,
        }) as Promise<PortalFile[]>),
    // Only a full page can have others before it.
    messages.length < most ? messages.length : countShown(),
    documentLink(scope, 'invoices', ticket.invoice),
    documentLink(scope, 'quotes', ticket.quote),
  ])
  const filesOf = new Map<string, PortalFile[]>()
  for (const file of files) {
    const key = String(file.message)
    filesOf.set(key, [...(filesOf.get(key) ?? []), file])
  }
  return {
    ticket: {
      id: ticket.id,
      reference: ticket.reference,
      subject: ticket.subject,
      status: ticket.status,
      lastAt: ticket.lastAt,
      closedAt: ticket.closedAt,
      clientSeenAt: ticket.clientSeenAt,
    },
    messages: messages.map((message) => ({
      id: message.id,
      at: message.at,
      direction: message.direction,
      via: message.via,
      author: message.author,
      authorName: message.authorName,
      body: message.body,
      // Of an answer that staff wrote by mail, what was cut off is the notice to staff, and the address is their own.
      ...(message.direction === 'out'
        ? { authorEmail: null, trimmed: null, refused: null }
        : { authorEmail: message.authorEmail, trimmed: message.trimmed, refused: message.refused }),
      files: (filesOf.get(String(message.id)) ?? []).map(({ id: file, name, mimeType, filesize }) => ({
        id: file,
        name,
        mimeType,
        filesize,
      })),
    })),
    hidden: Math.max(0, total - messages.length),
    invoice,
    quote,
  }
}
