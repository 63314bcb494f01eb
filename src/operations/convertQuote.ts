import type { PayloadRequest, Where } from 'payload'

import { recordEvent } from '../access/trail.ts'
import { quoteRank } from '../domain/quoteStatus.ts'
import { isPortalError, PortalError } from '../errors.ts'
import { nextAttempt } from '../queue/outbox.ts'
import type { ID, Invoice, Quote } from '../records.ts'
import { claim, create, findById, findMany } from '../store.ts'
import { inTransaction } from '../transaction.ts'
import { copiedLines } from './issueCreditNote.ts'
import { sendInvoice } from './sendInvoice.ts'

const writeInvoice = async (tx: PayloadRequest, quote: Quote): Promise<Invoice> => {
  // The lines were allowed when the quote was written, whatever the limit is now.
  tx.context.portalVoiding = true
  const invoice = await create(tx, 'invoices', {
    kind: 'invoice',
    client: quote.client,
    recipients: quote.recipients ?? [],
    currency: quote.currency,
    lines: copiedLines(quote.lines),
    discountPercent: quote.discountPercent ?? null,
    withholdingPercent: quote.withholdingPercent ?? null,
    reference: quote.reference ?? null,
    notes: quote.notes ?? null,
    quote: quote.id,
  })
  delete tx.context.portalVoiding
  return invoice
}

/**
 * Makes a draft invoice of an accepted quote, with the same lines. The conditional write lets one of many through; the
 * others wait for it and get the same invoice. Throws `not-found`, `quote-not-accepted`.
 */
export const convertQuote = async (
  req: PayloadRequest,
  id: ID,
  now: Date = new Date(),
): Promise<{ quote: Quote; invoice: Invoice; isNew: boolean }> => {
  const made = await inTransaction(req, async (tx) => {
    const claimed = await claim(
      tx,
      'quotes',
      { and: [{ id: { equals: id } }, { status: { equals: 'accepted' } }] },
      { status: 'converted', statusRank: quoteRank.converted, convertedAt: now.toISOString() },
    )
    const quote = claimed && (await findById(tx, 'quotes', id))
    if (!quote) return null
    const invoice = await writeInvoice(tx, quote)
    await claim(tx, 'quotes', { id: { equals: id } }, { invoice: invoice.id })
    await recordEvent(tx, {
      type: 'quote-converted',
      client: quote.client,
      quote: quote.id,
      invoice: invoice.id,
      data: { number: quote.number },
    })
    return { quote: { ...quote, invoice: invoice.id }, invoice, isNew: true }
  })
  if (made) return made
  const quote = await findById(req, 'quotes', id)
  if (!quote) throw new PortalError('not-found')
  const invoice = quote.invoice ? await findById(req, 'invoices', quote.invoice) : null
  if (quote.status !== 'converted' || !invoice) throw new PortalError('quote-not-accepted')
  return { quote, invoice, isNew: false }
}

/** Longer than a conversion can take: who dies with one in hand loses it to the next look. */
const HELD_MS = 5 * 60_000

/** A draft whose sending staff has taken in hand meanwhile, or has thrown away, is no failure. */
const isDone = (error: unknown): boolean =>
  isPortalError(error) && (error.code === 'already-sent' || error.code === 'not-found')

const convertOne = async (req: PayloadRequest, { id, conversion }: Quote, now: Date): Promise<void> => {
  const { invoice } = await convertQuote(req, id, now)
  if (conversion !== 'send') return
  try {
    await sendInvoice(req, invoice.id, {}, now)
  } catch (error) {
    if (!isDone(error)) throw error
  }
}

/**
 * What setting `convertAcceptedQuotes` asks for, in a step of its own after the acceptance: whoever takes a quote in hand
 * moves its due time on, so that nobody else does meanwhile, and so that it is tried again if the process dies. Both of
 * its deeds are done once however often they are tried.
 */
export const convertWaiting = async (req: PayloadRequest, now: Date = new Date()): Promise<void> => {
  const due: Where = {
    and: [{ conversion: { exists: true } }, { conversionDueAt: { less_than_equal: now.toISOString() } }],
  }
  const waiting = await findMany(req, 'quotes', {
    where: due,
    sort: ['conversionDueAt', 'id'],
    limit: 50,
    select: { conversion: true },
  })
  for (const { id } of waiting) {
    const held = await claim(
      req,
      'quotes',
      { and: [{ id: { equals: id } }, due] },
      { conversionDueAt: new Date(now.getTime() + HELD_MS).toISOString(), conversionAttempts: { $inc: 1 } },
    )
    if (!held) continue
    try {
      await convertOne(req, held, now)
      await claim(req, 'quotes', { id: { equals: id } }, { conversion: null, conversionDueAt: null })
    } catch (error) {
      req.payload.logger.error({ err: error, msg: `payload-client-portal: quote ${id} is no invoice yet.` })
      const next = nextAttempt(held.conversionAttempts ?? 1, now).toISOString()
      await claim(
        req,
        'quotes',
        { and: [{ id: { equals: id } }, { conversion: { exists: true } }] },
        { conversionDueAt: next },
      )
    }
  }
}
