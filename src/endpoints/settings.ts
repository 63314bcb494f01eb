import type { PayloadRequest } from 'payload'

import { requireStaff } from '../access/staff.ts'
import { getPortalOptions } from '../context.ts'
import { iconType } from '../domain/iconType.ts'
import { imageSize } from '../domain/imageSize.ts'
import { imageType } from '../domain/imageType.ts'
import { PortalError } from '../errors.ts'
import { storeFile } from '../operations/storedFiles.ts'
import { endpointPaths } from '../paths.ts'
import type { ID } from '../records.ts'
import { claim } from '../store.ts'
import { json, portalEndpoint } from './answer.ts'
import { multipart, readBytes } from './body.ts'

/** Decoded, a pixel takes four bytes: a small file can hold a picture that fills memory. */
const MAX_SIDE = 4_000

interface Picture {
  /** The field of the settings, and the purpose it is stored for. */
  field: 'logo' | 'icon'
  limit: number
  limitText: string
  /** The kind of picture the bytes are, or null where they can't be used. */
  typeOf: (bytes: Uint8Array) => string | null
  problem: 'bad-file' | 'bad-icon'
}

const logo: Picture = {
  field: 'logo',
  limit: 2_000_000,
  limitText: '2 MB',
  typeOf: (bytes) => {
    const mimeType = imageType(bytes)
    const isKnown = mimeType === 'image/png' || mimeType === 'image/jpeg'
    const size = isKnown ? imageSize(bytes, mimeType) : null
    const isSane =
      size !== null && Math.min(size.width, size.height) > 0 && Math.max(size.width, size.height) <= MAX_SIDE
    return isSane ? mimeType : null
  },
  problem: 'bad-file',
}

const icon: Picture = { field: 'icon', limit: 500_000, limitText: '500 kB', typeOf: iconType, problem: 'bad-icon' }

const stored = async (req: PayloadRequest, file: File, picture: Picture): Promise<ID> => {
  const { field, limit, limitText, typeOf, problem } = picture
  const bytes = new Uint8Array(await file.arrayBuffer())
  const mimeType = bytes.byteLength <= limit ? typeOf(bytes) : null
  if (!mimeType) throw new PortalError(problem, { limit: limitText })
  const row = await storeFile(req, bytes, { purpose: field, name: field, mimeType })
  // Payload may take it for something else; what the bytes are has just been looked at.
  if (row.mimeType !== mimeType) await claim(req, 'portalFiles', { id: { equals: row.id } }, { mimeType })
  return row.id
}

/** Takes the file of a form, or none, and points the settings at it. */
const savePicture = async (req: PayloadRequest, picture: Picture): Promise<Response> => {
  const { field, limit, limitText } = picture
  await requireStaff(req, 'canEditSettings')
  const type = req.headers.get('content-type') ?? ''
  const body = await readBytes(req, limit + 10_000, limitText)
  const file = type.startsWith('multipart/form-data') ? (await multipart(body, type)).get('file') : null
  const id = file instanceof File && file.size > 0 ? await stored(req, file, picture) : null
  const settings: unknown = await req.payload.updateGlobal({
    slug: getPortalOptions(req.payload).slugs.businessSettings,
    data: { [field]: id },
    depth: 0,
    overrideAccess: true,
    req,
  })
  const { updatedAt } = settings as { updatedAt?: string | null }
  return json({ [field]: id, updatedAt })
}

/**
 * `POST /api/client-portal/settings/logo` (multipart, `file`; without one the logo is taken away): stores the logo and
 * points the settings at it → `{ logo, updatedAt }`. Earlier logos stay, for the documents and mails that went out with them.
 */
export const settingsLogoEndpoint = portalEndpoint({
  path: endpointPaths.settingsLogo,
  method: 'post',
  handler: (req) => savePicture(req, logo),
})

/** `POST /api/client-portal/settings/icon`: the same for the icon of the browser's tab → `{ icon, updatedAt }`. */
export const settingsIconEndpoint = portalEndpoint({
  path: endpointPaths.settingsIcon,
  method: 'post',
  handler: (req) => savePicture(req, icon),
})
