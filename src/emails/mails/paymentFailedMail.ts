import { formatDay } from '../../domain/days.ts'
import { formatMoney } from '../../domain/money.ts'
import type { MailTexts } from '../../translations/en/mail.ts'
import type { PaymentFailedMail } from '../mailContent.ts'
import { brandName, mailFrame } from '../mailFrame.ts'
import type { MailView } from '../mailView.ts'
import { fact, methodOf, numberOf, reasonOf, stillDue } from './paymentParts.ts'

/** A bank debit that did not go through: what, why, that nothing was charged, and the way to pay again. */
export const paymentFailedMail = (mail: PaymentFailedMail, texts: MailTexts): MailView => {
  const { payment, invoice, locale, today } = mail
  const say = texts.paymentFailed
  const amount = formatMoney(payment.amount, payment.currency, locale)
  const number = numberOf(invoice)
  const left = stillDue(invoice, { currency: payment.currency, locale, today }, texts)
  const reason = reasonOf(mail.reason, texts)
  return {
    ...mailFrame(mail, texts),
    subject: say.subject(brandName(mail), amount, number),
    preheader: say.preheader,
    lead: [say.lead(number), ...(reason.sentence ? [reason.sentence] : [])],
    figure: { label: say.amount, amount, note: say.nothingCharged, detail: left ?? undefined, tone: 'due' },
    facts: [
      ...fact(texts.facts.invoice, number),
      ...fact(texts.payment.begun, formatDay(payment.day, locale)),
      ...fact(texts.payment.from, methodOf(payment, texts)),
      ...fact(texts.payment.bankSaid, reason.words),
    ],
    button: {
      label: left ? say.button : invoice ? texts.invoice.button : texts.newLink.button,
      url: mail.linkUrl,
    },
    linkNote: texts.linkSignsIn,
    hint: left ? say.hint : undefined,
  }
}
