import type { PayloadRequest } from 'payload'

import { PortalError } from '../errors.ts'

const LIMIT = 100_000

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

const fromMultipart = async (req: PayloadRequest): Promise<Record<string, unknown>> => {
  try {
    return Object.fromEntries((await req.formData?.()) ?? [])
  } catch {
    throw new PortalError('bad-request')
  }
}

/**
 * The fields of a small request: JSON, urlencoded or multipart. Throws `bad-request` for what can't be read, `too-large`
 * beyond 100 kB.
 */
export const readFields = async (req: PayloadRequest): Promise<Record<string, unknown>> => {
  if (Number(req.headers.get('content-length') ?? 0) > LIMIT) throw new PortalError('too-large', { limit: '100 kB' })
  const type = req.headers.get('content-type') ?? ''
  if (type.startsWith('multipart/form-data')) return fromMultipart(req)
  const text = (await req.text?.()) ?? ''
  if (text.length > LIMIT) throw new PortalError('too-large', { limit: '100 kB' })
  if (type.startsWith('application/x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(text))
  return fromJson(text)
}

export const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
