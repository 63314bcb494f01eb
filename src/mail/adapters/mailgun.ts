import { createHmac } from 'node:crypto'

import { envelopeAddresses, envelopeSender } from '../envelope.ts'
import { fieldNamed, fieldText, readForm, type FormField } from '../formBody.ts'
import { firstField, readHeader, type HeaderField } from '../headerFields.ts'
import { deliver, notConfigured, refuse, type InboundAdapter, type Verdicts } from '../inboundMail.ts'
import { parseObject } from '../jsonBody.ts'
import { fromSeconds, isFresh, isSameSecret } from '../proof.ts'
import { rebuildMail, type MailFields } from '../rebuildMail.ts'
import { aboveReceived, verdictOf } from '../verdict.ts'

/** Each try is signed anew. */
const MAX_AGE_MS = 5 * 60_000

/** `[["Subject", "Hello"], …]` */
const toldHeaders = (form: readonly FormField[]): [string, string][] => {
  const list = parseObject(`{"list":${fieldText(form, 'message-headers') ?? '[]'}}`)?.list
  return (Array.isArray(list) ? (list as unknown[]) : []).flatMap((entry): [string, string][] => {
    const [name, value] = Array.isArray(entry) ? (entry as unknown[]) : []
    return typeof name === 'string' && typeof value === 'string' ? [[name, value]] : []
  })
}

const mailFields = (form: readonly FormField[], headers: readonly (readonly [string, string])[]): MailFields => {
  const cids = Object.entries(parseObject(fieldText(form, 'content-id-map') ?? '') ?? {})
  const told = ['from', 'subject'].flatMap((name) => {
    const value = fieldText(form, name)
    return value === null || headers.some(([other]) => other.toLowerCase() === name) ? [] : [[name, value] as const]
  })
  return {
    headers: [...headers, ...told],
    text: fieldText(form, 'body-plain'),
    html: fieldText(form, 'body-html'),
    attachments: form
      .filter(({ name }) => /^attachment-\d+$/.test(name))
      .map(({ name, filename, contentType, bytes }) => ({
        filename,
        contentType,
        cid: cids.find(([, file]) => file === name)?.[0] ?? null,
        content: bytes,
      })),
  }
}

const verdictsOf = (fields: readonly HeaderField[]): Verdicts => {
  const own = aboveReceived(fields)
  const spam = firstField(own, 'x-mailgun-sflag')?.toLowerCase()
  return {
    spf: verdictOf(firstField(own, 'x-mailgun-spf')),
    dkim: verdictOf(firstField(own, 'x-mailgun-dkim-check-result')),
    dmarc: 'none',
    spam: spam === 'yes' ? 'fail' : spam === 'no' ? 'pass' : 'none',
  }
}

/**
 * A route's `forward()`: https://documentation.mailgun.com/docs/mailgun/user-manual/receive-forward-store. With an
 * address that ends in `mime` (`…/inbound/mailgun?as=mime`) the form holds the mail itself. Anything but 200 and 406
 * is tried again for eight hours.
 */
export const mailgunAdapter: InboundAdapter = ({ headers, body }, config, { now }) => {
  const outcome = () => {
    if (!config.mailgunSigningKey) return notConfigured
    const form = readForm(body, headers.get('content-type'))
    if (!form) return refuse(400, 'the body is no form')
    const [timestamp, token, signature] = ['timestamp', 'token', 'signature'].map((name) => fieldText(form, name) ?? '')
    const expected = createHmac('sha256', config.mailgunSigningKey).update(`${timestamp}${token}`).digest('hex')
    if (!token || !isSameSecret((signature ?? '').toLowerCase(), expected)) return refuse(406, 'wrong signature')
    const at = fromSeconds(timestamp ?? null)
    if (!at || !isFresh(at, now, MAX_AGE_MS)) return refuse(401, 'signed too long ago')

    const mime = fieldNamed(form, 'body-mime')
    const isWhole = mime !== null && mime.bytes.byteLength > 0
    const told = toldHeaders(form)
    const hasFields = told.length > 0 || ['from', 'body-plain', 'body-html'].some((name) => fieldNamed(form, name))
    if (!isWhole && !hasFields) return refuse(400, 'the form holds no mail')
    const fields = isWhole
      ? readHeader(mime.bytes, 0).fields
      : told.map(([name, value]) => ({ name: name.toLowerCase(), value }))
    return deliver(
      {
        provider: 'mailgun',
        raw: isWhole ? mime.bytes : rebuildMail(mailFields(form, told)),
        isRebuilt: !isWhole,
        envelopeTo: envelopeAddresses([fieldText(form, 'recipient')]),
        envelopeFrom: envelopeSender(fieldText(form, 'sender')),
        verdicts: verdictsOf(fields),
      },
      // The signature covers no more than this: with it, anybody who saw one request could post another mail.
      `mailgun:${token.slice(0, 200)}`,
    )
  }
  return Promise.resolve(outcome())
}
