import { manyLines } from '../domain/plainText.ts'
import { replyParts } from '../domain/replyText.ts'
import { htmlToText, htmlWithoutQuote } from '../mail/htmlReply.ts'
import type { ParsedMail } from '../mail/parsedMail.ts'
import { sanitizeHtml } from '../mail/sanitizeHtml.ts'

const LIMIT = 100_000

/**
 * The person's own words, and what was cut off: from the plain text where the mail has one, else from its html without
 * the quote that its program marked. Never empty where the mail says anything at all.
 */
export const mailBody = (mail: ParsedMail): { text: string; trimmed: string } => {
  const plain = mail.text?.trim() ? mail.text : null
  // All of it in words, so that what its program marked as quoted stays one click away.
  const whole = plain ?? (mail.html ? htmlToText(mail.html) : '')
  const own = plain ?? (mail.html ? htmlToText(htmlWithoutQuote(mail.html)) : '')
  const { text, trimmed } = replyParts(own)
  const words = manyLines(text) || manyLines(whole) || mail.subject || '…'
  const rest = plain === null ? replyParts(whole).trimmed : trimmed
  return { text: words.slice(0, LIMIT), trimmed: manyLines(rest).slice(0, LIMIT) }
}

/** The mail's html as it may be shown; its own images wait for their files' addresses, and remote ones for a click. */
export const safeHtmlOf = (mail: ParsedMail): string | null =>
  mail.html ? sanitizeHtml(mail.html, { imageUrl: () => null }).html : null
