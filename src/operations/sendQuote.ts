import type { PayloadRequest } from 'payload'

import { recordEvent } from '../access/trail.ts'
import { quoteRank, revisionNumber, validUntilOf } from '../domain/quoteStatus.ts'
import { storedDay } from '../domain/storedDay.ts'
import { PortalError } from '../errors.ts'
import type { BusinessSettings, Client, Email, ID, Quote } from '../records.ts'
import { claim, findById, findRow } from '../store.ts'
import { inTransaction } from '../transaction.ts'
import { businessDay } from './businessDay.ts'
import { nextNumber, prepareNumber } from './documentNumber.ts'
import { documentSnapshot, documentTotals } from './documentSnapshot.ts'
import { mailDocument } from './mailDocument.ts'
import { completeSettings, settleRecipients, type SendInput } from './sendDraft.ts'
import { wakeOutbox } from './wakeOutbox.ts'

/**
 * A revision goes on with its quote's number, everything else takes the next of the series. The first quote's row is
 * fixed and has one revision, so that no two drafts can want the same.
 */
const numberOf = async (
  tx: PayloadRequest,
  quote: Quote,
  settings: BusinessSettings,
  issueDate: string,
): Promise<string> => {
  const earlier = quote.revises ? await findById(tx, 'quotes', quote.revises) : null
  const number = earlier?.number ? revisionNumber(earlier.number, quote.revision) : null
  // Imported history may hold that number already.
  const isFree = number !== null && !(await findRow(tx, 'quotes', { number: { equals: number } }))
  return isFree ? number : nextNumber(tx, settings, 'quote', issueDate)
}

/** Gives a draft its number and freezes what it shows, in the caller's transaction, which holds the draft's lock. */
const issueQuote = async (
  tx: PayloadRequest,
  id: ID,
  { settings, now }: { settings: BusinessSettings; now: Date },
): Promise<{ quote: Quote; client: Client }> => {
  const sentAt = now.toISOString()
  const claimed = await claim(
    tx,
    'quotes',
    { and: [{ id: { equals: id } }, { sentAt: { exists: false } }] },
    { sentAt },
  )
  if (!claimed) throw new PortalError('already-sent')
  const draft = await findById(tx, 'quotes', id)
  const client = draft && (await findById(tx, 'clients', draft.client))
  if (!draft || !client) throw new PortalError('not-found')
  if (draft.lines.length === 0) throw new PortalError('no-lines')
  const issueDate = businessDay(settings, now)
  const validUntil = validUntilOf(draft, { issueDate, validDays: settings.quoteValidDays })
  if (validUntil < issueDate) throw new PortalError('valid-before-issue')
  const figures = documentTotals(draft, settings)
  if (figures.total < 0) throw new PortalError('negative-total')
  const number = await numberOf(tx, draft, settings, issueDate)
  const { lineAmounts: _lineAmounts, ...totals } = figures
  await claim(
    tx,
    'quotes',
    { id: { equals: id } },
    {
      ...totals,
      number,
      status: 'sent',
      statusRank: quoteRank.sent,
      issueDate: storedDay(issueDate),
      validUntil: storedDay(validUntil),
      shared: false,
      snapshot: documentSnapshot({
        kind: 'quote',
        document: draft,
        client,
        settings,
        number,
        issueDate,
        validUntil,
        totals: figures,
      }),
    },
  )
  await recordEvent(tx, {
    type: 'quote-sent',
    client: client.id,
    quote: id,
    data: { number, total: totals.total, currency: draft.currency },
  })
  const quote = await findById(tx, 'quotes', id)
  if (!quote) throw new PortalError('not-found')
  return { quote, client }
}

/**
 * Issues a draft and queues its mails, in one transaction, as `sendInvoice` does it for invoices: number, snapshot and
 * outbox row are committed together or not at all.
 *
 * Throws `not-found`, `already-sent`, `no-lines`, `negative-total`, `valid-before-issue`, `unknown-recipient`,
 * `settings-incomplete`.
 */
export const sendQuote = async (
  req: PayloadRequest,
  id: ID,
  input: SendInput = {},
  now: Date = new Date(),
): Promise<{ quote: Quote; mails: Email[] }> => {
  if (!(await findById(req, 'quotes', id))) throw new PortalError('not-found')
  const settings = await completeSettings(req)
  await prepareNumber(req, settings, 'quote', now)
  const result = await inTransaction(req, async (tx) => {
    const recipients = await settleRecipients(tx, 'quotes', id, input)
    const { quote, client } = await issueQuote(tx, id, { settings, now })
    const mails = await mailDocument(tx, {
      document: quote,
      client,
      settings,
      recipients,
      message: input.message,
      now,
    })
    return { quote, mails }
  })
  wakeOutbox(req.payload)
  return result
}
