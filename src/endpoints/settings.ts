import { requireStaff } from '../access/staff.ts'
import { getPortalOptions } from '../context.ts'
import { imageType } from '../domain/imageType.ts'
import { PortalError } from '../errors.ts'
import { storeFile } from '../operations/storedFiles.ts'
import { endpointPaths } from '../paths.ts'
import type { ID } from '../records.ts'
import { json, portalEndpoint } from './answer.ts'

const LIMIT = 2_000_000

/**
 * `POST /api/client-portal/settings/logo` (multipart, `file`; without one the logo is taken away): stores the logo and
 * points the settings at it → `{ logo }`. Earlier logos stay, for the documents that were issued with them.
 */
export const settingsLogoEndpoint = portalEndpoint({
  path: endpointPaths.settingsLogo,
  method: 'post',
  handler: async (req) => {
    await requireStaff(req, 'canEditSettings')
    if (Number(req.headers.get('content-length') ?? 0) > LIMIT + 10_000)
      throw new PortalError('too-large', { limit: '2 MB' })
    const form = await req.formData?.().catch(() => null)
    const file = form?.get('file')
    let logo: ID | null = null
    if (file instanceof File && file.size > 0) {
      const bytes = new Uint8Array(await file.arrayBuffer())
      const mimeType = imageType(bytes)
      if (!mimeType || mimeType === 'image/webp' || bytes.byteLength > LIMIT) throw new PortalError('bad-file', { limit: '2 MB' })
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
