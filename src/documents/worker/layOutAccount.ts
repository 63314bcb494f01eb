import { accentScale } from '../../domain/accent.ts'
import { ageingBands, type AccountEntry } from '../../domain/accountStatement.ts'
import { formatDay } from '../../domain/days.ts'
import { formatMoney } from '../../domain/money.ts'
import { accountTexts, methodText, type AccountTexts } from '../../translations/accountTexts.ts'
import { documentTexts } from '../../translations/documentTexts.ts'
import type { AccountRequest, AccountSheet } from '../renderRequest.ts'
import type { ImageItem, Item } from './items.ts'
import { PageFlow } from './pageFlow.ts'
import { prepareFooter, runningItems } from './running.ts'
import { flowLines, styledLines, textAt, type StyledLine } from './sheet.ts'
import { showableDeep } from './showable.ts'
import type { TextFitter } from './textFitting.ts'
import { color, margin, pageSizes, type, type Style } from './theme.ts'

const LOGO = { width: 170, height: 46 }
const GAP = 24
const CELL_GAP = 14
const PADDING = 4.5

type Statement = AccountSheet['statements'][number]

interface Page {
  account: AccountSheet
  words: AccountTexts
  fitter: TextFitter
  flow: PageFlow
  accent: string
  day: (day: string, style?: 'medium' | 'short') => string
}

const present = (texts: (string | null | undefined)[]): string[] =>
  texts.filter((text): text is string => Boolean(text?.trim()))

/** Logo or name at the left, what it is and for which time at the right. */
const drawTitle = (
  { account, words, fitter, flow, accent, day }: Page,
  logo: Pick<ImageItem, 'data' | 'format'> | null,
) => {
  const { left, right } = flow.frame
  const half = (right - left - GAP) / 2
  const top = flow.y
  let leftBottom = top
  if (logo) {
    flow.add({ kind: 'image', x: left, y: top, ...LOGO, ...logo })
    leftBottom += LOGO.height
  } else {
    for (const line of fitter.lines(account.seller.name, type.name, half)) {
      flow.add(textAt(left, leftBottom, line, type.name, { color: color.ink }))
      leftBottom += type.name.leading
    }
  }
  let rightBottom = top
  const put = (text: string, style: Style, tint: string) => {
    for (const line of fitter.lines(text, style, half)) {
      flow.add(textAt(right, rightBottom, line, style, { color: tint, align: 'right' }))
      rightBottom += style.leading
    }
  }
  put(words.title, type.title, accent)
  const [first] = account.statements
  if (first) {
    put(
      first.from === null ? words.period.all(day(first.to)) : words.period.between(day(first.from), day(first.to)),
      type.text,
      color.ink,
    )
  }
  if (account.part) put(words.part(String(account.part.number), String(account.part.count)), type.small, color.quiet)
  flow.y = Math.max(leftBottom, rightBottom) + 32
}

const drawParties = ({ account, words, flow, fitter }: Page, taxId: (id: string) => string) => {
  const { seller, client } = account
  const { left, right } = flow.frame
  const width = (right - left - GAP) / 2
  const column = (head: string, name: string, details: string[]): StyledLine[] => [
    { text: head, style: type.small, color: color.quiet },
    ...styledLines({ fitter }, name, type.strong, width, color.ink),
    ...details.flatMap((detail) => styledLines({ fitter }, detail, type.text, width)),
  ]
  const clientName = client.company?.trim() || client.name
  const columns = [
    column(
      words.from,
      seller.legalName?.trim() || seller.name,
      present([seller.address, seller.taxId && taxId(seller.taxId), seller.email]),
    ),
    column(
      words.client,
      clientName,
      present([
        clientName === client.name ? null : client.name,
        client.address,
        client.country,
        client.taxId && taxId(client.taxId),
      ]),
    ),
  ]
  const rows = Math.max(...columns.map(({ length }) => length))
  for (let row = 0; row < rows; row += 1) {
    flow.ensure(type.text.leading)
    columns.forEach((lines, index) => {
      const line = lines[row]
      if (line) flow.add(textAt(left + index * (width + GAP), flow.y, line.text, line.style, { color: line.color }))
    })
    flow.y += type.text.leading
  }
  flow.space(26)
}

interface Cells {
  day: string
  what: string
  detail: string
  charge: string
  credit: string
  balance: string
}

/** The table's rows, each of one line: what is too long for its cell ends with an ellipsis, its document tells the rest. */
const drawEntries = (page: Page, statement: Statement) => {
  const { words, fitter, flow, day } = page
  const { left, right } = flow.frame
  const money = (amount: number) => fitter.showable(formatMoney(amount, statement.currency, page.account.locale))
  const cellsOf = (entry: AccountEntry): Cells => ({
    day: day(entry.day, 'short'),
    what: [words.kinds[entry.kind], entry.number].filter(Boolean).join(' '),
    detail: methodText(entry, words) ?? '',
    charge: entry.amount > 0 ? money(entry.amount) : '',
    credit: entry.amount < 0 ? money(-entry.amount) : '',
    balance: money(entry.balance),
  })
  const rows = statement.entries.map(cellsOf)
  const style = type.small
  const figures = ['charge', 'credit', 'balance'] as const
  const widest = (column: keyof Cells, least: string) =>
    Math.max(fitter.width(least, style), ...rows.map((row) => fitter.width(row[column], style)))
  const edge = { charge: 0, credit: 0, balance: right }
  const widths = {
    charge: widest('charge', words.columns.charge),
    credit: widest('credit', words.columns.credit),
    balance: Math.max(widest('balance', words.columns.balance), fitter.width(money(statement.opening), style)),
  }
  edge.credit = right - widths.balance - CELL_GAP
  edge.charge = edge.credit - widths.credit - CELL_GAP
  const dayWidth = widest('day', words.columns.day)
  const whatX = left + dayWidth + CELL_GAP
  const room = edge.charge - widths.charge - CELL_GAP - whatX
  const whatWidth = Math.min(widest('what', words.columns.kind), room * 0.8)
  const detailX = whatX + whatWidth + CELL_GAP
  const detailWidth = room - whatWidth - CELL_GAP
  const cut = (text: string, width: number): string => {
    if (fitter.width(text, style) <= width) return text
    const letters = Array.from(text)
    while (letters.length > 1 && fitter.width(`${letters.join('')}…`, style) > width) letters.pop()
    return `${letters.join('').trimEnd()}…`
  }

  const headHeight = type.small.leading + 6.75
  const drawHead = () => {
    const put = (x: number, text: string, align: 'left' | 'right' = 'left') =>
      flow.add(textAt(x, flow.y, text, type.small, { color: color.quiet, align }))
    put(left, words.columns.day)
    put(whatX, words.columns.kind)
    put(detailX, cut(words.columns.detail, detailWidth))
    for (const figure of figures) put(edge[figure], words.columns[figure], 'right')
    flow.add({
      kind: 'box',
      x: left,
      y: flow.y + headHeight - 0.75,
      width: right - left,
      height: 0.75,
      color: color.ink,
    })
    flow.y += headHeight
  }
  const rowHeight = style.leading + 2 * PADDING
  const rule = () =>
    flow.add({ kind: 'box', x: left, y: flow.y - 0.25, width: right - left, height: 0.5, color: color.line })
  const drawSum = (label: string, amount: number, isStrong: boolean) => {
    const look = isStrong ? type.smallStrong : type.small
    flow.ensure(rowHeight)
    flow.add(textAt(whatX, flow.y + PADDING, label, look, { color: color.ink }))
    flow.add(textAt(right, flow.y + PADDING, money(amount), look, { color: color.ink, align: 'right' }))
    flow.y += rowHeight
  }

  flow.ensure(headHeight + 3 * rowHeight)
  drawHead()
  flow.onNewPage = drawHead
  if (statement.broughtForward === null) drawSum(words.opening, statement.opening, false)
  else drawSum(words.broughtForward, statement.broughtForward, false)
  for (const row of rows) {
    flow.ensure(rowHeight)
    rule()
    const y = flow.y + PADDING
    flow.add(textAt(left, y, row.day, style))
    flow.add(textAt(whatX, y, cut(row.what, whatWidth), style, { color: color.ink }))
    if (row.detail) flow.add(textAt(detailX, y, cut(row.detail, detailWidth), style, { color: color.quiet }))
    for (const figure of figures) {
      if (row[figure]) flow.add(textAt(edge[figure], y, row[figure], style, { color: color.text, align: 'right' }))
    }
    flow.y += rowHeight
  }
  if (rows.length === 0) {
    flow.add(textAt(whatX, flow.y + PADDING, words.noEntries, style, { color: color.quiet }))
    flow.y += rowHeight
  }
  if (statement.isEnd) {
    flow.ensure(rowHeight + 1)
    flow.add({ kind: 'box', x: left, y: flow.y, width: right - left, height: 0.75, color: color.ink })
    drawSum(words.closing, statement.closing, true)
  }
  flow.onNewPage = null
}

/** What is owed, large; and how old it is. */
const drawStanding = (page: Page, { currency, closing, ageing, credit, to }: Statement) => {
  const { words, fitter, flow, account, day } = page
  const { left, right } = flow.frame
  const money = (amount: number) => fitter.showable(formatMoney(amount, currency, account.locale))
  const bands = ageingBands.map((band) => ({ label: words.ageing.bands[band], amount: ageing[band] }))
  const cells = [...bands, ...(credit > 0 ? [{ label: words.ageing.credit, amount: -credit }] : [])]
  const height = 22 + type.small.leading + type.total.leading + 12 + 2 * type.small.leading
  flow.ensure(height)
  flow.y += 22
  flow.add(
    textAt(right, flow.y, closing < 0 ? words.inCredit : words.owed, type.small, {
      color: color.quiet,
      align: 'right',
    }),
  )
  flow.add(textAt(left, flow.y + 12, words.ageing.title, type.strong, { color: color.ink }))
  flow.add(textAt(left, flow.y + 12 + type.strong.leading, words.asOf(day(to)), type.small, { color: color.quiet }))
  flow.y += type.small.leading
  flow.add(textAt(right, flow.y, money(Math.abs(closing)), type.total, { color: page.accent, align: 'right' }))
  flow.y += type.total.leading + 12
  const width = (right - left) / cells.length
  cells.forEach(({ label, amount }, index) => {
    const x = left + index * width
    flow.add({
      kind: 'box',
      x,
      y: flow.y,
      width: width - 8,
      height: 0.75,
      color: amount > 0 && index > 0 ? page.accent : color.line,
    })
    flow.add(textAt(x, flow.y + 5, label, type.tiny, { color: color.quiet }))
    flow.add(textAt(x, flow.y + 5 + type.tiny.leading, money(amount), type.smallStrong, { color: color.ink }))
  })
  flow.y += 2 * type.small.leading + 24
}

/** The finished pages of a statement of account, a currency after the other. */
export const layOutAccount = (
  request: Pick<AccountRequest, 'account' | 'pageSize'>,
  fitter: TextFitter,
  logo: Pick<ImageItem, 'data' | 'format'> | null,
): { pages: Item[][]; title: string } => {
  const account = showableDeep(request.account, fitter)
  const { seller, locale } = account
  const words = accountTexts(locale)
  const documentWords = documentTexts(locale)
  const size = pageSizes[request.pageSize]
  const footer = prepareFooter({ seller, words: documentWords, fitter }, size.width - 2 * margin.side)
  const flow = new PageFlow({
    left: margin.side,
    right: size.width - margin.side,
    top: margin.top,
    laterTop: margin.top + 20,
    bottom: size.height - margin.bottom - footer.height,
  })
  const page: Page = {
    account,
    words,
    fitter,
    flow,
    accent: accentScale(seller.accentColor, 'light').text,
    day: (day, style = 'medium') => formatDay(day, locale, style),
  }
  drawTitle(page, logo)
  drawParties(page, documentWords.taxId)
  account.statements.forEach((statement, index) => {
    if (index > 0) flow.space(30)
    if (account.statements.length > 1) {
      flow.ensure(120)
      flow.add(textAt(flow.frame.left, flow.y, statement.currency, type.name, { color: color.ink }))
      flow.y += type.name.leading + 8
    }
    drawEntries(page, statement)
    if (statement.isEnd) drawStanding(page, statement)
  })
  if (footer.overflow) {
    flow.space(24)
    flowLines(
      { flow },
      styledLines({ fitter }, footer.overflow, type.tiny, flow.frame.right - flow.frame.left, color.quiet),
    )
  }
  const client = account.client.company?.trim() || account.client.name
  const title = [words.title, client].join(' · ')
  return {
    pages: flow.pages.map((items, index) => {
      const running = { fitter, flow, seller, title, mark: null, words: documentWords }
      const { head, foot } = runningItems(running, footer, { index, count: flow.pages.length, ...size })
      return [...head, ...items, ...foot]
    }),
    title,
  }
}
