import type { PayloadRequest, Where } from 'payload'

import type { ClientViewer } from '../access/portalSession.ts'
import { staffName } from '../access/staff.ts'
import { recordEvent } from '../access/trail.ts'
import { getPortalOptions } from '../context.ts'
import { documentHash } from '../domain/documentHash.ts'
import { manyLines, oneLine } from '../domain/plainText.ts'
import { quoteRank } from '../domain/quoteStatus.ts'
import type { QuoteAcceptedFacts } from '../emails/mailContent.ts'
import { mailSubject } from '../emails/renderMail.ts'
import { PortalError } from '../errors.ts'
import { enqueueMail } from '../queue/outbox.ts'
import type { BusinessSettings, Client, ID, Quote } from '../records.ts'
import { claim, findById, readSettings, type RowChange } from '../store.ts'
import { inTransaction } from '../transaction.ts'
import { businessDay } from './businessDay.ts'
import { localeOf } from './documentSnapshot.ts'
import { mailContentOf } from './mailContentOf.ts'
import { mailStaffNotice } from './mailPayment.ts'
import { mayAnswer } from './mayAnswer.ts'
import { closedBecause } from './reviseQuote.ts'
import { replyAddress, senderOf } from './sender.ts'
import { wakeConversion } from './wakeConversion.ts'
import { wakeOutbox } from './wakeOutbox.ts'

export const MAX_NAME = 120
const MAX_REASON = 2000

/** Where a request came from, as far as it tells. */
export interface Trace {
  ip: string | null
  userAgent: string | null
}

/**
 * A client's own quote, for them to answer. Accepting binds somebody: a session that a forwarded mail about something
 * else opened does not do. Throws `not-found` (someone else's and private drafts too), `own-link-needed`.
 */
const answerable = async (req: PayloadRequest, viewer: ClientViewer, id: unknown): Promise<Quote> => {
  const quote = await findById(req, 'quotes', id)
  if (!quote?.sentAt || String(quote.client) !== String(viewer.client.id)) throw new PortalError('not-found')
  if (!mayAnswer(req, viewer, quote.id)) throw new PortalError('own-link-needed')
  return quote
}

/** Open for an answer on the business's `today`: the one condition under which a quote's row moves. */
const openWhere = (id: ID, today: string): Where => ({
  and: [
    { id: { equals: id } },
    { status: { equals: 'sent' } },
    { revisedBy: { exists: false } },
    { validUntil: { greater_than_equal: `${today}T00:00:00.000Z` } },
  ],
})

const mailConfirmation = async (
  tx: PayloadRequest,
  { quote, client, settings, to, now }: Answered & { to: string; now: Date },
): Promise<void> => {
  const facts: QuoteAcceptedFacts = {
    number: quote.number ?? '',
    total: quote.total,
    currency: quote.currency,
    name: quote.acceptedName ?? '',
    at: quote.acceptedAt ?? now.toISOString(),
    hash: quote.acceptedHash ?? '',
  }
  const sender = senderOf(tx, settings)
  const mail = { kind: 'quote-accepted' as const, to, locale: localeOf(client, settings), data: { facts } }
  const content = mailContentOf(tx, { mail, settings, client, invoice: null, snapshot: null, linkUrl: '', now })
  await enqueueMail(
    tx,
    {
      ...mail,
      subject: mailSubject(content),
      client: client.id,
      quote: quote.id,
      target: getPortalOptions(tx.payload).paths.quote(quote.id),
      linkKind: 'document',
      from: sender.from,
      replyTo: replyAddress(tx, settings, quote.replyKey),
      messageDomain: sender.domain,
    },
    now,
  )
}

interface Answered {
  quote: Quote
  client: Client
  settings: BusinessSettings
}

const tellStaff = async (
  tx: PayloadRequest,
  about: 'quote-accepted' | 'quote-declined',
  { quote, client, settings }: Answered,
  { reason = null, now }: { reason?: string | null; now: Date },
): Promise<void> => {
  await mailStaffNotice(tx, {
    about,
    quote,
    payment: null,
    invoice: null,
    client,
    settings,
    amount: quote.total,
    currency: quote.currency,
    note: reason,
    now,
  })
}

/** What accepting writes, by whomever. When the setting says so, the next step is due from this very moment. */
const acceptance = (quote: Quote, settings: BusinessSettings, name: string, now: Date): RowChange<Quote> => ({
  status: 'accepted',
  statusRank: quoteRank.accepted,
  acceptedAt: now.toISOString(),
  acceptedName: name,
  acceptedHash: quote.snapshot ? documentHash(quote.snapshot) : null,
  ...(settings.convertAcceptedQuotes === 'no'
    ? {}
    : { conversion: settings.convertAcceptedQuotes, conversionDueAt: now.toISOString(), conversionAttempts: 0 }),
})

/** Cleaned again after the cut, which may have left half a character. */
const nameIn = (value: unknown): string => {
  const name = typeof value === 'string' ? oneLine(oneLine(value).replace(/\s+/g, ' ').slice(0, MAX_NAME)) : ''
  if (!name) throw new PortalError('no-name')
  return name
}

/**
 * The client accepts. One conditional write decides, whoever clicks twice, late or from two tabs; confirmation, notice and
 * trail are written with it. A second click of the same person gets the same outcome.
 *
 * Throws `not-found`, `own-link-needed`, `no-name`, and where it was answered or closed otherwise `quote-accepted` (by
 * somebody else), `quote-declined`, `quote-expired`, `quote-superseded`, `quote-converted`.
 */
export const acceptQuote = async (
  req: PayloadRequest,
  viewer: ClientViewer,
  id: unknown,
  input: { name: unknown } & Trace,
  now: Date = new Date(),
): Promise<Quote> => {
  const { client, email } = viewer
  const quote = await answerable(req, viewer, id)
  const isTheirs = ({ acceptedVia, acceptedEmail }: Quote) => acceptedVia === 'portal' && acceptedEmail === email
  if (isTheirs(quote)) return quote
  const name = nameIn(input.name)
  const settings = await readSettings(req)
  const accepted = await inTransaction(req, async (tx) => {
    const claimed = await claim(tx, 'quotes', openWhere(quote.id, businessDay(settings, now)), {
      ...acceptance(quote, settings, name, now),
      acceptedVia: 'portal',
      acceptedEmail: email,
      acceptedIp: input.ip,
      acceptedUserAgent: input.userAgent?.slice(0, 500) ?? null,
    })
    if (!claimed) return null
    const answered = { quote: { ...quote, ...claimed }, client, settings }
    await recordEvent(tx, {
      type: 'quote-accepted',
      client: client.id,
      quote: quote.id,
      actorKind: 'client',
      actorName: email,
      data: { number: quote.number, name, hash: claimed.acceptedHash, total: quote.total, currency: quote.currency },
    })
    await mailConfirmation(tx, { ...answered, to: email, now })
    await tellStaff(tx, 'quote-accepted', answered, { now })
    return answered.quote
  })
  if (!accepted) {
    const current = await findById(req, 'quotes', quote.id)
    if (current && isTheirs(current)) return current
    throw new PortalError(current ? closedBecause(current) : 'not-found')
  }
  wakeOutbox(req.payload)
  wakeConversion(req.payload)
  return accepted
}

/** The client declines, with a reason or without. Decided by the same conditional write; throws as `acceptQuote`. */
export const declineQuote = async (
  req: PayloadRequest,
  viewer: ClientViewer,
  id: unknown,
  input: { reason?: unknown },
  now: Date = new Date(),
): Promise<Quote> => {
  const { client, email } = viewer
  const quote = await answerable(req, viewer, id)
  const isTheirs = ({ status, declinedEmail }: Quote) => status === 'declined' && declinedEmail === email
  if (isTheirs(quote)) return quote
  const reason = typeof input.reason === 'string' ? manyLines(input.reason.slice(0, MAX_REASON)) || null : null
  const settings = await readSettings(req)
  const declined = await inTransaction(req, async (tx) => {
    const claimed = await claim(tx, 'quotes', openWhere(quote.id, businessDay(settings, now)), {
      status: 'declined',
      statusRank: quoteRank.declined,
      declinedAt: now.toISOString(),
      declinedEmail: email,
      declineReason: reason,
    })
    if (!claimed) return null
    const answered = { quote: { ...quote, ...claimed }, client, settings }
    await recordEvent(tx, {
      type: 'quote-declined',
      client: client.id,
      quote: quote.id,
      actorKind: 'client',
      actorName: email,
      data: { number: quote.number, reason },
    })
    await tellStaff(tx, 'quote-declined', answered, { reason, now })
    return answered.quote
  })
  if (!declined) {
    const current = await findById(req, 'quotes', quote.id)
    if (current && isTheirs(current)) return current
    throw new PortalError(current ? closedBecause(current) : 'not-found')
  }
  wakeOutbox(req.payload)
  return declined
}

/**
 * Staff writes down that the client said yes on the phone or across the table, also after the last day. Nobody is mailed:
 * the trail keeps who wrote it and whom they named. Throws `not-found`, `no-name`, `not-sent`, `quote-…`.
 */
export const markQuoteAccepted = async (
  req: PayloadRequest,
  id: ID,
  input: { name: unknown },
  now: Date = new Date(),
): Promise<Quote> => {
  const quote = await findById(req, 'quotes', id)
  if (!quote) throw new PortalError('not-found')
  const name = nameIn(input.name)
  const settings = await readSettings(req)
  const accepted = await inTransaction(req, async (tx) => {
    const claimed = await claim(
      tx,
      'quotes',
      { and: [{ id: { equals: id } }, { status: { in: ['sent', 'expired'] } }, { revisedBy: { exists: false } }] },
      { ...acceptance(quote, settings, name, now), acceptedVia: 'staff', acceptedEmail: null },
    )
    if (!claimed) return null
    await recordEvent(tx, {
      type: 'quote-marked-accepted',
      client: quote.client,
      quote: quote.id,
      data: { number: quote.number, name, by: staffName(req), hash: claimed.acceptedHash },
    })
    return { ...quote, ...claimed }
  })
  if (accepted) {
    wakeConversion(req.payload)
    return accepted
  }
  const current = await findById(req, 'quotes', id)
  throw new PortalError(current ? closedBecause(current) : 'not-found')
}
