import sanitize from 'sanitize-html'

import { isDeeperThan } from './htmlDepth.ts'

export interface SanitizeOptions {
  /** The address that an attachment of the mail, named by its Content-ID, is shown from; `null` leaves the image out. */
  imageUrl: (cid: string) => string | null
}

export interface SafeHtml {
  html: string
  /** There are images at `data-remote-src` that a click may load. */
  hasRemoteImages: boolean
  /** The html was too long, or nested too deep, to be kept as it was. */
  isCut: boolean
}

const MAX_LENGTH = 500_000
const MAX_DEPTH = 200
const MAX_STYLE = 1000
const MAX_URL = 2000
const MAX_DATA_IMAGE = 300_000

const COLOR = /^(?:#[0-9a-f]{3,8}|rgba?\([\d\s.,%/]{1,40}\)|[a-z]{3,20})$/i
const SIZE =
  /^(?:(?:[6-9]|[12]\d|3[0-2])(?:\.\d{1,3})?(?:px|pt)|(?:0?\.[5-9]\d{0,2}|1(?:\.\d{1,3})?|2)r?em|(?:[5-9]\d|1\d\d)%|(?:x-)?(?:small|large)|medium)$/i
const SHORT_LENGTH = /^(?:\d|[1-3]\d)(?:\.\d{1,3})?(?:px|pt)?(?: (?:\d|[1-3]\d)(?:\.\d{1,3})?(?:px|pt)?){0,3}$/

/** Nothing that takes a place elsewhere, covers, hides or loads: what can say `url(` or `position` is not on the list. */
const styles: Record<string, RegExp[]> = {
  color: [COLOR],
  'background-color': [COLOR],
  'text-align': [/^(?:left|right|center|justify|start|end)$/],
  'font-weight': [/^(?:normal|bold|bolder|lighter|[1-9]00)$/],
  'font-style': [/^(?:normal|italic|oblique)$/],
  'font-size': [SIZE],
  'text-decoration': [/^(?:none|underline|line-through)$/],
  'vertical-align': [/^(?:top|middle|bottom|baseline|sub|super)$/],
  padding: [SHORT_LENGTH],
  'border-collapse': [/^(?:collapse|separate)$/],
  'list-style-type': [/^(?:disc|circle|square|decimal|lower-alpha|upper-alpha|lower-roman|upper-roman|none)$/],
}

const tags = `a abbr address b bdi big blockquote br caption center cite code col colgroup dd del dfn div dl dt em
  font h1 h2 h3 h4 h5 h6 hr i img ins kbd li ol p pre q s samp small span strike strong sub sup table tbody td tfoot th
  thead tr tt u ul var`.split(/\s+/)

/** Small whole numbers: `colspan="99999999"` alone can stop a browser. */
const isNumber = (value: string | undefined, max: number): value is string =>
  value !== undefined && /^\d{1,4}$/.test(value) && Number(value) <= max

const isPercent = (value: string | undefined): value is string =>
  value !== undefined && /^(?:\d{1,2}|100)%$/.test(value)

/** Attributes by what they may say; everything else goes. */
const checked = (attributes: sanitize.Attributes): sanitize.Attributes => {
  const kept: sanitize.Attributes = {}
  for (const name of ['align', 'valign', 'dir']) {
    const value = attributes[name]?.toLowerCase()
    if (value && /^(?:left|right|center|justify|top|middle|bottom|baseline|ltr|rtl|auto)$/.test(value))
      kept[name] = value
  }
  for (const name of ['colspan', 'rowspan']) if (isNumber(attributes[name], 100)) kept[name] = attributes[name]
  for (const name of ['width', 'height']) {
    if (isNumber(attributes[name], 2000) || isPercent(attributes[name])) kept[name] = attributes[name]
  }
  for (const name of ['border', 'cellpadding', 'cellspacing']) {
    if (isNumber(attributes[name], 20)) kept[name] = attributes[name]
  }
  for (const name of ['bgcolor', 'color']) if (COLOR.test(attributes[name] ?? '')) kept[name] = attributes[name] ?? ''
  if (isNumber(attributes.start, 9999)) kept.start = attributes.start
  if (/^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/i.test(attributes.lang ?? '')) kept.lang = attributes.lang ?? ''
  if (attributes.style !== undefined && attributes.style.length <= MAX_STYLE) kept.style = attributes.style
  return kept
}

/** An address as a browser reads it: without the spaces and control characters that it drops. */
// eslint-disable-next-line no-control-regex -- they are what browsers drop
const asRead = (url: string | undefined): string => (url ?? '').replace(/[\u0000-\u0020\u007f-\u00a0\u2028\u2029]/g, '')

const webAddress = (url: string): string | null => {
  if (url.length > MAX_URL) return null
  if (/^\/\/[^/]/.test(url)) return `https:${url}`
  return /^https?:\/\/[^/]/i.test(url) && URL.canParse(url) ? url : null
}

/** Where a link may lead: out, in a tab of its own, without telling from where. A path of the sender's would be ours. */
const link = (attributes: sanitize.Attributes): sanitize.Attributes => {
  const url = asRead(attributes.href)
  const isMail = url.length <= MAX_URL && /^mailto:[^:/]/i.test(url)
  const href = isMail ? url : /^https?:/i.test(url) ? webAddress(url) : null
  return {
    ...checked(attributes),
    ...(href === null ? {} : { href, target: '_blank', rel: 'noopener noreferrer nofollow' }),
  }
}

const cidIn = (url: string): string | null => {
  if (!/^cid:/i.test(url)) return null
  try {
    return decodeURIComponent(url.slice(4))
  } catch {
    return url.slice(4)
  }
}

/** Its counter is all that an image of one pixel is for. */
const isBeacon = ({ width, height }: sanitize.Attributes): boolean =>
  /^[012](?:px)?$/.test(width ?? '') && /^[012](?:px)?$/.test(height ?? '')

const altOf = ({ alt }: sanitize.Attributes): string => (alt ?? '').slice(0, 500)

const image = (attributes: sanitize.Attributes, { imageUrl }: SanitizeOptions): sanitize.Attributes | null => {
  const url = asRead(attributes.src)
  const kept = { ...checked(attributes), alt: altOf(attributes) }
  const cid = cidIn(url)
  if (cid !== null) {
    const src = imageUrl(cid)
    return src === null ? null : { ...kept, src }
  }
  if (url.length <= MAX_DATA_IMAGE && /^data:image\/(?:png|jpeg|gif|webp);base64,[a-z0-9+/=]+$/i.test(url)) {
    return { ...kept, src: url }
  }
  const remote = webAddress(url)
  return remote === null || isBeacon(attributes) ? null : { ...kept, 'data-remote-src': remote }
}

const escapeText = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`).replace(/\n/g, '<br />')

/** What is left when html is nested deeper than anybody writes: its words. */
const wordsOf = (html: string): string => {
  const words: string[] = []
  let at = 0
  while (at < html.length) {
    const open = html.indexOf('<', at)
    words.push(html.slice(at, open === -1 ? html.length : open))
    const close = open === -1 ? -1 : html.indexOf('>', open)
    at = close === -1 ? html.length : close + 1
  }
  return escapeText(words.filter((word) => word.trim() !== '').join(' '))
}

/**
 * A mail's html, fit to be shown among ours: an allow-list of elements, attributes and a few styles. Nothing in it
 * runs, loads from elsewhere, covers the page, posts or leads into our own site.
 */
export const sanitizeHtml = (source: string, options: SanitizeOptions): SafeHtml => {
  const html = source.slice(0, MAX_LENGTH).replaceAll('\0', '')
  const isLong = source.length > MAX_LENGTH
  if (isDeeperThan(html, MAX_DEPTH)) return { html: wordsOf(html), hasRemoteImages: false, isCut: true }
  let hasRemoteImages = false
  const clean = sanitize(html, {
    allowedTags: tags,
    // Every one of these was written by `checked`, `link` or `image`, never by the mail.
    allowedAttributes: {
      '*': ['align', 'valign', 'dir', 'lang', 'style', 'width', 'height', 'bgcolor', 'color'],
      a: ['href', 'target', 'rel'],
      img: ['src', 'alt', 'data-remote-src'],
      ol: ['start'],
      table: ['border', 'cellpadding', 'cellspacing'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan'],
    },
    allowedStyles: { '*': styles },
    allowedSchemes: ['http', 'https', 'mailto'],
    // `portal-file` is what `imageUrl` answers for a stored file; `image` lets none of the mail's own through.
    allowedSchemesByTag: { img: ['http', 'https', 'data', 'portal-file'] },
    allowProtocolRelative: false,
    nonTextTags: [
      'script',
      'style',
      'title',
      'textarea',
      'option',
      'noscript',
      'xmp',
      'noembed',
      'noframes',
      'template',
    ],
    transformTags: {
      a: (tagName, attributes) => ({ tagName, attribs: link(attributes) }),
      img: (tagName, attributes) => {
        const attribs = image(attributes, options)
        if (attribs && 'data-remote-src' in attribs) hasRemoteImages = true
        // What an image says instead of itself is text, where there is nothing to show.
        return attribs ? { tagName, attribs } : { tagName: 'span', attribs: {}, text: altOf(attributes) }
      },
      // Comes after those two, and would take away what they have checked.
      '*': (tagName, attributes) => ({
        tagName,
        attribs: tagName === 'a' || tagName === 'img' ? attributes : checked(attributes),
      }),
    },
  })
  return { html: clean, hasRemoteImages, isCut: isLong }
}
