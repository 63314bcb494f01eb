import type { PayloadRequest } from 'payload'

import { recordEvent } from '../access/trail.ts'
import { canReviseQuote } from '../domain/quoteStatus.ts'
import { PortalError, type ErrorCode } from '../errors.ts'
import type { ID, Quote } from '../records.ts'
import { claim, create, findById } from '../store.ts'
import { inTransaction } from '../transaction.ts'
import { copiedLines } from './issueCreditNote.ts'

/** Why nothing can be changed about a quote any more. */
export const closedBecause = ({ status, revisedBy }: Pick<Quote, 'status' | 'revisedBy'>): ErrorCode => {
  if (status === 'converted') return 'quote-converted'
  if (status === 'accepted') return 'quote-accepted'
  if (status === 'draft') return 'not-sent'
  if (revisedBy) return 'quote-superseded'
  return status === 'declined' ? 'quote-declined' : 'quote-expired'
}

/** A new draft with an existing quote's lines; days and number are its own. */
export const copyQuote = (
  req: PayloadRequest,
  original: Quote,
  extra: Partial<Pick<Quote, 'revises' | 'revision'>> = {},
): Promise<Quote> =>
  create(req, 'quotes', {
    client: original.client,
    recipients: original.recipients ?? [],
    currency: original.currency,
    lines: copiedLines(original.lines),
    discountPercent: original.discountPercent ?? null,
    withholdingPercent: original.withholdingPercent ?? null,
    reference: original.reference ?? null,
    notes: original.notes ?? null,
    ...extra,
  })

/**
 * Opens a draft in the place of a quote nobody has agreed to. From then on the earlier one can no longer be accepted; it
 * stays as it was sent, and deleting the draft makes it acceptable again. The row's lock lets an acceptance that comes at
 * the same moment win or lose as a whole.
 *
 * Throws `not-found`, `not-sent`, `quote-accepted`, `quote-converted`, `quote-superseded`.
 */
export const reviseQuote = async (req: PayloadRequest, id: ID): Promise<{ quote: Quote; draft: Quote }> =>
  inTransaction(req, async (tx) => {
    if (!(await claim(tx, 'quotes', { id: { equals: id } }, {}))) throw new PortalError('not-found')
    const quote = await findById(tx, 'quotes', id)
    if (!quote) throw new PortalError('not-found')
    if (!canReviseQuote(quote)) throw new PortalError(closedBecause(quote))
    const draft = await copyQuote(tx, quote, { revises: quote.id, revision: (quote.revision || 1) + 1 })
    await claim(tx, 'quotes', { id: { equals: id } }, { revisedBy: draft.id })
    await recordEvent(tx, {
      type: 'quote-revised',
      client: quote.client,
      quote: quote.id,
      data: { number: quote.number, draft: draft.id },
    })
    return { quote: { ...quote, revisedBy: draft.id }, draft }
  })
