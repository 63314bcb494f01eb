import { createPublicKey, verify, type KeyObject } from 'node:crypto'

import { envelopeAddresses, envelopeSender } from '../envelope.ts'
import { fieldNamed, fieldText, readForm, type FormField } from '../formBody.ts'
import { readHeader } from '../headerFields.ts'
import {
  deliver,
  notConfigured,
  refuse,
  type InboundAdapter,
  type InboundRequest,
  type ProviderConfig,
  type Verdicts,
} from '../inboundMail.ts'
import { parseObject, textIn, textsIn, type JsonObject } from '../jsonBody.ts'
import { basicCredentials, fromSeconds, isFresh, isSameSecret } from '../proof.ts'
import { rebuildMail, type MailFields } from '../rebuildMail.ts'
import { bestOf, verdictOf } from '../verdict.ts'

/**
 * As long as SendGrid tries: its documents do not say whether a later try is signed anew, and an outage of ours must
 * not cost a mail. What is repeated within these days is the same mail, and stored once.
 */
const MAX_AGE_MS = 73 * 60 * 60 * 1000

/** SpamAssassin's own threshold. */
const SPAM_SCORE = 5

const publicKey = (text: string): KeyObject | null => {
  try {
    return text.includes('-----BEGIN')
      ? createPublicKey(text)
      : createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })
  } catch {
    return null
  }
}

const hasGoodSignature = ({ headers, body }: InboundRequest, key: KeyObject): boolean => {
  const timestamp = headers.get('x-twilio-email-event-webhook-timestamp') ?? ''
  const signature = Buffer.from(headers.get('x-twilio-email-event-webhook-signature') ?? '', 'base64')
  try {
    return verify('sha256', Buffer.concat([Buffer.from(timestamp, 'utf8'), body]), key, signature)
  } catch {
    return false
  }
}

/** Why a request proves nothing; where both proofs are set up, both must hold. */
const distrust = (request: InboundRequest, config: ProviderConfig, now: Date): string | null => {
  const { headers, url } = request
  if (config.sendgridKey) {
    const given =
      url.searchParams.get('key') ?? headers.get('x-inbound-secret') ?? basicCredentials(headers)?.password ?? ''
    if (!isSameSecret(given, config.sendgridKey)) return 'wrong key'
  }
  if (config.sendgridPublicKey) {
    const key = publicKey(config.sendgridPublicKey)
    if (!key) return 'the public key that is set can not be read'
    if (!hasGoodSignature(request, key)) return 'wrong signature'
    const at = fromSeconds(headers.get('x-twilio-email-event-webhook-timestamp'))
    if (!at || !isFresh(at, now, MAX_AGE_MS)) return 'signed too long ago'
  }
  return null
}

/** `{@example.com : pass, @other.example : fail}`, which is no JSON. */
const dkimVerdict = (text: string | null) =>
  bestOf(
    (text ?? '')
      .slice(0, 10_000)
      .split(/[,}]/)
      .map((entry) => verdictOf(entry.split(':').at(-1))),
  )

const verdictsOf = (form: readonly FormField[]): Verdicts => {
  const score = Number.parseFloat(fieldText(form, 'spam_score') ?? '')
  return {
    spf: verdictOf(fieldText(form, 'SPF')),
    dkim: dkimVerdict(fieldText(form, 'dkim')),
    dmarc: 'none',
    spam: Number.isNaN(score) ? 'none' : score >= SPAM_SCORE ? 'fail' : 'pass',
  }
}

const fieldObject = (form: readonly FormField[], name: string): JsonObject =>
  parseObject(fieldText(form, name) ?? '') ?? {}

/** The default mode: SendGrid has taken the mail apart, and says in `charsets` what each field is written in. */
const mailFields = (form: readonly FormField[]): MailFields => {
  const charsets = fieldObject(form, 'charsets')
  const textOf = (name: string) => fieldText(form, name, textIn(charsets, name))
  const headers = fieldNamed(form, 'headers')
  const fields = headers ? readHeader(headers.bytes, 0).fields : []
  const told = ['from', 'to', 'cc', 'subject'].flatMap((name) => {
    const value = textOf(name)
    return value === null || fields.some((field) => field.name === name) ? [] : [[name, value] as const]
  })
  const cids = Object.entries(fieldObject(form, 'content-ids'))
  return {
    headers: [...fields.map(({ name, value }) => [name, value] as const), ...told],
    text: textOf('text'),
    html: textOf('html'),
    attachments: form
      .filter(({ name }) => /^attachment\d+$/.test(name))
      .map(({ name, filename, contentType, bytes }) => ({
        filename,
        contentType,
        cid: cids.find(([, file]) => file === name)?.[0] ?? null,
        content: bytes,
      })),
  }
}

/** Inbound Parse, raw (*POST the raw, full MIME message*) or not: https://www.twilio.com/docs/sendgrid/for-developers/parsing-email */
export const sendgridAdapter: InboundAdapter = (request, config, { now }) => {
  const outcome = () => {
    if (!config.sendgridKey && !config.sendgridPublicKey) return notConfigured
    const reason = distrust(request, config, now)
    if (reason) return refuse(401, reason)
    const form = readForm(request.body, request.headers.get('content-type'))
    if (!form) return refuse(400, 'the body is no form')
    const raw = fieldNamed(form, 'email')
    const hasFields = ['headers', 'from', 'text', 'html'].some((name) => fieldNamed(form, name))
    if (!raw?.bytes.byteLength && !hasFields) return refuse(400, 'the form holds no mail')
    const envelope = fieldObject(form, 'envelope')
    return deliver({
      provider: 'sendgrid',
      raw: raw?.bytes.byteLength ? raw.bytes : rebuildMail(mailFields(form)),
      isRebuilt: !raw?.bytes.byteLength,
      envelopeTo: envelopeAddresses(textsIn(envelope, 'to')),
      envelopeFrom: envelopeSender(textIn(envelope, 'from')),
      verdicts: verdictsOf(form),
    })
  }
  return Promise.resolve(outcome())
}
