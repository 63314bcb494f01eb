import type { Where } from 'payload'
import { describe, expect, it } from 'vitest'

import { sqlWhere } from '../../src/queries/sqlWhere.ts'

const table = { name: '"invoices"', column: (field: string) => `"${field}"` }

describe('a condition in SQL', () => {
  it('says what Payload’s says', () => {
    const conditions: Where[] = [
      { client: { equals: 7 }, status: { not_equals: 'draft' } },
      { or: [{ shared: { equals: true } }, { and: [{ id: { greater_than: 5 } }, { corrects: { exists: false } }] }] },
      { issueDate: { greater_than_equal: '2026-01-01T00:00:00.000Z', less_than: '2027-01-01T00:00:00.000Z' } },
      { id: { in: [3, 'a-b'] } },
      { id: { in: [] } },
    ]
    expect(conditions.map((where) => sqlWhere(where, table))).toEqual([
      `("client" = 7 and ("status" <> 'draft' or "status" is null))`,
      `("shared" = true or ("id" > 5 and "corrects" is null))`,
      `("issueDate" >= '2026-01-01T00:00:00.000Z' and "issueDate" < '2027-01-01T00:00:00.000Z')`,
      `"id" in (3, 'a-b')`,
      `1 = 0`,
    ])
  })

  it('is none where a person’s words would stand in it, or one that means nothing', () => {
    const conditions: Where[] = [
      { number: { contains: 'INV' } },
      { number: { equals: `x' or '1' = '1` } },
      { id: { in: [1, `2); drop table invoices; --`] } },
      { issueDate: { less_than: `2026-01-01T00:00:00.000Z' or 1=1 --` } },
      { total: { equals: Number.NaN } },
      { or: [{ client: { equals: 7 } }, { number: { like: 'x' } }] },
      {},
    ]
    expect(conditions.map((where) => sqlWhere(where, table))).toEqual(conditions.map(() => null))
  })
})
