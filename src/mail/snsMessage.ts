import { verify, X509Certificate } from 'node:crypto'

import { textIn, type JsonObject } from './jsonBody.ts'
import { type SafeFetch } from './safeFetch.ts'

/**
 * Amazon's own names alone. The region is spelt out: with a looser pattern `sns.s3-us-west-2.amazonaws.com`, a bucket
 * anybody may have called *sns*, would pass for it.
 */
export const snsHost = /sns\.[a-z]{2}(?:-[a-z]{2,10}){1,3}-\d{1,2}\.amazonaws\.com(?:\.cn)?/

const CERTIFICATE_PATH = /^\/SimpleNotificationService-[0-9a-f]{8,128}\.pem$/

const MAX_CERTIFICATE = 20_000
const MAX_CACHED = 8

/** What Amazon signs, in this order: https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html */
const signedKeys: Readonly<Record<string, readonly string[]>> = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
  UnsubscribeConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
}

const signedText = (message: JsonObject): string | null => {
  const keys = signedKeys[textIn(message, 'Type') ?? '']
  if (!keys) return null
  const pairs = keys.map((key) => [key, textIn(message, key)] as const)
  if (pairs.some(([key, value]) => value === null && key !== 'Subject')) return null
  return pairs.flatMap(([key, value]) => (value === null ? [] : [`${key}\n${value}\n`])).join('')
}

/** Certificates change once a year, mails come all day. Kept by who fetched them, so that nobody answers for another. */
const cached = new WeakMap<SafeFetch, Map<string, X509Certificate>>()

const fetchCertificate = async (url: string, fetch: SafeFetch): Promise<X509Certificate | null> => {
  const known = cached.get(fetch) ?? new Map<string, X509Certificate>()
  const kept = known.get(url)
  if (kept) return kept
  const answer = await fetch({ url, hosts: snsHost, maxBytes: MAX_CERTIFICATE })
  if (!answer.isOk) return null
  try {
    const certificate = new X509Certificate(answer.bytes)
    if (known.size >= MAX_CACHED) known.clear()
    cached.set(fetch, known.set(url, certificate))
    return certificate
  } catch {
    return null
  }
}

const isInForce = (certificate: X509Certificate, now: Date): boolean =>
  now >= new Date(certificate.validFrom) && now <= new Date(certificate.validTo)

export type SnsTrust = 'trusted' | 'distrusted' | 'unknown'

/**
 * Whether Amazon signed a message; `unknown` where its certificate can't be had now. The certificate is fetched from
 * Amazon's own host over https, which is what vouches for it.
 */
export const snsTrust = async (
  message: JsonObject,
  { now, fetch }: { now: Date; fetch: SafeFetch },
): Promise<SnsTrust> => {
  const text = signedText(message)
  const version = textIn(message, 'SignatureVersion')
  const url = textIn(message, 'SigningCertURL') ?? ''
  if (text === null || (version !== '1' && version !== '2')) return 'distrusted'
  if (!URL.canParse(url) || !CERTIFICATE_PATH.test(new URL(url).pathname) || new URL(url).search !== '')
    return 'distrusted'
  if (!new RegExp(`^https://${snsHost.source}/`).test(url)) return 'distrusted'
  const certificate = await fetchCertificate(url, fetch)
  if (!certificate) return 'unknown'
  if (!isInForce(certificate, now)) return 'distrusted'
  try {
    const signature = Buffer.from(textIn(message, 'Signature') ?? '', 'base64')
    const algorithm = version === '1' ? 'sha1' : 'sha256'
    return verify(algorithm, Buffer.from(text, 'utf8'), certificate.publicKey, signature) ? 'trusted' : 'distrusted'
  } catch {
    return 'distrusted'
  }
}
