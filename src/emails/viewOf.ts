import type { MailContent } from './mailContent.ts'
import { mailTexts } from './mailTexts.ts'
import type { MailView } from './mailView.ts'
import { creditNoteMail } from './mails/creditNoteMail.ts'
import { invoiceMail } from './mails/invoiceMail.ts'
import { newBrowserMail } from './mails/newBrowserMail.ts'
import { newLinkMail } from './mails/newLinkMail.ts'
import { signInMail } from './mails/signInMail.ts'

/** Puts a mail into words. */
export const viewOf = (mail: MailContent): MailView => {
  const texts = mailTexts(mail.locale, mail.formality)
  switch (mail.kind) {
    case 'invoice':
    case 'test':
      return invoiceMail(mail, texts)
    case 'credit-note':
      return creditNoteMail(mail, texts)
    case 'sign-in':
      return signInMail(mail, texts)
    case 'new-link':
      return newLinkMail(mail, texts)
    case 'new-browser':
      return newBrowserMail(mail, texts)
  }
}
