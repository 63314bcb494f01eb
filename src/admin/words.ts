import { admin as english } from '../translations/en/admin.ts'

export type AdminWords = typeof english

/**
 * The plugin's words in the language of whoever looks, with the host's own translations already merged over them.
 * English where Payload was given a language that we do not speak.
 */
export const wordsOf = (i18n: { translations: unknown }): AdminWords =>
  (i18n.translations as { clientPortal?: AdminWords } | undefined)?.clientPortal ?? english

/** Puts values in the places a text names: `{amount}`. */
export const filled = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
