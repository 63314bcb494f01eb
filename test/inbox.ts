import type { Email, ID, Ticket, TicketMessage } from '../src/records.ts'
import { readStoredFile } from '../src/operations/storedFiles.ts'
import { count, findMany } from '../src/store.ts'
import { systemReq } from './factories.ts'
import type { StartedPayload } from './startPayload.ts'

export const INBOUND_SECRET = 'inbound-secret-of-these-tests'

/** What has become of one mail. */
export interface Arrived {
  status: number
  tookMs: number
  answer: { received?: number; duplicates?: number; errors?: { message: string; code?: string }[] }
  /** The mail's row; null where it was refused, or had come before. */
  row: Email | null
  /** The original as it is stored now, read back and checked. */
  original: Uint8Array | null
  /** What it became on a thread; none where it waits for staff or no person wrote it. */
  messages: TicketMessage[]
}

/** The letterbox of a site under test: mails go in by the endpoint, as a mail server's pipe posts them. */
export const inboxOf = (site: StartedPayload) => {
  const req = () => systemReq(site.payload)

  const post = (raw: Uint8Array | string, headers: Record<string, string> = {}): Promise<Response> =>
    site.rest('POST', '/client-portal/mail/inbound/raw', {
      body: typeof raw === 'string' ? raw : new Uint8Array(raw),
      headers: { origin: '', 'content-type': 'message/rfc822', 'x-inbound-secret': INBOUND_SECRET, ...headers },
    })

  /** The newest mails that came in. */
  const inbound = async (limit: number): Promise<Email[]> =>
    findMany(await req(), 'emails', { where: { kind: { equals: 'inbound' } }, sort: '-id', limit })

  const rows = async (): Promise<number> => count(await req(), 'emails', { kind: { equals: 'inbound' } })

  const messagesOfMail = async (mail: ID): Promise<TicketMessage[]> =>
    findMany(await req(), 'ticketMessages', { where: { mail: { equals: mail } }, sort: 'id' })

  /** Posts one mail, with no other at the same time, and looks at what it left behind. */
  const receive = async (raw: Uint8Array | string, headers: Record<string, string> = {}): Promise<Arrived> => {
    const begun = performance.now()
    const response = await post(raw, headers)
    const answer = (await response.json()) as Arrived['answer']
    const tookMs = performance.now() - begun
    const [row = null] = answer.received === 1 ? await inbound(1) : []
    const original = row ? ((await readStoredFile(await req(), row.raw))?.bytes ?? null) : null
    return { status: response.status, tookMs, answer, row, original, messages: row ? await messagesOfMail(row.id) : [] }
  }

  const ticketsOf = async (client: { id: ID }): Promise<Ticket[]> =>
    findMany(await req(), 'tickets', { where: { client: { equals: client.id } }, sort: 'id' })

  const messagesOf = async (ticket: { id: ID }): Promise<TicketMessage[]> =>
    findMany(await req(), 'ticketMessages', { where: { ticket: { equals: ticket.id } }, sort: ['at', 'id'] })

  /** The names and sizes of what hangs on a message, and its bytes as they are read back. */
  const filesOf = async (message: { id: ID }) => {
    const files = await findMany(await req(), 'portalFiles', { where: { message: { equals: message.id } }, sort: 'id' })
    return Promise.all(
      files.map(async (file) => ({ ...file, bytes: (await readStoredFile(await req(), file.id))?.bytes ?? null })),
    )
  }

  return { req, post, receive, rows, inbound, messagesOfMail, ticketsOf, messagesOf, filesOf }
}

export type Inbox = ReturnType<typeof inboxOf>
