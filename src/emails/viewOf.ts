import type { MailContent } from './mailContent.ts'
import { mailTexts } from './mailTexts.ts'
import type { MailView } from './mailView.ts'
import { creditNoteMail } from './mails/creditNoteMail.ts'
import { documentsMail } from './mails/documentsMail.ts'
import { invoiceMail } from './mails/invoiceMail.ts'
import { newBrowserMail } from './mails/newBrowserMail.ts'
import { newLinkMail } from './mails/newLinkMail.ts'
import { paymentFailedMail } from './mails/paymentFailedMail.ts'
import { quoteAcceptedMail } from './mails/quoteAcceptedMail.ts'
import { quoteMail } from './mails/quoteMail.ts'
import { receiptMail } from './mails/receiptMail.ts'
import { refundMail } from './mails/refundMail.ts'
import { signInMail } from './mails/signInMail.ts'
import { staffNoticeMail } from './mails/staffNoticeMail.ts'
import { ticketMail } from './mails/ticketMail.ts'
import { ticketNoticeMail } from './mails/ticketNoticeMail.ts'

/** Puts a mail into words. */
export const viewOf = (mail: MailContent): MailView => {
  const texts = mailTexts(mail.locale, mail.formality)
  switch (mail.kind) {
    case 'invoice':
      return invoiceMail(mail, texts)
    case 'test':
      return mail.snapshot.kind === 'quote' ? quoteMail(mail, texts) : invoiceMail(mail, texts)
    case 'quote':
      return quoteMail(mail, texts)
    case 'quote-accepted':
      return quoteAcceptedMail(mail, texts)
    case 'documents':
      return documentsMail(mail, texts)
    case 'credit-note':
      return creditNoteMail(mail, texts)
    case 'sign-in':
      return signInMail(mail, texts)
    case 'new-link':
      return newLinkMail(mail, texts)
    case 'new-browser':
      return newBrowserMail(mail, texts)
    case 'receipt':
      return receiptMail(mail, texts)
    case 'payment-failed':
      return paymentFailedMail(mail, texts)
    case 'refund':
      return refundMail(mail, texts)
    case 'staff-notice':
      return staffNoticeMail(mail, texts)
    case 'ticket':
      return ticketMail(mail, texts)
    case 'ticket-notice':
      return ticketNoticeMail(mail, texts)
  }
}
