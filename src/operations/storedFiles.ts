import { hash, randomBytes } from 'node:crypto'
import { stat as statThen } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'

import type { PayloadRequest, SanitizedCollectionConfig } from 'payload'

import { getPortalOptions } from '../context.ts'
import type { ID, PortalFile } from '../records.ts'
import { claim, findById, insertGiven } from '../store.ts'
import { readWhole } from './readWhole.ts'

// Of the two that Node has, this one takes half the time: an archive looks at thousands of files.
const stat = promisify(statThen)

export const sha256 = (bytes: Uint8Array): string => hash('sha256', bytes)

const extensions: Record<string, string> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/svg+xml': 'svg',
  'image/x-icon': 'ico',
}

/**
 * Stands before the bytes of a file that the upload collection does not take as it is, and is taken off when they are
 * read. Payload looks at how a file begins: it refuses films and pictures that are cut short and drawings with a script,
 * and where the host has `sharp` it writes moving pictures anew. What people send, a whole mail above all, has to be
 * taken, and to come back byte for byte.
 */
const WRAPPER = Buffer.from('payload-client-portal keeps this file as it came:\n', 'utf8')

const startsWith = (bytes: Uint8Array, start: Uint8Array): boolean =>
  bytes.byteLength >= start.byteLength && start.every((byte, index) => bytes[index] === byte)

/** GIF, WebP and TIFF: what Payload has `sharp` write anew, whatever it is called. */
const isRewritten = (bytes: Uint8Array): boolean =>
  /^(?:GIF8|RIFF[^]{4}WEBP|II\*\0|MM\0\*)/.test(Buffer.from(bytes.subarray(0, 12)).toString('latin1'))

/** Payload's word for a file that it does not want; what is away for the moment says something else. */
const isRefusal = (error: unknown): boolean => (error as { status?: unknown } | null)?.status === 400

const randomName = (mimeType: string): string => `${randomBytes(16).toString('hex')}.${extensions[mimeType] ?? 'bin'}`

type FileData = Pick<PortalFile, 'purpose' | 'name'> &
  Partial<Pick<PortalFile, 'client' | 'invoice' | 'quote' | 'mail' | 'contentId'>>

const upload = async (
  req: PayloadRequest,
  content: Uint8Array,
  data: FileData & Pick<PortalFile, 'sha256'>,
  mimeType: string,
): Promise<PortalFile> => {
  const stored: unknown = await req.payload.create({
    collection: getPortalOptions(req.payload).slugs.portalFiles,
    data,
    file: {
      data: Buffer.from(content.buffer, content.byteOffset, content.byteLength),
      mimetype: mimeType,
      name: randomName(mimeType),
      size: content.byteLength,
    },
    depth: 0,
    overrideAccess: true,
    req,
  })
  return stored as PortalFile
}

/**
 * The folder on our own disk to write into directly, or null where Payload has to: for a storage adapter, or because the
 * host has hung hooks of its own on these files.
 */
const plainFolder = (req: PayloadRequest): string | null => {
  const { slug, upload: config, hooks } = collectionOf(req)
  const isStored =
    config.disableLocalStorage === true || config.adapter !== undefined || (config.handlers?.length ?? 0) > 0
  const added = [hooks.beforeValidate, hooks.beforeChange, hooks.afterChange, hooks.afterOperation]
  // The one before the operation is ours.
  const isHooked = added.some((list) => list.length > 0) || hooks.beforeOperation.length > 1
  return isStored || isHooked ? null : path.resolve(config.staticDir ?? slug)
}

/** As Payload does it, without a look at what the bytes are: what people send is nothing to be judged by, and half the work. */
const writePlain = async (
  req: PayloadRequest,
  folder: string,
  bytes: Uint8Array,
  data: FileData & Pick<PortalFile, 'sha256'>,
  mimeType: string,
): Promise<PortalFile> => {
  const filename = randomName(mimeType)
  const target = path.join(folder, filename)
  try {
    await writeFile(target, bytes, { flag: 'wx' })
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ENOENT') throw error
    await mkdir(folder, { recursive: true })
    await writeFile(target, bytes, { flag: 'wx' })
  }
  try {
    return await insertGiven(req, 'portalFiles', { ...data, filename, mimeType, filesize: bytes.byteLength })
  } catch (error) {
    await rm(target, { force: true })
    throw error
  }
}

/** Stores bytes under a random name, on the host's disk or wherever its storage adapter puts them. */
export const storeFile = async (
  req: PayloadRequest,
  bytes: Uint8Array,
  file: FileData & { mimeType: string },
): Promise<PortalFile> => {
  const { mimeType, ...rest } = file
  const data = { ...rest, sha256: sha256(bytes) }
  const folder = rest.purpose === 'mail' || rest.purpose === 'attachment' ? plainFolder(req) : null
  if (folder !== null) return writePlain(req, folder, bytes, data, mimeType)
  const wrapped = async (shownType: string): Promise<PortalFile> => {
    const stored = await upload(req, Buffer.concat([WRAPPER, bytes]), data, 'application/octet-stream')
    const facts = { mimeType: shownType, filesize: bytes.byteLength }
    await claim(req, 'portalFiles', { id: { equals: stored.id } }, facts)
    return { ...stored, ...facts }
  }
  if (isRewritten(bytes)) return wrapped(mimeType)
  // Inside a transaction a refusal ends that: nothing can be written in it any more.
  const isInside = Boolean(await req.transactionID)
  try {
    return await upload(req, bytes, data, mimeType)
  } catch (error) {
    if (isInside || !isRefusal(error)) throw error
    // No picture that a browser could draw, whatever it begins with.
    return wrapped(mimeType.startsWith('image/') ? 'application/octet-stream' : mimeType)
  }
}

/** The bytes as they were given; null where these are others. */
const unwrapped = (bytes: Uint8Array, wanted: string): Uint8Array | null => {
  if (sha256(bytes) === wanted) return bytes
  const inner = startsWith(bytes, WRAPPER) ? bytes.subarray(WRAPPER.byteLength) : null
  return inner && sha256(inner) === wanted ? inner : null
}

export const removeFile = async (req: PayloadRequest, id: ID): Promise<void> => {
  await req.payload.delete({
    collection: getPortalOptions(req.payload).slugs.portalFiles,
    id,
    overrideAccess: true,
    req,
  })
}

const collectionOf = (req: PayloadRequest): Pick<SanitizedCollectionConfig, 'slug' | 'upload' | 'hooks'> => {
  const collection = req.payload.collections[getPortalOptions(req.payload).slugs.portalFiles]
  if (!collection) throw new Error('The collection of stored files is missing from this Payload config.')
  return collection.config
}

/** What of a row tells where its bytes lie, and what they are. */
export type StoredFile = Pick<PortalFile, 'id' | 'filename' | 'filesize' | 'sha256' | 'mimeType'>

const fromAdapter = async (req: PayloadRequest, file: StoredFile): Promise<Uint8Array | null> => {
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

const fromDisk = async (req: PayloadRequest, file: StoredFile): Promise<Uint8Array | null> => {
  const { slug, upload } = collectionOf(req)
  try {
    return await readWhole(
      path.resolve(upload.staticDir ?? slug, path.basename(file.filename ?? '')),
      file.filesize ?? 0,
    )
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return null
    throw error
  }
}

/** The bytes behind a row, or null where the store lost them or holds others than were written. */
export const storedBytes = async (req: PayloadRequest, file: StoredFile): Promise<Uint8Array | null> => {
  if (!file.filename) return null
  const bytes = (await fromAdapter(req, file)) ?? (await fromDisk(req, file))
  return bytes && unwrapped(bytes, file.sha256)
}

/** Whether a file lies on our own disk with the size its row tells; false where an adapter keeps it, which only reading could say. */
export const isOnDisk = async (req: PayloadRequest, file: StoredFile): Promise<boolean> => {
  const { slug, upload } = collectionOf(req)
  if (!file.filename || (upload.handlers?.length ?? 0) > 0) return false
  try {
    const { size } = await stat(path.resolve(upload.staticDir ?? slug, path.basename(file.filename)))
    return size === file.filesize || size === (file.filesize ?? 0) + WRAPPER.byteLength
  } catch {
    return false
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
  const bytes = file && (await storedBytes(req, file))
  return bytes && { file, bytes }
}
