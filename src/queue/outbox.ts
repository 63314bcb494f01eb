/**
 * The outbox: rows of `emails` written in the save's own transaction, claimed under a lease, retried with back-off.
 * Payload's jobs only wake the worker; they have no lease and claim nothing.
 */
import { randomUUID } from 'node:crypto'

import type { PayloadRequest, Where } from 'payload'

import type { Email, ID, Locale, MagicLinkKind } from '../records.ts'
import { claim, findMany, insertGiven } from '../store.ts'

export interface QueuedMail {
  kind: Email['kind']
  to: string
  subject: string
  locale: Locale
  client?: ID | null
  invoice?: ID | null
  quote?: ID | null
  target?: string | null
  linkKind?: MagicLinkKind | null
  replyTo?: string | null
  from?: string | null
  data?: Record<string, unknown> | null
  ticket?: ID | null
  /** Message-IDs this mail answers, oldest first, separated by spaces. */
  references?: string | null
  /** The domain of our Message-IDs: the sender's. */
  messageDomain: string
}

/** One mail, one recipient, one row, in the caller's transaction. The Message-ID is given here and stays through all attempts. */
export const enqueueMail = async (req: PayloadRequest, mail: QueuedMail, now: Date = new Date()): Promise<Email> => {
  const { messageDomain, ...row } = mail
  return insertGiven(req, 'emails', {
    ...row,
    status: 'queued',
    messageId: `<${randomUUID()}@${messageDomain}>`,
    attempts: 0,
    queuedAt: now.toISOString(),
    nextAttemptAt: now.toISOString(),
  })
}

/**
 * How long a worker may hold a mail. Longer than a delivery can take (see `deliverMail`), so that a mail changes hands
 * only when its worker is gone.
 */
export const LEASE_MS = 15 * 60_000

/** Minutes until the next attempt, by the number of attempts made; the last repeats. */
const BACK_OFF_MINUTES = [1, 3, 10, 30, 60, 120, 240]
/** A mail that still fails this long after it was queued is given up and shown to staff. */
export const GIVE_UP_AFTER_MS = 24 * 60 * 60_000

export const nextAttempt = (attempts: number, now: Date): Date => {
  const minutes = BACK_OFF_MINUTES[Math.min(attempts, BACK_OFF_MINUTES.length) - 1] ?? 1
  return new Date(now.getTime() + minutes * 60_000)
}

const dueWhere = (now: Date): Where => ({
  and: [
    { status: { equals: 'queued' } },
    { nextAttemptAt: { less_than_equal: now.toISOString() } },
    { or: [{ leaseUntil: { exists: false } }, { leaseUntil: { less_than: now.toISOString() } }] },
  ],
})

/**
 * Takes one due mail under a lease, oldest first, or answers null. Between looking and claiming another worker may be
 * first: the conditional update decides, and we look at the next.
 */
export const claimDueMail = async (req: PayloadRequest, now: Date = new Date()): Promise<Email | null> => {
  for (;;) {
    const candidates = await findMany(req, 'emails', {
      where: dueWhere(now),
      sort: ['nextAttemptAt', 'id'],
      limit: 10,
      select: { status: true },
    })
    if (candidates.length === 0) return null
    for (const { id } of candidates) {
      const mail = await claim(
        req,
        'emails',
        { and: [{ id: { equals: id } }, dueWhere(now)] },
        {
          leaseUntil: new Date(now.getTime() + LEASE_MS).toISOString(),
          leaseKey: randomUUID(),
          attempts: { $inc: 1 },
        },
      )
      if (mail) return mail
    }
  }
}

/**
 * Takes the lease anew right before the mail is handed over, which may have waited long for its PDF. False where another
 * worker has taken it meanwhile: then it is theirs to send.
 */
export const renewLease = async (
  req: PayloadRequest,
  mail: Pick<Email, 'id' | 'leaseKey'>,
  now: Date,
): Promise<boolean> =>
  (await claim(
    req,
    'emails',
    { and: [{ id: { equals: mail.id } }, { leaseKey: { equals: mail.leaseKey } }, { status: { equals: 'queued' } }] },
    { leaseUntil: new Date(now.getTime() + LEASE_MS).toISOString() },
  )) !== null

/** Writes down how an attempt ended, only while the lease still is ours: a worker that came back late changes nothing. */
export const finishAttempt = async (
  req: PayloadRequest,
  mail: Pick<Email, 'id' | 'leaseKey'>,
  outcome: Partial<Email>,
): Promise<boolean> =>
  (await claim(
    req,
    'emails',
    { and: [{ id: { equals: mail.id } }, { leaseKey: { equals: mail.leaseKey } }, { status: { equals: 'queued' } }] },
    { ...outcome, leaseUntil: null, leaseKey: null },
  )) !== null
