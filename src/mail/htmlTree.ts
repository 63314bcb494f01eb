import { Tokenizer } from 'htmlparser2'

interface Place {
  readonly parent: HtmlElement | null
  /** Its place among its parent's children. */
  readonly index: number
  /** Where it begins and ends in the source. */
  readonly start: number
  readonly end: number
}

export interface HtmlText extends Place {
  readonly kind: 'text'
  readonly text: string
}

export interface HtmlComment extends Place {
  readonly kind: 'comment'
  readonly text: string
}

export interface HtmlElement extends Place {
  readonly kind: 'element'
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: HtmlNode[]
  /** Where its closing tag begins. */
  readonly contentEnd: number
}

export type HtmlNode = HtmlElement | HtmlText | HtmlComment

const VOID = new Set(
  'area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr'.split(' '),
)
const ENDS_PARAGRAPH = new Set(
  `address article aside blockquote center div dl fieldset footer form h1 h2 h3 h4 h5 h6 header hr main menu nav ol p
  pre section table ul`.split(/\s+/),
)
const BLOCKS = new Set([
  ...ENDS_PARAGRAPH,
  ...'caption dd details dt figcaption figure legend li summary tbody tfoot thead tr body'.split(' '),
])

/** Whether an element stands on lines of its own. */
export const isBlock = (node: HtmlNode): boolean => node.kind === 'element' && BLOCKS.has(node.name)

const CELLS = new Set(['td', 'th'])

/** Whether an open element ends because another begins: careless html relies on it. */
const isEndedBy = (open: string, next: string): boolean => {
  if (open === 'p') return ENDS_PARAGRAPH.has(next)
  if (open === 'li') return next === 'li'
  if (open === 'dt' || open === 'dd') return next === 'dt' || next === 'dd'
  if (CELLS.has(open)) return CELLS.has(next) || next === 'tr'
  return open === 'tr' && next === 'tr'
}

/** How far out a closing tag may reach. Without a bound, html of tags that close nothing would take quadratic time. */
const REACH = 200

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map()

type Growing = { -readonly [Key in keyof HtmlElement]: HtmlElement[Key] }

/**
 * Html as a tree that knows its places in the source. Ours, on top of a tokenizer: parsers that build trees keep the
 * open elements in ways that grow quadratic with their depth, and a mail may be as deep as its sender likes.
 */
export const parseHtml = (html: string): HtmlElement => {
  const root: Growing = {
    kind: 'element',
    name: '',
    attributes: NO_ATTRIBUTES,
    children: [],
    parent: null,
    index: 0,
    start: 0,
    contentEnd: html.length,
    end: html.length,
  }
  const stack: Growing[] = [root]
  const top = (): Growing => stack.at(-1) ?? root
  let tag: { name: string; start: number; attributes: Map<string, string> | null } = {
    name: '',
    start: 0,
    attributes: null,
  }
  let attribute = ''
  let value = ''
  let text = ''
  let textStart = 0

  const add = (node: HtmlNode) => void node.parent?.children.push(node)
  const place = (start: number, end: number) => {
    const parent = top()
    return { parent, index: parent.children.length, start, end }
  }
  const endText = (end: number) => {
    if (text !== '') add({ kind: 'text', text, ...place(textStart, end) })
    text = ''
  }
  const addText = (part: string, start: number) => {
    if (text === '') textStart = start
    text += part
  }
  const closeDownTo = (length: number, contentEnd: number, end: number) => {
    for (let index = stack.length - 1; index >= length; index--) {
      const element = stack[index]
      if (!element) continue
      element.contentEnd = contentEnd
      element.end = index === length ? end : contentEnd
    }
    stack.length = length
  }
  const open = (end: number, isClosed: boolean) => {
    const { name, start, attributes } = tag
    endText(start)
    while (stack.length > 1 && isEndedBy(top().name, name)) closeDownTo(stack.length - 1, start, start)
    const element: Growing = {
      kind: 'element',
      name,
      attributes: attributes ?? NO_ATTRIBUTES,
      children: [],
      contentEnd: end,
      ...place(start, end),
    }
    add(element)
    if (!VOID.has(name) && !(isClosed && name.includes(':'))) stack.push(element)
  }
  const close = (name: string, start: number, end: number) => {
    endText(start)
    for (let index = stack.length - 1; index > 0 && index >= stack.length - REACH; index--) {
      if (stack[index]?.name !== name) continue
      closeDownTo(index, start, end)
      return
    }
  }

  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      onopentagname: (start, end) =>
        (tag = { name: html.slice(start, end).toLowerCase(), start: start - 1, attributes: null }),
      onattribname: (start, end) => {
        attribute = html.slice(start, end).toLowerCase()
        value = ''
      },
      onattribdata: (start, end) => (value += html.slice(start, end)),
      onattribentity: (codePoint) => (value += String.fromCodePoint(codePoint)),
      onattribend: () => {
        tag.attributes ??= new Map()
        if (!tag.attributes.has(attribute)) tag.attributes.set(attribute, value)
      },
      onopentagend: (end) => open(end + 1, false),
      onselfclosingtag: (end) => open(end + 1, true),
      onclosetag: (start, end) => {
        const bracket = html.indexOf('>', end)
        close(html.slice(start, end).toLowerCase(), start - 2, bracket < 0 ? html.length : bracket + 1)
      },
      ontext: (start, end) => addText(html.slice(start, end), start),
      ontextentity: (codePoint, end) => addText(String.fromCodePoint(codePoint), html.lastIndexOf('&', end - 1)),
      oncomment: (start, end, offset) => {
        endText(start)
        add({ kind: 'comment', text: html.slice(start, end - offset), ...place(start - 4, end + 1) })
      },
      oncdata: () => undefined,
      ondeclaration: (start) => endText(start),
      onprocessinginstruction: (start) => endText(start),
      onend: () => endText(html.length),
    },
  )
  tokenizer.write(html)
  tokenizer.end()
  closeDownTo(1, html.length, html.length)
  return root
}

/**
 * Each node in its order. What `enter` answers false to is not gone into, and 'stop' ends the walk. Without recursion:
 * mails nest as deep as their senders like.
 */
export const walkHtml = (
  root: HtmlElement,
  enter: (node: HtmlNode) => boolean | 'stop',
  leave: (element: HtmlElement) => void = () => undefined,
): void => {
  const path: { element: HtmlElement; next: number }[] = [{ element: root, next: 0 }]
  for (let place = path.at(-1); place; place = path.at(-1)) {
    const node = place.element.children[place.next++]
    if (!node) {
      path.pop()
      if (path.length > 0) leave(place.element)
      continue
    }
    const answer = enter(node)
    if (answer === 'stop') return
    if (answer && node.kind === 'element') path.push({ element: node, next: 0 })
  }
}

const UNSHOWN = new Set('head style script title template noscript object iframe select textarea svg math'.split(' '))
const HIDDEN = /display\s*:\s*none|mso-hide\s*:\s*all/i

/** Whether nothing in an element is for reading: styles, scripts, and the lines that newsletters hide for previews. */
export const isUnshown = ({ name, attributes }: HtmlElement): boolean =>
  UNSHOWN.has(name) || attributes.has('hidden') || HIDDEN.test(attributes.get('style') ?? '')

/** How many nodes are looked at for the text in an element: a quote's header stands at its beginning. */
const MOST_NODES = 400

/** The first text in an element, `limit` characters at most, a line for each block. */
export const textIn = (element: HtmlElement, limit: number, mostNodes = MOST_NODES): string => {
  let text = ''
  let nodes = 0
  walkHtml(element, (node) => {
    if (text.length >= limit || ++nodes > mostNodes) return 'stop'
    if (node.kind === 'text') text += node.text.slice(0, limit).replace(/[\r\n]+/g, ' ')
    else if (node.kind === 'element') {
      if (isUnshown(node)) return false
      if (node.name === 'br' || isBlock(node)) text += '\n'
    }
    return true
  })
  return text.slice(0, limit)
}
