import type { PayloadRequest } from 'payload'

import { inlineImageType } from '../mail/attachmentRules.ts'
import { framePage, hasRemoteImages, markedFiles } from '../mail/shownHtml.ts'
import { findById, findMany } from '../store.ts'
import { safeHtmlOf } from './mailBody.ts'
import { readStoredFile } from './storedFiles.ts'
import { originalOf } from './threadMail.ts'

/** Bytes of images that are put into one page; the rest shows its words, and is among the files. */
const MAX_IMAGES = 12 * 1024 * 1024

export interface MailAsSent {
  /** A page of its own, for a frame without any rights. */
  html: string
  /** There are images that a click may load from elsewhere. */
  hasRemoteImages: boolean
}

interface Source {
  html: string
  read: (mark: string) => Promise<Uint8Array | null>
}

/** What a message keeps of its mail, with the files that hang on it and no others. */
const ofMessage = async (req: PayloadRequest, mail: unknown): Promise<Source | null> => {
  const [message] = await findMany(req, 'ticketMessages', {
    where: { and: [{ mail: { equals: mail } }, { direction: { equals: 'in' } }] },
    sort: 'id',
    limit: 1,
  })
  if (!message?.html) return null
  return {
    html: message.html,
    read: async (mark) => {
      const file = await findById(req, 'portalFiles', mark)
      const isTheirs = file?.purpose === 'attachment' && String(file.message) === String(message.id)
      return isTheirs ? ((await readStoredFile(req, file.id))?.bytes ?? null) : null
    },
  }
}

/** The original, for a mail that is on no thread: its files are nowhere but in it. */
const ofOriginal = async (req: PayloadRequest, mailId: unknown): Promise<Source | null> => {
  const row = await findById(req, 'emails', mailId)
  const mail = row && (await originalOf(req, row))
  if (!mail) return null
  const files = mail.attachments.map(({ cid, content }, id) => ({
    id,
    contentId: cid,
    mimeType: inlineImageType(content),
  }))
  const html = safeHtmlOf(mail, files)
  return html === null
    ? null
    : { html, read: (mark) => Promise.resolve(mail.attachments[Number(mark)]?.content ?? null) }
}

/**
 * A mail that came in, with its layout and its own pictures, made safe. Only what its bytes prove to be a raster image is
 * drawn. Null where it has no layout.
 */
export const mailAsSent = async (
  req: PayloadRequest,
  id: unknown,
  { remote }: { remote: boolean },
): Promise<MailAsSent | null> => {
  const row = await findById(req, 'emails', id)
  if (row?.kind !== 'inbound') return null
  const source = (await ofMessage(req, row.id)) ?? (await ofOriginal(req, row.id))
  if (!source) return null
  const images = new Map<string, string>()
  let total = 0
  for (const mark of markedFiles(source.html)) {
    const bytes = await source.read(mark)
    const type = bytes && inlineImageType(bytes)
    if (!type || total + bytes.byteLength > MAX_IMAGES) continue
    total += bytes.byteLength
    images.set(mark, `data:${type};base64,${Buffer.from(bytes).toString('base64')}`)
  }
  return {
    html: framePage(source.html, { image: (mark) => images.get(mark) ?? null, remote }),
    hasRemoteImages: hasRemoteImages(source.html),
  }
}
