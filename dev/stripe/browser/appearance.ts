import type { Appearance } from './messages.ts'

const themes: Record<string, Record<string, string>> = {
  stripe: {
    colorPrimary: '#0570de',
    colorBackground: '#ffffff',
    colorText: '#30313d',
    colorDanger: '#df1b41',
    borderRadius: '6px',
  },
  night: {
    colorPrimary: '#85d996',
    colorBackground: '#30313d',
    colorText: '#ffffff',
    colorDanger: '#fe87a1',
    borderRadius: '6px',
  },
  flat: {
    colorPrimary: '#0085ff',
    colorBackground: '#f1f1f1',
    colorText: '#30313d',
    colorDanger: '#df1b41',
    borderRadius: '4px',
  },
}

/** Takes the theme and the variables on; a value that Stripe.js cannot read is left out, and said so. */
export const applyAppearance = ({ theme = 'stripe', variables = {} }: Appearance): void => {
  const root = document.documentElement
  // As Stripe's frame, it is always a light one for the browser: a frame of another scheme than its element is opaque.
  // Unlike it, it paints its ground itself, in the colour that the page gives its own: checks of contrast need one.
  root.style.colorScheme = 'light'
  for (const [name, value] of Object.entries({
    fontFamily: 'system-ui, sans-serif',
    fontSizeBase: '16px',
    spacingUnit: '4px',
    ...themes[theme],
    ...variables,
  })) {
    if (/var\(|oklch\(|oklab\(|color-mix\(|light-dark\(/.test(value)) {
      console.warn(
        `[Stripe.js] elements.create(): appearance.variables.${name} has a value that is not supported: ${value}`,
      )
      continue
    }
    root.style.setProperty(`--${name}`, value)
  }
}
