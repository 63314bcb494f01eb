import type { CollectionBeforeValidateHook } from 'payload'

import { getPortalOptions } from '../../../context.ts'
import { manyLines } from '../../../domain/plainText.ts'
import { makeKey } from '../../../domain/token.ts'
import { checkLines, computeTotals } from '../../../domain/totals.ts'
import type { Invoice, InvoiceKind, Line, LineInput, TaxCategory } from '../../../records.ts'
import { findById, readSettings } from '../../../store.ts'
import { errorText, fieldProblem, lineProblem } from '../../../translations/errorText.ts'
import { apiProblem, fieldProblems } from '../../hooks/problem.ts'

/** So that Payload's own check of a choice, which passes over what is no text, sees numbers and lists too. */
const asText = (value: unknown): string => String(value)

const cleanLine = (line: Partial<Line>): LineInput => ({
  description: typeof line.description === 'string' ? manyLines(line.description) : '',
  quantity: line.quantity ?? Number.NaN,
  unitPrice: line.unitPrice ?? Number.NaN,
  discountPercent: line.discountPercent ?? null,
  taxRate: line.taxRate ?? null,
  taxCategory: asText(line.taxCategory ?? 'standard') as TaxCategory,
})

const isPercent = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'number' && value >= 0 && value <= 100)

/**
 * Checks a draft's lines and writes its totals: the server's own arithmetic, whatever was sent along. Issued documents
 * pass untouched; their figures never move again.
 */
export const computeDraft: CollectionBeforeValidateHook = async ({ data, originalDoc, operation, req }) => {
  const before = originalDoc as Invoice | undefined
  if (!data || before?.sentAt) return data as unknown
  const draft = data as Partial<Invoice>
  const { limits, slugs } = getPortalOptions(req.payload)
  // A credit note that voids an invoice of before takes all its lines, whatever the limit is now.
  const maxLines = req.context.portalVoiding ? Math.max(limits.linesPerDocument, 10_000) : limits.linesPerDocument
  const language = req.i18n.language

  const rows: Partial<Line>[] = Array.isArray(draft.lines) ? draft.lines : []
  const given: unknown = draft.lines ?? []
  const input = rows.slice(0, maxLines + 1).map(cleanLine)
  const problems = checkLines(input, { maxLines }).map(({ path, code }) => ({
    path,
    message: lineProblem(code, language, { limit: String(maxLines) }),
  }))
  if (!Array.isArray(given)) problems.push({ path: 'lines', message: errorText('bad-request', language) })
  for (const field of ['discountPercent', 'withholdingPercent'] as const) {
    if (!isPercent(draft[field])) problems.push({ path: field, message: fieldProblem('percent', language) })
  }
  // Ids that are none, or of nothing: the database's own answer to those would be a 500.
  for (const [field, kind] of [
    ['client', 'clients'],
    ['corrects', 'invoices'],
  ] as const) {
    const id = draft[field]
    if (!id || String(id) === String(before?.[field])) continue
    if (!(await findById(req, kind, id))) problems.push({ path: field, message: errorText('not-found', language) })
  }
  if (problems.length > 0) throw fieldProblems(req, slugs.invoices, problems)

  const totals = computeTotals({
    lines: input,
    discountPercent: draft.discountPercent,
    withholdingPercent: draft.withholdingPercent,
  })
  if (totals.total < 0) throw apiProblem(req, 'negative-total')

  return {
    ...draft,
    kind: asText(draft.kind ?? 'invoice') as InvoiceKind,
    currency: draft.currency || (await defaultCurrency(req, draft.client)),
    lines: rows.map((row, index) => ({ ...row, ...input[index], amount: totals.lineAmounts[index] ?? 0 })),
    subtotal: totals.subtotal,
    discountTotal: totals.discountTotal,
    taxes: totals.taxes,
    withholding: totals.withholding,
    total: totals.total,
    amountPaid: 0,
    amountCredited: 0,
    amountDue: 0,
    ...(operation === 'create' ? { status: 'draft', statusRank: 0, replyKey: makeKey() } : {}),
  }
}

const defaultCurrency = async (req: Parameters<typeof readSettings>[0], client: unknown): Promise<string> =>
  (await findById(req, 'clients', client))?.currency || (await readSettings(req)).currency
