import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { inRepository } from './repository.ts'

const ignored = new Set(['node_modules', '.next', 'next-env.d.ts', '.DS_Store'])

const filesUnder = (entry: string): string[] => {
  const full = inRepository(entry)
  if (!existsSync(full)) return []
  try {
    return readdirSync(full, { withFileTypes: true })
      .filter(({ name }) => !ignored.has(name))
      .flatMap(({ name }) => filesUnder(path.join(entry, name)))
  } catch {
    return [entry]
  }
}

/** A hash over the contents of files and folders, given relative to the repository. */
export const fingerprint = (entries: string[], except: (file: string) => boolean = () => false): string => {
  const hash = createHash('sha256').update(process.version)
  for (const file of entries.flatMap(filesUnder).sort()) {
    if (except(file)) continue
    hash.update(`\n${file}\n`).update(readFileSync(inRepository(file)))
  }
  return hash.digest('hex')
}

const remembered = (name: string): string => inRepository('.cache', `${name}.fingerprint`)

/** Whether something was last made from exactly these sources. */
export const isFresh = (name: string, print: string): boolean =>
  existsSync(remembered(name)) && readFileSync(remembered(name), 'utf8') === print

/** Remembers what something was made from. */
export const markFresh = (name: string, print: string): void => {
  mkdirSync(inRepository('.cache'), { recursive: true })
  writeFileSync(remembered(name), print)
}
