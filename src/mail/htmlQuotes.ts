import { isAttribution } from '../domain/replyText/attribution.ts'
import { foldLine } from '../domain/replyText/foldLine.ts'
import { headerBlockEnd } from '../domain/replyText/headerBlock.ts'
import { type HtmlElement, type HtmlNode, isBlock, textIn } from './htmlTree.ts'

/**
 * What an element is to a reply. `quote`: it holds what was quoted. `box`: it holds a quote with the line above it, and
 * maybe answers. `line`: it says who wrote what is quoted below. `end`: whatever follows, up to the mail's end, was
 * quoted.
 */
export type QuoteMark = 'quote' | 'box' | 'line' | 'end'

const QUOTE_CLASSES = new Set(
  `yahoo_quoted zmail_extra tutanota_quote moz-forward-container ms-outlook-mobile-reference-message
  gmail_quote_forward __aliyun_previous_body_wrap mail-quote-collapse bloop_original_html spark_quote skiff_quote
  front-blockquote clean_bq quoted-message`.split(/\s+/),
)
const BOX_CLASSES = new Set('gmail_quote gmail_quote_container protonmail_quote gmail_extra_quote'.split(' '))
const LINE_CLASSES = new Set('gmail_attr moz-cite-prefix OutlookMessageHeader replyHeader'.split(' '))
const QUOTE_IDS = new Set(
  'mail-editor-reference-message-container olk_src_body_section isreplycontent composer_parent_quote canaryblockquote'.split(
    ' ',
  ),
)
const QUOTE_NAMES = new Set(['quote', 'messagereplysection'])
const LINE_IDS = new Set(['reply-intro', 'airmail_on'])
const END_IDS = new Set(['divrplyfwdmsg', 'stopspelling', 'replysplit'])
/** Outlook for desktops, Windows and the Mac draws this line above what it quotes. So may a newsletter. */
const OUTLOOK_LINE =
  /border(?:-top)?\s*:[^;]{0,40}(?:#e1e1e1|#b5c4df|windowtext|rgb\(225, ?225, ?225\)|rgb\(181, ?196, ?223\))/i
const OUTLOOK_HEADER_LENGTH = 600
const OUTLOOK_HEADER_NODES = 100

/** Class names that Outlook and others write into quotes of quotes begin with `x_`. */
const classesOf = ({ attributes }: HtmlElement): string[] => attributes.get('class')?.slice(0, 500).split(/\s+/) ?? []

/** How many children of a box are looked at for the quote in it. */
const MOST_CHILDREN = 60

const holdsBlockquote = (element: HtmlElement): boolean =>
  element.children
    .slice(0, MOST_CHILDREN)
    .some(
      (child) =>
        child.kind === 'element' &&
        (child.name === 'blockquote' ||
          child.children
            .slice(0, MOST_CHILDREN)
            .some((inner) => inner.kind === 'element' && inner.name === 'blockquote')),
    )

const beginsWithHeader = (element: HtmlElement): boolean => {
  const lines = textIn(element, OUTLOOK_HEADER_LENGTH, OUTLOOK_HEADER_NODES).split('\n').map(foldLine).filter(Boolean)
  return headerBlockEnd(0, { at: (index) => lines[index], above: 'rule' }) !== null
}

const isOutlookLine = (element: HtmlElement): boolean =>
  element.name === 'div' &&
  OUTLOOK_LINE.test(element.attributes.get('style')?.slice(0, 500) ?? '') &&
  beginsWithHeader(element)

const read = (element: HtmlElement): QuoteMark | null => {
  const { name, attributes } = element
  const id = attributes.get('id')?.slice(0, 100).toLowerCase() ?? ''
  if (END_IDS.has(id)) return 'end'
  if (QUOTE_IDS.has(id) || id.startsWith('yahoo_quoted')) return 'quote'
  if (LINE_IDS.has(id)) return 'line'
  if (name === 'div' && QUOTE_NAMES.has(attributes.get('name')?.toLowerCase() ?? '')) return 'quote'
  const classes = classesOf(element)
  if (classes.some((each) => LINE_CLASSES.has(each))) return 'line'
  if (name === 'blockquote') {
    const isMarked = classes.some((each) => QUOTE_CLASSES.has(each) || BOX_CLASSES.has(each))
    return isMarked || attributes.get('type')?.toLowerCase() === 'cite' ? 'quote' : null
  }
  if (classes.some((each) => QUOTE_CLASSES.has(each))) return 'quote'
  if (classes.some((each) => BOX_CLASSES.has(each))) return holdsBlockquote(element) ? 'box' : 'quote'
  return isOutlookLine(element) ? 'end' : null
}

const known = new WeakMap<HtmlElement, QuoteMark | 'none'>()

/** What a client's own marks say an element is. Null for a person's own text. */
export const quoteMark = (element: HtmlElement): QuoteMark | null => {
  if (element.attributes.size === 0) return null
  const mark = known.get(element) ?? read(element) ?? 'none'
  known.set(element, mark)
  return mark === 'none' ? null : mark
}

/** A quote, and not a paragraph that its writer moved to the right: Gmail's button for that makes one without a border. */
export const isQuoteBlock = (element: HtmlElement): boolean =>
  element.name === 'blockquote' &&
  (quoteMark(element) === 'quote' || !/border(?:-left)?\s*:\s*(?:none|0)/i.test(element.attributes.get('style') ?? ''))

/** Samsung marks nothing but with this comment. */
export const isEndComment = (node: HtmlNode): boolean =>
  node.kind === 'comment' && node.text.trim().toLowerCase() === 'originalmessage'

const LONGEST_ATTRIBUTION = 400
const MOST_STEPS = 20

const textOf = (node: HtmlNode): string =>
  node.kind === 'text' ? node.text : node.kind === 'element' ? textIn(node, LONGEST_ATTRIBUTION + 1) : ''

const isBreak = (node: HtmlNode): boolean => node.kind === 'element' && node.name === 'br'

/** 'On … wrote:' right above a quote, where the client gave it no mark of its own. */
export const attributionAbove = (quote: HtmlElement): HtmlNode[] => {
  let below: HtmlElement = quote
  const line: HtmlNode[] = []
  for (let steps = 0; steps < MOST_STEPS && below.parent;) {
    const siblings: HtmlNode[] = below.parent.children
    for (let at = below.index - 1; at >= 0 && steps < MOST_STEPS; at--, steps++) {
      const node = siblings[at]
      if (!node) break
      if (line.length === 0 && (isBreak(node) || textOf(node).trim() === '')) continue
      if (line.length > 0 && (isBreak(node) || isBlock(node))) break
      line.unshift(node)
      if (isBlock(node)) break
    }
    if (line.length > 0) break
    below = below.parent
    steps++
  }
  const text = foldLine(line.map(textOf).join(''))
  return text.length <= LONGEST_ATTRIBUTION && isAttribution(text, { beforeQuote: true, lines: 1 }) ? line : []
}
