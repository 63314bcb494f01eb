import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createZip, zipSize } from '../../src/domain/zip.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'client-portal-zip-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface File {
  path: string
  bytes: Uint8Array
}

const at = new Date('2025-03-05T14:03:22Z')

const zipOf = (files: readonly File[]): Buffer => {
  const zip = createZip()
  return Buffer.concat([...files.flatMap(({ path: name, bytes }) => [zip.header(name, bytes, at), bytes]), zip.end()])
}

const text = (content: string) => Buffer.from(content, 'utf8')
const write = (bytes: Buffer): string => {
  const file = path.join(folder, 'test.zip')
  writeFileSync(file, bytes)
  return file
}

const python = (file: string): { name: string; content: string; date: number[]; flag: number }[] =>
  JSON.parse(
    execFileSync(
      'python3',
      [
        '-c',
        `import zipfile, json, sys
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
print(json.dumps([{ 'name': i.filename, 'content': z.read(i).hex(), 'date': i.date_time, 'flag': i.flag_bits } for i in z.infolist()]))`,
        file,
      ],
      { maxBuffer: 100_000_000 },
    ).toString(),
  ) as never

describe('an archive', () => {
  it('opens in unzip, 7-Zip and Python with every name, byte and time', () => {
    const files = [
      { path: '2025/INV-2025-0007 Muñoz & Søn 🧾.pdf', bytes: text('%PDF-1.7 one') },
      { path: '2024/empty.pdf', bytes: text('') },
      { path: 'index.csv', bytes: text('\ufeffa;b\r\n') },
    ]
    const file = write(zipOf(files))
    expect(execFileSync('unzip', ['-t', file]).toString()).toContain('No errors detected')
    expect(execFileSync('7z', ['t', file]).toString()).toContain('Everything is Ok')
    expect(python(file)).toEqual(
      files.map(({ path: name, bytes }) => ({
        name,
        content: Buffer.from(bytes).toString('hex'),
        date: [2025, 3, 5, 14, 3, 22],
        flag: 0x800,
      })),
    )
  })

  it('of nothing is an archive too', () => {
    expect(python(write(zipOf([])))).toEqual([])
  })

  it('has the size that was told beforehand, whatever is in it', () => {
    const file = fc.record({
      path: fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }),
      bytes: fc.uint8Array({ maxLength: 300 }),
    })
    fc.assert(
      fc.property(fc.array(file, { maxLength: 30 }), (files) => {
        const sizes = files.map(({ path: name, bytes }) => ({ path: name, size: bytes.byteLength }))
        expect(zipOf(files).byteLength).toBe(zipSize(sizes))
      }),
    )
  })

  it('of more files than the old format counts is read whole', () => {
    const files = Array.from({ length: 65_600 }, (_, n) => ({ path: `${n}.txt`, bytes: text(String(n)) }))
    const bytes = zipOf(files)
    expect(bytes.byteLength).toBe(
      zipSize(files.map(({ path: name, bytes: { byteLength } }) => ({ path: name, size: byteLength }))),
    )
    const file = write(bytes)
    expect(python(file).length).toBe(65_600)
    expect(execFileSync('7z', ['t', file]).toString()).toContain('Everything is Ok')
    expect(readFileSync(file).byteLength).toBe(bytes.byteLength)
  })

  it('refuses a name that it can’t hold', () => {
    expect(() => zipOf([{ path: '', bytes: text('') }])).toThrow(RangeError)
    expect(() => zipOf([{ path: 'x'.repeat(65_536), bytes: text('') }])).toThrow(RangeError)
  })
})
