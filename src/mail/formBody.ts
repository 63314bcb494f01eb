import { decodeText } from './charset.ts'
import { firstField, readHeader } from './headerFields.ts'
import { readMimeValue } from './mimeValue.ts'

export interface FormField {
  name: string
  filename: string | null
  contentType: string | null
  bytes: Uint8Array
}

const MAX_FIELDS = 1000

/**
 * The parts of a multipart form, each as the bytes it came in: a mail in a field need not be UTF-8, and the platform's
 * own reader would replace what is not.
 */
const multipartFields = (body: Buffer, boundary: string): FormField[] | null => {
  const delimiter = Buffer.from(`--${boundary}`, 'utf8')
  const separator = Buffer.concat([Buffer.from('\r\n'), delimiter])
  const first = body.indexOf(delimiter)
  if (first === -1 || (first > 0 && body[first - 1] !== 0x0a)) return null
  const fields: FormField[] = []
  let at = first + delimiter.byteLength
  while (fields.length <= MAX_FIELDS) {
    if (body[at] === 0x2d && body[at + 1] === 0x2d) return fields
    const start = body.indexOf('\r\n', at)
    const end = start === -1 ? -1 : body.indexOf(separator, start)
    if (end === -1) return null
    const part = body.subarray(start + 2, end)
    const header = readHeader(part, 0)
    const disposition = readMimeValue(firstField(header.fields, 'content-disposition'))
    const name = disposition.params.get('name')
    if (name !== undefined) {
      fields.push({
        name,
        filename: disposition.params.get('filename') ?? null,
        contentType: firstField(header.fields, 'content-type'),
        bytes: part.subarray(header.bodyStart),
      })
    }
    at = end + separator.byteLength
  }
  return null
}

/** The text between two separators with its escapes undone, as bytes. */
const unescaped = (text: string): Buffer =>
  Buffer.from(
    text.replaceAll('+', ' ').replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  )

const urlencodedFields = (body: Buffer): FormField[] | null => {
  const pairs = body.toString('latin1').split('&', MAX_FIELDS + 1)
  if (pairs.length > MAX_FIELDS) return null
  return pairs
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=')
      const [name, value] = equals === -1 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)]
      return { name: unescaped(name).toString('utf8'), filename: null, contentType: null, bytes: unescaped(value) }
    })
}

/** The fields of a posted form, `null` for what is none. */
export const readForm = (body: Uint8Array, contentType: string | null): FormField[] | null => {
  const type = readMimeValue(contentType)
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  if (type.value === 'multipart/form-data') {
    const boundary = type.params.get('boundary')
    return boundary ? multipartFields(bytes, boundary) : null
  }
  return type.value === 'application/x-www-form-urlencoded' ? urlencodedFields(bytes) : null
}

export const fieldNamed = (form: readonly FormField[], name: string): FormField | null =>
  form.find((field) => field.name === name) ?? null

/** A field's text, in the charset that the provider names elsewhere if it does. */
export const fieldText = (form: readonly FormField[], name: string, charset: string | null = null): string | null => {
  const field = fieldNamed(form, name)
  return field ? decodeText(field.bytes, charset) : null
}
