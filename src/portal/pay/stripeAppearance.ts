import type { Appearance } from '@stripe/stripe-js'

import { toHex } from '../../domain/oklch.ts'

/**
 * A computed colour as Stripe's frame understands it: it knows neither `var()` nor `oklch()`, in which our neutrals are
 * mixed. Null where the text is neither of the forms browsers compute.
 */
export const plainColor = (computed: string): string | null => {
  if (/^(?:rgb|#)/.test(computed)) return computed
  const mixed = /^oklch\(([\d.]+)(%?) ([\d.]+) (none|[\d.]+)(?:deg)? ?(?:\/ ?1)?\)$/.exec(computed)
  if (!mixed) return null
  const [, lightness, percent, chroma, hue] = mixed
  return toHex({
    l: Number(lightness) / (percent ? 100 : 1),
    c: Number(chroma),
    h: hue === 'none' ? 0 : (Number(hue) * Math.PI) / 180,
  })
}

const tokens = {
  accent: '--accent-text',
  ground: '--n0',
  text: '--n9',
  quiet: '--n7',
  edge: '--n5',
  raised: '--n2',
  danger: '--very-late-text',
} as const

type Palette = Partial<Record<keyof typeof tokens, string>>

/** The portal's tokens as this page shows them at this moment: light or dark, with the business's accent. */
const readPalette = (place: HTMLElement): Palette => {
  const probe = document.createElement('span')
  probe.hidden = true
  place.append(probe)
  const palette: Palette = {}
  for (const [name, token] of Object.entries(tokens)) {
    probe.style.color = `var(${token})`
    const color = plainColor(getComputedStyle(probe).color)
    if (color) palette[name as keyof Palette] = color
  }
  probe.remove()
  return palette
}

/** The Payment Element in the portal's look. Stripe's own value stands in where one of ours can't be read. */
export const stripeAppearance = (place: HTMLElement, isDark: boolean): Appearance => {
  const { accent, ground, text, quiet, edge, raised, danger } = readPalette(place)
  const known = (values: Record<string, string | undefined>): Record<string, string> =>
    Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])))
  const ring = accent ? `2px solid ${accent}` : undefined
  return {
    theme: isDark ? 'night' : 'stripe',
    labels: 'above',
    variables: known({
      colorPrimary: accent,
      colorBackground: ground,
      colorText: text,
      colorTextSecondary: quiet,
      colorTextPlaceholder: quiet,
      colorDanger: danger,
      colorIcon: quiet,
      fontFamily: "Inter, system-ui, -apple-system, 'Segoe UI', sans-serif",
      // iOS zooms into fields below 16 px.
      fontSizeBase: '16px',
      fontWeightMedium: '500',
      borderRadius: '6px',
      spacingUnit: '4px',
      gridRowSpacing: '16px',
    }),
    rules: {
      '.Label': known({ color: text, fontSize: '15px', fontWeight: '500' }),
      '.Input': known({ border: edge && `1px solid ${edge}`, boxShadow: 'none', padding: '11px 12px' }),
      '.Input:focus': known({ borderColor: accent, outline: ring, outlineOffset: '1px', boxShadow: 'none' }),
      '.Tab': known({ border: edge && `1px solid ${edge}`, boxShadow: 'none' }),
      '.Tab:hover': known({ backgroundColor: raised }),
      '.Tab--selected': known({ borderColor: accent, boxShadow: 'none', outline: ring }),
      '.Block': known({ boxShadow: 'none' }),
    },
  }
}
