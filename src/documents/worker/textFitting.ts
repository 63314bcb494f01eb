import { figureFeatures, type Face, type FontStack, type Weight } from './fontStack.ts'

export interface Type {
  size: number
  weight: Weight
}

/** Splits, measures and cleans text by the fonts of one document. */
export interface TextFitter {
  /** Text that the fonts can show. What they cannot is replaced by `?` and remembered in `missing`. */
  showable(text: string): string
  width(text: string, type: Type): number
  /** Lines no wider than `maxWidth`; words that are wider on their own are broken. */
  lines(text: string, type: Type, maxWidth: number): string[]
  /** The face that shows all of a text from left to right, or null where it takes several or runs the other way. */
  faceOf(text: string, weight: Weight): Face | null
  /** Height of the tallest font used above the baseline. */
  ascent(text: string, type: Type): number
  missing: Set<string>
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Steer the display or join glyphs, and are nothing to look at where a font does not know them. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu
/** Every control character but the line feed. */
const CONTROL = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}]/gu
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
/** What every font has. */
const ASCII = /^[\n -~]*$/
const LETTER = /\p{L}/u

/** Scripts written without spaces: a line may end after any character. */
const IDEOGRAPH = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u3000-\\u303F\\uFF00-\\uFFEF'
const WORD_PARTS = new RegExp(`[${IDEOGRAPH}]|[^${IDEOGRAPH}]*?[-–—/](?=[^-–—/\\d${IDEOGRAPH}])|[^${IDEOGRAPH}]+`, 'gu')

/** Whether the text's first letter belongs to a script written from right to left. */
export const isRightToLeft = (text: string): boolean => RIGHT_TO_LEFT.test(LETTER.exec(text)?.[0] ?? '')

const canShow = (face: Face, grapheme: string) =>
  Array.from(grapheme).every((character) => face.font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0))

export const createTextFitter = (stack: FontStack): TextFitter => {
  const missing = new Set<string>()
  const widths = { 400: new Map<string, number>(), 600: new Map<string, number>() }

  const faceFor = (character: string, weight: Weight): Face | undefined =>
    stack.faces[weight].find((face) => face.font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0))

  const runs = (text: string, weight: Weight): { face: Face; text: string }[] => {
    const found: { face: Face; text: string }[] = []
    for (const character of text) {
      const face = faceFor(character, weight)
      const last = found.at(-1)
      if (last && last.face === face) last.text += character
      else if (face) found.push({ face, text: character })
    }
    return found
  }

  /** In ems. Kept per word: documents repeat themselves. */
  const emWidth = (text: string, weight: Weight): number => {
    const known = widths[weight].get(text)
    if (known !== undefined) return known
    const width = runs(text, weight).reduce(
      (sum, run) => sum + run.face.font.layout(run.text, figureFeatures).advanceWidth / run.face.font.unitsPerEm,
      0,
    )
    widths[weight].set(text, width)
    return width
  }

  const showable = (text: string): string => {
    if (ASCII.test(text)) return text
    let shown = ''
    const clean = text
      .normalize('NFC')
      .replace(/\r\n?|\u2028|\u2029/g, '\n')
      .replace(CONTROL, ' ')
      .replace(/\p{Surrogate}/gu, '?')
    for (const { segment } of graphemes.segment(clean)) {
      if (segment === '\n' || stack.faces[400].some((face) => canShow(face, segment))) {
        shown += segment
        continue
      }
      const visible = segment.replace(INVISIBLE, '')
      if (visible === '') continue
      if (/^\s$/u.test(visible)) shown += ' '
      else if (stack.faces[400].some((face) => canShow(face, visible))) shown += visible
      else {
        missing.add(segment)
        shown += '?'
      }
    }
    return shown
  }

  const width = (text: string, type: Type) => emWidth(text, type.weight) * type.size

  /** Cuts a word that is wider than the line between its characters. */
  const pieces = (word: string, type: Type, maxWidth: number): string[] => {
    if (width(word, type) <= maxWidth) return [word]
    const cut: string[] = []
    let piece = ''
    let pieceWidth = 0
    for (const { segment } of graphemes.segment(word)) {
      const step = width(segment, type)
      if (piece !== '' && pieceWidth + step > maxWidth) {
        cut.push(piece)
        piece = ''
        pieceWidth = 0
      }
      piece += segment
      pieceWidth += step
    }
    return piece === '' ? cut : [...cut, piece]
  }

  const paragraphLines = (paragraph: string, type: Type, maxWidth: number): string[] => {
    const found: string[] = []
    let line = ''
    let lineWidth = 0
    const space = width(' ', type)
    for (const word of paragraph.split(/[ \t]+/)) {
      let gap = line === '' ? 0 : space
      for (const part of word.match(WORD_PARTS) ?? []) {
        for (const piece of pieces(part, type, maxWidth)) {
          const pieceWidth = width(piece, type)
          if (line !== '' && lineWidth + gap + pieceWidth > maxWidth) {
            found.push(line)
            line = ''
            lineWidth = 0
            gap = 0
          }
          line += (gap > 0 ? ' ' : '') + piece
          lineWidth += gap + pieceWidth
          gap = 0
        }
      }
    }
    return [...found, line]
  }

  const faceOf = (text: string, weight: Weight): Face | null => {
    const [first] = stack.faces[weight]
    const isPlain = first !== undefined && !RIGHT_TO_LEFT.test(text) && canShow(first, text)
    return isPlain ? first : null
  }

  return {
    missing,
    showable,
    width,
    faceOf,
    lines: (text, type, maxWidth) =>
      text.split('\n').flatMap((paragraph) => paragraphLines(paragraph.trim(), type, maxWidth)),
    ascent: (text, type) =>
      Math.max(...runs(text || ' ', type.weight).map(({ face }) => face.font.ascent / face.font.unitsPerEm), 0) *
      type.size,
  }
}
