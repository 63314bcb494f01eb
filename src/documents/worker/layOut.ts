import { accentScale } from '../../domain/accent.ts'
import { dayOf, formatDay } from '../../domain/days.ts'
import { intlLocale } from '../../domain/intlLocale.ts'
import { formatMoney } from '../../domain/money.ts'
import { documentTexts } from '../../translations/documentTexts.ts'
import type { DocumentRequest } from '../renderRequest.ts'
import { drawAcceptance } from './acceptance.ts'
import { drawNotes, prepareClosing } from './closing.ts'
import type { ImageItem, Item } from './items.ts'
import { drawCorrection, drawParties, drawTitle } from './letterhead.ts'
import { drawLines } from './linesTable.ts'
import { PageFlow } from './pageFlow.ts'
import { prepareFooter, runningItems } from './running.ts'
import { flowLines, styledLines, type Sheet } from './sheet.ts'
import { showableDeep } from './showable.ts'
import type { TextFitter } from './textFitting.ts'
import { bandHeight, color, margin, pageSizes, type } from './theme.ts'

/** The finished pages of a document. */
export const layOut = (
  request: Pick<DocumentRequest, 'snapshot' | 'mark' | 'pageSize'>,
  fitter: TextFitter,
  logo: Pick<ImageItem, 'data' | 'format'> | null,
): { pages: Item[][]; title: string } => {
  const snapshot = showableDeep(request.snapshot, fitter)
  const { locale, currency } = snapshot
  const words = documentTexts(locale)
  const mark = request.mark ?? null
  const size = pageSizes[request.pageSize]
  const footer = prepareFooter({ seller: snapshot.seller, words, fitter }, size.width - 2 * margin.side)
  const band = mark ? bandHeight - 8 : 0
  const flow = new PageFlow({
    left: margin.side,
    right: size.width - margin.side,
    top: margin.top + band,
    laterTop: margin.top + band + 20,
    bottom: size.height - margin.bottom - footer.height,
  })
  const accent = accentScale(snapshot.seller.accentColor, 'light')
  const rates = new Intl.NumberFormat(intlLocale(locale), { style: 'percent', maximumFractionDigits: 4 })
  const quantities = new Intl.NumberFormat(intlLocale(locale), { maximumFractionDigits: 6 })
  const sheet: Sheet = {
    snapshot,
    words,
    fitter,
    flow,
    mark,
    accent: { text: accent.text, rule: accent.accent },
    money: (amountMinor) => fitter.showable(formatMoney(amountMinor, currency, locale)),
    day: (day, style = 'long') => (dayOf(day) ? formatDay(day, locale, style) : day),
    percent: (rate) => rates.format(rate / 100),
    quantity: (quantity) => quantities.format(quantity),
  }
  drawTitle(sheet, logo)
  drawParties(sheet)
  drawCorrection(sheet)
  const closing = prepareClosing(sheet)
  drawLines(sheet, closing.height)
  closing.draw()
  drawNotes(sheet)
  drawAcceptance(sheet)
  if (footer.overflow) {
    flow.space(24)
    flowLines(sheet, styledLines(sheet, footer.overflow, type.tiny, flow.frame.right - flow.frame.left, color.quiet))
  }
  const count = flow.pages.length
  const title = [words.title[snapshot.kind], snapshot.number].filter(Boolean).join(' ')
  const marking = mark && {
    text: mark === 'draft' ? words.mark.draft[snapshot.kind] : words.mark.duplicate,
    look: color[mark],
  }
  return {
    pages: flow.pages.map((items, index) => {
      const { head, foot } = runningItems({ ...sheet, seller: snapshot.seller, title, mark: marking }, footer, {
        index,
        count,
        ...size,
      })
      return [...head, ...items, ...foot]
    }),
    title,
  }
}
