import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { inRepository } from './repository.ts'

const file = inRepository('.data/running.json')

/** When a process began: tells a living run from a stranger who was given its old number. */
const startOf = (pid: number): string | null => {
  try {
    // The 22nd word, counted after the name in parentheses, which may hold spaces.
    if (existsSync('/proc/self/stat')) {
      return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? null
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return null
  }
}

/** One run at a time on the demo's data. Answers the other run's process id, or null when the lock is ours. */
export const takeRunLock = (): number | null => {
  if (existsSync(file)) {
    const other = JSON.parse(readFileSync(file, 'utf8')) as { pid: number; startedAt: string | null }
    const began = startOf(other.pid)
    if (began !== null && began === other.startedAt) return other.pid
  }
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) }))
  return null
}

/** Gives the lock back. */
export const releaseRunLock = (): void => {
  rmSync(file, { force: true })
}
