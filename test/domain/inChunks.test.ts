import { describe, expect, it } from 'vitest'

import { inChunks } from '../../src/domain/inChunks.ts'

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

async function* pieces(texts: readonly string[], onEnd: () => void = () => undefined): AsyncGenerator<Uint8Array> {
  try {
    for (const each of texts) yield await Promise.resolve(Buffer.from(each, 'latin1'))
  } finally {
    onEnd()
  }
}

const read = async (texts: readonly string[], size: number): Promise<string[]> => {
  const chunks: string[] = []
  for await (const chunk of inChunks(pieces(texts), size)) chunks.push(text(chunk))
  return chunks
}

describe('an archive on its way', () => {
  it('begins with its first piece, goes on in large ones, and ends with what is left', async () => {
    expect(await read(['a', 'bb', 'cc', 'dd', 'e'], 4)).toEqual(['a', 'bbcc', 'dde'])
  })

  it('is the same bytes, whatever the pieces are', async () => {
    const texts = Array.from({ length: 200 }, (_, index) => 'x'.repeat((index * 37) % 23) + String(index))
    for (const size of [1, 7, 64, 100_000]) expect((await read(texts, size)).join('')).toBe(texts.join(''))
  })

  it('of nothing is nothing', async () => {
    expect(await read([], 4)).toEqual([])
  })

  it('ends what it reads from where nobody reads on', async () => {
    let ended = 0
    const chunks = inChunks(
      pieces(['a', 'b', 'c'], () => (ended += 1)),
      1,
    )
    await chunks.next()
    await chunks.return(undefined)
    expect(ended).toBe(1)
  })
})
