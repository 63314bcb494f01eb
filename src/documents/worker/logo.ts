import type { PdfWarning } from '../../records.ts'
import type { RenderRequest } from '../renderRequest.ts'
import type { ImageItem } from './items.ts'

const startsWith = (data: Uint8Array, bytes: number[]) => bytes.every((byte, index) => data[index] === byte)

/** The logo if its bytes are those of an image that PDFs can hold, whatever its type says. */
export const readLogo = (
  logo: RenderRequest['logo'],
): { image: Pick<ImageItem, 'data' | 'format'> | null; warnings: PdfWarning[] } => {
  if (!logo) return { image: null, warnings: [] }
  if (startsWith(logo.data, [0x89, 0x50, 0x4e, 0x47]))
    return { image: { data: logo.data, format: 'png' }, warnings: [] }
  if (startsWith(logo.data, [0xff, 0xd8, 0xff])) return { image: { data: logo.data, format: 'jpg' }, warnings: [] }
  return {
    image: null,
    warnings: [{ code: 'logoType', values: { type: logo.mimeType } }],
  }
}
