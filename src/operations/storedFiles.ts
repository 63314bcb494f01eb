import { createHash, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

import type { PayloadRequest, SanitizedCollectionConfig } from 'payload'

import { getPortalOptions } from '../context.ts'
import type { ID, PortalFile } from '../records.ts'
import { findById } from '../store.ts'

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const extensions: Record<string, string> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
}

/** Stores bytes under a random name, on the host's disk or wherever its storage adapter puts them. */
export const storeFile = async (
  req: PayloadRequest,
  bytes: Uint8Array,
  file: Pick<PortalFile, 'purpose' | 'name'> &
    Partial<Pick<PortalFile, 'client' | 'invoice' | 'mail' | 'contentId'>> & { mimeType: string },
): Promise<PortalFile> => {
  const { mimeType, ...data } = file
  const stored: unknown = await req.payload.create({
    collection: getPortalOptions(req.payload).slugs.portalFiles,
    data: { ...data, sha256: sha256(bytes) },
    file: {
      data: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      mimetype: mimeType,
      name: `${randomBytes(16).toString('hex')}.${extensions[mimeType] ?? 'bin'}`,
      size: bytes.byteLength,
    },
    depth: 0,
    overrideAccess: true,
    req,
  })
  return stored as PortalFile
}

export const removeFile = async (req: PayloadRequest, id: ID): Promise<void> => {
  await req.payload.delete({
    collection: getPortalOptions(req.payload).slugs.portalFiles,
    id,
    overrideAccess: true,
    req,
  })
}

const collectionOf = (req: PayloadRequest): Pick<SanitizedCollectionConfig, 'slug' | 'upload'> => {
  const collection = req.payload.collections[getPortalOptions(req.payload).slugs.portalFiles]
  if (!collection) throw new Error('The collection of stored files is missing from this Payload config.')
  return collection.config
}

const fromAdapter = async (req: PayloadRequest, file: PortalFile): Promise<Uint8Array | null> => {
  const { slug, upload } = collectionOf(req)
  for (const handler of upload.handlers ?? []) {
    const answer = await handler(req, {
      doc: file,
      headers: new Headers(),
      params: { collection: slug, filename: file.filename ?? '' },
    })
    if (!(answer instanceof Response)) continue
    if (answer.ok) return new Uint8Array(await answer.arrayBuffer())
    if (answer.status !== 404) throw new Error(`The file store answered ${answer.status} for ${file.filename ?? ''}.`)
  }
  return null
}

const fromDisk = async (req: PayloadRequest, file: PortalFile): Promise<Uint8Array | null> => {
  const { slug, upload } = collectionOf(req)
  try {
    return await readFile(path.resolve(upload.staticDir ?? slug, path.basename(file.filename ?? '')))
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return null
    throw error
  }
}

/**
 * A stored file's bytes, or null where the store lost them or holds others than were written. A store that is away for
 * the moment throws: an original must not be replaced because it could not be read just now.
 */
export const readStoredFile = async (
  req: PayloadRequest,
  id: ID | null | undefined,
): Promise<{ file: PortalFile; bytes: Uint8Array } | null> => {
  const file = id ? await findById(req, 'portalFiles', id) : null
  if (!file?.filename) return null
  const bytes = (await fromAdapter(req, file)) ?? (await fromDisk(req, file))
  return bytes && sha256(bytes) === file.sha256 ? { file, bytes } : null
}
