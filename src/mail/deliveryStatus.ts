import { readHeader, firstField, type HeaderField } from './headerFields.ts'
import { type MailAttachment, type ParsedMail } from './parsedMail.ts'

/** What a report says became of one of our mails. */
export interface BounceFacts {
  /** Such as `5.1.1`: 5 is for good, 4 is for now. */
  status: string | null
  /** `failed`, `delayed`, `delivered`, `relayed` or `expanded`: only the first is a bounce of ours. */
  action: string | null
  originalMessageId: string | null
  recipient: string | null
}

const MAX_REPORT = 256 * 1024
const MAX_GROUPS = 100

const ofType = (mail: ParsedMail, pattern: RegExp): MailAttachment | undefined =>
  mail.attachments.find(({ contentType }) => pattern.test(contentType))

/** The groups of fields of a report (RFC 3464): the first about the mail, one more for each recipient. */
const groupsOf = (report: Uint8Array): HeaderField[][] => {
  const bytes = Buffer.from(report.subarray(0, MAX_REPORT))
  const groups: HeaderField[][] = []
  let at = 0
  while (at < bytes.byteLength && groups.length < MAX_GROUPS) {
    // A copy begins at 0, where no fields mean no header: an empty group then moves on by its line.
    const { fields, bodyStart } = readHeader(bytes, at)
    if (fields.length > 0) groups.push(fields)
    at = bodyStart > at ? bodyStart : bytes.indexOf(0x0a, at) + 1 || bytes.byteLength
  }
  return groups
}

/** `rfc822; ana@example.com` */
const addressOf = (value: string | null): string | null => {
  const address = (value ?? '').split(';').at(-1)?.trim().replace(/^<|>$/g, '').toLowerCase() ?? ''
  return address.includes('@') && address.length <= 320 ? address : null
}

const idIn = (text: string | null): string | null => /<[^<>\s]{1,998}>/.exec(text ?? '')?.[0] ?? null

/** The mail that came back, or its header, or what a report in plain words quotes of it. */
const originalMessageId = (mail: ParsedMail, groups: readonly HeaderField[][]): string | null => {
  const returned = ofType(mail, /^(?:message\/(?:rfc822|global|rfc822-headers|partial)|text\/rfc822-headers?)$/)
  const fields = returned ? readHeader(Buffer.from(returned.content.subarray(0, MAX_REPORT)), 0).fields : []
  return (
    idIn(firstField(fields, 'message-id')) ??
    idIn(groups.map((group) => firstField(group, 'original-message-id')).find((id) => id) ?? null) ??
    idIn(mail.headers.get('x-original-message-id')?.[0] ?? null) ??
    idIn(/^[> \t]{0,20}message-id:[^\n]{0,1000}/im.exec((mail.text ?? '').slice(0, MAX_REPORT))?.[0] ?? null) ??
    mail.inReplyTo ??
    mail.references.at(-1) ??
    null
  )
}

const statusIn = (text: string | null): string | null => /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(text ?? '')?.[0] ?? null

/** Reads a bounce: the report for machines if there is one, else what can be found in its words. */
export const bounceFacts = (mail: ParsedMail): BounceFacts => {
  const report = ofType(mail, /^message\/(?:global-)?delivery-status$/)
  const groups = report ? groupsOf(report.content) : []
  const recipients = groups.filter((group) => firstField(group, 'action') ?? firstField(group, 'final-recipient'))
  const actionOf = (group: readonly HeaderField[]) =>
    /^[a-z]+/i.exec(firstField(group, 'action') ?? '')?.[0].toLowerCase()
  const about = recipients.find((group) => actionOf(group) === 'failed') ?? recipients[0] ?? []
  const words = (mail.text ?? '').slice(0, MAX_REPORT)
  return {
    status: statusIn(firstField(about, 'status')) ?? (report ? null : statusIn(words)),
    action: actionOf(about) ?? null,
    originalMessageId: originalMessageId(mail, groups),
    recipient:
      addressOf(firstField(about, 'original-recipient')) ??
      addressOf(firstField(about, 'final-recipient')) ??
      addressOf(mail.headers.get('x-failed-recipients')?.[0]?.split(',')[0] ?? null),
  }
}

/** Whether a mail carries a report for machines about the delivery of another. */
export const hasDeliveryStatus = (mail: ParsedMail): boolean =>
  ofType(mail, /^message\/(?:global-)?delivery-status$/) !== undefined
