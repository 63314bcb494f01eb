import { PortalError } from '../errors.ts'

const busy = new Set<string>()

/**
 * Runs `work` unless this key is at work already: one document a session at a time, else 429 `busy`. A guard on this
 * process's renderer, so memory is the right place for it.
 */
export const oneAtATime = async <T>(key: string, work: () => Promise<T>): Promise<T> => {
  if (busy.has(key)) throw new PortalError('busy')
  busy.add(key)
  try {
    return await work()
  } finally {
    busy.delete(key)
  }
}
