import type { Where } from 'payload'

import { literal, type SqlTable } from './sqlTables.ts'

const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]{1,15}Z$/

/** A value in a statement, or null for what has no business there: anything that a person may have typed. */
const valueOf = (value: unknown): string | null => {
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'number' && Number.isSafeInteger(value)) return literal(value)
  if (typeof value !== 'string') return null
  if (INSTANT.test(value)) return `'${value}'`
  return /^[\w-]{1,64}$/.test(value) ? literal(value) : null
}

const comparisons: Readonly<Record<string, string>> = {
  equals: '=',
  greater_than: '>',
  greater_than_equal: '>=',
  less_than: '<',
}

const conditionOf = (column: string, operator: string, value: unknown): string | null => {
  if (operator === 'exists' && typeof value === 'boolean') return `${column} is ${value ? 'not ' : ''}null`
  if (operator === 'in' && Array.isArray(value)) {
    const values = value.map(valueOf)
    if (values.includes(null)) return null
    return values.length === 0 ? '1 = 0' : `${column} in (${values.join(', ')})`
  }
  const given = valueOf(value)
  if (given === null) return null
  // As Payload has it: what is not there is not equal either.
  if (operator === 'not_equals') return `(${column} <> ${given} or ${column} is null)`
  const sign = comparisons[operator]
  return sign === undefined ? null : `${column} ${sign} ${given}`
}

const allOf = (parts: (string | null)[], word: 'and' | 'or'): string | null => {
  const [only] = parts
  if (parts.includes(null) || only === undefined) return null
  return parts.length === 1 ? only : `(${parts.join(` ${word} `)})`
}

/**
 * Our own conditions in SQL, so that they are written once and mean the same in both. Null for everything else, searches
 * for words above all: those go through the adapter.
 */
export const sqlWhere = (where: Where, table: SqlTable): string | null =>
  allOf(
    Object.entries(where).map(([field, given]) => {
      if ((field === 'and' || field === 'or') && Array.isArray(given))
        return allOf(
          given.map((each) => sqlWhere(each, table)),
          field,
        )
      if (typeof given !== 'object' || Array.isArray(given)) return null
      const column = table.column(field)
      return allOf(
        Object.entries(given).map(([operator, value]) => conditionOf(column, operator, value)),
        'and',
      )
    }),
    'and',
  )
