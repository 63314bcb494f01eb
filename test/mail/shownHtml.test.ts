import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import { describe, expect, it } from 'vitest'

import { sanitizeHtml } from '../../src/mail/sanitizeHtml.ts'
import { fileMark, framePage, hasRemoteImages, markedFiles } from '../../src/mail/shownHtml.ts'

const IMAGE = 'data:image/png;base64,AAAA'

const stored = (html: string) => sanitizeHtml(html, { imageUrl: (cid) => (cid === 'logo' ? fileMark(7) : null) }).html
const page = (html: string, remote = false) =>
  framePage(stored(html), { image: (mark) => (mark === '7' ? IMAGE : null), remote })

/** What a browser would fetch for the images of a page, as a browser reads that page. */
const sources = (html: string): string[] => {
  const found: string[] = []
  const walk = (node: DefaultTreeAdapterTypes.Node): void => {
    for (const { name, value } of 'attrs' in node ? node.attrs : []) if (name === 'src') found.push(value)
    for (const child of 'childNodes' in node ? node.childNodes : []) walk(child)
  }
  walk(parse(html))
  return found
}

describe('a mail’s page', () => {
  it('draws the mail’s own pictures, and those from elsewhere only when asked', () => {
    const html = '<img src="cid:logo"><img src="https://pictures.test/a.png?b=1&amp;c=2" alt="far">'
    expect(sources(page(html))).toEqual([IMAGE])
    expect(sources(page(html, true))).toEqual([IMAGE, 'https://pictures.test/a.png?b=1&c=2'])
    expect(hasRemoteImages(stored(html))).toBe(true)
    expect(markedFiles(stored(html))).toEqual(['7'])
  })

  it('takes no words of the mail for an address', () => {
    const tricks = [
      'src="portal-file:7" data-remote-src="https://evil.test/a"',
      '&lt;img src="portal-file:7"&gt;&lt;img data-remote-src="https://evil.test/b"&gt;',
      '<img src="cid:none" alt=\' src="portal-file:7" data-remote-src="https://evil.test/c"\'>',
      '<img src="cid:logo" alt=\'> data-remote-src="https://evil.test/d\'>',
      '<a href="https://evil.test/e" title=\'<img src="portal-file:7">\'>x</a>',
      '<img src="portal-file:7"><img src="PORTAL-FILE:7"><img data-remote-src="https://evil.test/f">',
    ]
    for (const html of tricks) {
      for (const remote of [false, true]) {
        expect(
          sources(page(html, remote)).filter((source) => source !== IMAGE),
          html,
        ).toEqual([])
      }
      expect(hasRemoteImages(stored(html)), html).toBe(false)
    }
    // Its own picture alone, in the fourth.
    expect(tricks.map((html) => sources(page(html)).length)).toEqual([0, 0, 0, 1, 0, 0])
  })

  it('leaves a lost picture to its words', () => {
    const html = framePage(stored('<img src="cid:logo" alt="the logo">'), { image: () => null, remote: false })
    expect(sources(html)).toEqual([])
    expect(html).toContain('alt="the logo"')
  })
})
