/**
 * A ZIP archive of files that are stored as they are (APPNOTE 6.3.10, method 0): PDFs don't shrink. The writer remembers
 * a line of the directory for each file and nothing of its content, so that an archive of any size takes no memory, and
 * its size is known beforehand. Names are UTF-8 and say so (general purpose bit 11); sizes and checksums stand in front of
 * each file, so that readers which can't seek understand it too; past 65,534 files or 4 GB the directory is a ZIP64 one.
 */
import { crc32 } from 'node:zlib'

const LOCAL_HEADER = 0x04034b50
const CENTRAL_HEADER = 0x02014b50
const END = 0x06054b50
const ZIP64_END = 0x06064b50
const ZIP64_LOCATOR = 0x07064b50

const LOCAL_SIZE = 30
const CENTRAL_SIZE = 46
const END_SIZE = 22
const ZIP64_END_SIZE = 56 + 20
const ZIP64_EXTRA = 12

const MAX_16 = 0xffff
const MAX_32 = 0xffffffff

const UTF8_NAMES = 0x0800
/** Written on Unix, so that the permissions below are read: `-rw-r--r--`. */
const MADE_BY = (3 << 8) | 45
const PERMISSIONS = 0o100644 * 0x10000

/** Days since 1980 and pairs of seconds, which is all that the format knows. */
const dosTime = (at: Date): { date: number; time: number } => {
  const year = Math.min(Math.max(at.getUTCFullYear(), 1980), 2107)
  return {
    date: ((year - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
  }
}

const nameBytes = (path: string): Buffer => {
  const bytes = Buffer.from(path, 'utf8')
  if (bytes.length === 0 || bytes.length > MAX_16) throw new RangeError(`not a name a ZIP can hold: ${path}`)
  return bytes
}

export interface ZipWriter {
  /** What goes in front of a file's bytes, which the caller writes next. */
  header: (path: string, bytes: Uint8Array, modifiedAt: Date) => Uint8Array
  /** What goes behind the last file. */
  end: () => Uint8Array
}

/** Begins an archive. `path` separates folders by `/`; whether names are safe and different is the caller's business. */
export const createZip = (): ZipWriter => {
  const directory: Buffer[] = []
  let offset = 0

  const header = (path: string, bytes: Uint8Array, modifiedAt: Date): Uint8Array => {
    const name = nameBytes(path)
    const { date, time } = dosTime(modifiedAt)
    const isFar = offset >= MAX_32
    const version = isFar ? 45 : 20
    const checksum = crc32(bytes)

    const local = Buffer.alloc(LOCAL_SIZE + name.length)
    local.writeUInt32LE(LOCAL_HEADER, 0)
    local.writeUInt16LE(version, 4)
    local.writeUInt16LE(UTF8_NAMES, 6)
    local.writeUInt16LE(time, 10)
    local.writeUInt16LE(date, 12)
    local.writeUInt32LE(checksum, 14)
    local.writeUInt32LE(bytes.byteLength, 18)
    local.writeUInt32LE(bytes.byteLength, 22)
    local.writeUInt16LE(name.length, 26)
    name.copy(local, LOCAL_SIZE)

    const central = Buffer.alloc(CENTRAL_SIZE + name.length + (isFar ? ZIP64_EXTRA : 0))
    central.writeUInt32LE(CENTRAL_HEADER, 0)
    central.writeUInt16LE(MADE_BY, 4)
    central.writeUInt16LE(version, 6)
    central.writeUInt16LE(UTF8_NAMES, 8)
    local.copy(central, 12, 10, 28)
    central.writeUInt16LE(isFar ? ZIP64_EXTRA : 0, 30)
    central.writeUInt32LE(PERMISSIONS, 38)
    central.writeUInt32LE(isFar ? MAX_32 : offset, 42)
    name.copy(central, CENTRAL_SIZE)
    if (isFar) {
      central.writeUInt16LE(1, CENTRAL_SIZE + name.length)
      central.writeUInt16LE(8, CENTRAL_SIZE + name.length + 2)
      central.writeBigUInt64LE(BigInt(offset), CENTRAL_SIZE + name.length + 4)
    }
    directory.push(central)
    offset += local.length + bytes.byteLength
    return local
  }

  const end = (): Uint8Array => {
    const central = Buffer.concat(directory)
    const count = directory.length
    const isLarge = needsZip64(count, offset, central.length)
    const tail = Buffer.alloc((isLarge ? ZIP64_END_SIZE : 0) + END_SIZE)
    let at = 0
    if (isLarge) {
      tail.writeUInt32LE(ZIP64_END, 0)
      tail.writeBigUInt64LE(44n, 4)
      tail.writeUInt16LE(MADE_BY, 12)
      tail.writeUInt16LE(45, 14)
      tail.writeBigUInt64LE(BigInt(count), 24)
      tail.writeBigUInt64LE(BigInt(count), 32)
      tail.writeBigUInt64LE(BigInt(central.length), 40)
      tail.writeBigUInt64LE(BigInt(offset), 48)
      tail.writeUInt32LE(ZIP64_LOCATOR, 56)
      tail.writeBigUInt64LE(BigInt(offset + central.length), 64)
      tail.writeUInt32LE(1, 72)
      at = ZIP64_END_SIZE
    }
    tail.writeUInt32LE(END, at)
    tail.writeUInt16LE(isLarge ? MAX_16 : count, at + 8)
    tail.writeUInt16LE(isLarge ? MAX_16 : count, at + 10)
    tail.writeUInt32LE(isLarge ? MAX_32 : central.length, at + 12)
    tail.writeUInt32LE(isLarge ? MAX_32 : offset, at + 16)
    return Buffer.concat([central, tail])
  }

  return { header, end }
}

const needsZip64 = (count: number, offset: number, directorySize: number): boolean =>
  count >= MAX_16 || offset >= MAX_32 || directorySize >= MAX_32

/** The size of an archive with these files, in this order. */
export const zipSize = (files: Iterable<{ path: string; size: number }>): number => {
  let offset = 0
  let directorySize = 0
  let count = 0
  for (const { path, size } of files) {
    const name = Buffer.byteLength(path, 'utf8')
    directorySize += CENTRAL_SIZE + name + (offset >= MAX_32 ? ZIP64_EXTRA : 0)
    offset += LOCAL_SIZE + name + size
    count += 1
  }
  return offset + directorySize + END_SIZE + (needsZip64(count, offset, directorySize) ? ZIP64_END_SIZE : 0)
}
