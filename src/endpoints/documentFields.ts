/** What staff's requests about documents carry, read in one way for invoices and quotes. */
import type { PayloadRequest } from 'payload'

import { manyLines } from '../domain/plainText.ts'
import { PortalError } from '../errors.ts'
import type { Email, ID } from '../records.ts'
import { parseId } from '../store.ts'

export const idOf = (req: PayloadRequest): ID => {
  const id = parseId(req, req.routeParams?.id)
  if (id === null) throw new PortalError('not-found')
  return id
}

export const mailSummary = (mails: Email[]) => mails.map(({ id, to, subject, status }) => ({ id, to, subject, status }))

export const recipientsIn = (fields: Record<string, unknown>): unknown[] | null => {
  if (fields.recipients === undefined || fields.recipients === null) return null
  if (!Array.isArray(fields.recipients) || fields.recipients.length > 20) throw new PortalError('bad-request')
  return fields.recipients as unknown[]
}

/** A note to the client: plain text of up to 2,000 characters. */
export const messageIn = (fields: Record<string, unknown>): string | null => {
  const message = typeof fields.message === 'string' ? manyLines(fields.message) || null : null
  if (message && message.length > 2000) throw new PortalError('too-large', { limit: '2,000' })
  return message
}
