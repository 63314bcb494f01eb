import { formatDay } from '../../domain/days.ts'
import { formatMoney } from '../../domain/money.ts'
import type { MailTexts } from '../../translations/en/mail.ts'
import { cleanLine } from '../cleanText.ts'
import type { CreditNoteMail } from '../mailContent.ts'
import { brandName, mailFrame } from '../mailFrame.ts'
import type { MailView } from '../mailView.ts'
import { documentFacts, documentMessage } from './documentParts.ts'

/** A credit note: what it takes off, of which invoice, and why. Nothing is asked of the reader. */
export const creditNoteMail = (mail: CreditNoteMail, texts: MailTexts): MailView => {
  const { snapshot, locale } = mail
  const say = texts.creditNote
  const number = cleanLine(snapshot.number)
  const business = brandName(mail)
  const title = (mail.copy ? say.copyTitle : say.title)(number, business)
  const amount = formatMoney(snapshot.totals.total, snapshot.currency, locale)
  const corrected = snapshot.corrects
    ? { number: cleanLine(snapshot.corrects.number), day: formatDay(snapshot.corrects.issueDate, locale) }
    : null
  return {
    ...mailFrame(mail, texts),
    subject: corrected ? say.subjectFor(title, amount, corrected.number) : say.subject(title, amount),
    preheader: say.preheader,
    lead: [(mail.copy ? say.copyLead : say.lead)(number, business)],
    figure: {
      label: say.amount,
      amount,
      note: corrected ? say.noteFor(corrected.number) : say.note,
      tone: 'quiet',
    },
    facts: [
      ...documentFacts(mail, texts, texts.facts.creditNote),
      ...(corrected
        ? [{ label: texts.facts.corrects, value: texts.facts.correctedInvoice(corrected.number, corrected.day) }]
        : []),
      ...(snapshot.reason ? [{ label: texts.facts.reason, value: cleanLine(snapshot.reason, 500) }] : []),
    ],
    message: documentMessage(mail, texts),
    button: { label: say.button, url: mail.linkUrl },
    linkNote: texts.linkSignsIn,
  }
}
