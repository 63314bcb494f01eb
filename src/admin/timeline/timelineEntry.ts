import type { Tone } from '../status/statusTone.ts'

/** One thing that happened, in words. */
export interface TimelineEntry {
  key: string
  /** The instant, for the order. */
  at: string
  /** When, as the business's clock showed it. */
  when: string
  title: string
  tone?: Tone
  /** Who did it, why, what changed: quieter lines below. */
  details?: string[]
  /** Without a label the title itself leads there. */
  link?: { href: string; label?: string }
  /** A mail that can go out once more. */
  resendUrl?: string
}

/** Newest first; of the same instant, what was put in later comes first. */
export const newestFirst = (entries: readonly TimelineEntry[]): TimelineEntry[] =>
  entries
    .map((entry, index) => ({ entry, index }))
    .sort((a, b) => Date.parse(b.entry.at) - Date.parse(a.entry.at) || b.index - a.index)
    .map(({ entry }) => entry)
