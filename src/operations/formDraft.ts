import type { PayloadRequest } from 'payload'

import type { ClientViewer } from '../access/portalSession.ts'
import { manyLines } from '../domain/plainText.ts'
import { isPortalError } from '../errors.ts'
import type { FormDraft, ID } from '../records.ts'
import { claim } from '../store.ts'

const MAX_TEXT = 50_000

// What is cut in the middle of a character, or holds a NUL, PostgreSQL takes for no JSON.
const textOf = (value: unknown, length: number): string =>
  typeof value === 'string' ? manyLines(value.slice(0, length)) : ''

/** Which form of the portal a draft belongs to: the one that opens a ticket, or the answer to one. */
export const formOf = (ticket: ID | null): string => (ticket === null ? 'ask' : `ticket:${ticket}`)

/**
 * Runs what a posted message is for. Where that is refused, the words are kept with the session, one draft at most, so
 * that the page which tells why has them in its form again, also without JavaScript; where it worked, they are let go.
 */
export const keepingDraft = async <T>(
  req: PayloadRequest,
  viewer: ClientViewer,
  form: string,
  fields: Readonly<Record<string, unknown>>,
  run: () => Promise<T>,
): Promise<T> => {
  const store = (draft: FormDraft | null) =>
    claim(req, 'portalSessions', { id: { equals: viewer.session.id } }, { draft })
  try {
    const done = await run()
    if (viewer.session.draft) await store(null)
    return done
  } catch (error) {
    if (isPortalError(error)) {
      await store({
        form,
        subject: textOf(fields.subject, 200),
        message: textOf(fields.message, MAX_TEXT),
        invoice: textOf(fields.invoice, 64) || null,
        quote: textOf(fields.quote, 64) || null,
      })
    }
    throw error
  }
}
