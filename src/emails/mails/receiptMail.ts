import { formatDay } from '../../domain/days.ts'
import { formatMoney } from '../../domain/money.ts'
import type { MailTexts } from '../../translations/en/mail.ts'
import type { ReceiptMail } from '../mailContent.ts'
import { brandName, mailFrame } from '../mailFrame.ts'
import type { MailFigure, MailView } from '../mailView.ts'
import { fact, isLate, methodOf, numberOf, stillDue } from './paymentParts.ts'

/** Nothing of it was needed: it is for no invoice, or for one that had been paid or credited already. */
const isCredit = ({ payment, unapplied }: ReceiptMail): boolean => unapplied >= payment.amount

const receiptFigure = (mail: ReceiptMail, texts: MailTexts, amount: string): MailFigure => {
  const { payment, invoice, unapplied, locale, today } = mail
  const say = texts.receipt
  const left = stillDue(invoice, { currency: payment.currency, locale, today }, texts)
  if (left) return { label: say.paid, amount, note: left, tone: invoice && isLate(invoice, today) ? 'late' : 'due' }
  if (isCredit(mail))
    return { label: say.paid, amount, note: say.credit, detail: invoice ? say.notNeeded : undefined, tone: 'good' }
  return {
    label: say.paid,
    amount,
    note: say.settled,
    detail: unapplied > 0 ? say.excess(formatMoney(unapplied, payment.currency, locale)) : undefined,
    tone: 'good',
  }
}

/** Thanks for a payment: how much, by what, what it paid, what is left. */
export const receiptMail = (mail: ReceiptMail, texts: MailTexts): MailView => {
  const { payment, invoice, locale } = mail
  const say = texts.receipt
  const money = (minor: number) => formatMoney(minor, payment.currency, locale)
  const amount = money(payment.amount)
  const number = numberOf(invoice)
  const figure = receiptFigure(mail, texts, amount)
  const rest = !invoice || isCredit(mail) ? null : invoice.amountDue > 0 ? say.left(money(invoice.amountDue)) : say.full
  return {
    ...mailFrame(mail, texts),
    subject: say.subject(brandName(mail), amount, number, rest),
    preheader: figure.note,
    lead: [payment.method === 'credit' ? say.creditLead(number) : say.lead(number)],
    figure,
    facts: [
      ...fact(texts.facts.invoice, number),
      ...fact(texts.payment.paidOn, formatDay(payment.day, locale)),
      ...fact(texts.payment.paidWith, methodOf(payment, texts)),
      ...fact(texts.payment.total, invoice && invoice.total !== payment.amount ? money(invoice.total) : null),
    ],
    button: { label: invoice ? texts.invoice.button : texts.newLink.button, url: mail.linkUrl },
    linkNote: texts.linkSignsIn,
  }
}
