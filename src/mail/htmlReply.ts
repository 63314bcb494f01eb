import { saysAnswersAreBelow } from '../domain/replyText/answersBelow.ts'
import { foldLine } from '../domain/replyText/foldLine.ts'
import { isClosing } from '../domain/replyText/signature.ts'
import { attributionAbove, isEndComment, quoteMark } from './htmlQuotes.ts'
import { renderText } from './htmlText.ts'
import { type HtmlElement, type HtmlNode, isUnshown, parseHtml, textIn, walkHtml } from './htmlTree.ts'

/** A longer quote is a whole mail, not the question that is answered below it. */
const LONGEST_QUESTION = 1500
const LONGEST_QUESTION_HTML = 30_000
const LONGEST_NOTE = 1500

/** A part of the mail in its order: the person's own words, a quote with the line above it, or where the rest is one. */
type Piece =
  | { readonly kind: 'own'; readonly text: string }
  | { readonly kind: 'quote'; readonly nodes: HtmlNode[] }
  | { readonly kind: 'end'; readonly node: HtmlNode }

const isContent = (node: HtmlNode): boolean =>
  node.kind === 'text'
    ? node.text.trim() !== ''
    : node.kind === 'element' && node.name === 'img' && /^(?:cid|data):/i.test(node.attributes.get('src') ?? '')

/** What stands above the quote in a box of Gmail's, Proton's or K-9's is the line that says who wrote it. */
const linesOfBox = (box: HtmlElement): HtmlNode[] => {
  const first = box.children.findIndex((child) => child.kind === 'element' && quoteMark(child) === 'quote')
  return first < 0 ? [] : box.children.slice(0, first)
}

/** More quotes than these are not looked above: they are answered in turn, or somebody plays. */
const MOST_QUOTES = 100

const linesAboveQuotes = (root: HtmlElement): ReadonlySet<HtmlNode> => {
  const lines = new Set<HtmlNode>()
  let quotes = 0
  walkHtml(root, (node) => {
    if (node.kind !== 'element' || isUnshown(node)) return false
    const mark = quoteMark(node)
    if (mark === 'end' || quotes > MOST_QUOTES) return 'stop'
    if (mark === 'box') for (const line of linesOfBox(node)) lines.add(line)
    if (mark === 'quote' && ++quotes) for (const line of attributionAbove(node)) lines.add(line)
    return mark !== 'quote' && mark !== 'line'
  })
  return lines
}

const piecesOf = (root: HtmlElement): Piece[] => {
  const pieces: Piece[] = []
  const lines = linesAboveQuotes(root)
  walkHtml(root, (node) => {
    const mark = isEndComment(node) ? 'end' : node.kind === 'element' ? quoteMark(node) : null
    if (mark === 'end') {
      pieces.push({ kind: 'end', node })
      return 'stop'
    }
    if (node.kind === 'comment' || (node.kind === 'element' && isUnshown(node))) return false
    if (mark === 'quote' || mark === 'line' || lines.has(node)) {
      const last = pieces.at(-1)
      if (last?.kind === 'quote') last.nodes.push(node)
      else pieces.push({ kind: 'quote', nodes: [node] })
      return false
    }
    if (isContent(node)) pieces.push({ kind: 'own', text: node.kind === 'text' ? node.text : '' })
    return true
  })
  return pieces
}

interface Span {
  readonly start: number
  readonly end: number
}

const isBlankText = (node: HtmlNode): boolean => node.kind === 'text' && node.text.trim() === ''

/** Outlook draws a line above its header, and marks where the reply ended. */
const isAboveEnd = (node: HtmlNode): boolean =>
  isBlankText(node) || (node.kind === 'element' && (node.name === 'hr' || node.attributes.get('id') === 'appendonsend'))

/** Where a node begins, together with the strokes right above it; and whether that is where its parent begins. */
const startOf = (node: HtmlNode, siblings: readonly HtmlNode[]): { start: number; isFirst: boolean } => {
  let first = node.index
  for (let above = siblings[first - 1]; above && isAboveEnd(above); above = siblings[first - 1]) first--
  return { start: siblings[first]?.start ?? node.start, isFirst: first <= 0 }
}

/** A node and everything after it, without the closing tags of what it stands in. */
const spansFrom = (end: HtmlNode): Span[] => {
  const spans: Span[] = []
  let isFirst = true
  for (let node: HtmlNode = end; node.parent; node = node.parent) {
    const { children, contentEnd }: HtmlElement = node.parent
    const begin: ReturnType<typeof startOf> = isFirst ? startOf(node, children) : { start: node.end, isFirst }
    isFirst &&= begin.isFirst
    spans.push({ start: begin.start, end: contentEnd })
  }
  return spans
}

const without = (html: string, spans: readonly Span[]): string => {
  const kept: string[] = []
  let at = 0
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    if (start > at) kept.push(html.slice(at, start))
    at = Math.max(at, end)
  }
  kept.push(html.slice(at))
  return kept.join('')
}

const isShort = (nodes: readonly HtmlNode[]): boolean => {
  const first = nodes[0]
  const last = nodes.at(-1)
  if (!first || !last || last.end - first.start > LONGEST_QUESTION_HTML) return false
  const lengths = nodes.map((node) => (node.kind === 'element' ? textIn(node, LONGEST_QUESTION).length : 0))
  return lengths.reduce((sum, length) => sum + length, 0) < LONGEST_QUESTION
}

const ownText = (pieces: readonly Piece[]): string =>
  pieces
    .flatMap((piece) => (piece.kind === 'own' ? [piece.text] : []))
    .join(' ')
    .slice(0, LONGEST_NOTE)

/**
 * A mail's html without what its program marked as quoted. Answers below a quote or between its parts stay, and so do
 * short quotes between them, since they say what is answered. Html that is nothing but a quote stays as it is.
 */
export const htmlWithoutQuote = (html: string): string => {
  const pieces = piecesOf(parseHtml(html))
  const firstOwn = pieces.findIndex(({ kind }) => kind === 'own')
  const lastQuote = pieces.findLastIndex(({ kind }) => kind === 'quote')
  const isEnded = pieces.at(-1)?.kind === 'end'
  if (firstOwn < 0 || (lastQuote < 0 && !isEnded)) return html
  const closing = pieces.slice(lastQuote + 1)
  const isAnsweredBelow =
    lastQuote >= 0 && closing.some(({ kind }) => kind === 'own') && !isClosing(foldLine(ownText(closing)))
  if (!isAnsweredBelow && saysAnswersAreBelow([foldLine(ownText(pieces))])) return html

  const lastAnswered = isAnsweredBelow
    ? lastQuote
    : pieces.findLastIndex(({ kind }, at) => kind === 'own' && at < lastQuote)
  const isQuestion = (piece: Piece, at: number) =>
    piece.kind === 'quote' && at > firstOwn && at <= lastAnswered && isShort(piece.nodes)
  const hasQuestions = pieces.some(isQuestion)
  const spans = pieces.flatMap((piece, at) => {
    if (piece.kind === 'end') return spansFrom(piece.node)
    if (piece.kind === 'own' || isQuestion(piece, at)) return []
    return hasQuestions && at < firstOwn && isShort(piece.nodes) ? [] : piece.nodes
  })
  return without(html, spans)
}

/** Html as plain text: links with where they lead, lists, tables by rows, images by their names, quotes behind '>'. */
export const htmlToText = (html: string): string => renderText(parseHtml(html))
