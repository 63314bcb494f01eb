import type { PayloadRequest } from 'payload'

import { getPortalOptions } from '../../context.ts'
import { manyLines } from '../../domain/plainText.ts'
import { checkLines, computeTotals } from '../../domain/totals.ts'
import type { Line, LineInput, TaxCategory, WrittenDocument } from '../../records.ts'
import type { CollectionKey } from '../../slugs.ts'
import { findById, readSettings } from '../../store.ts'
import { errorText, fieldProblem, lineProblem } from '../../translations/errorText.ts'
import { apiProblem, fieldProblems } from './problem.ts'

/** So that Payload's own check of a choice, which passes over what is no text, sees numbers and lists too. */
export const asText = (value: unknown): string => String(value)

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

export interface DraftRules {
  kind: 'invoices' | 'quotes'
  draft: Partial<WrittenDocument>
  before: Partial<WrittenDocument> | undefined
  /** Fields that hold other records' ids. */
  relations: readonly (readonly [field: string, kind: CollectionKey])[]
}

const defaultCurrency = async (req: PayloadRequest, client: unknown): Promise<string> =>
  (await findById(req, 'clients', client))?.currency || (await readSettings(req)).currency

/**
 * Checks a draft's lines and answers what is computed of them: the server's own arithmetic, whatever was sent along.
 * Throws at the fields.
 */
export const computedDraft = async (
  req: PayloadRequest,
  { kind, draft, before, relations }: DraftRules,
): Promise<Partial<WrittenDocument>> => {
  const { limits, slugs } = getPortalOptions(req.payload)
  // A document made of another one takes all its lines, whatever the limit is now.
  const maxLines = req.context.portalVoiding ? Math.max(limits.linesPerDocument, 10_000) : limits.linesPerDocument
  const language = req.i18n.language

  const rows: Partial<Line>[] = Array.isArray(draft.lines) ? draft.lines : []
  const given: unknown = draft.lines ?? []
  const input = rows.map(cleanLine)
  const problems = checkLines(input.slice(0, maxLines + 1), { maxLines }).map(({ path, code }) => ({
    path,
    message: lineProblem(code, language, { limit: String(maxLines) }),
  }))
  if (!Array.isArray(given)) problems.push({ path: 'lines', message: errorText('bad-request', language) })
  for (const field of ['discountPercent', 'withholdingPercent'] as const) {
    if (!isPercent(draft[field])) problems.push({ path: field, message: fieldProblem('percent', language) })
  }
  // Ids that are none, or of nothing: the database's own answer to those would be a 500.
  for (const [field, target] of relations) {
    const id = (draft as Record<string, unknown>)[field]
    if (!id || asText(id) === asText((before as Record<string, unknown> | undefined)?.[field])) continue
    if (!(await findById(req, target, id))) problems.push({ path: field, message: errorText('not-found', language) })
  }
  if (problems.length > 0) throw fieldProblems(req, slugs[kind], problems)

  const { lineAmounts, ...totals } = computeTotals({
    lines: input,
    discountPercent: draft.discountPercent,
    withholdingPercent: draft.withholdingPercent,
  })
  if (totals.total < 0) throw apiProblem(req, 'negative-total')
  return {
    ...totals,
    currency: draft.currency || (await defaultCurrency(req, draft.client)),
    lines: input.map((line, index) => ({ ...rows[index], ...line, amount: lineAmounts[index] ?? 0 })),
  }
}
