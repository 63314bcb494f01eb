import type { PayloadRequest } from 'payload'

import { recordEvent } from '../access/trail.ts'
import { PortalError } from '../errors.ts'
import type { Email, ID, Invoice } from '../records.ts'
import { claim, create, findById, findMany } from '../store.ts'
import { inTransaction } from '../transaction.ts'
import { copiedLines, issueCreditNote, remainderOf, wholeOf } from './issueCreditNote.ts'
import { prepareNumber } from './documentNumber.ts'
import { mailDocument } from './mailDocument.ts'
import { onFileOnly, recipientsOf } from './recipients.ts'
import { completeSettings } from './sendDraft.ts'
import { lockIssuedInvoice, settleInvoice } from './settleInvoice.ts'
import { wakeOutbox } from './wakeOutbox.ts'

export interface VoidInput {
  reason?: string | null
  /** Whether the client gets the credit note by mail. Default: true. */
  notify?: boolean
}

interface Voided {
  invoice: Invoice
  creditNote: Invoice
  mails: Email[]
}

const voidInTransaction = async (
  tx: PayloadRequest,
  id: ID,
  input: VoidInput,
  settings: Awaited<ReturnType<typeof completeSettings>>,
  now: Date,
): Promise<Voided> => {
  const locked = await lockIssuedInvoice(tx, id)
  if (!locked) throw new PortalError((await findById(tx, 'invoices', id)) ? 'not-sent' : 'not-found')
  if (locked.kind === 'credit-note') throw new PortalError('is-credit-note')
  if (locked.status === 'void') throw new PortalError('already-void')
  const invoice = await findById(tx, 'invoices', id)
  const client = invoice && (await findById(tx, 'clients', invoice.client))
  if (!invoice || !client) throw new PortalError('not-found')

  const earlier = await findMany(tx, 'invoices', {
    where: { and: [{ corrects: { equals: id } }, { sentAt: { exists: true } }] },
  })
  await claim(tx, 'invoices', { id: { equals: id } }, { voidedAt: now.toISOString() })
  const issued = await issueCreditNote(tx, {
    invoice,
    credited: earlier.length > 0 ? remainderOf(invoice, earlier) : wholeOf(invoice),
    reason: input.reason,
    settings,
    now,
  })
  // Also where nothing was left to credit: the status follows from `voidedAt`.
  const settled = await settleInvoice(tx, id, now)
  await recordEvent(tx, {
    type: 'invoice-voided',
    client: client.id,
    invoice: invoice.id,
    data: { creditNote: issued.invoice.number, reason: input.reason ?? undefined },
  })
  const mails =
    input.notify === false
      ? []
      : await mailDocument(tx, {
          document: issued.invoice,
          client,
          settings,
          recipients: recipientsOf(client, onFileOnly(client, invoice.recipients)),
          now,
        })
  return { invoice: settled, creditNote: issued.invoice, mails }
}

/**
 * Voids an issued invoice by a credit note over all that is left of it; the invoice itself stays as it was issued. What
 * had been paid becomes the client's credit. The invoice's row lock makes the second of two at once see `already-void`.
 *
 * Throws `not-found`, `not-sent`, `already-void`, `is-credit-note`, `settings-incomplete`.
 */
export const voidInvoice = async (
  req: PayloadRequest,
  id: ID,
  input: VoidInput = {},
  now: Date = new Date(),
): Promise<Voided> => {
  const settings = await completeSettings(req)
  await prepareNumber(req, settings, 'credit-note', now)
  const voided = await inTransaction(req, (tx) => voidInTransaction(tx, id, input, settings, now))
  wakeOutbox(req.payload)
  return voided
}

/**
 * Voids an invoice and opens a new draft with the old lines. The draft and the void stand or fall together.
 * Throws as `voidInvoice`.
 */
export const reviseInvoice = async (
  req: PayloadRequest,
  id: ID,
  input: VoidInput = {},
  now: Date = new Date(),
): Promise<Voided & { draft: Invoice }> => {
  const settings = await completeSettings(req)
  await prepareNumber(req, settings, 'credit-note', now)
  const revised = await inTransaction(req, async (tx) => {
    const voided = await voidInTransaction(tx, id, input, settings, now)
    const draft = await copyAsDraft(tx, id, { revises: id })
    await claim(tx, 'invoices', { id: { equals: id } }, { revisedBy: draft.id })
    return { ...voided, draft }
  })
  wakeOutbox(req.payload)
  return revised
}

/** A new draft with an existing document's lines; days and numbers are its own. */
export const copyAsDraft = async (
  req: PayloadRequest,
  id: ID,
  extra: Partial<Pick<Invoice, 'revises'>> = {},
): Promise<Invoice> => {
  const original = await findById(req, 'invoices', id)
  if (!original) throw new PortalError('not-found')
  const isNote = original.kind === 'credit-note'
  return create(req, 'invoices', {
    kind: original.kind,
    corrects: isNote ? original.corrects : null,
    reason: isNote ? original.reason : null,
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
}
