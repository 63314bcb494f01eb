/* eslint-disable no-control-regex -- control characters are what these take out: PostgreSQL refuses NUL, mail headers and file names break */

/** Halves of a pair of surrogates without the other half: no character, and nothing that can be written as UTF-8. */
const LONE_SURROGATE = /\p{Surrogate}/gu

/** One line: line breaks and control characters become a space. */
export const oneLine = (text: string): string =>
  text
    .replace(LONE_SURROGATE, '')
    .replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ')
    .trim()

/** Several lines: line breaks stay, as `\n`; tabs become a space; other control characters go. */
export const manyLines = (text: string): string =>
  text
    .replace(LONE_SURROGATE, '')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]+/g, '')
    .trim()
