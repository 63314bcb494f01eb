import { close, open, read, readFile } from 'node:fs'
import { promisify } from 'node:util'

const openThen = promisify(open)
const readFileThen = promisify(readFile)

const readInto = (fd: number, buffer: Buffer): Promise<number> =>
  new Promise((resolve, reject) => {
    read(fd, buffer, 0, buffer.byteLength, 0, (error, count) => {
      if (error) reject(error)
      else resolve(count)
    })
  })

/**
 * A whole file whose size is known, more or less: in three steps of the system's, where a file that is only asked for by
 * its name takes five. An archive reads thousands of small ones, and those steps are what they take. `size` may be wrong.
 */
export const readWhole = async (path: string, size: number): Promise<Buffer> => {
  const fd = await openThen(path, 'r')
  try {
    const buffer = Buffer.allocUnsafeSlow(size + 1)
    const count = await readInto(fd, buffer)
    // Not full, and not short of what is said to be there: this is the end of it.
    if (count === size) return buffer.subarray(0, count)
  } finally {
    close(fd, () => undefined)
  }
  return readFileThen(path)
}
