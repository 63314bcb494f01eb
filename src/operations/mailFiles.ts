import type { PayloadRequest } from 'payload'

import type { MailFile } from '../emails/mailContent.ts'
import type { Email } from '../records.ts'
import { findMany } from '../store.ts'
import { readStoredFile } from './storedFiles.ts'

/** As sent. Many servers refuse a mail beyond 20 or 25 MB, and with it the words: what is more waits in the portal. */
const MAX_AS_SENT = 15 * 1024 * 1024

/** Base64 in lines of 76 characters: 57 bytes become 78. */
const sizeAsSent = (bytes: number): number => Math.ceil(bytes / 57) * 78

export interface AttachedFile {
  filename: string
  content: Buffer
  contentType?: string
}

export interface MailFiles {
  attachments: AttachedFile[]
  /** All of them as the mail tells of them, in their order. */
  told: MailFile[]
}

/**
 * The files of the message that a mail carries out. Which of them fit is decided by their stored sizes, so that every
 * attempt sends the same. One that the store has lost is told in the mail's words and keeps it from nobody; a store that
 * is away throws, and the mail waits for it.
 */
export const mailFilesOf = async (req: PayloadRequest, mail: Email): Promise<MailFiles> => {
  const message = mail.kind === 'ticket' ? mail.data?.message : null
  if (typeof message !== 'number' && typeof message !== 'string') return { attachments: [], told: [] }
  const files = await findMany(req, 'portalFiles', {
    where: { and: [{ message: { equals: message } }, { purpose: { equals: 'attachment' } }] },
    sort: ['id'],
  })
  const attachments: AttachedFile[] = []
  const told: MailFile[] = []
  let total = 0
  for (const { id, name, filesize, mimeType } of files) {
    const bytes = filesize ?? 0
    const fits = total + sizeAsSent(bytes) <= MAX_AS_SENT
    if (fits) total += sizeAsSent(bytes)
    const stored = fits ? await readStoredFile(req, id) : null
    told.push({ name, bytes, place: stored ? 'attached' : fits ? 'lost' : 'portal' })
    if (!stored) continue
    attachments.push({
      filename: name,
      content: Buffer.from(stored.bytes),
      // An image's bytes have proved its type; what anything else is, its name says to mailer and reader alike.
      ...(mimeType?.startsWith('image/') ? { contentType: mimeType } : {}),
    })
  }
  return { attachments, told }
}
