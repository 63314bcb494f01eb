/** Names in mails that the encoding standard's table of labels lacks. */
const aliases: Readonly<Record<string, string>> = {
  cp932: 'shift_jis',
  cp936: 'gb18030',
  cp949: 'euc-kr',
  cp950: 'big5',
  gb2312: 'gb18030',
  gbk: 'gb18030',
  'gb_2312-80': 'gb18030',
  latin: 'windows-1252',
  'latin-1': 'windows-1252',
  utf8mb4: 'utf-8',
  '646': 'us-ascii',
}

const ONE_BYTE = /^(?:windows-125\d|windows-874|iso-8859-\d+|koi8-|ibm866|macintosh|x-mac)/

/** The decoder's own name of a charset, `null` for none or one nobody knows. */
const knownCharset = (declared: string | null): string | null => {
  if (declared === null) return null
  const label = declared.trim().toLowerCase()
  try {
    return new TextDecoder(aliases[label] ?? label).encoding
  } catch {
    return null
  }
}

/** In us-ascii, whose label reads as windows-1252, every byte above 127 is a lie anyway. */
const isPlainLabel = (declared: string | null): boolean =>
  declared === null || /^(?:us-)?ascii$|^ansi_x3\.4|^unknown|^x-unknown|^default$/i.test(declared.trim())

const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80)

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

/** Whether only few of a text's foreign characters were lost: a cut or damaged text, not one in another charset. */
const isMostlySound = (text: string): boolean =>
  // eslint-disable-next-line no-control-regex -- ASCII is a range that begins with them
  countOf(text, /\ufffd/g) * 2 <= countOf(text, /[^\u0000-\u007f\ufffd]/g)

/**
 * The charset by which bytes read without loss. Mostly the declared one; but what can be UTF-8 is UTF-8 whatever
 * one-byte charset was declared (it hardly ever is by chance), and what can't be what it says is read as Windows-1252,
 * which most mails without an honest label are. Two-byte charsets are believed: short texts in them can look like UTF-8.
 */
export const charsetOf = (bytes: Uint8Array, declared: string | null): string => {
  const known = isPlainLabel(declared) ? null : knownCharset(declared)
  if (known && /^(?:iso-2022|utf-16)/.test(known)) return known
  if (isAscii(bytes)) return known ?? 'utf-8'
  if ((known === null || known === 'utf-8' || ONE_BYTE.test(known)) && isUtf8(bytes)) return 'utf-8'
  return isMostlySound(new TextDecoder(known ?? 'utf-8').decode(bytes))
    ? (known ?? 'utf-8')
    : otherCharset(bytes, known)
}

const otherCharset = (bytes: Uint8Array, known: string | null): string =>
  known !== null && known !== 'utf-8' && isUtf8(bytes) ? 'utf-8' : 'windows-1252'

/** The text that bytes say, whatever their label claims. */
export const decodeText = (bytes: Uint8Array, declared: string | null): string =>
  declared === null && isAscii(bytes)
    ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
    : new TextDecoder(charsetOf(bytes, declared)).decode(bytes)
