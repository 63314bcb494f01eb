import { accentScale } from './accent.ts'

const escaped = (text: string): string => text.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** The first letter or figure of a name, as a capital. */
const initialOf = (name: string): string => {
  const first = /[\p{L}\p{N}]/u.exec(name)?.[0] ?? Array.from(name.trim())[0] ?? '·'
  return Array.from(first.toUpperCase())[0] ?? first
}

/**
 * An icon for the browser's tab where a business has none: the first letter of its name on its accent, corrected as
 * everywhere for a light and a dark scheme. An address that holds the drawing itself, so that no request goes out for it.
 */
export const initialIcon = ({ name, accentColor }: { name: string; accentColor: string }): string => {
  const [light, dark] = [accentScale(accentColor, 'light'), accentScale(accentColor, 'dark')]
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><style>rect{fill:${light.accent}}text{fill:${light.onAccent}}` +
    `@media(prefers-color-scheme:dark){rect{fill:${dark.accent}}text{fill:${dark.onAccent}}}</style>` +
    `<rect width="32" height="32" rx="8"/>` +
    `<text x="16" y="22.5" text-anchor="middle" font-family="system-ui,sans-serif" font-size="18" font-weight="650">${escaped(initialOf(name))}</text></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
