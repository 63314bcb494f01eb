import { cleanLine, cleanLines } from '../cleanText.ts'

/** What mail programs of several languages put before a subject: once is enough. */
const PREFIXES = /^(?:(?:re|aw|sv|fw|fwd|rv|tr|wg|enc)(?:\[\d{1,3}\])?\s?:\s?)+/i

/**
 * A thread's subject as all its mails carry it, so that mail programs keep them together: `Wrong address [T-7K3M9]`.
 * The reference is also what a person may say on the phone.
 */
export const threadSubject = ({ reference, subject }: { reference: string; subject: string }): string => {
  const tag = `[${cleanLine(reference, 40)}]`
  const topic = cleanLine(subject.replaceAll(tag, ''), 150).replace(PREFIXES, '').trim()
  return topic ? `${topic} ${tag}` : tag
}

/** As much of a text as a mail has room for; a cut shows. */
export const beginningOf = (text: string, length: number): string => {
  const beginning = cleanLines(text, length)
  return beginning && text.trim().length > length ? `${beginning}…` : beginning
}
