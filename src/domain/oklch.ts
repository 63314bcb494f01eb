/** Björn Ottosson's OKLCH, in which equal steps of lightness look equal, to and from sRGB hex; WCAG contrast. */
export interface Oklch {
  /** Lightness, 0 to 1. */
  l: number
  /** Chroma, 0 to about 0.4. */
  c: number
  /** Hue, in radians. */
  h: number
}

type Triple = readonly [number, number, number]

/** Linear sRGB of `#rgb` or `#rrggbb`, or null. */
const toLinear = (hex: string): Triple | null => {
  const digits = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(hex) ? hex.slice(1) : ''
  if (!digits) return null
  const full = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits
  const channel = (at: number) => {
    const value = Number.parseInt(full.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [channel(0), channel(2), channel(4)]
}

/** A hex colour in OKLCH, or null where it is none. */
export const fromHex = (hex: string): Oklch | null => {
  const linear = toLinear(hex)
  if (!linear) return null
  const [r, g, b] = linear
  const long = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const medium = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const short = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const l = 0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short
  const a = 1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short
  const bb = 0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short
  return { l, c: Math.hypot(a, bb), h: Math.atan2(bb, a) }
}

const toLinearSrgb = ({ l, c, h }: Oklch): Triple => {
  const a = c * Math.cos(h)
  const b = c * Math.sin(h)
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ]
}

const isInGamut = (color: Oklch): boolean => toLinearSrgb(color).every((value) => value > -0.0005 && value < 1.0005)

/** The nearest colour of the same lightness and hue that a screen can show, as `#rrggbb`. */
export const toHex = ({ l, c, h }: Oklch): string => {
  const lightness = Math.min(1, Math.max(0, l))
  let chroma = c
  if (!isInGamut({ l: lightness, c, h })) {
    let low = 0
    let high = c
    for (let step = 0; step < 20; step += 1) {
      const middle = (low + high) / 2
      if (isInGamut({ l: lightness, c: middle, h })) low = middle
      else high = middle
    }
    chroma = low
  }
  const channels = toLinearSrgb({ l: lightness, c: chroma, h }).map((value) => {
    const clipped = Math.min(1, Math.max(0, value))
    const encoded = clipped <= 0.0031308 ? clipped * 12.92 : 1.055 * clipped ** (1 / 2.4) - 0.055
    return Math.round(encoded * 255)
      .toString(16)
      .padStart(2, '0')
  })
  return `#${channels.join('')}`
}

const luminance = (hex: string): number => {
  const linear = toLinear(hex)
  if (!linear) throw new RangeError(`Not a hex colour: ${hex}`)
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

/** WCAG contrast ratio of two hex colours, 1 to 21. */
export const contrastRatio = (a: string, b: string): number => {
  const [x, y] = [luminance(a), luminance(b)]
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
}
