import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { streamed } from '../../src/endpoints/streamed.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const piece = new Uint8Array([1])

/** Pieces without end, which remember how many were made and whether they were told to stop. */
const endless = () => {
  const seen = { made: 0, isStopped: false }
  async function* pieces() {
    try {
      for (;;) {
        seen.made += 1
        yield await Promise.resolve(piece)
      }
    } finally {
      seen.isStopped = true
    }
  }
  return { seen, pieces: pieces() }
}

describe('a stream', () => {
  it('is made as it is read, never ahead', async () => {
    const { seen, pieces } = endless()
    const reader = streamed(pieces, vi.fn()).getReader()
    expect(seen.made).toBe(0)
    await reader.read()
    await reader.read()
    expect(seen.made).toBe(2)
  })

  it('ends its work when the reader goes away', async () => {
    const { seen, pieces } = endless()
    const onEnd = vi.fn()
    const reader = streamed(pieces, onEnd).getReader()
    await reader.read()
    await reader.cancel()
    expect(seen.isStopped).toBe(true)
    expect(onEnd).toHaveBeenCalledTimes(1)
  })

  it('waits for a reader that pauses for a minute, and gives up one that never comes back', async () => {
    const { seen, pieces } = endless()
    const onEnd = vi.fn()
    const reader = streamed(pieces, onEnd).getReader()
    await reader.read()
    await vi.advanceTimersByTimeAsync(60_000)
    expect((await reader.read()).value).toEqual(piece)
    expect(onEnd).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(10 * 60_000)
    expect(onEnd).toHaveBeenCalledTimes(1)
    expect(seen.isStopped).toBe(true)
    await expect(reader.read()).rejects.toThrow('stalled')
  })

  it('that fails in the middle breaks off, and says so once', async () => {
    const onEnd = vi.fn()
    async function* failing() {
      yield await Promise.resolve(piece)
      throw new Error('The store is away.')
    }
    const reader = streamed(failing(), onEnd).getReader()
    await reader.read()
    await expect(reader.read()).rejects.toThrow('The store is away.')
    expect(onEnd).toHaveBeenCalledTimes(1)
  })
})
