import { formatInstant } from '../../domain/days.ts'
import { formatSize } from '../../domain/formatSize.ts'
import type { MailTexts } from '../../translations/en/mail.ts'
import { cleanLine, cleanLines } from '../cleanText.ts'
import type { TicketMail } from '../mailContent.ts'
import { mailFrame } from '../mailFrame.ts'
import type { MailFileLines, MailThread, MailView } from '../mailView.ts'
import { beginningOf, threadSubject } from './ticketParts.ts'

/** As many as are of use below an answer; the whole thread is one click away. */
const MAX_EARLIER = 10
/** Of one message, and of all together: a mail beyond 100 kB is cut by Gmail, with its legal lines. */
const MAX_EACH = 2000
const MAX_ALL = 10_000

const quotedThread = (mail: TicketMail, texts: MailTexts): MailThread | undefined => {
  const messages: MailThread['messages'] = []
  let left = MAX_ALL
  for (const { by, at, text } of mail.earlier.slice(0, MAX_EARLIER)) {
    const words = beginningOf(text, Math.min(MAX_EACH, left))
    if (!words) continue
    messages.push({
      heading: texts.ticket.heading(cleanLine(by, 80), formatInstant(at, mail.locale, mail.timeZone)),
      text: words,
    })
    left -= words.length
    if (left <= 0) break
  }
  return messages.length > 0 ? { title: texts.ticket.earlier, messages } : undefined
}

const fileLines = ({ files = [], locale }: TicketMail, texts: MailTexts): MailFileLines | undefined => {
  const { title, notes } = texts.ticket.files
  const items = files.map(({ name, bytes, place }) => ({
    name: cleanLine(name, 120),
    size: formatSize(bytes, locale),
    note: place === 'attached' ? undefined : notes[place],
  }))
  return items.length > 0 ? { title, items } : undefined
}

/** The business's answer as a person would write it: the words first, then a way to the thread, then what was said before. */
export const ticketMail = (mail: TicketMail, texts: MailTexts): MailView => {
  const say = texts.ticket
  return {
    ...mailFrame(mail, texts),
    greeting: undefined,
    // The first word in a thread answers nothing.
    subject: mail.earlier.length > 0 ? say.subject(threadSubject(mail)) : threadSubject(mail),
    // The inbox shows the answer's own beginning; hidden text before it would be quoted with every reply.
    preheader: '',
    lead: [],
    isLetter: true,
    // An answer is never cut.
    words: { text: cleanLines(mail.words, mail.words.length), by: cleanLine(mail.author ?? '', 80) || undefined },
    files: fileLines(mail, texts),
    facts: [],
    button: { label: say.button, url: mail.linkUrl },
    linkNote: texts.linkSignsIn,
    hint: cleanLine(mail.support ?? '', 500) || undefined,
    questions: say.answer,
    thread: quotedThread(mail, texts),
  }
}
