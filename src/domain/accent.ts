import { contrastRatio, fromHex, toHex, type Oklch } from './oklch.ts'

export const DEFAULT_ACCENT = '#1f5eff'

/** A colour as the settings keep it: `#rrggbb`. */
export const isHexColor = (text: string): boolean => /^#[0-9a-f]{6}$/i.test(text)

const WHITE = '#ffffff'
const NEAR_BLACK = '#14161a'
const READABLE = 4.5

/** What pages, mails and PDFs draw from the business's one accent colour; hex texts, all of them. */
export interface AccentScale {
  /** Fills buttons. Moved from the given colour only as far as its text needs. */
  accent: string
  /** Text on `accent` and on `hover`: white or near-black, at least 4.5 : 1. */
  onAccent: string
  hover: string
  /** A wash behind selected or highlighted things. */
  tint: string
  /** A hairline on the ground or around the tint. */
  line: string
  /** The accent as text: at least 4.5 : 1 on `ground`, on `tint` and on a plain white sheet in the light scheme. */
  text: string
  /** The page's ground, with a trace of the accent's hue. */
  ground: string
}

/** WCAG contrast ratio of two hex colours, 1 to 21. Throws `RangeError` where one is none. */
export const contrast = (a: string, b: string): number => contrastRatio(a, b)

const STEP = 0.004

/** Moves lightness in one direction until the colour, as the screen will show it, is good enough. */
const moveUntil = (color: Oklch, direction: 1 | -1, isGood: (hex: string) => boolean): Oklch => {
  let moved = color
  const canMove = () => (direction > 0 ? moved.l < 1 : moved.l > 0)
  while (canMove() && !isGood(toHex(moved))) moved = { ...moved, l: moved.l + direction * STEP }
  return moved
}

const withAtMost = (color: Oklch, l: number, chroma: number): string =>
  toHex({ ...color, l, c: Math.min(color.c, chroma) })

const hoverOf = (accent: Oklch, onAccent: string, scheme: 'light' | 'dark'): string => {
  const first = scheme === 'light' ? -0.045 : 0.045
  // The last one is for accents so dark that a small step shows nothing.
  const candidates = [first, -first, 0.18].map((move) => toHex({ ...accent, l: accent.l + move }))
  const isGood = (hex: string) => hex !== toHex(accent) && contrast(hex, onAccent) >= READABLE
  return candidates.find(isGood) ?? toHex(accent)
}

const MAX_KNOWN = 100
/** A business has one accent, and every page asks for it several times. */
const known = new Map<string, AccentScale>()

/** Everything derived from one accent in a colour scheme; what is no hex colour counts as `DEFAULT_ACCENT`. */
export const accentScale = (hex: string, scheme: 'light' | 'dark'): AccentScale => {
  const key = `${scheme} ${hex}`
  const before = known.get(key)
  if (before) return before
  const scale = derive(hex, scheme)
  if (known.size >= MAX_KNOWN) known.clear()
  known.set(key, scale)
  return scale
}

/** What the correction did to the accent that buttons are filled with. */
export const accentShift = (hex: string, scheme: 'light' | 'dark'): 'same' | 'darker' | 'lighter' => {
  const given = fromHex(hex.trim())
  const drawn = fromHex(accentScale(hex, scheme).accent)
  if (!given || !drawn || toHex(given) === toHex(drawn)) return 'same'
  return drawn.l < given.l ? 'darker' : 'lighter'
}

const derive = (hex: string, scheme: 'light' | 'dark'): AccentScale => {
  const given = fromHex(hex.trim()) ?? fromHex(DEFAULT_ACCENT)
  if (!given) throw new RangeError('The default accent is no hex colour')
  const isLight = scheme === 'light'
  const ground = isLight ? withAtMost(given, 0.985, 0.004) : withAtMost(given, 0.175, 0.012)
  const tint = isLight ? withAtMost(given, 0.962, 0.03) : withAtMost(given, 0.27, 0.05)

  // A white accent on a white page, or a black one on a black page, would be a button nobody sees.
  const visible = moveUntil(given, isLight ? -1 : 1, (shown) => contrast(shown, ground) >= (isLight ? 1.3 : 3))
  // White looks right on strong colours well before 4.5 : 1, so that those are darkened a little rather than turned.
  const onAccent = contrast(toHex(visible), WHITE) >= 3.2 ? WHITE : NEAR_BLACK
  const accent = moveUntil(visible, onAccent === WHITE ? -1 : 1, (shown) => contrast(shown, onAccent) >= READABLE)

  const grounds = isLight ? [ground, tint, WHITE] : [ground, tint]
  const text = moveUntil(given, isLight ? -1 : 1, (shown) => grounds.every((each) => contrast(shown, each) >= READABLE))
  return {
    accent: toHex(accent),
    onAccent,
    hover: hoverOf(accent, onAccent, scheme),
    tint,
    line: isLight ? withAtMost(given, 0.88, 0.06) : withAtMost(given, 0.4, 0.07),
    text: toHex(text),
    ground,
  }
}
