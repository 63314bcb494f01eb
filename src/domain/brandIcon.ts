import { initialIcon } from './initialIcon.ts'

interface Size {
  width: number
  height: number
}

/** What is known of a stored picture without reading it. */
export interface PictureFacts {
  url: string
  mimeType: string | null
  width: number | null
  height: number | null
  bytes: number | null
}

/** What a page names as its icon. */
export interface BrandIcon {
  href: string
  type: string | null
  /** For a phone's home screen, which takes nothing but a picture of some size. */
  touch: string | null
}

/** Square enough to stand in a square without looking squeezed. */
export const isNearlySquare = ({ width, height }: Size): boolean =>
  Math.min(width, height) > 0 && Math.max(width, height) <= Math.min(width, height) * 1.25

/** More than a tab's icon is worth to whoever loads it. */
const MAX_LOGO_BYTES = 300_000
/** A phone shows it at 120 to 180 pixels. */
const TOUCH_SIDE = 120

const sizeOf = ({ width, height }: PictureFacts): Size | null => (width && height ? { width, height } : null)

const isTouchable = (picture: PictureFacts): boolean => {
  const size = sizeOf(picture)
  const isRaster = picture.mimeType === 'image/png' || picture.mimeType === 'image/jpeg'
  return isRaster && size !== null && isNearlySquare(size) && Math.min(size.width, size.height) >= TOUCH_SIDE
}

const isIconLike = (logo: PictureFacts): boolean => {
  const size = sizeOf(logo)
  return size !== null && isNearlySquare(size) && (logo.bytes ?? Infinity) <= MAX_LOGO_BYTES
}

/** The business's icon; without one its logo where that is square, else the first letter of its name. */
export const brandIcon = (
  business: { name: string; accentColor: string },
  { icon, logo }: { icon: PictureFacts | null; logo: PictureFacts | null },
): BrandIcon => {
  const mark = logo && isIconLike(logo) ? logo : null
  const touch = [icon, mark].find((picture) => picture && isTouchable(picture))?.url ?? null
  const shown = icon ?? mark
  if (shown) return { href: shown.url, type: shown.mimeType, touch }
  return { href: initialIcon(business), type: 'image/svg+xml', touch }
}
