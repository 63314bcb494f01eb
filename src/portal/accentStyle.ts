import { accentScale, type AccentScale } from '../domain/accent.ts'

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const declarations = (scale: AccentScale): string =>
  Object.entries(scale)
    .map(([name, value]) => `--${name === 'accent' ? name : `accent-${kebab(name)}`}:${value}`)
    .join(';')

/**
 * The business's accent as custom properties for both colour schemes. Every value is a hex colour computed here, never
 * the stored text itself, so that nothing of a setting reaches the style sheet.
 */
export const accentStyle = (accentColor: string): string =>
  `:root{${declarations(accentScale(accentColor, 'light'))}}` +
  `@media (prefers-color-scheme:dark){:root{${declarations(accentScale(accentColor, 'dark'))}}}` +
  `@media print{:root{${declarations(accentScale(accentColor, 'light'))}}}`
