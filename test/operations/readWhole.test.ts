import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterAll, describe, expect, it } from 'vitest'

import { readWhole } from '../../src/operations/readWhole.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'client-portal-read-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a file whose size is known', () => {
  it('is read whole, also where it has another size, or none', async () => {
    for (const content of ['', 'a', 'twelve bytes', 'x'.repeat(300_000)]) {
      const file = path.join(folder, 'file')
      writeFileSync(file, content)
      for (const size of [content.length, 0, 5, content.length + 1, 400_000])
        expect((await readWhole(file, size)).toString()).toBe(content)
    }
  })

  it('that is not there is told as such', async () => {
    await expect(readWhole(path.join(folder, 'none'), 5)).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
