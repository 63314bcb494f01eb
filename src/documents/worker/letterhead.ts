import type { DayStyle } from '../../domain/days.ts'
import type { ImageItem } from './items.ts'
import { styledLines, textAt, type Sheet, type StyledLine } from './sheet.ts'
import { color, type } from './theme.ts'

const LOGO = { width: 170, height: 46 }
const GAP = 24

const present = (texts: (string | null | undefined)[]): string[] =>
  texts.filter((text): text is string => Boolean(text?.trim()))

/** Logo or name at the left, what it is and its number at the right. */
export const drawTitle = (sheet: Sheet, logo: Pick<ImageItem, 'data' | 'format'> | null) => {
  const { flow, snapshot, words, fitter } = sheet
  const { left, right } = flow.frame
  const top = flow.y
  const half = (right - left - GAP) / 2
  let leftBottom = top
  if (logo) {
    flow.add({ kind: 'image', x: left, y: top, ...LOGO, ...logo })
    leftBottom = top + LOGO.height
  } else {
    for (const line of fitter.lines(snapshot.seller.name, type.name, half)) {
      flow.add(textAt(left, leftBottom, line, type.name, { color: color.ink }))
      leftBottom += type.name.leading
    }
  }
  let rightBottom = top
  for (const line of fitter.lines(words.title[snapshot.kind], type.title, half)) {
    flow.add(textAt(right, rightBottom, line, type.title, { color: sheet.accent.text, align: 'right' }))
    rightBottom += type.title.leading
  }
  for (const line of snapshot.number ? fitter.lines(snapshot.number, type.text, half) : []) {
    flow.add(textAt(right, rightBottom + 2, line, type.text, { color: color.ink, align: 'right' }))
    rightBottom += type.text.leading
  }
  flow.y = Math.max(leftBottom, rightBottom) + 40
}

const party = (sheet: Sheet, width: number, head: string, name: string, details: string[]): StyledLine[] => [
  { text: head, style: type.small, color: color.quiet },
  ...styledLines(sheet, name, type.strong, width, color.ink),
  ...details.flatMap((detail) => styledLines(sheet, detail, type.text, width)),
]

interface Fact {
  label: string
  value: string
}

/** Days and reference, label and value on one line where there is room. */
const factsOf = ({ snapshot, words, fitter, day }: Sheet, width: number): Fact[] => {
  const isWide = ({ label, value }: Fact) => fitter.width(`${label} ${value}`, type.text) > width - 6
  const daysIn = (style: DayStyle): Fact[] =>
    [
      { label: words.issueDate, value: snapshot.issueDate },
      { label: words.supplyDate, value: snapshot.supplyDate },
      { label: words.dueDate, value: snapshot.kind === 'invoice' ? snapshot.dueDate : null },
      { label: words.validUntil, value: snapshot.kind === 'quote' ? snapshot.validUntil : null },
    ].flatMap(({ label, value }) => (value ? [{ label, value: day(value, style) }] : []))
  const long = daysIn('long')
  const days = long.some(isWide) ? daysIn('medium') : long
  const reference = snapshot.reference?.trim()
  return [...days, ...(reference ? [{ label: words.reference, value: reference }] : [])].flatMap((fact) => {
    if (!isWide(fact) && !fact.value.includes('\n')) return [fact]
    const values = fitter.lines(fact.value, type.text, width)
    return [{ label: fact.label, value: '' }, ...values.map((value) => ({ label: '', value }))]
  })
}

/** Seller, client and the document's days side by side; long addresses go on to the next page. */
export const drawParties = (sheet: Sheet) => {
  const { flow, snapshot, words } = sheet
  const { seller, client } = snapshot
  const { left, right } = flow.frame
  const width = (right - left - 2 * GAP) / 3
  const sellerName = seller.legalName?.trim() || seller.name
  const clientName = client.company?.trim() || client.name
  const columns: StyledLine[][] = [
    party(
      sheet,
      width,
      words.from,
      sellerName,
      present([seller.address, seller.taxId && words.taxId(seller.taxId), seller.email, seller.phone, seller.website]),
    ),
    party(
      sheet,
      width,
      snapshot.kind === 'quote' ? words.quotedTo : words.to,
      clientName,
      present([
        clientName === client.name ? null : client.name,
        client.address,
        client.country,
        client.taxId && words.taxId(client.taxId),
      ]),
    ),
  ]
  const factRows = factsOf(sheet, width)

  const rows = Math.max(...columns.map((column) => column.length), factRows.length + 1)
  for (let row = 0; row < rows; row += 1) {
    const leading = type.text.leading
    flow.ensure(leading)
    columns.forEach((column, index) => {
      const line = column[row]
      if (line)
        flow.add(
          textAt(left + index * (width + GAP), flow.y, line.text, { ...line.style, leading }, { color: line.color }),
        )
    })
    const fact = factRows[row - 1]
    if (fact) {
      const x = left + 2 * (width + GAP)
      flow.add(textAt(x, flow.y, fact.label, type.text, { color: color.quiet }))
      flow.add(textAt(right, flow.y, fact.value, type.text, { color: color.ink, align: 'right' }))
    }
    flow.y += leading
  }
  flow.space(30)
}

/** On a credit note: which invoice it corrects, and why. */
export const drawCorrection = (sheet: Sheet) => {
  const { flow, snapshot, words } = sheet
  if (snapshot.kind !== 'credit-note') return
  const width = (flow.frame.right - flow.frame.left) * 0.75
  const lines: StyledLine[] = []
  if (snapshot.corrects) {
    const sentence = words.corrects(snapshot.corrects.number, sheet.day(snapshot.corrects.issueDate))
    lines.push(...styledLines(sheet, sentence, type.strong, width, color.ink))
  }
  if (snapshot.reason?.trim()) lines.push(...styledLines(sheet, words.reason(snapshot.reason), type.text, width))
  for (const line of lines) {
    flow.ensure(line.style.leading)
    flow.add(textAt(flow.frame.left, flow.y, line.text, line.style, { color: line.color }))
    flow.y += line.style.leading
  }
  if (lines.length > 0) flow.space(22)
}
