import { randomUUID } from 'node:crypto'

import type { PayloadRequest } from 'payload'

import { recordEvent } from '../access/trail.ts'
import { PortalError } from '../errors.ts'
import type { Email, ID } from '../records.ts'
import { claim, findById, insertRow } from '../store.ts'
import { wakeOutbox } from './wakeOutbox.ts'

const recordResent = (req: PayloadRequest, { client, invoice, to, kind }: Email): Promise<void> =>
  recordEvent(req, { type: 'mail-resent', client: client ?? null, invoice: invoice ?? null, data: { to, kind } })

/**
 * Sends a mail again. One that failed or waits for its next attempt goes on as the same mail, with the same Message-ID;
 * one that was sent goes out once more as a copy with its own. A mail a worker holds at this moment is left alone.
 *
 * Throws `not-found`, `mail-in-flight`.
 */
export const resendMail = async (req: PayloadRequest, id: ID, now: Date = new Date()): Promise<Email> => {
  const mail = await findById(req, 'emails', id)
  if (!mail || mail.status === 'received') throw new PortalError('not-found')
  const queued = { nextAttemptAt: now.toISOString(), queuedAt: now.toISOString(), lastError: null }
  if (mail.status === 'sent' || mail.status === 'bounced') {
    const { kind, to, from, replyTo, subject, client, invoice, target, linkKind, locale, data } = mail
    const { ticket, references } = mail
    const copy = await insertRow(req, 'emails', {
      ...{ kind, to, from, replyTo, subject, client, invoice, target, linkKind, locale, ticket, references },
      data: { ...data, copy: true },
      messageId: `<${randomUUID()}@${mail.messageId.split('@').pop()?.replace('>', '') ?? 'localhost'}>`,
      status: 'queued',
      attempts: 0,
      ...queued,
    })
    await recordResent(req, copy)
    wakeOutbox(req.payload)
    return copy
  }
  const free = { or: [{ leaseUntil: { exists: false } }, { leaseUntil: { less_than: now.toISOString() } }] }
  const again = await claim(
    req,
    'emails',
    { and: [{ id: { equals: mail.id } }, { status: { in: ['failed', 'queued'] } }, free] },
    { status: 'queued', attempts: 0, leaseUntil: null, leaseKey: null, ...queued },
  )
  if (!again) throw new PortalError('mail-in-flight')
  await recordResent(req, again)
  wakeOutbox(req.payload)
  return again
}
