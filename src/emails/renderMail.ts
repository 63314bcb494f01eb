import type { MailContent } from './mailContent.ts'
import { mailText } from './mailText.ts'
import { viewOf } from './viewOf.ts'
import { isWebAddress } from './webAddress.ts'

export interface RenderedMail {
  subject: string
  html: string
  text: string
}

// Amounts arrive with no-break spaces. They keep '142,98 €' together in HTML; in headers and plain text they would only
// trip searches and old readers.
const withPlainSpaces = (text: string): string => text.replace(/[\u00a0\u202f]/gu, ' ')

/** The subject alone: cheap, synchronous and without React, for lists and logs. */
export const mailSubject = (mail: MailContent): string => withPlainSpaces(viewOf(mail).subject)

/**
 * Writes a mail as subject, HTML and plain text, all from the same words and figures. Throws `TypeError` where the link
 * is no absolute web address: such a mail is no use to anyone.
 */
export const renderMail = async (mail: MailContent): Promise<RenderedMail> => {
  if (!isWebAddress(mail.linkUrl)) throw new TypeError('A mail’s linkUrl must be an absolute web address.')
  const view = viewOf(mail)
  // React and the mail components load with the first mail, not with the plugin: the config is read by plain Node.
  const { mailHtml } = await import('./mailHtml.tsx')
  return {
    subject: withPlainSpaces(view.subject),
    html: await mailHtml(view),
    text: withPlainSpaces(mailText(view)),
  }
}
