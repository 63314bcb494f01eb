import type { SellerSnapshot } from '../../records.ts'
import type { Item } from './items.ts'
import { styledLines, textAt, type Sheet, type StyledLine } from './sheet.ts'
import type { TextFitter } from './textFitting.ts'
import { bandHeight, color, margin, type } from './theme.ts'

const PAGE_NUMBER_ROOM = 70
const MOST_FOOTER_LINES = 5

export interface Footer {
  height: number
  lines: StyledLine[]
  /** What is too long to stand on every page, for the end of the document. */
  overflow: string | null
}

/** The legal line: who the business is, and what it must print on its letters. */
export const prepareFooter = (
  { seller, words, fitter }: { seller: SellerSnapshot; words: Pick<Sheet['words'], 'taxId'>; fitter: TextFitter },
  width: number,
): Footer => {
  const identity = [seller.legalName?.trim() || seller.name, seller.taxId?.trim() && words.taxId(seller.taxId)]
    .filter(Boolean)
    .join(' · ')
  const cut = (text: string) => styledLines({ fitter }, text, type.tiny, width - PAGE_NUMBER_ROOM, color.quiet)
  const text = seller.footer?.trim() ?? ''
  const lines = [...cut(identity).slice(0, 2), ...(text ? cut(text) : [])]
  const fits = lines.length <= MOST_FOOTER_LINES
  const kept = fits ? lines : cut(identity).slice(0, 2)
  return { lines: kept, height: kept.length * type.tiny.leading + 20, overflow: fits || !text ? null : text }
}

/** What each page carries besides its content: band, running head, footer and number. */
export const runningItems = (
  sheet: Pick<Sheet, 'fitter' | 'flow'> & {
    seller: SellerSnapshot
    /** What it is, on the pages after the first. */
    title: string
    /** The band across the top. */
    mark: { text: string; look: (typeof color)['draft'] } | null
    words: Pick<Sheet['words'], 'page'>
  },
  footer: Footer,
  page: { index: number; count: number; width: number; height: number },
): { head: Item[]; foot: Item[] } => {
  const { seller, title, mark, words, fitter } = sheet
  const { left, right } = sheet.flow.frame
  const head: Item[] = []
  const foot: Item[] = []
  let top = margin.top
  if (mark) {
    const { text, look } = mark
    head.push({ kind: 'box', x: 0, y: 0, width: page.width, height: bandHeight, color: look.ground })
    head.push(textAt(page.width / 2, (bandHeight - 14) / 2, text, type.strong, { color: look.text, align: 'center' }))
    top += bandHeight - 8
  }
  if (page.index > 0) {
    const y = top - 12
    const name = fitter.lines(seller.name, type.small, (right - left) / 2)[0] ?? ''
    head.push(textAt(left, y, name, type.small, { color: color.quiet }))
    head.push(textAt(right, y, title, type.small, { color: color.quiet, align: 'right' }))
  }
  let y = page.height - margin.bottom - footer.lines.length * type.tiny.leading
  const lastLine = page.height - margin.bottom - type.tiny.leading
  for (const line of footer.lines) {
    foot.push(textAt(left, y, line.text, line.style, { color: line.color }))
    y += line.style.leading
  }
  foot.push(
    textAt(right, lastLine, words.page(page.index + 1, page.count), type.tiny, { color: color.quiet, align: 'right' }),
  )
  return { head, foot }
}
