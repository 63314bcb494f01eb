/** Languages of portal, mails and documents, each by its own name: so that whoever wants it finds it. */
export const localeNames = {
  en: 'English',
  es: 'Español',
  fr: 'Français',
  de: 'Deutsch',
  it: 'Italiano',
  pt: 'Português',
} as const

export type Locale = keyof typeof localeNames

export const locales = Object.keys(localeNames) as readonly Locale[]

/** The language of ours that a tag such as `de-AT` means; English where it means none. */
export const localeIn = (tag: string): Locale =>
  locales.find((locale) => locale === tag.slice(0, 2).toLowerCase()) ?? 'en'
