import type { PayloadRequest } from 'payload'

import { PortalError } from '../errors.ts'

const LIMIT = 100_000

/**
 * Reads a request's body, and stops at the limit: what has no honest Content-Length must not fill memory before it is
 * refused. Throws `too-large`.
 */
export const readBytes = async (
  req: PayloadRequest,
  limit: number,
  inWords: string,
): Promise<Uint8Array<ArrayBuffer>> => {
  const tooLarge = () => new PortalError('too-large', { limit: inWords })
  if (Number(req.headers.get('content-length') ?? 0) > limit) throw tooLarge()
  const reader = req.body?.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  while (reader) {
    const { done, value } = (await reader.read()) as ReadableStreamReadResult<Uint8Array>
    if (done) break
    size += value.byteLength
    if (size > limit) {
      await reader.cancel()
      throw tooLarge()
    }
    chunks.push(value)
  }
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return bytes
}

const fromJson = (text: string): Record<string, unknown> => {
  let parsed: unknown
  try {
    parsed = text.trim() === '' ? {} : JSON.parse(text)
  } catch {
    throw new PortalError('bad-request')
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new PortalError('bad-request')
  return parsed as Record<string, unknown>
}

/** The fields and files of a multipart body. Throws `bad-request`. */
export const multipart = async (bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<FormData> => {
  try {
    return await new Response(bytes, { headers: { 'content-type': contentType } }).formData()
  } catch {
    throw new PortalError('bad-request')
  }
}

/**
 * The fields of a small request: JSON, urlencoded or multipart. Throws `bad-request` for what can't be read, `too-large`
 * beyond 100 kB.
 */
export const readFields = async (req: PayloadRequest): Promise<Record<string, unknown>> => {
  const type = req.headers.get('content-type') ?? ''
  const bytes = await readBytes(req, LIMIT, '100 kB')
  if (type.startsWith('multipart/form-data')) return Object.fromEntries(await multipart(bytes, type))
  const body = new TextDecoder().decode(bytes)
  if (type.startsWith('application/x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(body))
  return fromJson(body)
}

/** Room for ten thousand ids. */
const FORM_LIMIT = 500_000

/**
 * The same where a name may stand several times (`invoice=1&invoice=2`, or an array in JSON): every value, as text.
 * Throws `bad-request`, `too-large` beyond 500 kB.
 */
export const readForm = async (req: PayloadRequest): Promise<Record<string, string[]>> => {
  const type = req.headers.get('content-type') ?? ''
  const bytes = await readBytes(req, FORM_LIMIT, '500 kB')
  const pairs: [string, unknown][] = type.startsWith('multipart/form-data')
    ? [...(await multipart(bytes, type))]
    : type.startsWith('application/x-www-form-urlencoded')
      ? [...new URLSearchParams(new TextDecoder().decode(bytes))]
      : Object.entries(fromJson(new TextDecoder().decode(bytes))).flatMap(([name, value]) =>
          (Array.isArray(value) ? value : [value]).map((each): [string, unknown] => [name, each]),
        )
  const fields: Record<string, string[]> = Object.create(null) as Record<string, string[]>
  for (const [name, value] of pairs) {
    if (typeof value === 'string' || typeof value === 'number') (fields[name] ??= []).push(String(value))
  }
  return fields
}

export const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
