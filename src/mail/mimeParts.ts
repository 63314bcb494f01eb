import { firstField, lineEnd, readHeader, type HeaderBlock, type HeaderField } from './headerFields.ts'
import { readMimeValue, type MimeValue } from './mimeValue.ts'
import { decodeTransfer } from './transferEncoding.ts'

/** One leaf of a mail's tree of parts. A mail inside the mail is a leaf: somebody else's words. */
export interface MimePart {
  fields: readonly HeaderField[]
  type: MimeValue
  disposition: MimeValue
  /** In lower case, empty if none. */
  encoding: string
  headerStart: number
  bodyStart: number
  bodyEnd: number
  isRoot: boolean
}

export interface MimeStructure {
  root: HeaderBlock
  parts: MimePart[]
  /** There were more parts, or they lay deeper, than is read. */
  isCut: boolean
}

const MAX_DEPTH = 30

const LF = 0x0a
const CR = 0x0d
const DASH = 0x2d

const startsWith = (bytes: Uint8Array, index: number, text: Uint8Array): boolean =>
  index + text.byteLength <= bytes.byteLength && text.every((byte, offset) => bytes[index + offset] === byte)

/** Which of the open boundaries, the innermost first, a line delimits; and whether it closes that multipart. */
const delimiterAt = (
  bytes: Uint8Array,
  index: number,
  open: readonly Uint8Array[],
): { level: number; isClosing: boolean } | null => {
  if (bytes[index] !== DASH || bytes[index + 1] !== DASH) return null
  for (let level = open.length - 1; level >= 0; level -= 1) {
    const boundary = open[level]
    if (!boundary || !startsWith(bytes, index + 2, boundary)) continue
    const after = index + 2 + boundary.byteLength
    const isClosing = bytes[after] === DASH && bytes[after + 1] === DASH
    const rest = bytes.subarray(isClosing ? after + 2 : after, Math.min(after + 80, lineEnd(bytes, after)))
    if (rest.every((byte) => byte <= 0x20)) return { level, isClosing }
  }
  return null
}

/** The end of a part's body: the line ending before a delimiter belongs to that. */
const withoutLineEnding = (bytes: Uint8Array, start: number, end: number): number => {
  if (end <= start || bytes[end - 1] !== LF) return end
  return end - 1 > start && bytes[end - 2] === CR ? end - 2 : end - 1
}

/**
 * Finds a mail's parts in one pass over its lines, however they are nested. Mailparser reads the mail; this tells it
 * where charsets lie (see `honestMail.ts`), and stands in for it where it gives up.
 */
export const readMime = (bytes: Uint8Array, maxParts: number): MimeStructure => {
  const parts: MimePart[] = []
  const open: Uint8Array[] = []
  let isCut = false

  /** Reads an entity's header; answers with the leaf whose body follows, if it is one. */
  const enter = (start: number): { header: HeaderBlock; leaf: MimePart | null } => {
    const header = readHeader(bytes, start, { isEnd: (line) => delimiterAt(bytes, line, open) !== null })
    const type = readMimeValue(firstField(header.fields, 'content-type'))
    const boundary = type.params.get('boundary')
    if (type.value.startsWith('multipart/') && boundary) {
      if (open.length < MAX_DEPTH) {
        open.push(Buffer.from(boundary.trimEnd(), 'utf8'))
        return { header, leaf: null }
      }
      isCut = true
    }
    const leaf: MimePart = {
      fields: header.fields,
      type,
      disposition: readMimeValue(firstField(header.fields, 'content-disposition')),
      encoding: (firstField(header.fields, 'content-transfer-encoding') ?? '')
        .toLowerCase()
        .replace(/[^a-z0-9-].*/, ''),
      headerStart: start,
      bodyStart: header.bodyStart,
      bodyEnd: bytes.byteLength,
      isRoot: start === 0,
    }
    return { header, leaf }
  }

  const { header: root, leaf: rootLeaf } = enter(0)
  let leaf = rootLeaf
  let at = root.bodyStart
  while (at < bytes.byteLength && open.length > 0) {
    const delimiter = delimiterAt(bytes, at, open)
    const next = lineEnd(bytes, at)
    if (!delimiter) {
      at = next
      continue
    }
    if (leaf) parts.push({ ...leaf, bodyEnd: withoutLineEnding(bytes, leaf.bodyStart, at) })
    leaf = null
    open.length = delimiter.isClosing ? delimiter.level : delimiter.level + 1
    if (parts.length > maxParts) return { root, parts, isCut: true }
    if (delimiter.isClosing) at = next
    else {
      const entered = enter(next)
      leaf = entered.leaf
      at = entered.header.bodyStart
    }
  }
  if (leaf) parts.push(leaf)
  return { root, parts, isCut }
}

export const partBytes = (bytes: Uint8Array, part: MimePart): Uint8Array =>
  decodeTransfer(bytes.subarray(part.bodyStart, part.bodyEnd), part.encoding)

/** Whether a part is something to read rather than a file. */
export const isTextPart = ({ type, disposition }: MimePart): boolean =>
  (type.value === '' || type.value === 'text/plain' || type.value === 'text/html') &&
  (disposition.value === '' || disposition.value === 'inline')
