import type { PayloadRequest } from 'payload'

import { recordEvent } from '../access/trail.ts'
import { addDays, dayOf } from '../domain/days.ts'
import { invoiceStatus, statusRank } from '../domain/invoiceStatus.ts'
import { formatMoney } from '../domain/money.ts'
import { storedDay } from '../domain/storedDay.ts'
import { PortalError } from '../errors.ts'
import type { BusinessSettings, Client, DocumentSnapshot, ID, Invoice, Totals } from '../records.ts'
import { claim, findById } from '../store.ts'
import { businessDay } from './businessDay.ts'
import { nextNumber } from './documentNumber.ts'
import { documentSnapshot, documentTotals } from './documentSnapshot.ts'
import { lockIssuedInvoice, settleInvoice } from './settleInvoice.ts'

/** The invoice a credit note corrects, locked, and checked to leave enough to credit. */
const lockCorrected = async (tx: PayloadRequest, note: Invoice): Promise<Invoice> => {
  const corrected = note.corrects ? await lockIssuedInvoice(tx, note.corrects) : null
  if (corrected?.kind !== 'invoice') throw new PortalError('corrects-missing')
  if (String(corrected.client) !== String(note.client)) throw new PortalError('wrong-client')
  if (corrected.currency !== note.currency) throw new PortalError('wrong-currency', { value: corrected.currency })
  const left = corrected.total - corrected.amountCredited
  if (note.total > left) throw new PortalError('credit-exceeds', { value: formatMoney(left, note.currency, 'en') })
  return corrected
}

const dueDayOf = (invoice: Invoice, settings: BusinessSettings, issueDate: string): string | null => {
  if (invoice.kind === 'credit-note') return null
  const given = invoice.dueDate ? dayOf(invoice.dueDate) : null
  const due = given ?? addDays(issueDate, settings.paymentTermsDays)
  if (due < issueDate) throw new PortalError('due-before-issue')
  return due
}

export interface IssuedDocument {
  invoice: Invoice
  client: Client
  snapshot: DocumentSnapshot
}

/**
 * Issues a draft inside the caller's transaction: claims it, gives it its number and freezes what it shows. Only one of
 * many at once gets past the claim; the others wait for it and then see `already-sent`.
 *
 * Order of locks, the same everywhere: document, corrected invoice, counter.
 */
export const issueDocument = async (
  tx: PayloadRequest,
  id: ID,
  { settings, now, totals }: { settings: BusinessSettings; now: Date; totals?: Totals & { lineAmounts: number[] } },
): Promise<IssuedDocument> => {
  const sentAt = now.toISOString()
  const claimed = await claim(
    tx,
    'invoices',
    { and: [{ id: { equals: id } }, { sentAt: { exists: false } }] },
    { sentAt },
  )
  if (!claimed) throw new PortalError((await findById(tx, 'invoices', id)) ? 'already-sent' : 'not-found')
  const invoice = await findById(tx, 'invoices', id)
  const client = invoice && (await findById(tx, 'clients', invoice.client))
  if (!invoice || !client) throw new PortalError('not-found')
  if (invoice.lines.length === 0) throw new PortalError('no-lines')

  const issueDate = businessDay(settings, now)
  const dueDate = dueDayOf(invoice, settings, issueDate)
  const figures = totals ?? documentTotals(invoice, settings)
  if (figures.total < 0) throw new PortalError('negative-total')
  const corrected =
    invoice.kind === 'credit-note' ? await lockCorrected(tx, { ...invoice, total: figures.total }) : null
  const number = await nextNumber(tx, settings, invoice.kind, issueDate)
  const snapshot = documentSnapshot({
    kind: invoice.kind,
    document: invoice,
    supplyDate: invoice.supplyDate,
    reason: invoice.reason,
    client,
    settings,
    number,
    issueDate,
    dueDate,
    corrected,
    totals: figures,
  })
  const amountDue = invoice.kind === 'credit-note' ? 0 : figures.total
  const stored = dueDate ? storedDay(dueDate) : null
  const status = invoiceStatus(
    {
      kind: invoice.kind,
      sentAt,
      voidedAt: null,
      total: figures.total,
      amountCredited: 0,
      amountDue,
      dueDate: stored,
    },
    issueDate,
  )
  const { subtotal, discountTotal, taxes, withholding, total } = figures
  await claim(
    tx,
    'invoices',
    { id: { equals: id } },
    {
      number,
      status,
      statusRank: statusRank[status],
      issueDate: storedDay(issueDate),
      dueDate: stored,
      subtotal,
      discountTotal,
      taxes,
      withholding,
      total,
      amountDue,
      amountPaid: 0,
      amountCredited: 0,
      shared: false,
      paidAt: status === 'paid' ? sentAt : null,
      snapshot,
    },
  )
  if (corrected) await settleInvoice(tx, corrected.id, now)
  await recordEvent(tx, {
    type: invoice.kind === 'credit-note' ? 'credit-note-issued' : 'invoice-sent',
    client: client.id,
    invoice: invoice.id,
    data: { number, total, currency: invoice.currency, corrects: corrected?.number ?? undefined },
  })
  const issued = await findById(tx, 'invoices', id)
  if (!issued) throw new PortalError('not-found')
  return { invoice: issued, client, snapshot }
}
