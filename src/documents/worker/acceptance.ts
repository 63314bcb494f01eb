import { styledLines, textAt, type Sheet } from './sheet.ts'
import { color, type } from './theme.ts'

/** What a signature needs, in shares of the width. */
const SHARES = [0.36, 0.22, 0.42] as const
const GAP = 20
const ROOM_TO_WRITE = 34

/** On a quote: the line on which the client accepts on paper, and how to do it without. */
export const drawAcceptance = (sheet: Sheet) => {
  const { flow, snapshot, words, mark } = sheet
  if (snapshot.kind !== 'quote' || mark === 'draft') return
  const { left, right } = flow.frame
  const say = words.acceptance
  const hints = styledLines(sheet, say.online, type.small, right - left, color.quiet)
  const height = type.strong.leading + hints.length * type.small.leading + ROOM_TO_WRITE + type.small.leading
  flow.space(34)
  flow.ensure(height)
  flow.add(textAt(left, flow.y, say.title, type.strong, { color: color.ink }))
  flow.y += type.strong.leading
  for (const { text, style } of hints) {
    flow.add(textAt(left, flow.y, text, style, { color: color.quiet }))
    flow.y += style.leading
  }
  flow.y += ROOM_TO_WRITE
  const full = right - left - GAP * (SHARES.length - 1)
  let x = left
  for (const [index, label] of [say.name, say.day, say.signature].entries()) {
    const width = full * (SHARES[index] ?? 0)
    flow.add({ kind: 'box', x, y: flow.y, width, height: 0.75, color: color.ink })
    flow.add(textAt(x, flow.y + 3, label, type.small, { color: color.quiet }))
    x += width + GAP
  }
  flow.y += type.small.leading + 3
}
