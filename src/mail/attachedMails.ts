import { firstField, readHeader } from './headerFields.ts'
import type { MailAttachment, ParsedMail } from './parsedMail.ts'

const MAX_MAILS = 20
const MAX_HEADER = 64 * 1024

const isMail = ({ contentType, filename }: MailAttachment): boolean =>
  /^message\/(?:rfc822|global)$/.test(contentType) || /\.eml$/i.test(filename ?? '')

/** The Message-IDs of mails that a mail carries as files, as *forward as attachment* makes them. */
export const attachedMessageIds = (mail: Pick<ParsedMail, 'attachments'>): string[] =>
  mail.attachments
    .filter(isMail)
    .slice(0, MAX_MAILS)
    .flatMap(({ content }) => {
      const { fields } = readHeader(Buffer.from(content.subarray(0, MAX_HEADER)), 0)
      const id = /<[^<>\s]{1,998}>/.exec(firstField(fields, 'message-id') ?? '')?.[0]
      return id === undefined ? [] : [id]
    })
