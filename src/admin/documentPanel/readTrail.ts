import type { PayloadRequest, Where } from 'payload'

import type { Email, PortalEvent } from '../../records.ts'
import { findMany } from '../../store.ts'

export const HISTORY = 200

/** What a panel reads of a mail: its text is never shown there, and is by far the largest part of the row. */
const mailFields = {
  kind: true,
  status: true,
  to: true,
  from: true,
  subject: true,
  attempts: true,
  queuedAt: true,
  sentAt: true,
  lastError: true,
} as const

/** The mails that a document went out with, and what the trail tells of it; newest first. */
export const readTrail = async (
  req: PayloadRequest,
  about: Where,
): Promise<{ mails: Email[]; events: PortalEvent[] }> => {
  const [mails, events] = await Promise.all([
    findMany(req, 'emails', { where: about, sort: '-queuedAt', limit: HISTORY, select: mailFields }),
    findMany(req, 'portalEvents', { where: about, sort: '-at', limit: HISTORY }),
  ])
  return { mails, events }
}

/** Whom a document of this kind was mailed to, in the order they got it. */
export const mailedTo = (mails: readonly Email[], kind: Email['kind']): string | null => {
  const to = [...new Set(mails.filter((mail) => mail.kind === kind).map((mail) => mail.to))].reverse()
  return to.length > 0 ? to.join(', ') : null
}
