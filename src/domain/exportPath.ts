import { safeFileName } from './safeFileName.ts'

/** Room for ` (999)` and the extension within what every system stores. */
const MAX_STEM = 100

/** Two names that one system takes for the same: it may not tell cases apart, nor ways of writing an accent. */
const folded = (path: string): string => path.normalize('NFKC').toLowerCase()

/** A person's words as part of a file's name: what separates folders becomes a dash. */
const part = (text: string): string => text.replace(/[/\\]+/g, '-').trim()

/**
 * Gives out the paths of an archive, each once: `2025/INV-2025-0007 Acme Ltd.pdf`. Every system can store them, whatever
 * the number or the client is called.
 */
export const exportPaths = () => {
  const taken = new Set<string>()
  return (folder: string, name: string, extension: string): string => {
    const stem = Array.from(safeFileName(part(name), 'document'))
      .slice(0, MAX_STEM)
      .join('')
      .replace(/[. ]+$/, '')
    for (let n = 1; ; n += 1) {
      const path = `${folder ? `${safeFileName(part(folder), 'documents')}/` : ''}${stem}${n > 1 ? ` (${n})` : ''}.${extension}`
      if (taken.has(folded(path))) continue
      taken.add(folded(path))
      return path
    }
  }
}
