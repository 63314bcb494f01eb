import { envelopeAddresses, envelopeSender } from '../envelope.ts'
import {
  acknowledge,
  deliver,
  notConfigured,
  refuse,
  type AdapterOutcome,
  type InboundAdapter,
  type Verdict,
  type Verdicts,
} from '../inboundMail.ts'
import { bodyObject, objectIn, parseObject, textIn, textsIn, type JsonObject } from '../jsonBody.ts'
import { isFresh, isSameSecret } from '../proof.ts'
import { type SafeFetch } from '../safeFetch.ts'
import { snsHost, snsTrust } from '../snsMessage.ts'
import { verdictOf } from '../verdict.ts'

/** The timestamp is that of publishing, and a topic's policy may try again for an hour. */
const MAX_AGE_MS = 2 * 60 * 60 * 1000

const MAX_CONFIRMATION = 100_000

const verdictsOf = (receipt: JsonObject): Verdicts => {
  const verdict = (name: string): Verdict => verdictOf(textIn(objectIn(receipt, name) ?? {}, 'status'))
  return {
    spf: verdict('spfVerdict'),
    dkim: verdict('dkimVerdict'),
    dmarc: verdict('dmarcVerdict'),
    spam: verdict('virusVerdict') === 'fail' ? 'fail' : verdict('spamVerdict'),
  }
}

/** The action's encoding is a setting of the rule: UTF-8 unless told otherwise. */
const contentBytes = (content: string, receipt: JsonObject): Uint8Array => {
  const encoding = textIn(objectIn(receipt, 'action') ?? {}, 'encoding')?.toLowerCase()
  const isBase64 = encoding === 'base64' || (encoding === undefined && /^[a-z0-9+/=\s]+$/i.test(content))
  return Buffer.from(content, isBase64 ? 'base64' : 'utf8')
}

const received = (message: JsonObject): AdapterOutcome => {
  const notification = parseObject(textIn(message, 'Message') ?? '')
  if (!notification) return acknowledge('a message of the topic that is no notification about mail')
  const kind = textIn(notification, 'notificationType')
  if (kind !== 'Received') return acknowledge(`not a received mail: ${(kind ?? 'no type').slice(0, 40)}`)
  const receipt = objectIn(notification, 'receipt') ?? {}
  const mail = objectIn(notification, 'mail') ?? {}
  const content = textIn(notification, 'content')
  if (!content) return refuse(422, 'the notification has no content: the receipt rule needs an SNS action, not S3')
  const recipients = textsIn(receipt, 'recipients')
  return deliver({
    provider: 'ses',
    raw: contentBytes(content, receipt),
    envelopeTo: envelopeAddresses(recipients.length > 0 ? recipients : textsIn(mail, 'destination')),
    envelopeFrom: envelopeSender(textIn(mail, 'source')),
    verdicts: verdictsOf(receipt),
    providerId: textIn(mail, 'messageId')?.slice(0, 200) ?? null,
  })
}

/** Visits the address that Amazon gave: until then the topic sends nothing. */
const confirm = async (message: JsonObject, fetch: SafeFetch): Promise<AdapterOutcome> => {
  const answer = await fetch({ url: textIn(message, 'SubscribeURL') ?? '', hosts: snsHost, maxBytes: MAX_CONFIRMATION })
  if (answer.isOk) return acknowledge('subscription confirmed')
  return answer.failure === 'forbidden-url'
    ? refuse(400, 'the address to confirm at is not of Amazon SNS')
    : refuse(502, `the subscription could not be confirmed: ${answer.failure}`)
}

/** Mail that Amazon SES publishes to an SNS topic: https://docs.aws.amazon.com/ses/latest/dg/receiving-email-action-sns.html */
export const sesAdapter: InboundAdapter = async ({ body }, config, { now, fetch }) => {
  if (!config.sesTopicArn) return notConfigured
  const message = bodyObject(body)
  if (!message || textIn(message, 'Type') === null) return refuse(400, 'the body is no message of Amazon SNS')
  if (!isSameSecret(textIn(message, 'TopicArn') ?? '', config.sesTopicArn)) return refuse(401, 'another topic')
  const at = new Date(textIn(message, 'Timestamp') ?? '')
  if (!isFresh(at, now, MAX_AGE_MS)) return refuse(401, 'published too long ago')
  const trust = await snsTrust(message, { now, fetch })
  if (trust === 'unknown') return refuse(503, 'the signing certificate could not be fetched')
  if (trust === 'distrusted') return refuse(401, 'wrong signature')
  const type = textIn(message, 'Type')
  if (type === 'Notification') return received(message)
  return type === 'SubscriptionConfirmation' ? confirm(message, fetch) : acknowledge('the subscription ended')
}
