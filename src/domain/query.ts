/** A query string or form as its reader finds it: a name may stand there several times. */
export type Query = Record<string, string | string[] | undefined>

/** The first value of a parameter; never anything but a text. */
export const queryText = (query: Query, name: string): string => {
  const value = query[name]
  return (Array.isArray(value) ? value[0] : value) ?? ''
}
