import { formatDay } from '../../domain/days.ts'
import { formatMoney } from '../../domain/money.ts'
import type { MailTexts } from '../../translations/en/mail.ts'
import { cleanLine } from '../cleanText.ts'
import { brandName, mailFrame } from '../mailFrame.ts'
import type { QuoteMail, TestMail } from '../mailContent.ts'
import type { MailView } from '../mailView.ts'
import { documentFacts, documentMessage } from './documentParts.ts'

/** A quote on its way to the client, or (kind `test`) to staff who want to see what clients get. */
export const quoteMail = (mail: QuoteMail | TestMail, texts: MailTexts): MailView => {
  const { snapshot, locale, today } = mail
  const say = texts.quote
  const number = cleanLine(snapshot.number)
  const business = brandName(mail)
  const amount = formatMoney(snapshot.totals.total, snapshot.currency, locale)
  const last = snapshot.validUntil ?? null
  const isOver = last !== null && today > last
  const title = (mail.copy ? say.copyTitle : say.title)(number, business)
  const wording = isOver ? say.subject.over : say.subject.valid
  const subject = last
    ? wording(title, amount, formatDay(last, locale, 'long', today))
    : say.subject.undated(title, amount)
  const isTest = mail.kind === 'test'
  return {
    ...mailFrame(mail, texts),
    subject: isTest ? texts.test.subject(subject) : subject,
    preheader: say.preheader,
    notice: isTest ? texts.test.notice : undefined,
    lead: [(mail.copy ? say.copyLead : say.lead)(number, business)],
    figure: {
      label: say.total,
      amount,
      note: last ? (isOver ? say.over : say.valid)(formatDay(last, locale)) : say.undated,
      tone: isOver ? 'quiet' : 'due',
    },
    facts: documentFacts(mail, texts, texts.facts.quote, texts.facts.quotedFor),
    message: documentMessage(mail, texts),
    button: { label: say.button, url: mail.linkUrl },
    linkNote: texts.linkSignsIn,
  }
}
