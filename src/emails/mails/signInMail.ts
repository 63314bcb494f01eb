import type { MailTexts } from '../../translations/en/mail.ts'
import type { SignInMail } from '../mailContent.ts'
import { brandName, mailFrame } from '../mailFrame.ts'
import type { MailView } from '../mailView.ts'

/** The sign-in link somebody asked for on the portal's door. */
export const signInMail = (mail: SignInMail, texts: MailTexts): MailView => ({
  ...mailFrame(mail, texts),
  subject: texts.signIn.subject(brandName(mail)),
  preheader: texts.signIn.preheader(mail.minutes),
  lead: [texts.signIn.lead(brandName(mail)), texts.signIn.expires(mail.minutes)],
  facts: [],
  button: { label: texts.signIn.button, url: mail.linkUrl },
  linkNote: texts.linkSignsIn,
  hint: texts.signIn.hint,
})
