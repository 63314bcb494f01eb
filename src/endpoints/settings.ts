import { requireStaff } from '../access/staff.ts'
import { getPortalOptions } from '../context.ts'
import { imageSize } from '../domain/imageSize.ts'
import { imageType } from '../domain/imageType.ts'
import { PortalError } from '../errors.ts'
import { storeFile } from '../operations/storedFiles.ts'
import { endpointPaths } from '../paths.ts'
import type { ID } from '../records.ts'
import { json, portalEndpoint } from './answer.ts'
import { multipart, readBytes } from './body.ts'

const LIMIT = 2_000_000
/** Decoded, a pixel takes four bytes: a small file can hold a picture that fills memory. */
const MAX_SIDE = 4_000

/** The kind of image, or an error that says what would do. */
const checkedType = (bytes: Uint8Array): 'image/png' | 'image/jpeg' => {
  const mimeType = imageType(bytes)
  const isKnown = mimeType === 'image/png' || mimeType === 'image/jpeg'
  const size = isKnown ? imageSize(bytes, mimeType) : null
  const isSane = size !== null && Math.min(size.width, size.height) > 0 && Math.max(size.width, size.height) <= MAX_SIDE
  if (!isKnown || !isSane || bytes.byteLength > LIMIT) throw new PortalError('bad-file', { limit: '2 MB' })
  return mimeType
}

/**
 * `POST /api/client-portal/settings/logo` (multipart, `file`; without one the logo is taken away): stores the logo and
 * points the settings at it → `{ logo }`. Earlier logos stay, for the documents and mails that went out with them.
 */
export const settingsLogoEndpoint = portalEndpoint({
  path: endpointPaths.settingsLogo,
  method: 'post',
  handler: async (req) => {
    await requireStaff(req, 'canEditSettings')
    const type = req.headers.get('content-type') ?? ''
    const body = await readBytes(req, LIMIT + 10_000, '2 MB')
    const file = type.startsWith('multipart/form-data') ? (await multipart(body, type)).get('file') : null
    let logo: ID | null = null
    if (file instanceof File && file.size > 0) {
      const bytes = new Uint8Array(await file.arrayBuffer())
      const mimeType = checkedType(bytes)
      logo = (await storeFile(req, bytes, { purpose: 'logo', name: 'logo', mimeType })).id
    }
    await req.payload.updateGlobal({
      slug: getPortalOptions(req.payload).slugs.businessSettings,
      data: { logo },
      depth: 0,
      overrideAccess: true,
      req,
    })
    return json({ logo })
  },
})
