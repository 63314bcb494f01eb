import { formatDay } from '../../domain/days.ts'
import type { MailTexts } from '../../translations/en/mail.ts'
import { cleanLine, cleanLines } from '../cleanText.ts'
import type { CreditNoteMail, InvoiceMail, QuoteMail, TestMail } from '../mailContent.ts'
import { brandName } from '../mailFrame.ts'
import type { MailView } from '../mailView.ts'

type DocumentMail = InvoiceMail | TestMail | CreditNoteMail | QuoteMail

/** The number, who it is billed to and the client's own reference: what people later search their mailbox for. */
export const documentFacts = (
  mail: DocumentMail,
  texts: MailTexts,
  label: string,
  forLabel: string = texts.facts.billedTo,
): MailView['facts'] => {
  const { snapshot } = mail
  const { company, name, taxId } = snapshot.client
  return [
    { label, value: cleanLine(snapshot.number) },
    { label: texts.facts.issued, value: formatDay(snapshot.issueDate, mail.locale) },
    {
      label: forLabel,
      value: [company || name, taxId].flatMap((part) => (part ? [cleanLine(part)] : [])).join(' · '),
    },
    ...(snapshot.reference ? [{ label: texts.facts.reference, value: cleanLine(snapshot.reference) }] : []),
  ]
}

/** What a member of staff wrote to go with the document. */
export const documentMessage = (mail: DocumentMail, texts: MailTexts): MailView['message'] => {
  const text = cleanLines(mail.message ?? '')
  return text ? { title: texts.noteFrom(brandName(mail)), text } : undefined
}
