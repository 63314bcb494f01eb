import { localeNames, locales } from '../locales.ts'
import { adminTexts, type AdminTexts } from './adminTexts.ts'

/** A text in every language the admin speaks, in the shape Payload's labels and descriptions take. */
export const adminLabel = (pick: (texts: AdminTexts) => string): Record<string, string> =>
  Object.fromEntries(locales.map((locale) => [locale, pick(adminTexts(locale))]))

/** Options of a select field in every language, from a group of texts keyed by value. */
export const adminOptions = (group: keyof AdminTexts['options']) =>
  Object.keys(adminTexts('en').options[group]).map((value) => ({
    value,
    label: adminLabel((texts) => (texts.options[group] as Record<string, string>)[value] ?? value),
  }))

/** The languages, each by its own name whatever the admin speaks. */
export const localeOptions = locales.map((value) => ({ value, label: localeNames[value] }))
