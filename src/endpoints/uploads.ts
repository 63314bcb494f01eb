import type { PayloadRequest } from 'payload'

import { attachmentLimits } from '../mail/attachmentRules.ts'
import type { IncomingFile } from '../operations/attachments.ts'
import { multipart, readBytes, readFields } from './body.ts'

const MB = 1024 * 1024
/** Twice what a message may have: files that are too much are refused one by one, by name, and the words stay. */
const LIMIT = 2 * attachmentLimits.maxTotalBytes + MB

export interface Written {
  fields: Record<string, unknown>
  files: IncomingFile[]
}

/** A message with its files: multipart (`files` repeated), urlencoded or JSON. Throws `bad-request`, `too-large`. */
export const readMessage = async (req: PayloadRequest): Promise<Written> => {
  const type = req.headers.get('content-type') ?? ''
  if (!type.startsWith('multipart/form-data')) return { fields: await readFields(req), files: [] }
  const form = await multipart(await readBytes(req, LIMIT, '51 MB'), type)
  const files: IncomingFile[] = []
  const fields: Record<string, unknown> = {}
  for (const [name, value] of form) {
    if (typeof value === 'string') fields[name] = value
    // A form without a chosen file posts an empty one.
    else if (value.size > 0) {
      files.push({ filename: value.name, content: new Uint8Array(await value.arrayBuffer()) })
    }
  }
  return { fields, files }
}
