import { groupedIban, transferCode } from '../../domain/transferCode.ts'
import { codeSquares } from '../codeSquares.ts'
import { flowLines, linesHeight, styledLines, textAt, type Sheet, type StyledLine } from './sheet.ts'
import { color, type } from './theme.ts'

const CODE_SIZE = 62
const BEFORE_CODE = 12

export interface Payment {
  lines: StyledLine[]
  /** What a banking app reads from the printed page; null where the standard knows no code for it. */
  code: string | null
  height: number
}

/** How to pay by transfer; nothing on credit notes, drafts, or where nothing is asked for. */
export const preparePayment = (sheet: Sheet, width: number): Payment => {
  const { snapshot, words } = sheet
  const bank = snapshot.seller.bank
  const isPayable = snapshot.kind === 'invoice' && sheet.mark !== 'draft' && snapshot.totals.total > 0
  if (!isPayable || !bank?.iban?.trim()) return { lines: [], code: null, height: 0 }
  const entry = (label: string, value: string | null | undefined): StyledLine[] =>
    value?.trim()
      ? [
          { text: '', style: { ...type.tiny, leading: 5 } },
          { text: label, style: type.tiny, color: color.quiet },
          ...styledLines(sheet, value, { ...type.text, leading: 13 }, width, color.ink),
        ]
      : []
  const lines = [
    { text: words.payment, style: type.strong, color: color.ink },
    ...entry(words.holder, bank.holder),
    ...entry(words.iban, groupedIban(bank.iban)),
    ...entry(words.bic, bank.bic),
    ...entry(words.paymentReference, snapshot.number),
  ]
  const code = transferCode({
    holder: bank.holder?.trim() || snapshot.seller.legalName?.trim() || snapshot.seller.name,
    iban: bank.iban,
    bic: bank.bic,
    amountMinor: snapshot.totals.total,
    currency: snapshot.currency,
    reference: snapshot.number,
  })
  return { lines, code, height: linesHeight(lines) + (code ? BEFORE_CODE + CODE_SIZE : 0) }
}

export const drawPayment = (sheet: Sheet, payment: Payment) => {
  const { flow, words, fitter } = sheet
  flowLines(sheet, payment.lines)
  if (!payment.code) return
  const { path, size } = codeSquares(payment.code)
  flow.ensure(BEFORE_CODE + CODE_SIZE)
  flow.y += BEFORE_CODE
  const x = flow.frame.left
  flow.add({ kind: 'path', x, y: flow.y, width: CODE_SIZE, height: CODE_SIZE, path, units: size, color: color.ink })
  const hints = fitter.lines(words.scan, type.tiny, 96)
  hints.forEach((line, index) => {
    const y = flow.y + CODE_SIZE - (hints.length - index) * type.tiny.leading + 2
    flow.add(textAt(x + CODE_SIZE + 10, y, line, type.tiny, { color: color.quiet }))
  })
  flow.y += CODE_SIZE
}
