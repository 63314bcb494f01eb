import { formatDay } from '../../domain/days.ts'
import { formatMoney } from '../../domain/money.ts'
import type { MailTexts } from '../../translations/en/mail.ts'
import { cleanLine } from '../cleanText.ts'
import type { RefundMail } from '../mailContent.ts'
import { brandName, mailFrame } from '../mailFrame.ts'
import type { MailView } from '../mailView.ts'
import { fact, methodOf, numberOf } from './paymentParts.ts'

/** Money on its way back: how much of what, where to, and when it can be there. */
export const refundMail = (mail: RefundMail, texts: MailTexts): MailView => {
  const { payment, invoice, locale } = mail
  const say = texts.refund
  const money = (minor: number) => formatMoney(minor, payment.currency, locale)
  const amount = money(mail.amount)
  const number = numberOf(invoice)
  const isPart = mail.amount < payment.amount
  const isOnline = payment.method === 'stripe'
  return {
    ...mailFrame(mail, texts),
    subject: say.subject(brandName(mail), amount, number),
    preheader: isOnline ? say.wait : say.returned,
    lead: [(isPart ? say.partLead : say.lead)(number)],
    figure: {
      label: say.amount,
      amount,
      note: isOnline ? say.onItsWay(cleanLine(payment.methodDetail ?? '', 80) || null) : say.returned,
      detail: isPart ? say.partOf(money(payment.amount)) : undefined,
      tone: 'quiet',
    },
    facts: [
      ...fact(texts.facts.invoice, number),
      ...fact(texts.facts.creditNote, cleanLine(mail.creditNote ?? '', 60)),
      ...fact(texts.payment.paidOn, formatDay(payment.day, locale)),
      ...fact(texts.payment.paidWith, methodOf(payment, texts)),
      ...fact(texts.payment.leftToPay, invoice && invoice.amountDue > 0 ? money(invoice.amountDue) : null),
    ],
    button: { label: invoice ? texts.invoice.button : texts.newLink.button, url: mail.linkUrl },
    linkNote: texts.linkSignsIn,
    hint: isOnline ? say.wait : undefined,
  }
}
