import fc from 'fast-check'
import { expect, test } from 'vitest'

import { safeTarget } from '../../src/domain/target.ts'

test.each([
  '/portal',
  '/portal/invoices',
  '/portal/invoices/42',
  '/portal/invoices/665f1c2e9b1e8a0012345678',
  '/portal/invoices?status=overdue&sort=-issueDate',
  '/portal?lang=es',
  '/portal/invoices?year=2025-Q1&from=2025-02-01&download=1',
  `/portal/${'x'.repeat(291)}`,
])('%s is ours', (path) => {
  expect(safeTarget(path, '/portal')).toBe(path)
})

test.each([
  null,
  undefined,
  '',
  '/',
  '/admin',
  '/portalx',
  '/portal.evil.example',
  '/portal@evil.example',
  'portal',
  '//evil.example',
  '//evil.example/portal',
  '/portal//evil.example',
  '/\\evil.example',
  '/portal\\..\\admin',
  'https://evil.example/portal',
  'javascript:alert(1)',
  '/portal/../admin',
  '/portal/..',
  '/portal/%2e%2e/admin',
  '/portal/%2E./admin',
  '/portal/%2f%2fevil.example',
  '/portal/%5cevil',
  '/portal/%0d%0aset-cookie:x',
  '/portal/\r\nLocation: x',
  '/portal/\tx',
  ' /portal',
  '/portal ',
  '/portal/ñ',
  '/portal#x',
  '/portal?next=https://evil.example',
  `/portal/${'x'.repeat(293)}`,
])('%j leads to the mount', (path) => {
  expect(safeTarget(path, '/portal')).toBe('/portal')
})

test('no text leads a browser out of the mount', () => {
  const piece = fc.constantFrom(
    '/portal',
    '/',
    '\\',
    '..',
    '.',
    '%2e',
    '%2F',
    '?',
    '#',
    '@',
    ':',
    'a',
    '\t',
    '\n',
    'http:',
    '%',
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
  )
  fc.assert(
    fc.property(text, (rest) => {
      for (const path of [rest, `/portal${rest}`]) {
        const { origin, pathname } = new URL(safeTarget(path, '/portal'), 'https://studio.example')
        expect(origin).toBe('https://studio.example')
        expect(pathname === '/portal' || pathname.startsWith('/portal/')).toBe(true)
      }
    }),
    { numRuns: 2000 },
  )
})
