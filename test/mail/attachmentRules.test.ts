import fc from 'fast-check'
import { expect, test } from 'vitest'

import { attachmentLimits, inlineImageType, judgeAttachments } from '../../src/mail/attachmentRules.ts'
import { isExecutable } from '../../src/mail/executables.ts'
import { safeFileName } from '../../src/domain/safeFileName.ts'

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1')
const file = (filename: string | null, content: Uint8Array = bytes('%PDF-1.7')) => ({ filename, content })

const MB = 1024 * 1024

test('ten megabytes a file, twenty-five a message and twenty files are taken', () => {
  expect(attachmentLimits).toEqual({ maxFileBytes: 10 * MB, maxTotalBytes: 25 * MB, maxFiles: 20 })
})

test('files are taken in their order until a limit is reached; the others are refused, each for its own reason', () => {
  const limits = { maxFileBytes: 10, maxTotalBytes: 25, maxFiles: 3 }
  const files = [
    file('a.pdf', bytes('x'.repeat(10))),
    file('large.pdf', bytes('x'.repeat(11))),
    file('empty.pdf', bytes('')),
    file('b.pdf', bytes('x'.repeat(10))),
    file('c.pdf', bytes('x'.repeat(6))),
    file('d.pdf', bytes('x'.repeat(5))),
    file('run.exe', bytes('x')),
    file('e.pdf', bytes('x')),
  ]
  const { accepted, refused } = judgeAttachments(files, limits)
  expect(accepted.map(({ filename }) => filename)).toEqual(['a.pdf', 'b.pdf', 'd.pdf'])
  expect(refused.map(({ file: { filename }, reason }) => [filename, reason])).toEqual([
    ['large.pdf', 'file-too-large'],
    ['empty.pdf', 'empty-file'],
    ['c.pdf', 'total-too-large'],
    ['run.exe', 'executable'],
    ['e.pdf', 'too-many-files'],
  ])
})

test.each([
  'invoice.exe',
  'INVOICE.EXE',
  'invoice.pdf.exe',
  'invoice.exe.',
  'invoice.exe . .',
  'a/b\\c.scr',
  'invoice\u202efdp.exe',
  'a.exe\u200b',
  'a.ex\0e',
  'x.js',
  'x.vbs',
  'x.bat',
  'x.cmd',
  'x.ps1',
  'x.msi',
  'x.lnk',
  'x.hta',
  'x.jar',
  'x.apk',
  'x.dmg',
  'x.iso',
  'x.sh',
  'x.py',
  'x.reg',
  'x.url',
  'x.com',
  'x.dll',
  'x.app',
  'x.xll',
  'x.command',
])('%j is a program by its name', (name) => {
  expect(isExecutable(name, bytes('harmless'))).toBe(true)
})

test.each([
  ['a program of Windows', `MZ\x90\0\x03${'\0'.repeat(60)}`],
  ['ELF', '\x7fELF\x02\x01\x01'],
  ['Mach-O', '\xcf\xfa\xed\xfe\x07\0\0\x01'],
  ['Mach-O, the other way round', '\xfe\xed\xfa\xcf\0\0'],
  ['a universal binary or a Java class', '\xca\xfe\xba\xbe\0\0'],
  ['a shell script', '#!/bin/sh\nrm -rf /'],
  ['a script with a byte order mark', '\xef\xbb\xbf#! /usr/bin/env python'],
  ['an Android program', 'dex\n035\0'],
  ['a shortcut', 'L\0\0\0\x01\x14\x02\0\0\0'],
  ['a cabinet', 'MSCF\0\0\0\0'],
])('%s is a program by its bytes, whatever it is called', (_, content) => {
  expect(isExecutable('invoice.pdf', bytes(content))).toBe(true)
  expect(isExecutable('', bytes(content))).toBe(true)
})

test.each([
  ['invoice.pdf', '%PDF-1.7'],
  ['photo.jpg', '\xff\xd8\xff\xe0'],
  ['letter.txt', 'MZ Consulting, Madrid'],
  ['letter.txt', '#! is how scripts begin'],
  ['notes.md', '# Title'],
  ['old.doc', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['sheet.xlsx', 'PK\x03\x04'],
  ['archive.zip', 'PK\x03\x04'],
  ['executable', 'text'],
  ['www.example', 'text'],
  ['mail.eml', 'From: a@b.test'],
  ['data.csv', 'a;b'],
  ['', 'text'],
])('%j is no program', (name, content) => {
  expect(isExecutable(name, bytes(content))).toBe(false)
})

test.each([
  ['invoice.pdf', 'invoice.pdf'],
  ['Factura año 2026.pdf', 'Factura año 2026.pdf'],
  ['請求書.pdf', '請求書.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\ana\\plan.pdf', 'plan.pdf'],
  ['a/b/', 'b'],
  ['..', 'attachment'],
  ['.', 'attachment'],
  ['', 'attachment'],
  ['   ', 'attachment'],
  ['/', 'attachment'],
  ['.htaccess', 'htaccess'],
  ['invoice.exe. ', 'invoice.exe'],
  ['a<b>:c"|d?*.pdf', 'a_b__c__d__.pdf'],
  ['a\r\nb\t.pdf', 'ab.pdf'],
  ['a\0.pdf', 'a.pdf'],
  ['gpj.\u202eexe', 'gpj.exe'],
  ['in\u200bvoice\u2066.pdf', 'invoice.pdf'],
  ['CON', '_CON'],
  ['con.txt', '_con.txt'],
  ['LPT1.pdf', '_LPT1.pdf'],
  ['console.txt', 'console.txt'],
  ['n\u0303.pdf', 'ñ.pdf'],
  ['a   b.pdf', 'a b.pdf'],
  [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(116)}.pdf`],
  [`x.${'y'.repeat(300)}`, `x.${'y'.repeat(118)}`],
  ['🙂'.repeat(100) + '.png', `${'🙂'.repeat(49)}.png`],
  ['\ud800.pdf', 'pdf'],
])('the name %.40j becomes %.40j', (name, expected) => {
  expect(safeFileName(name)).toBe(expected)
})

test('whatever a file is called, its name is one, and stays the same when taken again', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 150 }),
    fc.constantFrom('/', '\\', '..', '.', ' ', 'con', '\u202e', '\0', '.pdf', '\ud800', 'é'),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
      const name = safeFileName(pieces.join(''))
      expect(Array.from(name).length).toBeLessThanOrEqual(120)
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
      expect(name).not.toBe('')
      expect(name).not.toMatch(/[\p{Cc}/\\<>:"|?*\u202a-\u202e\u2066-\u2069]|^\.|[. ]$|^(?:con|nul)(?:\.|$)/iu)
      expect(safeFileName(name)).toBe(name)
    }),
    { numRuns: 3000, seed: 20_260_302 },
  )
})

test.each([
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['\xff\xd8\xff\xe0', 'image/jpeg'],
  ['RIFF\0\0\0\0WEBPVP8 ', 'image/webp'],
  ['GIF89a', 'image/gif'],
  ['GIF87a', 'image/gif'],
  ['GIF90a', null],
  ['<svg xmlns="http://www.w3.org/2000/svg">', null],
  ['BM', null],
  ['', null],
  ['%PDF-1.7', null],
])('bytes that begin with %j are %j inline', (content, type) => {
  expect(inlineImageType(bytes(content))).toBe(type)
})
