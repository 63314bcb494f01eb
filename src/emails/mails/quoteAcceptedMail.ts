import { formatInstant } from '../../domain/days.ts'
import { formatMoney } from '../../domain/money.ts'
import type { MailTexts } from '../../translations/en/mail.ts'
import { cleanLine } from '../cleanText.ts'
import type { QuoteAcceptedMail } from '../mailContent.ts'
import { brandName, mailFrame } from '../mailFrame.ts'
import type { MailView } from '../mailView.ts'

/** What was accepted, by whom and when: for the client to keep. */
export const quoteAcceptedMail = (mail: QuoteAcceptedMail, texts: MailTexts): MailView => {
  const { locale, timeZone } = mail
  const say = texts.quoteAccepted
  const number = cleanLine(mail.number)
  const business = brandName(mail)
  const amount = formatMoney(mail.total, mail.currency, locale)
  return {
    ...mailFrame(mail, texts),
    subject: say.subject(number, business, amount),
    preheader: say.preheader,
    lead: [say.lead(number, business)],
    figure: { label: say.total, amount, note: say.note(cleanLine(mail.name, 120)), tone: 'good' },
    facts: [
      { label: texts.facts.quote, value: number },
      { label: say.by, value: cleanLine(mail.name, 120) },
      { label: texts.facts.when, value: formatInstant(mail.at, locale, timeZone) },
      { label: say.hash, value: mail.hash },
    ],
    button: { label: say.button, url: mail.linkUrl },
    linkNote: texts.linkSignsIn,
    hint: say.hint,
  }
}
