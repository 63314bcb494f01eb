import { envelopeAddresses, envelopeSender } from '../envelope.ts'
import { firstField, type HeaderField } from '../headerFields.ts'
import {
  acknowledge,
  deliver,
  notConfigured,
  refuse,
  type InboundAdapter,
  type Verdict,
  type Verdicts,
} from '../inboundMail.ts'
import { bodyObject, objectsIn, textIn, type JsonObject } from '../jsonBody.ts'
import { basicCredentials, isSameSecret } from '../proof.ts'
import { rebuildMail, type MailFields } from '../rebuildMail.ts'
import { verdictOf } from '../verdict.ts'

const told = (mail: JsonObject): HeaderField[] =>
  objectsIn(mail, 'Headers').flatMap((header) => {
    const name = textIn(header, 'Name')
    const value = textIn(header, 'Value')
    return name === null || value === null ? [] : [{ name: name.toLowerCase(), value }]
  })

/** Postmark writes these above all that came with the mail, so the first of each is Postmark's. */
const verdictsOf = (headers: readonly HeaderField[]): Verdicts => {
  const tests = (firstField(headers, 'x-spam-tests') ?? '').split(',').map((test) => test.trim())
  const spam = firstField(headers, 'x-spam-status')?.trim().toLowerCase() ?? ''
  const dkim: Verdict = tests.includes('DKIM_VALID') ? 'pass' : tests.includes('DKIM_INVALID') ? 'fail' : 'none'
  return {
    spf: verdictOf(firstField(headers, 'received-spf')),
    dkim,
    dmarc: 'none',
    spam: spam.startsWith('yes') ? 'fail' : spam.startsWith('no') ? 'pass' : 'none',
  }
}

/** Fields that Postmark takes out of `Headers`. */
const ownFields = [
  ['From', 'From'],
  ['To', 'To'],
  ['Cc', 'Cc'],
  ['ReplyTo', 'Reply-To'],
  ['Subject', 'Subject'],
  ['Date', 'Date'],
] as const

/** `From` holds the bare address; the name is beside it. */
const fromLine = (mail: JsonObject): string | null => {
  const from = textIn(mail, 'From')
  const name = textIn(mail, 'FromName')
  if (!from || !name || from.includes('<')) return from
  return `"${name.replace(/["\\\r\n]/g, ' ')}" <${from}>`
}

const mailFields = (mail: JsonObject, headers: readonly HeaderField[]): MailFields => ({
  headers: [
    ...headers.map(({ name, value }) => [name, value] as const),
    ...ownFields.flatMap(([field, name]) => {
      const value = field === 'From' ? fromLine(mail) : textIn(mail, field)
      return !value || headers.some((header) => header.name === name.toLowerCase()) ? [] : [[name, value] as const]
    }),
  ],
  text: textIn(mail, 'TextBody'),
  html: textIn(mail, 'HtmlBody') || null,
  attachments: objectsIn(mail, 'Attachments').map((file) => ({
    filename: textIn(file, 'Name'),
    contentType: textIn(file, 'ContentType'),
    cid: textIn(file, 'ContentID') || null,
    content: Buffer.from(textIn(file, 'Content') ?? '', 'base64'),
  })),
})

/**
 * An inbound stream's webhook, `https://user:password@host/…`: https://postmarkapp.com/developer/webhooks/inbound-webhook.
 * With *Include raw email content in JSON payload* it holds the mail itself. 403 alone stops Postmark's retries.
 */
export const postmarkAdapter: InboundAdapter = ({ headers, body }, config) => {
  const outcome = () => {
    if (!config.postmarkUser || !config.postmarkPassword) return notConfigured
    const given = basicCredentials(headers)
    const isUser = isSameSecret(given?.user ?? '', config.postmarkUser)
    const isPassword = isSameSecret(given?.password ?? '', config.postmarkPassword)
    if (!isUser || !isPassword) return refuse(403, 'wrong user or password')
    const mail = bodyObject(body)
    if (!mail) return refuse(400, 'the body is no JSON object')
    const recordType = textIn(mail, 'RecordType')
    if (recordType !== null && recordType !== 'Inbound')
      return acknowledge(`not a received mail: ${recordType.slice(0, 40)}`)
    const raw = textIn(mail, 'RawEmail')
    const fields = told(mail)
    if (!raw && textIn(mail, 'From') === null && fields.length === 0) return refuse(400, 'the body holds no mail')
    return deliver({
      provider: 'postmark',
      raw: raw ? Buffer.from(raw, 'utf8') : rebuildMail(mailFields(mail, fields)),
      isRebuilt: !raw,
      envelopeTo: envelopeAddresses([textIn(mail, 'OriginalRecipient')]),
      envelopeFrom: envelopeSender(firstField(fields, 'return-path')),
      verdicts: verdictsOf(fields),
      providerId: textIn(mail, 'MessageID')?.slice(0, 200) ?? null,
    })
  }
  return Promise.resolve(outcome())
}
