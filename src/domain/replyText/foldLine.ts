/** No client's attribution, header or signature is longer; a longer line is a person's paragraph. */
export const LONGEST_SIGN = 400

/* eslint-disable no-misleading-character-class -- marks that join to letters are what these find */

// Direction marks, joiners and byte order marks: Arabic and Hebrew clients wrap attributions in them, iOS opens quotes
// with one. Also the Arabic vowel signs and the stretcher, which the same client writes in one release and not the next.
const INVISIBLE = /[\u00ad\u061c\u0640\u064b-\u065f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g
const SPACED = /[^\S ]| {2}/
const PLAIN = /^[\x20-\x7e]*$/

const ARABIC_ZERO = 0x0660
const PERSIAN_ZERO = 0x06f0

const asciiDigit = (digit: string): string => {
  const code = digit.charCodeAt(0)
  return String(code - (code >= PERSIAN_ZERO ? PERSIAN_ZERO : ARABIC_ZERO))
}

const fullWidth = (sign: string): string => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)

/**
 * A line as it is compared, never as it is shown: lower case, composed, single spaces, European digits and plain
 * punctuation, without what cannot be seen.
 */
export const foldLine = (line: string): string => {
  const head = line.length > LONGEST_SIGN ? line.slice(0, LONGEST_SIGN) : line
  const plain = PLAIN.test(head)
    ? head
    : head
        .replace(INVISIBLE, '')
        .normalize('NFC')
        .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, asciiDigit)
        .replace(/[\uff01-\uff5e]/g, fullWidth)
        .replace(/[’‘ʼ´`]/g, "'")
        .replace(/[“”„«»]/g, '"')
        .replace(/[،、]/g, ',')
  return (SPACED.test(plain) ? plain.replace(/\s+/g, ' ') : plain).trim().toLowerCase()
}

/** Whether a line shows nothing. */
export const isBlank = (line: string): boolean => line.trim() === '' || (line.length < 20 && foldLine(line) === '')

/** Without the given signs at both ends. A regular expression for it looks at every run of signs from each of them. */
export const stripEnds = (text: string, signs: string): string => {
  let start = 0
  let end = text.length
  while (start < end && signs.includes(text.charAt(start))) start++
  while (end > start && signs.includes(text.charAt(end - 1))) end--
  return text.slice(start, end)
}
