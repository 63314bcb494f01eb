import type { CollectionBeforeChangeHook } from 'payload'

import type { Invoice, Line } from '../../../records.ts'
import { claim } from '../../../store.ts'
import { apiProblem } from '../../hooks/problem.ts'

const frozen = [
  'kind',
  'corrects',
  'reason',
  'client',
  'currency',
  'discountPercent',
  'withholdingPercent',
  'reference',
  'notes',
  'supplyDate',
  'dueDate',
] as const satisfies (keyof Invoice)[]

const written = (lines: Line[] | undefined) =>
  (lines ?? []).map((line) => [
    line.description,
    line.quantity,
    line.unitPrice,
    line.discountPercent ?? 0,
    line.taxRate ?? 0,
    line.taxCategory ?? 'standard',
  ])

const differs = (before: Partial<Invoice>, after: Partial<Invoice>): boolean =>
  frozen.some((field) => (before[field] ?? '') !== (after[field] ?? '')) ||
  JSON.stringify(written(before.lines)) !== JSON.stringify(written(after.lines))

/** What only operations write, also where the Local API skips field access. */
const operated = [
  'number',
  'status',
  'statusRank',
  'issueDate',
  'sentAt',
  'viewedAt',
  'views',
  'paidAt',
  'voidedAt',
  'revises',
  'revisedBy',
  'snapshot',
  'pdf',
  'pdfSha256',
  'pdfWarnings',
  'replyKey',
] as const satisfies (keyof Invoice)[]

const figures = [
  'subtotal',
  'discountTotal',
  'taxes',
  'withholding',
  'total',
  'amountPaid',
  'amountCredited',
  'amountDue',
] as const satisfies (keyof Invoice)[]

const picked = (invoice: Invoice, fields: readonly (keyof Invoice)[]) =>
  Object.fromEntries(fields.map((field) => [field, invoice[field] ?? null]))

/**
 * What is issued stays as it is, whoever saves: only operations move it. The row is locked before it is written, in the
 * save's own transaction: a save that began before a send can't overwrite what was sent, and one that began before a
 * payment can't write back what was owed then, since Payload writes every field of what it read at first.
 */
export const refuseIssuedChanges: CollectionBeforeChangeHook = async ({ data, originalDoc, operation, req }) => {
  if (operation !== 'update') return data as unknown
  const before = originalDoc as Invoice
  if (before.sentAt) {
    if (differs(before, data as Partial<Invoice>)) throw apiProblem(req, 'already-sent')
    const current = await claim(req, 'invoices', { id: { equals: before.id } }, {})
    if (!current) throw apiProblem(req, 'not-found')
    // The rest is the host's: fields of its own may change at any time.
    const kept = { lines: before.lines, shared: before.shared, ...picked(before, frozen) }
    return { ...data, ...kept, ...picked(current, operated), ...picked(current, figures) } as unknown
  }
  const draft = await claim(req, 'invoices', { id: { equals: before.id }, sentAt: { exists: false } }, {})
  if (!draft) throw apiProblem(req, 'already-sent')
  return { ...data, ...picked(draft, operated) } as unknown
}
