import { imageType } from '../domain/imageType.ts'
import { isExecutable } from './executables.ts'

export interface AttachmentLimits {
  /** Bytes of one file. Default: 10 MB. */
  maxFileBytes: number
  /** Bytes of a message's files together. Default: 25 MB. */
  maxTotalBytes: number
  /** Default: 20. */
  maxFiles: number
}

const MB = 1024 * 1024

export const attachmentLimits: AttachmentLimits = { maxFileBytes: 10 * MB, maxTotalBytes: 25 * MB, maxFiles: 20 }

export type AttachmentRefusal = 'empty-file' | 'executable' | 'file-too-large' | 'total-too-large' | 'too-many-files'

export interface NamedFile {
  filename: string | null
  content: Uint8Array
}

export interface JudgedFiles<T extends NamedFile> {
  accepted: T[]
  refused: { file: T; reason: AttachmentRefusal }[]
}

/** Which of a message's files are taken, in their order, and why the others are not. */
export const judgeAttachments = <T extends NamedFile>(
  files: readonly T[],
  limits: AttachmentLimits = attachmentLimits,
): JudgedFiles<T> => {
  const judged: JudgedFiles<T> = { accepted: [], refused: [] }
  let total = 0
  for (const file of files) {
    const size = file.content.byteLength
    const reason = ((): AttachmentRefusal | null => {
      if (size === 0) return 'empty-file'
      if (isExecutable(file.filename ?? '', file.content)) return 'executable'
      if (size > limits.maxFileBytes) return 'file-too-large'
      if (judged.accepted.length >= limits.maxFiles) return 'too-many-files'
      return total + size > limits.maxTotalBytes ? 'total-too-large' : null
    })()
    if (reason) judged.refused.push({ file, reason })
    else {
      judged.accepted.push(file)
      total += size
    }
  }
  return judged
}

export type InlineImageType = 'image/png' | 'image/jpeg' | 'image/webp' | 'image/gif'

/** The type of a raster image that the bytes prove, the only thing that is ever shown inline. */
export const inlineImageType = (bytes: Uint8Array): InlineImageType | null =>
  imageType(bytes) ?? (/^GIF8[79]a/.test(Buffer.from(bytes.subarray(0, 6)).toString('latin1')) ? 'image/gif' : null)
