import { TOKEN_PLACEHOLDER } from '../paths.ts'

// Bidirectional embeddings, overrides and isolates can make a name read as something else ('gpj.exe' as 'exe.jpg');
// zero-width spaces and byte order marks hide inside look-alikes. Joiners stay: emoji and some scripts need them.
const INVISIBLE = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/gu
// eslint-disable-next-line no-control-regex -- control characters are exactly what is taken out
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gu
const LONE_SURROGATE = /\p{Surrogate}/gu

/**
 * The sender puts a link's token wherever its placeholder stands. In somebody's words it would be a trap: quoted in the
 * next mail, `https://evil.test/?__link-token__` would hand its reader's way in to a stranger.
 */
const withoutPlaceholder = (text: string): string => text.replaceAll(TOKEN_PLACEHOLDER, '…')

/** One line of text fit for a header: no line breaks, no control characters, nothing that reorders its neighbours. */
export const cleanLine = (text: string, maxLength = 200): string => {
  const line = withoutPlaceholder(
    text
      .replace(INVISIBLE, '')
      .replace(LONE_SURROGATE, '')
      .replace(/[\s\u0085\u2028\u2029]+/gu, ' ')
      .replace(CONTROL, ''),
  ).trim()
  const characters = Array.from(line)
  return characters.length > maxLength
    ? `${characters
        .slice(0, maxLength - 1)
        .join('')
        .trimEnd()}…`
    : line
}

/** Text of several lines: line breaks stay (at most one blank line in a row), what is dangerous goes. */
export const cleanLines = (text: string, maxLength = 10_000): string => {
  const lines = text
    .slice(0, maxLength)
    .replace(/\r\n?|[\u0085\u2028\u2029]/gu, '\n')
    .replace(INVISIBLE, '')
    .replace(LONE_SURROGATE, '')
    .replace(CONTROL, '')
  return withoutPlaceholder(lines)
    .replace(/[\t ]+$/gmu, '')
    .replace(/\n{3,}/gu, '\n\n')
    .trim()
}
