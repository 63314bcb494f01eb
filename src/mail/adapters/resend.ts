import { createHmac } from 'node:crypto'

import { envelopeAddresses } from '../envelope.ts'
import {
  acknowledge,
  deliver,
  notConfigured,
  refuse,
  type AdapterOutcome,
  type InboundAdapter,
  type InboundRequest,
  type Verdicts,
} from '../inboundMail.ts'
import { bodyObject, objectIn, objectsIn, textIn, textsIn, type JsonObject } from '../jsonBody.ts'
import { fromSeconds, isFresh, isSameSecret } from '../proof.ts'
import { rebuildMail } from '../rebuildMail.ts'
import { type SafeFetch } from '../safeFetch.ts'
import { verdictOf } from '../verdict.ts'

/** As Svix's own libraries; each try is signed anew. */
const MAX_AGE_MS = 5 * 60_000

const apiHost = /api\.resend\.com/
/** `inbound-cdn.resend.com` by the documents, `cdn.resend.app` in links that were seen. */
const downloadHost = /(?:[a-z0-9]+-){0,3}cdn\.resend\.(?:com|app)/

const MAX_MAIL = 50 * 1024 * 1024
const MAX_DETAILS = 20 * 1024 * 1024

/** https://docs.svix.com/receiving/verifying-payloads/how-manual */
const hasGoodSignature = ({ headers, body }: InboundRequest, secret: string): boolean => {
  const id = headers.get('svix-id') ?? ''
  const timestamp = headers.get('svix-timestamp') ?? ''
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')
  // Several while a secret is being changed.
  const given = (headers.get('svix-signature') ?? '').split(' ', 20)
  return id !== '' && key.byteLength > 0 && given.some((signature) => isSameSecret(signature, `v1,${expected}`))
}

const verdictsOf = (details: JsonObject): Verdicts => {
  const told = objectIn(details, 'authentication') ?? {}
  return {
    spf: verdictOf(textIn(told, 'spf')),
    dkim: verdictOf(textIn(told, 'dkim')),
    dmarc: verdictOf(textIn(told, 'dmarc')),
    spam: 'none',
  }
}

/** Headers come as an object, with a list where one stands more than once. */
const toldHeaders = (details: JsonObject): [string, string][] => {
  const headers = Object.entries(objectIn(details, 'headers') ?? {}).flatMap(([name, value]): [string, string][] =>
    (Array.isArray(value) ? (value as unknown[]) : [value])
      .filter((text) => typeof text === 'string')
      .map((text) => [name, text]),
  )
  const lists = [
    ['From', [textIn(details, 'from') ?? '']],
    ['To', textsIn(details, 'to')],
    ['Cc', textsIn(details, 'cc')],
    ['Reply-To', textsIn(details, 'reply_to')],
    ['Subject', [textIn(details, 'subject') ?? '']],
    ['Message-ID', [textIn(details, 'message_id') ?? '']],
    ['Date', [textIn(details, 'created_at') ?? '']],
  ] as const
  const missing = lists.filter(([name]) => !headers.some(([other]) => other.toLowerCase() === name.toLowerCase()))
  return [...headers, ...missing.map(([name, values]): [string, string] => [name, values.join(', ')])].filter(
    ([, value]) => value !== '',
  )
}

const fetchMail = async (event: JsonObject, apiKey: string, fetch: SafeFetch): Promise<AdapterOutcome> => {
  const id = textIn(event, 'email_id') ?? ''
  if (!/^[\w-]{1,100}$/.test(id)) return refuse(400, 'the event names no mail')
  const answer = await fetch({
    url: `https://api.resend.com/emails/receiving/${id}`,
    hosts: apiHost,
    maxBytes: MAX_DETAILS,
    headers: { authorization: `Bearer ${apiKey}`, accept: 'application/json' },
  })
  if (!answer.isOk) return refuse(503, `the mail could not be fetched: ${answer.failure} ${answer.status ?? ''}`.trim())
  const details = bodyObject(answer.bytes)
  if (!details) return refuse(503, 'what Resend answered is no mail')

  const known = {
    provider: 'resend' as const,
    envelopeTo: envelopeAddresses([
      ...textsIn(event, 'received_for'),
      ...['to', 'cc', 'bcc'].flatMap((list) => textsIn(event, list)),
    ]),
    verdicts: verdictsOf(details),
    providerId: id,
  }
  const link = textIn(objectIn(details, 'raw') ?? {}, 'download_url')
  // The link carries its own signature: our key is for the API alone.
  const raw = link === null ? null : await fetch({ url: link, hosts: downloadHost, maxBytes: MAX_MAIL })
  if (raw?.isOk && raw.bytes.byteLength > 0) return deliver({ ...known, raw: raw.bytes })
  if (raw?.isOk === false && (raw.failure === 'unreachable' || raw.failure === 'bad-status')) {
    return refuse(503, `the mail itself could not be fetched: ${raw.failure} ${raw.status ?? ''}`.trim())
  }
  // No link, or one that we do not follow: the words are here, and words are not thrown away for want of the files.
  return deliver({
    ...known,
    raw: rebuildMail({
      headers: toldHeaders(details),
      text: textIn(details, 'text'),
      html: textIn(details, 'html'),
      attachments: [],
    }),
    isRebuilt: true,
    missingAttachments: objectsIn(details, 'attachments')
      .slice(0, 100)
      .map((file) => textIn(file, 'filename')?.slice(0, 200) ?? 'attachment'),
  })
}

/** The event `email.received`, which tells of a mail without carrying it: https://resend.com/docs/webhooks/emails/received */
export const resendAdapter: InboundAdapter = async (request, config, { now, fetch }) => {
  if (!config.resendWebhookSecret || !config.resendApiKey) return notConfigured
  if (!hasGoodSignature(request, config.resendWebhookSecret)) return refuse(401, 'wrong signature')
  const at = fromSeconds(request.headers.get('svix-timestamp'))
  if (!at || !isFresh(at, now, MAX_AGE_MS)) return refuse(401, 'signed too long ago')
  const event = bodyObject(request.body)
  const type = event === null ? null : textIn(event, 'type')
  if (!event || type === null) return refuse(400, 'the body is no event')
  if (type !== 'email.received') return acknowledge(`not a received mail: ${type.slice(0, 40)}`)
  return fetchMail(objectIn(event, 'data') ?? {}, config.resendApiKey, fetch)
}
