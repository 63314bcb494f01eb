import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { exportFolders, exportPaths } from '../../src/domain/exportPath.ts'

describe('a path in an archive', () => {
  it('says what the file is', () => {
    expect(exportPaths()('2025', 'INV-2025-0007 Acme Ltd.', 'pdf')).toBe('2025/INV-2025-0007 Acme Ltd.pdf')
  })

  it.each([
    ['../../etc/passwd', '2025/-..-etc-passwd.pdf'],
    ['A/B\\C: "quoted"?', '2025/A-B-C_ _quoted__.pdf'],
    ['CON', '2025/_CON.pdf'],
    ['Muñoz 🧾', '2025/Muñoz 🧾.pdf'],
    ['  ', '2025/document.pdf'],
    ['trailing dots...', '2025/trailing dots.pdf'],
    [`long ${'x'.repeat(300)}`, `2025/long ${'x'.repeat(95)}.pdf`],
  ])('of %j is one on every system', (name, expected) => {
    expect(exportPaths()('2025', name, 'pdf')).toBe(expected)
  })

  it('may lie in a folder of a folder', () => {
    const path = exportPaths()
    expect(path(['Acme Ltd', '2025'], 'INV-7', 'pdf')).toBe('Acme Ltd/2025/INV-7.pdf')
    expect(path(['../..', '2025'], 'INV-7', 'pdf')).toBe('-/2025/INV-7.pdf')
    expect(path('', 'index', 'csv')).toBe('index.csv')
  })

  it('keeps clients of the same name apart, and each in one folder', () => {
    const folder = exportFolders()
    expect(['1', '2', '1', '3'].map((id) => folder(id, id === '3' ? 'CON' : 'Acme Ltd.'))).toEqual([
      'Acme Ltd',
      'Acme Ltd (2)',
      'Acme Ltd',
      '_CON',
    ])
  })

  it('is given once, also where a system takes two names for one', () => {
    const path = exportPaths()
    const given = ['Acme', 'ACME', 'Ａcme', 'Acme (2)', 'Café', 'Cafe\u0301'].map((name) => path('2025', name, 'pdf'))
    expect(given).toEqual([
      '2025/Acme.pdf',
      '2025/ACME (2).pdf',
      '2025/Ａcme (3).pdf',
      '2025/Acme (2) (2).pdf',
      '2025/Café.pdf',
      '2025/Café (2).pdf',
    ])
    expect(path('2024', 'Acme', 'pdf')).toBe('2024/Acme.pdf')
  })

  it('never leaves its folder, whatever people are called', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 200 }), { maxLength: 20 }), (names) => {
        const path = exportPaths()
        const paths = names.map((name) => path('2025', name, 'pdf'))
        expect(new Set(paths.map((each) => each.toLowerCase())).size).toBe(paths.length)
        for (const each of paths) {
          expect(each).toMatch(/^2025\/[^/\\:*?"<>|]+\.pdf$/)
          expect(each).not.toMatch(/\/\.|[. ]\.pdf$/)
          expect(each.length).toBeLessThan(150)
        }
      }),
    )
  })
})
