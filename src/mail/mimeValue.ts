import { decodeText } from './charset.ts'
import { decodeWords } from './encodedWords.ts'

/** A structured header such as `text/plain; charset=utf-8`: the value in lower case, the parameters by name. */
export interface MimeValue {
  value: string
  params: ReadonlyMap<string, string>
}

const MAX_PARAMS = 60
const MAX_LENGTH = 16 * 1024

/** Cuts at semicolons outside of quotes. */
const segments = (text: string): string[] => {
  const found: string[] = []
  let isQuoted = false
  let start = 0
  for (let at = 0; at < text.length && found.length < MAX_PARAMS; at += 1) {
    const character = text.charAt(at)
    if (character === '\\' && isQuoted) at += 1
    else if (character === '"') isQuoted = !isQuoted
    else if (character === ';' && !isQuoted) {
      found.push(text.slice(start, at))
      start = at + 1
    }
  }
  found.push(text.slice(start))
  return found
}

const unquoted = (text: string): string => {
  const trimmed = text.trim()
  if (!trimmed.startsWith('"'))
    return trimmed.endsWith(')') ? trimmed.slice(0, trimmed.lastIndexOf('(')).trimEnd() : trimmed
  const end = trimmed.length > 1 && trimmed.endsWith('"') ? -1 : undefined
  return trimmed.slice(1, end).replace(/\\(.)/g, '$1')
}

const percentBytes = (text: string): Uint8Array =>
  Buffer.from(
    Buffer.from(text, 'utf8')
      .toString('latin1')
      .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  )

interface Piece {
  index: number
  isEncoded: boolean
  text: string
}

/** Puts together what RFC 2231 allows to be cut (`name*0*=…; name*1=…`) and encoded (`utf-8''…`). */
const joined = (pieces: readonly Piece[]): string => {
  const sorted = [...pieces].sort((a, b) => a.index - b.index)
  const first = sorted[0]
  if (!first) return ''
  if (!sorted.some((piece) => piece.isEncoded)) return decodeWords(sorted.map((piece) => piece.text).join(''))
  const [, charset = '', rest = first.text] = /^([^']{0,60})'[^']{0,60}'(.*)$/s.exec(first.text) ?? []
  const texts = [{ ...first, text: rest }, ...sorted.slice(1)]
  return decodeText(
    Buffer.concat(texts.map(({ text, isEncoded }) => (isEncoded ? percentBytes(text) : Buffer.from(text, 'utf8')))),
    charset || null,
  )
}

export const readMimeValue = (text: string | null): MimeValue => {
  const [value = '', ...rest] = segments((text ?? '').slice(0, MAX_LENGTH))
  const pieces = new Map<string, Piece[]>()
  for (const segment of rest) {
    const equals = segment.indexOf('=')
    const [, name, index, star] = /^([^\s*]{1,60})(?:\*(\d{1,3}))?(\*)?$/.exec(segment.slice(0, equals).trim()) ?? []
    if (equals === -1 || name === undefined) continue
    const piece = {
      index: Number(index ?? 0),
      isEncoded: star !== undefined,
      text: unquoted(segment.slice(equals + 1)),
    }
    const key = name.toLowerCase()
    pieces.set(key, [...(pieces.get(key) ?? []), piece])
  }
  return {
    value: unquoted(value).toLowerCase(),
    params: new Map([...pieces].map(([name, list]) => [name, joined(list)])),
  }
}
