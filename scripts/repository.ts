import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's root. */
export const repository = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')

/** A path inside the repository. */
export const inRepository = (...segments: string[]): string => path.join(repository, ...segments)
