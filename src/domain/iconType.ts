import { imageSize } from './imageSize.ts'
import { imageType } from './imageType.ts'
import { isNearlySquare } from './brandIcon.ts'

export type IconType = 'image/png' | 'image/svg+xml' | 'image/x-icon'

const MIN_SIDE = 16
const MAX_SIDE = 2_048

const isIconPng = (bytes: Uint8Array): boolean => {
  const size = imageType(bytes) === 'image/png' ? imageSize(bytes, 'image/png') : null
  return (
    size !== null && isNearlySquare(size) && size.width >= MIN_SIDE && Math.max(size.width, size.height) <= MAX_SIDE
  )
}

const HEAD = 6
const ENTRY = 16

/** An ICO file is a list of pictures: each has to lie inside the file. */
const isIco = (bytes: Uint8Array): boolean => {
  if (bytes.byteLength < HEAD + ENTRY) return false
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const count = view.getUint16(4, true)
  if (view.getUint16(0, true) !== 0 || view.getUint16(2, true) !== 1 || count < 1 || count > 64) return false
  const first = HEAD + count * ENTRY
  if (first > bytes.byteLength) return false
  return Array.from({ length: count }, (_, index) => HEAD + index * ENTRY).every((entry) => {
    const [length, offset] = [view.getUint32(entry + 8, true), view.getUint32(entry + 12, true)]
    return length > 0 && offset >= first && offset + length <= bytes.byteLength
  })
}

const SVG_START =
  /^\uFEFF?\s*(?:<\?xml\s[^<>]*\?>\s*)?(?:(?:<!--(?:(?!-->)[^])*-->|<!DOCTYPE\s+svg\b[^<>[\]]*>)\s*)*<svg[\s>]/i

/**
 * What a drawing needs none of: scripts and what starts them, pages inside it, entities, other style sheets, and anything
 * that would be fetched from elsewhere. References within the drawing and pictures written out in it are all right.
 */
const UNSAFE = [
  /<\s*(?:[\w-]+:)?(?:script|foreignobject|iframe|object|embed|audio|video|handler|listener)\b/i,
  /<!ENTITY/i,
  /<\?(?!xml\s)/i,
  /[\s"'/]on[a-z]+\s*=/i,
  /javascript\s*:/i,
  /@import/i,
  /(?:href|src)\s*=\s*(?!\s*["']?\s*(?:#|data:image\/(?:png|jpeg|webp)[;,]))/i,
  /url\(\s*(?!["']?\s*#)/i,
]

/** Refuses rather than cleans: what the business uploaded is shown as it is, or not at all. */
const isSafeSvg = (bytes: Uint8Array): boolean => {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return false
  }
  if (!SVG_START.test(text) || !/<\/svg>\s*$/i.test(text)) return false
  // Written as `&#x6f;nload`, a word would pass for another one.
  const plain = text.replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));?/gi, (_, hex?: string, decimal?: string) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' '
  })
  return !UNSAFE.some((pattern) => pattern.test(text) || pattern.test(plain))
}

/** What kind of icon the bytes themselves prove to be, where a browser may be given it. */
export const iconType = (bytes: Uint8Array): IconType | null => {
  if (isIconPng(bytes)) return 'image/png'
  if (isIco(bytes)) return 'image/x-icon'
  return isSafeSvg(bytes) ? 'image/svg+xml' : null
}
