import type { MailTexts } from '../../translations/en/mail.ts'
import { cleanLine } from '../cleanText.ts'
import type { TicketNoticeMail } from '../mailContent.ts'
import { mailFrame } from '../mailFrame.ts'
import type { MailView } from '../mailView.ts'
import { fact } from './paymentParts.ts'
import { beginningOf, threadSubject } from './ticketParts.ts'

/** Enough to judge what it is about; the rest waits in the admin. */
const MAX_WORDS = 4000

/** Tells the business's own people that a client has written, with the words and one button into the admin. */
export const ticketNoticeMail = (mail: TicketNoticeMail, texts: MailTexts): MailView => {
  const say = texts.ticketNotice
  const client = cleanLine(mail.clientName, 60)
  const words = beginningOf(mail.words, MAX_WORDS)
  const author = cleanLine(mail.author ?? '', 160)
  const wording = mail.isStranger ? say.stranger : mail.isNew ? say.opened : say.answered
  // A name may end in a full stop of its own: 'Torres S.L.'
  const lead = wording.lead(client).replace(/\.\.(?=\s|$)/g, '.')
  return {
    ...mailFrame(mail, texts),
    greeting: undefined,
    subject: wording.subject(client, threadSubject(mail)),
    preheader: cleanLine(words, 140) || lead,
    lead: [lead],
    words: words ? { text: words, by: author || undefined } : undefined,
    facts: [
      ...fact(say.client, client),
      ...fact(say.about, cleanLine(mail.subject, 150)),
      ...fact(say.reference, cleanLine(mail.reference, 40)),
    ],
    hint: mail.isStranger ? say.checkStranger : undefined,
    button: { label: say.button, url: mail.linkUrl },
    linkNote: texts.staffNotice.linkNote,
    questions: !mail.canReply ? say.answerThere : mail.isStranger ? say.replyToClient : say.replyHere,
  }
}
