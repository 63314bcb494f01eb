import type { Payload, PayloadRequest } from 'payload'

import { getPortalOptions } from '../context.ts'
import type { PictureFacts } from '../domain/brandIcon.ts'
import type { BusinessSettings, ID } from '../records.ts'
import { findRow } from '../store.ts'

const MAX_KNOWN = 50

/** Under an id a picture never changes, so that no page asks for it twice. */
const known = new WeakMap<Payload, Map<string, PictureFacts>>()

const factsOf = async (
  req: PayloadRequest,
  id: ID | null | undefined,
  url: (id: ID) => string,
): Promise<PictureFacts | null> => {
  if (id === null || id === undefined) return null
  const pictures = known.get(req.payload) ?? new Map<string, PictureFacts>()
  known.set(req.payload, pictures)
  const before = pictures.get(String(id))
  if (before) return before
  const select = { mimeType: true, width: true, height: true, filesize: true } as const
  const row = await findRow(req, 'portalFiles', { id: { equals: id } }, select)
  if (!row) return null
  const facts: PictureFacts = {
    url: url(id),
    mimeType: row.mimeType ?? null,
    width: row.width ?? null,
    height: row.height ?? null,
    bytes: row.filesize ?? null,
  }
  if (pictures.size >= MAX_KNOWN) pictures.clear()
  pictures.set(String(id), facts)
  return facts
}

/** The pictures that a page's icon may be made of. */
export const brandPictures = async (
  req: PayloadRequest,
  { icon, logo }: Pick<BusinessSettings, 'icon' | 'logo'>,
): Promise<{ icon: PictureFacts | null; logo: PictureFacts | null }> => {
  const { api } = getPortalOptions(req.payload)
  const [iconFacts, logoFacts] = await Promise.all([factsOf(req, icon, api.icon), factsOf(req, logo, api.logo)])
  return { icon: iconFacts, logo: logoFacts }
}
