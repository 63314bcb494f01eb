import { PortalError } from '../errors.ts'

const busy = new Set<string>()

/**
 * Takes a key until the returned function is called (twice is once), else throws 429 `busy`: one document, one export a
 * session at a time. A guard on this process's own work, so memory is the right place for it.
 */
export const holdOne = (key: string): (() => void) => {
  if (busy.has(key)) throw new PortalError('busy')
  busy.add(key)
  let isHeld = true
  return () => {
    if (isHeld) busy.delete(key)
    isHeld = false
  }
}

/** Runs `work` unless this key is at work already. */
export const oneAtATime = async <T>(key: string, work: () => Promise<T>): Promise<T> => {
  const release = holdOne(key)
  try {
    return await work()
  } finally {
    release()
  }
}
