import { describe, expect, it } from 'vitest'

import { pulseDelay } from '../src/watchPulse.ts'

describe('how often an open page asks whether something changed', () => {
  it('often enough that a change shows within two seconds', () => {
    expect(pulseDelay(0, 0)).toBeLessThanOrEqual(1_500)
    expect(pulseDelay(0, 9 * 60_000)).toBeLessThanOrEqual(1_500)
  })

  it('every ten seconds where nobody has touched the page for ten minutes', () => {
    expect(pulseDelay(0, 11 * 60_000)).toBe(10_000)
  })

  it('ever less often while the server fails, but never less than twice a minute', () => {
    const delays = [1, 2, 3, 4, 5, 6, 60].map((failures) => pulseDelay(failures, 0))
    expect(delays).toEqual([...delays].sort((a, b) => a - b))
    expect(delays[0]).toBeGreaterThan(1_500)
    expect(delays.at(-1)).toBe(30_000)
  })
})
