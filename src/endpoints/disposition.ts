/** Half a character, which `encodeURIComponent` would throw at. */
const wellFormed = (name: string): string => name.replace(/\p{Surrogate}/gu, '_')

/** `'`, `(`, `)` and `*` mean something in RFC 8187 and are left as they are by `encodeURIComponent`. */
const encode = (name: string): string =>
  encodeURIComponent(wellFormed(name)).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

/** RFC 6266: an ASCII name for old readers, the real one in UTF-8. */
export const disposition = (kind: 'inline' | 'attachment', name: string): string => {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encode(name)}`
}
