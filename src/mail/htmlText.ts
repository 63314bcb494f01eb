import { isQuoteBlock } from './htmlQuotes.ts'
import { type HtmlElement, isBlock, isUnshown, textIn, walkHtml } from './htmlTree.ts'
import { textPage } from './textPage.ts'

const LONGEST_ADDRESS = 1000
const LONGEST_LABEL = 300
const DEEPEST_LIST = 8
/** How much of a link or a cell is looked at before it is written. */
const MOST_NODES = 40

const SPACED = new Set('p h1 h2 h3 h4 h5 h6 ul ol dl table pre blockquote form fieldset'.split(' '))
const CELLS = new Set(['td', 'th'])

/** Outlook writes each line as a paragraph, and a blank one between those that are paragraphs. */
const isTight = ({ attributes }: HtmlElement): boolean =>
  /\bmso/i.test(attributes.get('class') ?? '') || /margin(?:-bottom)?\s*:\s*0/i.test(attributes.get('style') ?? '')

const isSpaced = (element: HtmlElement): boolean =>
  SPACED.has(element.name) && !(element.name === 'p' && isTight(element))

const bareAddress = (text: string): string =>
  text
    .toLowerCase()
    .replace(/^(?:https?:\/\/(?:www\.)?|mailto:|tel:|www\.)/, '')
    .replace(/[\s()]+/g, '')
    .replace(/\/$/, '')

/** Where a link leads, where that says more than its text. */
const addressToShow = (link: HtmlElement): string | null => {
  const href = (link.attributes.get('href') ?? '').trim()
  if (href.length > LONGEST_ADDRESS || !/^(?:https?:\/\/|mailto:|tel:)[^\s<>]+$/i.test(href)) return null
  const shown = textIn(link, LONGEST_LABEL, MOST_NODES).trim()
  if (shown === '') return null
  const address = /^(?:mailto|tel):/i.test(href) ? href.replace(/^\w+:/, '').replace(/\?.*$/, '') : href
  return bareAddress(shown).includes(bareAddress(address)) ? null : address
}

/** An image's name, or else its file's; a smiley is its own name. What only counts its readers has neither. */
const imageText = ({ attributes }: HtmlElement): string => {
  const name = (attributes.get('alt') ?? '').replace(/\s+/g, ' ').trim().slice(0, LONGEST_LABEL)
  if (name !== '') return /[\p{L}\p{N}]/u.test(name) ? `[${name}]` : name
  const source = attributes.get('src')?.slice(0, LONGEST_LABEL) ?? ''
  if (attributes.has('alt') || !/^(?:cid|data):/i.test(source)) return ''
  return `[${/^cid:([^@\s]{1,60}\.[a-z]{3,4})(?:@|$)/i.exec(source)?.[1] ?? '…'}]`
}

/** A cell of a table of figures: one line. What holds several blocks is there for the looks. */
const isFigure = (cell: HtmlElement): boolean =>
  textIn(cell, LONGEST_LABEL, MOST_NODES).trim().split(/\n\s*/).filter(Boolean).length <= 1

/** The bullet of an item, and the blanks below it. */
const bulletOf = (item: HtmlElement, depth: number, number: number): [string, string] => {
  const blanks = '\u00a0\u00a0'.repeat(Math.min(depth, DEEPEST_LIST) - 1)
  const bullet = item.parent?.name === 'ol' ? `${String(number)}. ` : '- '
  return [blanks + bullet, blanks + '\u00a0'.repeat(bullet.length)]
}

/** Html as plain text, as a mail program would have written it. */
export const renderText = (root: HtmlElement): string => {
  const page = textPage()
  const lists: number[] = []
  let figure: HtmlElement | null = null
  let preformatted = 0

  const writeText = (text: string) => {
    if (preformatted === 0) {
      page.write(text.replace(/[ \t\r\n\f]+/g, ' '))
      return
    }
    text.split(/\r?\n/).forEach((line, index) => {
      if (index > 0) page.breakLine()
      page.write(line.replace(/ /g, '\u00a0'))
    })
  }
  const enterBlock = (element: HtmlElement) => {
    if (figure) {
      page.write(' ')
      return
    }
    page.end(isSpaced(element))
    const { name } = element
    if (isQuoteBlock(element)) page.quote(1)
    if (name === 'ul' || name === 'ol') lists.push(Number.parseInt(element.attributes.get('start') ?? '1', 10) || 1)
    if (name === 'pre') preformatted++
    if (name === 'hr') {
      page.write('----------')
      page.end(false)
    }
    if (name === 'li') {
      const number = lists.at(-1) ?? 1
      if (lists.length > 0) lists[lists.length - 1] = number + 1
      page.indent(...bulletOf(element, Math.max(lists.length, 1), number))
    }
  }
  const leaveBlock = (element: HtmlElement) => {
    if (figure) {
      page.write(' ')
      return
    }
    page.end(isSpaced(element))
    const { name } = element
    if (isQuoteBlock(element)) page.quote(-1)
    if (name === 'ul' || name === 'ol') lists.pop()
    if (name === 'pre') preformatted--
    if (name === 'li' || name === 'ul' || name === 'ol') {
      page.indent(
        '',
        lists.length > 1 && name !== 'li' ? '\u00a0\u00a0'.repeat(Math.min(lists.length, DEEPEST_LIST)) : '',
      )
    }
  }
  walkHtml(
    root,
    (node) => {
      if (node.kind === 'text') writeText(node.text)
      if (node.kind !== 'element' || isUnshown(node)) return false
      const { name } = node
      if (name === 'br') {
        if (figure) page.write(' ')
        else page.breakLine()
      } else if (name === 'img') page.write(imageText(node))
      else if (CELLS.has(name) && !figure) {
        if (!isFigure(node)) page.end(false)
        else {
          figure = node
          if (page.hasLine()) page.write(' | ')
        }
      } else if (isBlock(node)) enterBlock(node)
      return true
    },
    (element) => {
      if (element === figure) figure = null
      else if (CELLS.has(element.name) && !figure) page.end(false)
      else if (isBlock(element)) leaveBlock(element)
      else if (element.name === 'a') {
        const address = addressToShow(element)
        if (address) page.write(` <${address}>`)
      }
    },
  )
  return page.read()
}
