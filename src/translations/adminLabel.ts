import { admin as en } from './en/admin.ts'
import { admin as es } from './es/admin.ts'

/** A text in every language the admin speaks, in the shape Payload's labels and descriptions take. */
export const adminLabel = (pick: (texts: typeof en) => string): Record<string, string> => ({
  en: pick(en),
  es: pick(es),
})

/** Options of a select field in every language, from a group of texts keyed by value. */
export const adminOptions = (group: keyof (typeof en)['options']) =>
  Object.keys(en.options[group]).map((value) => ({
    value,
    label: adminLabel((texts) => (texts.options[group] as Record<string, string>)[value] ?? value),
  }))
