import type { CollectionBeforeChangeHook } from 'payload'

import type { Invoice, Line, Quote } from '../../records.ts'
import { claim } from '../../store.ts'
import { apiProblem } from './problem.ts'

/** What a person writes, beside the lines. */
const frozenInBoth = ['client', 'currency', 'discountPercent', 'withholdingPercent', 'reference', 'notes'] as const

/** What only operations write, also where the Local API skips field access. */
const operatedInBoth = [
  'number',
  'status',
  'statusRank',
  'issueDate',
  'sentAt',
  'viewedAt',
  'views',
  'revises',
  'revisedBy',
  'snapshot',
  'pdf',
  'pdfSha256',
  'pdfWarnings',
  'replyKey',
] as const

const figuresInBoth = ['subtotal', 'discountTotal', 'taxes', 'withholding', 'total'] as const

interface Guarded<Field extends string = string> {
  frozen: readonly Field[]
  operated: readonly Field[]
  figures: readonly Field[]
}

const invoices: Guarded<keyof Invoice> = {
  frozen: [...frozenInBoth, 'kind', 'corrects', 'reason', 'supplyDate', 'dueDate'],
  operated: [...operatedInBoth, 'paidAt', 'voidedAt', 'quote'],
  figures: [...figuresInBoth, 'amountPaid', 'amountCredited', 'amountDue'],
}

const quotes: Guarded<keyof Quote> = {
  frozen: [...frozenInBoth, 'validUntil'],
  operated: [
    ...operatedInBoth,
    'revision',
    'acceptedAt',
    'acceptedName',
    'acceptedVia',
    'acceptedEmail',
    'acceptedIp',
    'acceptedUserAgent',
    'acceptedHash',
    'declinedAt',
    'declinedEmail',
    'declineReason',
    'invoice',
    'convertedAt',
    'conversion',
    'conversionDueAt',
    'conversionAttempts',
  ],
  figures: figuresInBoth,
}

const guarded: Record<'invoices' | 'quotes', Guarded> = { invoices, quotes }

const written = (lines: Line[] | undefined) =>
  (lines ?? []).map((line) => [
    line.description,
    line.quantity,
    line.unitPrice,
    line.discountPercent ?? 0,
    line.taxRate ?? 0,
    line.taxCategory ?? 'standard',
  ])

type Stored = Record<string, unknown> & { lines?: Line[] }

const differs = (frozen: readonly string[], before: Stored, after: Stored): boolean =>
  frozen.some((field) => (before[field] ?? '') !== (after[field] ?? '')) ||
  JSON.stringify(written(before.lines)) !== JSON.stringify(written(after.lines))

const picked = (document: Stored, fields: readonly string[]) =>
  Object.fromEntries(fields.map((field) => [field, document[field] ?? null]))

/**
 * What is issued stays as it is, whoever saves: only operations move it. The row is locked before it is written, in the
 * save's own transaction: a save that began before a send can't overwrite what was sent, and one that began before a
 * payment or an acceptance can't write back what stood there then, since Payload writes every field of what it read at
 * first.
 */
export const refuseIssuedChanges = (kind: 'invoices' | 'quotes'): CollectionBeforeChangeHook => {
  const { frozen, operated, figures } = guarded[kind]
  return async ({ data, originalDoc, operation, req }) => {
    if (operation !== 'update') return data as unknown
    const before = originalDoc as Stored & Pick<Invoice, 'id' | 'sentAt'>
    if (before.sentAt) {
      if (differs(frozen, before, data as Stored)) throw apiProblem(req, 'already-sent')
      const current = await claim(req, kind, { id: { equals: before.id } }, {})
      if (!current) throw apiProblem(req, 'not-found')
      // The rest is the host's: fields of its own may change at any time.
      const kept = { lines: before.lines, shared: before.shared, ...picked(before, frozen) }
      const row = current as unknown as Stored
      return { ...data, ...kept, ...picked(row, operated), ...picked(row, figures) } as unknown
    }
    const draft = await claim(req, kind, { id: { equals: before.id }, sentAt: { exists: false } }, {})
    if (!draft) throw apiProblem(req, 'already-sent')
    return { ...data, ...picked(draft as unknown as Stored, operated) } as unknown
  }
}
