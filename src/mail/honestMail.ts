import { charsetOf } from './charset.ts'
import { type HeaderField } from './headerFields.ts'
import { isTextPart, partBytes, type MimePart, type MimeStructure } from './mimeParts.ts'

const ASCII = /^[ -~]{0,1000}$/

const isBodyField = ({ name }: HeaderField): boolean => name.startsWith('content-')

/** A text part's type with the charset that its bytes are in. */
const honestType = (part: MimePart, charset: string): string => {
  const others = [...part.type.params].filter(([name, value]) => name !== 'charset' && ASCII.test(name + value))
  return [
    part.type.value || 'text/plain',
    ...others.map(([name, value]) => `${name}="${value.replace(/["\\]/g, '\\$&')}"`),
    `charset=${charset}`,
  ].join('; ')
}

const headerBytes = (fields: readonly HeaderField[], type: string | null): Uint8Array => {
  const kept = fields.filter((field) => isBodyField(field) && !(type !== null && field.name === 'content-type'))
  const lines = kept.map(({ name, value }) => `${name}: ${value}\r\n`)
  if (type !== null) lines.push(`content-type: ${type}\r\n`)
  return Buffer.from(`${lines.join('')}\r\n`, 'utf8')
}

/** The right type of a text part whose own is missing, or names another charset than its bytes are in. */
const correction = (bytes: Uint8Array, part: MimePart): string | null => {
  if (!isTextPart(part)) return null
  const declared = part.type.params.get('charset') ?? null
  const charset = charsetOf(partBytes(bytes, part), declared)
  const isHonest = part.type.value !== '' && charset === (declared?.toLowerCase() ?? 'utf-8')
  return isHonest ? null : honestType(part, charset)
}

/**
 * The same mail, fit for a parser that believes what it reads: charsets are named as they are (one mail in thirty
 * names another), and of the root's header only what describes the body is left: we read the rest ourselves, and a
 * megabyte of it costs the parser dear.
 */
export const honestMail = (bytes: Uint8Array, { root, parts }: MimeStructure): Uint8Array => {
  const corrections = parts.map((part) => ({ part, type: correction(bytes, part) }))
  const rootType = corrections.find(({ part }) => part.isRoot)?.type ?? null
  const pieces: Uint8Array[] = [headerBytes(root.fields, rootType)]
  let at = root.bodyStart
  for (const { part, type } of corrections) {
    if (type === null || part.isRoot) continue
    pieces.push(bytes.subarray(at, part.headerStart), headerBytes(part.fields, type))
    at = part.bodyStart
  }
  return Buffer.concat([...pieces, bytes.subarray(at)])
}
