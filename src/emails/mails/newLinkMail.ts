import type { MailTexts } from '../../translations/en/mail.ts'
import { cleanLine } from '../cleanText.ts'
import type { NewLinkMail } from '../mailContent.ts'
import { brandName, mailFrame } from '../mailFrame.ts'
import type { MailView } from '../mailView.ts'

/** A fresh link in place of one that had expired or was used up; it leads where the old one led. */
export const newLinkMail = (mail: NewLinkMail, texts: MailTexts): MailView => {
  const say = texts.newLink
  const business = brandName(mail)
  const about = cleanLine(mail.about ?? '', 100)
  return {
    ...mailFrame(mail, texts),
    subject: about ? say.subjectAbout(business, about) : say.subject(business),
    preheader: say.preheader,
    lead: [about ? say.leadAbout(business, about) : say.lead(business), say.expires(mail.days)],
    facts: [],
    button: { label: about ? say.buttonAbout : say.button, url: mail.linkUrl },
    linkNote: texts.linkSignsIn,
    hint: say.hint,
  }
}
