import fc from 'fast-check'
import { openSync, type Font } from 'fontkit'
import { describe, expect, it } from 'vitest'

import { shapedOnce } from '../../src/documents/worker/shapedOnce.ts'

const open = (name: string) => {
  const font = openSync(`node_modules/@expo-google-fonts/inter/${name}.ttf`)
  if ('fonts' in font) throw new Error('It is a collection.')
  return { font, once: shapedOnce(font) }
}
const regular = open('400Regular/Inter_400Regular')
const fonts = [regular, open('600SemiBold/Inter_600SemiBold')]

const figures = { calt: false, liga: false, dlig: false }
const shaped = (font: Font, text: string, features: Record<string, boolean>) => {
  const { glyphs, positions, advanceWidth } = font.layout(text, features)
  return {
    glyphs: glyphs.map(({ id }) => id),
    places: positions.map(({ xAdvance, yAdvance, xOffset, yOffset }) => [xAdvance, yAdvance, xOffset, yOffset]),
    advanceWidth,
  }
}

/** What stands in a document, and whatever else may. */
const texts = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...Array.from('0123456789.,€$ -/ABVTWYafijlrvwyáñçü—’…·')), maxLength: 24 }),
)

describe('a text that is shaped from its pairs', () => {
  it('has the glyphs and the places that the font gives it, also the second time', () => {
    fc.assert(
      fc.property(texts, fc.boolean(), (text, tnum) => {
        for (const { font, once } of fonts) {
          const wanted = shaped(font, text, { tnum, ...figures })
          expect(shaped(once, text, { tnum, ...figures })).toEqual(wanted)
          expect(shaped(once, text, { tnum, ...figures })).toEqual(wanted)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('keeps its places when whoever drew it has moved them', () => {
    const { once } = regular
    const first = once.layout('1.234,56 €', { tnum: true })
    const width = first.advanceWidth
    for (const position of first.positions) position.xAdvance *= 0.3
    expect(once.layout('1.234,56 €', { tnum: true }).positions.reduce((sum, each) => sum + each.xAdvance, 0)).toBe(
      width,
    )
  })
})
