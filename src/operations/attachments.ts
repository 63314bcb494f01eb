import type { PayloadRequest } from 'payload'

import { attachmentLimits, inlineImageType, judgeAttachments } from '../mail/attachmentRules.ts'
import { safeFileName } from '../domain/safeFileName.ts'
import type { ID, PortalFile } from '../records.ts'
import { claim, findMany } from '../store.ts'
import { removeFile, storeFile } from './storedFiles.ts'

export interface IncomingFile {
  filename: string | null
  content: Uint8Array
  contentId?: string | null
}

export interface KeptFiles {
  files: PortalFile[]
  refused: { name: string; reason: string }[]
}

/**
 * Stores the files of a message that are to be taken, before the transaction that writes it: a disk or a bucket is slow.
 * The others are named with the reason; the message stays. Their declared type is never believed: only an image whose
 * bytes prove it is kept as one.
 */
export const keepFiles = async (
  req: PayloadRequest,
  incoming: readonly IncomingFile[],
  { client, mail }: { client: ID | null; mail?: ID | null },
): Promise<KeptFiles> => {
  const { accepted, refused } = judgeAttachments(incoming, attachmentLimits)
  const files: PortalFile[] = []
  for (const { filename, content, contentId } of accepted) {
    files.push(
      await storeFile(req, content, {
        purpose: 'attachment',
        name: safeFileName(filename ?? ''),
        mimeType: inlineImageType(content) ?? 'application/octet-stream',
        client,
        mail: mail ?? null,
        contentId: contentId ?? null,
      }),
    )
  }
  return { files, refused: refused.map(({ file, reason }) => ({ name: safeFileName(file.filename ?? ''), reason })) }
}

/** Hangs stored files on their message, in the transaction that writes it. */
export const attachFiles = async (tx: PayloadRequest, files: readonly PortalFile[], message: ID): Promise<void> => {
  for (const { id } of files) await claim(tx, 'portalFiles', { id: { equals: id } }, { message })
}

/** Takes away what an attempt left behind that died before its message was written. */
export const dropOrphans = async (req: PayloadRequest, mail: ID): Promise<void> => {
  const orphans = await findMany(req, 'portalFiles', {
    where: {
      and: [{ mail: { equals: mail } }, { purpose: { equals: 'attachment' } }, { message: { exists: false } }],
    },
  })
  for (const { id } of orphans) await removeFile(req, id)
}
