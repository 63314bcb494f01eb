import type { PayloadRequest } from 'payload'

import { recordEvent } from '../access/trail.ts'
import { PortalError } from '../errors.ts'
import type { Email, ID, Invoice, Line, TaxGroup, Totals } from '../records.ts'
import { claim, create, findById, findMany } from '../store.ts'
import { inTransaction } from '../transaction.ts'
import { issueDocument, prepareNumber } from './issueDocument.ts'
import { mailDocument } from './mailDocument.ts'
import { recipientsOf } from './recipients.ts'
import { completeSettings } from './sendInvoice.ts'
import { lockIssuedInvoice, settleInvoice } from './settleInvoice.ts'
import { wakeOutbox } from './wakeOutbox.ts'

const copiedLines = (lines: Line[]): Line[] => lines.map(({ id: _id, amount: _amount, ...line }) => line)

const sameGroup = (a: TaxGroup, b: TaxGroup): boolean => a.category === b.category && a.rate === b.rate

/**
 * What is left of an invoice after the credit notes it already has: one line per tax group, with exactly the remaining
 * figures. A note may have credited at another rate than the invoice's: that group is left with the opposite sign, so
 * that the figures still add up.
 */
export const remainderOf = (
  invoice: Invoice,
  earlier: Pick<Invoice, 'taxes' | 'withholding' | 'total'>[],
): { lines: Line[]; totals: Totals & { lineAmounts: number[] } } => {
  const credited = earlier.flatMap((note) => note.taxes)
  const groups = [...invoice.taxes]
  for (const tax of credited) {
    if (!groups.some((group) => sameGroup(group, tax))) groups.push({ ...tax, base: 0, amount: 0 })
  }
  const taxes = groups.map((group) => {
    const same = credited.filter((tax) => sameGroup(group, tax))
    return {
      ...group,
      base: group.base - same.reduce((sum, tax) => sum + tax.base, 0),
      amount: group.amount - same.reduce((sum, tax) => sum + tax.amount, 0),
    }
  })
  const total = invoice.total - earlier.reduce((sum, note) => sum + note.total, 0)
  const withholding = invoice.withholding - earlier.reduce((sum, note) => sum + note.withholding, 0)
  const lineAmounts = taxes.map((group) => group.base)
  const lines = taxes.map((group) => ({
    description: invoice.number ?? '',
    quantity: 1,
    unitPrice: group.base,
    taxRate: group.rate,
    taxCategory: group.category,
  }))
  const subtotal = lineAmounts.reduce((sum, amount) => sum + amount, 0)
  return { lines, totals: { subtotal, discountTotal: 0, taxes, withholding, total, lineAmounts } }
}

/** All of an invoice, in the figures it was issued with: how they were computed then no longer matters. */
const whole = (invoice: Invoice): { lines: Line[]; totals: Totals & { lineAmounts: number[] } } => {
  const { subtotal, discountTotal, taxes, withholding, total, lines } = invoice
  const lineAmounts = lines.map((line) => line.amount ?? 0)
  return { lines: copiedLines(lines), totals: { subtotal, discountTotal, taxes, withholding, total, lineAmounts } }
}

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
  const rest = earlier.length > 0 ? remainderOf(invoice, earlier) : whole(invoice)
  const isPartial = earlier.length > 0
  tx.context.portalVoiding = true
  const note = await create(tx, 'invoices', {
    kind: 'credit-note',
    corrects: invoice.id,
    reason: input.reason?.trim() || null,
    client: client.id,
    recipients: invoice.recipients ?? [],
    currency: invoice.currency,
    supplyDate: invoice.supplyDate ?? invoice.issueDate ?? null,
    lines: rest.lines,
    discountPercent: isPartial ? null : invoice.discountPercent,
    withholdingPercent: isPartial ? null : invoice.withholdingPercent,
    reference: invoice.reference ?? null,
  })
  delete tx.context.portalVoiding
  await claim(tx, 'invoices', { id: { equals: id } }, { voidedAt: now.toISOString() })
  const issued = await issueDocument(tx, note.id, { settings, now, totals: rest.totals })
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
          invoice: issued.invoice,
          client,
          settings,
          recipients: recipientsOf(client, onFileOnly(client, invoice.recipients)),
          now,
        })
  return { invoice: settled, creditNote: issued.invoice, mails }
}

/** Recipients of years ago may have left the client; those who are still there get the credit note. */
const onFileOnly = (client: Parameters<typeof recipientsOf>[0], recipients: string[] | null | undefined): string[] =>
  (recipients ?? []).filter((address) => {
    try {
      return recipientsOf(client, [address]).length > 0
    } catch {
      return false
    }
  })

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
