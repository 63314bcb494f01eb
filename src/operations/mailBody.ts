import { manyLines } from '../domain/plainText.ts'
import { replyParts } from '../domain/replyText.ts'
import { htmlToText, htmlWithoutQuote } from '../mail/htmlReply.ts'
import type { ParsedMail } from '../mail/parsedMail.ts'
import { sanitizeHtml } from '../mail/sanitizeHtml.ts'
import { fileMark } from '../mail/shownHtml.ts'
import type { ID } from '../records.ts'

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

/** A Content-ID as two programs may write it: with its brackets or without, in any case. */
const plainCid = (cid: string): string => cid.trim().replace(/^<|>$/g, '').toLowerCase()

export interface ShownFile {
  id: ID
  contentId?: string | null
  mimeType?: string | null
}

/**
 * The mail's html as it may be shown. Its own images lead to their files (see `fileMark`), where the file's bytes proved
 * to be an image; remote ones wait for a click.
 */
export const safeHtmlOf = (mail: Pick<ParsedMail, 'html'>, files: readonly ShownFile[] = []): string | null => {
  if (!mail.html) return null
  const images = new Map<string, ID>()
  for (const { id, contentId, mimeType } of files) {
    const cid = plainCid(contentId ?? '')
    if (cid && mimeType?.startsWith('image/') && !images.has(cid)) images.set(cid, id)
  }
  const imageUrl = (cid: string): string | null => {
    const id = images.get(plainCid(cid))
    return id === undefined ? null : fileMark(id)
  }
  return sanitizeHtml(mail.html, { imageUrl }).html
}
