import type { Payload, PayloadRequest } from 'payload'

import { dayInZone, startOfNextDay } from '../domain/days.ts'
import { statusRank } from '../domain/invoiceStatus.ts'
import { quoteRank } from '../domain/quoteStatus.ts'
import { claimAll, readSettings } from '../store.ts'

/**
 * Until when a process trusts its last look. Short, so that whatever moved a due day or the time zone elsewhere shows
 * soon; and never past the next midnight of the business, when the first read must look again.
 */
const TRUST_MS = 5_000
const trustedUntil = new WeakMap<Payload, number>()

/**
 * Moves invoices that fell due to `overdue` and quotes whose last day has passed to `expired`: the day after that day, in
 * the business's time zone, whatever any scheduler did. One conditional update each, so any number of processes may do it
 * at once, and a payment or an acceptance at the same moment is never overwritten.
 */
export const refreshOverdue = async (req: PayloadRequest, now: Date = new Date()): Promise<void> => {
  const { payload } = req
  const until = trustedUntil.get(payload) ?? 0
  if (now.getTime() < until && now.getTime() > until - TRUST_MS) return
  const { timeZone } = await readSettings(req)
  const today = dayInZone(now, timeZone)
  const startOfToday = `${today}T00:00:00.000Z`
  await claimAll(
    req,
    'invoices',
    {
      and: [{ status: { equals: 'sent' } }, { kind: { equals: 'invoice' } }, { dueDate: { less_than: startOfToday } }],
    },
    { status: 'overdue', statusRank: statusRank.overdue },
  )
  await claimAll(
    req,
    'quotes',
    { and: [{ status: { equals: 'sent' } }, { validUntil: { less_than: startOfToday } }] },
    { status: 'expired', statusRank: quoteRank.expired },
  )
  trustedUntil.set(payload, Math.min(now.getTime() + TRUST_MS, startOfNextDay(now, timeZone).getTime()))
}

/** After a change of time zone some invoices may not be overdue, and some quotes not expired, after all. */
export const recallOverdue = async (req: PayloadRequest, timeZone: string, now: Date = new Date()): Promise<void> => {
  const today = dayInZone(now, timeZone)
  await claimAll(
    req,
    'invoices',
    {
      and: [
        { status: { equals: 'overdue' } },
        { kind: { equals: 'invoice' } },
        { dueDate: { greater_than_equal: `${today}T00:00:00.000Z` } },
      ],
    },
    { status: 'sent', statusRank: statusRank.sent },
  )
  await claimAll(
    req,
    'quotes',
    {
      and: [{ status: { equals: 'expired' } }, { validUntil: { greater_than_equal: `${today}T00:00:00.000Z` } }],
    },
    { status: 'sent', statusRank: quoteRank.sent },
  )
  trustedUntil.delete(req.payload)
}
