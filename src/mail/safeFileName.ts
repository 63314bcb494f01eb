const MAX_CHARACTERS = 120
/** A file's name may have 255 bytes on most systems; storage adapters put something before or behind it. */
const MAX_BYTES = 200
const MAX_EXTENSION = 20

/** What reorders its neighbours or can't be seen: `gpj.exe` reads `exe.jpg` behind U+202E. */
const INVISIBLE =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb]|\p{Surrogate}|[\u{e0000}-\u{e0fff}]/gu
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
  const { stem, extension } = split(clean === '' ? fallback : clean)
  const room = cutTo(stem, MAX_CHARACTERS - extension.length, MAX_BYTES - bytesOf(extension)).trimEnd()
  const short = `${room}${extension}`
  return RESERVED.test(short) ? `_${short.slice(0, MAX_CHARACTERS - 1)}` : short
}
