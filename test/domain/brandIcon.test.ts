import { describe, expect, it } from 'vitest'

import { accentScale, accentShift, contrast } from '../../src/domain/accent.ts'
import { brandIcon, type PictureFacts } from '../../src/domain/brandIcon.ts'
import { iconType } from '../../src/domain/iconType.ts'
import { initialIcon } from '../../src/domain/initialIcon.ts'

const business = { name: '«élan» & Co', accentColor: '#ffe14d' }
const picture = (change: Partial<PictureFacts> = {}): PictureFacts => ({
  url: '/logo/1',
  mimeType: 'image/png',
  width: 480,
  height: 480,
  bytes: 4_000,
  ...change,
})

describe('the icon of the browser’s tab', () => {
  it('is the one that was uploaded', () => {
    const icon = picture({ url: '/icon/2', mimeType: 'image/svg+xml', width: 32, height: 32 })
    expect(brandIcon(business, { icon, logo: picture() })).toEqual({
      href: '/icon/2',
      type: 'image/svg+xml',
      // A phone's home screen takes no drawing.
      touch: '/logo/1',
    })
  })

  it('is else a logo that is nearly square and light enough', () => {
    expect(brandIcon(business, { icon: null, logo: picture({ height: 400 }) })).toMatchObject({ href: '/logo/1' })
    for (const logo of [picture({ width: 1_200 }), picture({ bytes: 1_900_000 }), picture({ width: null })]) {
      expect(brandIcon(business, { icon: null, logo }).href).toMatch(/^data:image\/svg\+xml,/)
    }
  })

  it('is else the first letter of the name on the accent, readable in a light and a dark scheme', () => {
    const { href, touch } = brandIcon(business, { icon: null, logo: null })
    const svg = decodeURIComponent(href.slice('data:image/svg+xml,'.length))
    expect(svg).toContain('>É</text>')
    expect(touch).toBeNull()
    for (const scheme of ['light', 'dark'] as const) {
      const { accent, onAccent } = accentScale(business.accentColor, scheme)
      expect(svg).toContain(`rect{fill:${accent}}`)
      expect(contrast(accent, onAccent)).toBeGreaterThanOrEqual(4.5)
    }
  })

  it('holds nothing of the name but a letter', () => {
    const drawn = (name: string) => decodeURIComponent(initialIcon({ name, accentColor: '"/><script>' }))
    expect(drawn('<script>')).toContain('>S</text>')
    expect(drawn('')).toContain('>·</text>')
    expect(drawn('<>')).toContain('>&#60;</text>')
    expect(drawn('ßtraße')).toContain('>S</text>')
    expect(drawn('<script>')).not.toContain('<script')
  })
})

describe('what the correction did to an accent', () => {
  it('is told where there is something to tell', () => {
    expect(accentShift('#0f766e', 'light')).toBe('same')
    expect(accentShift('#e8562f', 'light')).toBe('darker')
    expect(accentShift('#101418', 'dark')).toBe('lighter')
    expect(accentShift('teal', 'light')).toBe('same')
  })
})

describe('a file that may be an icon', () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const svg = (inside: string) => bytes(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">${inside}</svg>`)

  it.each([
    ['shapes', svg('<path d="M0 0h8v8z" fill="#0f766e"/>')],
    [
      'a prolog, a comment and a document type',
      bytes(
        '<?xml version="1.0"?>\n<!-- a -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>\n',
      ),
    ],
    [
      'styles of its own and references within',
      svg('<style>.a{fill:url(#g)}</style><use href="#g"/><image href="data:image/png;base64,AA=="/>'),
    ],
  ])('is an SVG with %s', (_what, file) => {
    expect(iconType(file)).toBe('image/svg+xml')
  })

  it.each([
    ['a script', svg('<script>alert(1)</script>')],
    ['a script under a prefix', svg('<x:script xmlns:x="http://www.w3.org/2000/svg">1</x:script>')],
    ['what starts one', svg('<g onload="alert(1)"/>')],
    ['what starts one, written in references', svg('<g &#x6f;nload="alert(1)"/>')],
    ['what starts one behind a slash', svg('<g/onload=alert(1) />')],
    ['an address that is a script', svg('<a href="java&#115;cript:alert(1)">x</a>')],
    ['a page inside', svg('<foreignObject><p/></foreignObject>')],
    ['a picture from elsewhere', svg('<image href="https://elsewhere.example/x.png"/>')],
    ['a style sheet from elsewhere', svg('<style>@import "https://elsewhere.example/x.css"</style>')],
    ['a fill from elsewhere', svg('<rect fill="url(https://elsewhere.example/x.svg#a)"/>')],
    ['entities', bytes('<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>')],
    ['a style sheet in front', bytes('<?xml-stylesheet href="x.css"?><svg></svg>')],
    ['a page around', bytes('<html><svg></svg></html>')],
    ['half of it', bytes('<svg><g>')],
    ['no text', new Uint8Array([0x3c, 0x73, 0x76, 0x67, 0xff, 0xfe])],
  ])('is none where the SVG has %s', (_what, file) => {
    expect(iconType(file)).toBeNull()
  })

  const ico = (offset: number, length: number) => {
    const file = new Uint8Array(22 + 40)
    const view = new DataView(file.buffer)
    view.setUint16(2, 1, true)
    view.setUint16(4, 1, true)
    view.setUint32(14, length, true)
    view.setUint32(18, offset, true)
    return file
  }

  it('is an ICO whose pictures lie in it', () => {
    expect(iconType(ico(22, 40))).toBe('image/x-icon')
    expect(iconType(ico(22, 41))).toBeNull()
    expect(iconType(ico(6, 40))).toBeNull()
    expect(iconType(ico(22, 0))).toBeNull()
    expect(iconType(ico(22, 40).slice(0, 20))).toBeNull()
  })

  const png = (width: number, height: number) => {
    const file = new Uint8Array(40)
    file.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    new DataView(file.buffer).setUint32(16, width)
    new DataView(file.buffer).setUint32(20, height)
    return file
  }

  it('is a PNG that is square and of a size that icons have', () => {
    expect(iconType(png(64, 64))).toBe('image/png')
    expect([png(8, 8), png(4_000, 4_000), png(200, 64), png(0, 0)].map(iconType)).toEqual([null, null, null, null])
  })
})
