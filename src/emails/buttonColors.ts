import { accentScale } from '../domain/accent.ts'
import type { ButtonColors } from './parts/mailStyle.ts'

/** The button in the business's accent, corrected until its words can be read on a light and on a dark sheet. */
export const buttonColors = (accentColor: string): ButtonColors => {
  const onLight = accentScale(accentColor, 'light')
  const onDark = accentScale(accentColor, 'dark')
  return {
    light: { ground: onLight.accent, ink: onLight.onAccent },
    dark: { ground: onDark.accent, ink: onDark.onAccent },
  }
}
