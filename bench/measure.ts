import { performance } from 'node:perf_hooks'

export interface Timing {
  count: number
  medianMs: number
  p99Ms: number
  maxMs: number
}

const round = (value: number): number => Math.round(value * 1000) / 1000

/** The value below which the given share of the sorted values lies. */
const quantile = (sorted: number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0

export const timingOf = (times: number[]): Timing => {
  const sorted = [...times].sort((a, b) => a - b)
  return {
    count: sorted.length,
    medianMs: round(quantile(sorted, 0.5)),
    p99Ms: round(quantile(sorted, 0.99)),
    maxMs: round(sorted.at(-1) ?? 0),
  }
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/**
 * Runs several things in turns, so that whatever else the machine does hits all of them alike, and answers how long
 * each took. The first rounds only warm up.
 */
export const compare = async <K extends string>(
  works: Record<K, (round: number) => Promise<unknown>>,
  { rounds, warmUp }: { rounds: number; warmUp: number },
): Promise<Record<K, Timing>> => {
  const names = Object.keys(works) as K[]
  const times = new Map(names.map((name): [K, number[]] => [name, []]))
  for (let index = 0; index < warmUp + rounds; index += 1) {
    for (const name of names) {
      const took = await timed(() => works[name](index))
      if (index >= warmUp) times.get(name)?.push(took)
    }
  }
  return Object.fromEntries(names.map((name) => [name, timingOf(times.get(name) ?? [])])) as Record<K, Timing>
}

export const ratio = (a: number, b: number): number => (b === 0 ? 0 : Math.round((a / b) * 100) / 100)

/** What one measurement found: a line of the table and of `results.json`. */
export interface Finding {
  name: string
  value: string
  /** What we want of it; `null` where it is only told. */
  aim: string | null
  met: boolean | null
}

export const ms = (value: number): string => `${value < 10 ? value.toFixed(2) : value.toFixed(1)} ms`
