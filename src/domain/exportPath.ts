import { safeFileName } from './safeFileName.ts'

/** Room for ` (999)` and the extension within what every system stores. */
const MAX_STEM = 100

/** Two names that one system takes for the same: it may not tell cases apart, nor ways of writing an accent. */
const folded = (path: string): string => path.normalize('NFKC').toLowerCase()

/** A person's words as part of a file's name: what separates folders becomes a dash. */
const part = (text: string): string => text.replace(/[/\\]+/g, '-').trim()

const stemOf = (name: string): string =>
  Array.from(safeFileName(part(name), 'document'))
    .slice(0, MAX_STEM)
    .join('')
    .replace(/[. ]+$/, '')

/** Names folders after what they hold, so that two clients of the same name keep apart: `Acme Ltd`, `Acme Ltd (2)`. */
export const exportFolders = () => {
  const named = new Map<string, string>()
  const taken = new Set<string>()
  return (key: string, name: string): string => {
    const known = named.get(key)
    if (known !== undefined) return known
    const stem = stemOf(name)
    for (let n = 1; ; n += 1) {
      const folder = `${stem}${n > 1 ? ` (${n})` : ''}`
      if (taken.has(folded(folder))) continue
      taken.add(folded(folder))
      named.set(key, folder)
      return folder
    }
  }
}

/**
 * Gives out the paths of an archive, each once: `2025/INV-2025-0007 Acme Ltd.pdf`. Every system can store them, whatever
 * the number or the client is called.
 */
export const exportPaths = () => {
  const taken = new Set<string>()
  return (folders: string | readonly string[], name: string, extension: string): string => {
    const stem = stemOf(name)
    const folder = (typeof folders === 'string' ? [folders] : folders)
      .flatMap((each) => (each ? [`${safeFileName(part(each), 'documents')}/`] : []))
      .join('')
    for (let n = 1; ; n += 1) {
      const path = `${folder}${stem}${n > 1 ? ` (${n})` : ''}.${extension}`
      if (taken.has(folded(path))) continue
      taken.add(folded(path))
      return path
    }
  }
}
