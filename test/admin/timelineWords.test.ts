import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import ts from 'typescript'
import { describe, expect, it } from 'vitest'

import { adminUrls } from '../../src/admin/adminUrls.ts'
import { eventEntry, type TimelineContext } from '../../src/admin/timeline/entries.ts'
import { defaultSlugs } from '../../src/slugs.ts'
import { admin as en } from '../../src/translations/en/admin.ts'
import { admin as es } from '../../src/translations/es/admin.ts'

/** Every text an expression may stand for: literals, both ends of a condition, constants of the same file. */
const textsOf = (expression: ts.Expression, file: ts.SourceFile): string[] => {
  if (ts.isStringLiteralLike(expression)) return [expression.text]
  if (ts.isConditionalExpression(expression)) {
    return [...textsOf(expression.whenTrue, file), ...textsOf(expression.whenFalse, file)]
  }
  if (!ts.isIdentifier(expression)) return []
  const found: string[] = []
  const look = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.name.getText(file) === expression.text && node.initializer) {
      found.push(...textsOf(node.initializer, file))
    }
    ts.forEachChild(node, look)
  }
  look(file)
  return found
}

const isCallOf = (node: ts.Node, name: string): node is ts.CallExpression =>
  ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === name

/** The types of the events that a file writes down. */
const typesIn = (path: string): string[] => {
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true)
  const types: string[] = []
  const look = (node: ts.Node): void => {
    if (isCallOf(node, 'recordEvent')) {
      const [, event] = node.arguments
      for (const property of event && ts.isObjectLiteralExpression(event) ? event.properties : []) {
        if (property.name?.getText(file) !== 'type') continue
        const value = ts.isPropertyAssignment(property)
          ? property.initializer
          : ts.isShorthandPropertyAssignment(property)
            ? property.name
            : null
        const texts = value ? textsOf(value, file) : []
        // A helper that is given the type: what it is called with, and what tables in the file name.
        types.push(...(texts.length > 0 ? texts : eventsNamedIn(file)))
      }
    }
    ts.forEachChild(node, look)
  }
  look(file)
  return types
}

/** Literals that look like events, in a file where a helper writes them. */
const eventsNamedIn = (file: ts.SourceFile): string[] => {
  const found: string[] = []
  const look = (node: ts.Node): void => {
    if (isCallOf(node, 'note') && node.arguments[0]) found.push(...textsOf(node.arguments[0], file))
    if (ts.isStringLiteralLike(node) && /^dispute-[a-z]+$/.test(node.text)) found.push(node.text)
    ts.forEachChild(node, look)
  }
  look(file)
  return found
}

const contextIn = (words: typeof en, language: string): TimelineContext => ({
  words,
  language,
  timeZone: 'Europe/Madrid',
  today: '2026-11-25',
  urls: adminUrls({ adminRoute: '/admin', apiRoute: '/api', slugs: defaultSlugs }),
  maySend: true,
})

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => path.join('src', name))

describe('the words of the trail', () => {
  const types = [...new Set(sources.flatMap(typesIn))].sort()

  it('are there for every event that anything writes down, in both languages', () => {
    expect(types.length).toBeGreaterThan(35)
    expect(types).toContain('ticket-message')
    expect(types).toContain('dispute-won')
    const speechless = types.filter((type) =>
      [contextIn(en, 'en'), contextIn(es, 'es')].some((context) => {
        const entry = eventEntry(
          { id: 1, type, at: '2026-11-25T10:00:00.000Z', actorKind: 'system', data: {} },
          context,
        )
        return entry?.title === type
      }),
    )
    expect(speechless).toEqual([])
  })
})
