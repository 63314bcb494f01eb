import { accentScale } from '../domain/accent.ts'
import type { BusinessSettings } from '../records.ts'

const escaped = (text: string): string => text.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** The tab's icon: the business's first letter on its accent, drawn in place so that no request goes out for it. */
export const monogramIcon = ({ name, accentColor }: Pick<BusinessSettings, 'name' | 'accentColor'>): string => {
  const { accent, onAccent } = accentScale(accentColor, 'light')
  const [letter = ''] = Array.from((name || '·').toUpperCase())
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="${accent}"/>` +
    `<text x="16" y="22.5" text-anchor="middle" font-family="system-ui,sans-serif" font-size="18" font-weight="650" fill="${onAccent}">${escaped(letter)}</text></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
