import { decodeText } from './charset.ts'

export interface HeaderField {
  /** In lower case. */
  name: string
  /** Unfolded; encoded words are left as they are. */
  value: string
}

export interface HeaderBlock {
  fields: HeaderField[]
  /** Where the body begins: behind the empty line. */
  bodyStart: number
  /** There was more header than is read. */
  isCut: boolean
}

const MAX_FIELDS = 20_000
const MAX_OF_A_NAME = 200
const MAX_VALUE = 64 * 1024
/** No person's mail has more: what lies behind is for nobody. */
export const MAX_HEADER = 1024 * 1024

const LF = 0x0a

/** Behind the line that begins at an index. */
export const lineEnd = (bytes: Uint8Array, index: number): number => {
  const end = bytes.indexOf(LF, index)
  return end === -1 ? bytes.byteLength : end + 1
}

const isEmptyLine = (bytes: Uint8Array, start: number, end: number): boolean =>
  bytes[start] === LF || (bytes[start] === 0x0d && (bytes[start + 1] === LF || end === start + 1))

const isFolded = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x09

/** A line's name, in lower case; `null` for what has none, such as the `From ` line of a mailbox file. */
const nameOf = (lines: Uint8Array): string | null => {
  const start = Buffer.from(lines.buffer, lines.byteOffset, Math.min(lines.byteLength, 300)).toString('latin1')
  const name = start.slice(0, Math.max(0, start.indexOf(':'))).trim()
  return /^[!-9;-~]+$/.test(name) ? name.toLowerCase() : null
}

const valueOf = (lines: Uint8Array, charset: string | null): string => {
  const colon = lines.indexOf(0x3a)
  return decodeText(lines.subarray(colon + 1, colon + 1 + MAX_VALUE), charset)
    .replace(/\r?\n(?=[ \t])/g, '')
    .replace(/[\0\r\n]/g, '')
    .trim()
}

/**
 * The header that begins at an index, in one pass over its lines. `isEnd` tells of a line that ends a header without
 * an empty line: the delimiter of the part around it. Bytes above 127, which have no place there and are common, are
 * read as UTF-8, else in the given charset.
 */
export const readHeader = (
  bytes: Uint8Array,
  start: number,
  { isEnd = () => false, charset = null }: { isEnd?: (lineStart: number) => boolean; charset?: string | null } = {},
): HeaderBlock => {
  const fields: HeaderField[] = []
  const counts = new Map<string, number>()
  // Not one field: this is no header, and every word of it is body.
  const endedAt = (bodyStart: number) => ({
    fields,
    bodyStart: fields.length === 0 && start === 0 ? 0 : bodyStart,
    isCut,
  })
  let at = start
  let isCut = false
  while (at < bytes.byteLength && !isEnd(at)) {
    let end = lineEnd(bytes, at)
    if (isEmptyLine(bytes, at, end)) return endedAt(end)
    while (end < bytes.byteLength && isFolded(bytes[end])) end = lineEnd(bytes, end)
    const lines = bytes.subarray(at, end)
    const name = nameOf(lines)
    const count = name === null ? 0 : (counts.get(name) ?? 0)
    const isBeyond = fields.length >= MAX_FIELDS || at - start > MAX_HEADER || count >= MAX_OF_A_NAME
    if (isBeyond || lines.byteLength > MAX_VALUE) isCut = true
    if (name !== null && !isBeyond) {
      fields.push({ name, value: valueOf(lines, charset) })
      counts.set(name, count + 1)
    }
    at = end
  }
  return endedAt(at)
}

export const firstField = (fields: readonly HeaderField[], name: string): string | null =>
  fields.find((field) => field.name === name)?.value ?? null

export const allFields = (fields: readonly HeaderField[], name: string): string[] =>
  fields.filter((field) => field.name === name).map((field) => field.value)
