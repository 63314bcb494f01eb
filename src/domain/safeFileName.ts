const MAX_CHARACTERS = 120
/** A file's name may have 255 bytes on most systems; storage adapters put something before or behind it. */
const MAX_BYTES = 200
const MAX_EXTENSION = 20

/** What reorders its neighbours or can't be seen: `gpj.exe` reads `exe.jpg` behind U+202E. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Surrogate}\u2028\u2029\ufff9-\ufffb]/gu
// eslint-disable-next-line no-control-regex -- control characters are what is taken out
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/g
const FORBIDDEN = /[<>:"|?*]/g

/** Devices of Windows, whatever stands behind the dot. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)/i

const bytesOf = (text: string): number => Buffer.byteLength(text, 'utf8')

/** Whole characters, so that none is cut in two. */
const cutTo = (text: string, characters: number, bytes: number): string => {
  let out = ''
  let count = 0
  let size = 0
  for (const character of text) {
    count += 1
    size += bytesOf(character)
    if (count > characters || size > bytes) break
    out += character
  }
  return out
}

const split = (name: string): { stem: string; extension: string } => {
  const dot = name.lastIndexOf('.')
  const isExtension = dot > 0 && name.length - dot <= MAX_EXTENSION
  return isExtension ? { stem: name.slice(0, dot), extension: name.slice(dot) } : { stem: name, extension: '' }
}

/**
 * A name that is one on every system and says what it is: no path, nothing invisible or reordered, none of Windows'
 * devices, 120 characters at most with the extension kept. Empty names become `attachment`.
 */
export const safeFileName = (name: string, fallback = 'attachment'): string => {
  const last =
    name
      .slice(0, 10_000)
      .split(/[/\\]/)
      .findLast((part) => part.trim() !== '') ?? ''
  const clean = last
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(CONTROL, '')
    .replace(FORBIDDEN, '_')
    .replace(/\s+/gu, ' ')
    // Windows drops dots and spaces at the end, and then runs 'invoice.exe. '.
    .replace(/^[. ]+|(?<![. ])[. ]+$/g, '')
  const named = clean === '' ? fallback : RESERVED.test(clean) ? `_${clean}` : clean
  const { stem, extension } = split(named)
  return `${cutTo(stem, MAX_CHARACTERS - extension.length, MAX_BYTES - bytesOf(extension)).trimEnd()}${extension}`
}
