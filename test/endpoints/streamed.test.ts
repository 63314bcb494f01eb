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
    const reader = streamed(() => pieces, vi.fn()).getReader()
    expect(seen.made).toBe(0)
    await reader.read()
    await reader.read()
    expect(seen.made).toBe(2)
  })

  it('ends its work when the reader goes away', async () => {
    const { seen, pieces } = endless()
    const onEnd = vi.fn()
    const reader = streamed(() => pieces, onEnd).getReader()
    await reader.read()
    await reader.cancel()
    expect(seen.isStopped).toBe(true)
    expect(onEnd).toHaveBeenCalledTimes(1)
  })

  it('waits for a reader that pauses for a minute, and gives up one that never comes back', async () => {
    const { seen, pieces } = endless()
    const onEnd = vi.fn()
    const reader = streamed(() => pieces, onEnd).getReader()
    await reader.read()
    await vi.advanceTimersByTimeAsync(60_000)
    expect((await reader.read()).value).toEqual(piece)
    expect(onEnd).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(10 * 60_000)
    expect(onEnd).toHaveBeenCalledTimes(1)
    expect(seen.isStopped).toBe(true)
    await expect(reader.read()).rejects.toThrow('stalled')
  })

  it('tells its work at once that the reader has gone, also while a piece is being made', async () => {
    let make: (bytes: Uint8Array) => void = () => undefined
    const seen = { isGone: false }
    async function* slow(gone: AbortSignal) {
      gone.addEventListener('abort', () => (seen.isGone = true))
      for (;;) yield await new Promise<Uint8Array>((resolve) => (make = resolve))
    }
    const onEnd = vi.fn()
    const reader = streamed(slow, onEnd).getReader()
    const reading = reader.read()
    await vi.advanceTimersByTimeAsync(0)
    const cancelled = reader.cancel()
    expect(seen.isGone).toBe(true)
    expect(onEnd).toHaveBeenCalledTimes(1)
    make(piece)
    await cancelled
    expect((await reading).done).toBe(true)
  })

  it('that nobody ever began to read ends with its reader, or after ten minutes', async () => {
    const [left, waited, late] = [vi.fn(), vi.fn(), vi.fn()]
    const reader = new AbortController()
    streamed(() => endless().pieces, left, { left: reader.signal })
    streamed(() => endless().pieces, waited)
    reader.abort()
    expect(left).toHaveBeenCalledTimes(1)
    streamed(() => endless().pieces, late, { left: reader.signal })
    expect(late).toHaveBeenCalledTimes(1)
    expect(waited).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(10 * 60_000)
    expect(waited).toHaveBeenCalledTimes(1)
    expect(left).toHaveBeenCalledTimes(1)
  })

  it('that fails in the middle breaks off, and says so once', async () => {
    const onEnd = vi.fn()
    async function* failing() {
      yield await Promise.resolve(piece)
      throw new Error('The store is away.')
    }
    const reader = streamed(failing, onEnd).getReader()
    await reader.read()
    await expect(reader.read()).rejects.toThrow('The store is away.')
    expect(onEnd).toHaveBeenCalledTimes(1)
  })
})
