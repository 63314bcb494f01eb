import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'

import { Font as registry } from '@react-pdf/renderer'
import { create, type Font } from 'fontkit'
import { interRegular, interSemibold } from 'client-portal:fonts'

import type { ExtraFont } from '../../options.ts'
import { shapedOnce } from './shapedOnce.ts'
import type { PdfWarning } from '../../records.ts'

export type Weight = 400 | 600

export interface Face {
  family: string
  /** For this document, in which it shapes each text once. */
  font: Font
}

/** The fonts of one document in the order they are tried. */
export interface FontStack {
  families: string[]
  faces: Record<Weight, Face[]>
  warnings: PdfWarning[]
}

/** Figures of one width, so that columns align; and no ligature that turns a typed `->` or `2x` into a sign. */
export const figureFeatures = { tnum: true, calt: false, liga: false, dlig: false }

/** With figures of one width Inter widens the hyphen too, which tears `INV-2026` apart: such texts go without. */
export const featuresFor = (text: string) =>
  /[\p{L}\p{N}]-/u.test(text) ? { ...figureFeatures, tnum: false } : figureFeatures

const unpack = (base64: string) => brotliDecompressSync(Buffer.from(base64, 'base64'))

const opened = new Map<string, Font>()

/**
 * Reading a font's tables takes longer than a short invoice, so a font stays open. Its glyphs do not: they remember the
 * characters they were first asked for, and an earlier document would change the bytes of a later one.
 */
const open = (key: string, read: () => Buffer): Font => {
  let font = opened.get(key)
  if (!font) {
    const created = create(read())
    if ('fonts' in created) throw new Error('it is a collection; give the TTF or OTF of one face')
    if (created.type === 'WOFF2') throw new Error('WOFF2 cannot be embedded; give the TTF or OTF')
    font = created
    opened.set(key, font)
  }
  return Object.assign(font, { _glyphs: {} })
}

const openFile = (path: string) => open(path, () => readFileSync(path))

/** Puts an opened font where React-PDF would have loaded it itself: it takes paths and URLs only, and keeps them. */
const install = (family: string, weight: Weight, font: Font) => {
  registry.register({ family, src: family, fontWeight: weight })
  const source = registry.getFont({ fontFamily: family, fontWeight: weight })
  source.data = font
  source.loadResultPromise = Promise.resolve()
}

/** The bundled font and the host's further ones, as a document finds them at its start. */
export const openFontStack = (extraFonts: ExtraFont[]): FontStack => {
  const stack: FontStack = { families: [], faces: { 400: [], 600: [] }, warnings: [] }
  const add = (family: string, regular: Font, bold: Font) => {
    Reflect.deleteProperty(registry.getRegisteredFonts(), family)
    install(family, 400, regular)
    install(family, 600, bold)
    stack.families.push(family)
    stack.faces[400].push({ family, font: shapedOnce(regular) })
    stack.faces[600].push({ family, font: shapedOnce(bold) })
  }
  add(
    'Inter',
    open('Inter 400', () => unpack(interRegular)),
    open('Inter 600', () => unpack(interSemibold)),
  )
  extraFonts.forEach((extra, index) => {
    try {
      const regular = openFile(extra.regular)
      add(`Extra ${index}`, regular, extra.bold ? openFile(extra.bold) : regular)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      stack.warnings.push({ code: 'unusableFont', values: { family: extra.family, reason } })
    }
  })
  return stack
}
