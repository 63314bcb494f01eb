import { createRequire } from 'node:module'

import sharp from 'sharp'
import { describe, expect, it, vi } from 'vitest'

import { aSnapshot, render, textOf } from './snapshots.ts'

// A worker's first document takes a second, and several on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const DEVANAGARI = createRequire(import.meta.url).resolve(
  '@fontsource/noto-sans/files/noto-sans-devanagari-400-normal.woff',
)

const named = (name: string) => aSnapshot({ client: { name, email: 'a@b.test' } })

describe('a document in other scripts', () => {
  it('shows Latin, Greek and Cyrillic without a warning', async () => {
    const name = 'Żółć & Søn Ελλάς'
    const pdf = await render({ ...named(name), notes: 'Щедрий Ñandú ₴ № Ґанок Ứng ǅ' })
    expect(pdf.warnings).toEqual([])
    const text = await textOf(pdf)
    expect(text).toContain(name)
    expect(text).toContain('Щедрий Ñandú ₴ № Ґанок Ứng ǅ')
  })

  it('puts one question mark for each character that no font has, and says so', async () => {
    const pdf = await render(named('A中文 שלום हिन्दी 👩‍👩‍👧 end'))
    expect(await textOf(pdf)).toContain('A?? ???? ??')
    expect(pdf.warnings.map(({ code }) => code)).toEqual(['missingCharacters'])
    expect(pdf.warnings[0]?.values.characters).toMatch(/^中 文 ש ל ו ם .*👩‍👩‍👧$/u)
  })

  it('survives every kind of odd text', async () => {
    const odd =
      '\u0000\u0007\ud800 \udfff\ufffc\ufffd\u202e\u200d\u00ad\t\r\n\u2028e\u0301\u0301\u0301 \u{1f1ea}\u{1f1f8} ﷽ \u{e0041}'
    const snapshot = named(odd)
    snapshot.notes = odd.repeat(20)
    snapshot.reference = odd
    expect((await render(snapshot)).bytes.length).toBeGreaterThan(1000)
  })

  it('leaves typed characters as they were typed', async () => {
    expect(await textOf(await render(aSnapshot({ notes: 'a -> b 2x3 office :: != 1/2' })))).toContain(
      'a -> b 2x3 office :: != 1/2',
    )
  })

  it('takes what the bundled font lacks from the fonts of the options', async () => {
    const pdf = await render(named('हिन्दी Ltd'), { fonts: [{ family: 'Noto Sans', regular: DEVANAGARI }] })
    expect(pdf.warnings).toEqual([])
    expect(await textOf(pdf)).not.toContain('?')
    expect(Buffer.from(pdf.bytes).toString('latin1')).toContain('NotoSans')
  })

  it('goes on without a font that cannot be read', async () => {
    const pdf = await render(aSnapshot(), { fonts: [{ family: 'Lost', regular: '/nowhere/lost.ttf' }] })
    expect(pdf.warnings).toMatchObject([{ code: 'unusableFont', values: { family: 'Lost' } }])
  })
})

describe('the logo', () => {
  const image = sharp({ create: { width: 320, height: 80, channels: 4, background: '#c2410c' } })

  it.each(['png', 'jpeg'] as const)('stands on the document as %s', async (format) => {
    const data = new Uint8Array(await image.clone().toFormat(format).toBuffer())
    const pdf = await render(aSnapshot(), { logo: { data, mimeType: `image/${format}` } })
    expect(pdf.warnings).toEqual([])
    expect(Buffer.from(pdf.bytes).toString('latin1')).toContain('/Subtype /Image')
  })

  it.each([
    ['of another kind', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'logoType'],
    ['cut short', '\u0089PNG\r\n\u001a\n broken', 'unreadableLogo'],
  ])('gives way to the name where it is %s', async (_, bytes, code) => {
    const data = new Uint8Array(Buffer.from(bytes, 'latin1'))
    const pdf = await render(aSnapshot(), { logo: { data, mimeType: 'image/svg+xml' } })
    expect(pdf.warnings).toMatchObject([{ code }])
    expect(await textOf(pdf)).toContain('Estudio Lumen')
  })
})
