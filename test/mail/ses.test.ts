import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { makeSafeFetch } from '../../src/mail/safeFetch.ts'
import { makeCertificate } from './certificate.ts'
import {
  CERTIFICATE_URL,
  CONFIRM_URL,
  sesConfig,
  sesNotification,
  signedByAmazon,
  snsConfirmation,
  snsNotification,
  type SnsMessage,
} from './fixtures.ts'
import { MAIL, noWeb, NOW, only, post, textOf } from './inbound.ts'
import { page, startWebPeer, type WebPeer } from './webPeer.ts'

const HOUR = 60 * 60 * 1000
const later = (ms: number): Date => new Date(NOW.getTime() + ms)

const certificate = makeCertificate(later(-24 * HOUR), later(24 * HOUR))

let web: WebPeer

beforeAll(async () => {
  web = await startWebPeer()
})
beforeEach(() => {
  web.calls.length = 0
  web.pages.clear()
  web.pages.set(CERTIFICATE_URL, page(certificate.pem))
  web.pages.set(CONFIRM_URL, page('<ConfirmSubscriptionResponse/>'))
})
afterAll(() => web.close())

/** A fetch of its own each time: what is remembered of a certificate is remembered by fetch. */
const receive = (message: SnsMessage, { now = NOW, signer = certificate } = {}) =>
  post('ses', signedByAmazon(message, signer), sesConfig, { fetch: makeSafeFetch(web.transport), now })

test.each(['1', '2'])(
  'a mail in a message with signature version %s is handed over byte for byte',
  async (SignatureVersion) => {
    const delivery = only(await receive(snsNotification(sesNotification(), { SignatureVersion })))
    expect(Buffer.compare(delivery.raw, MAIL)).toBe(0)
    expect(delivery).toMatchObject({
      provider: 'ses',
      isRebuilt: false,
      envelopeTo: ['ticket+0123456789abcdefghjk@reply.studio.test'],
      envelopeFrom: 'ana@client.test',
      verdicts: { spf: 'pass', dkim: 'none', dmarc: 'fail', spam: 'pass' },
      providerId: 'd6iitobk75ur44p8kdnnp7g2n800',
    })
    expect(web.calls.map(({ url }) => url)).toEqual([CERTIFICATE_URL])
  },
)

test('a mail as plain text in the message, and one whose encoding is not told, are read as well', async () => {
  const text = 'From: ana@client.test\r\n\r\nMañana\r\n'
  const plain = sesNotification({ content: text, receipt: { action: { type: 'SNS', encoding: 'UTF8' } } })
  expect(textOf(only(await receive(snsNotification(plain))).raw)).toBe(textOf(Buffer.from(text)))
  const untold = sesNotification({
    content: Buffer.from(text).toString('base64'),
    receipt: { action: { type: 'SNS' } },
  })
  expect(textOf(only(await receive(snsNotification(untold))).raw)).toBe(textOf(Buffer.from(text)))
  const untoldPlain = sesNotification({ content: text, receipt: {} })
  expect(textOf(only(await receive(snsNotification(untoldPlain))).raw)).toBe(textOf(Buffer.from(text)))
})

test('a message without a subject has none in its signature', async () => {
  const { Subject: _, ...message } = snsNotification()
  expect(await receive(message)).toMatchObject({ kind: 'deliveries' })
})

test('a virus found counts as spam', async () => {
  const receipt = { ...sesNotification().receipt, virusVerdict: { status: 'FAIL' } }
  expect(only(await receive(snsNotification(sesNotification({ receipt })))).verdicts.spam).toBe('fail')
})

test('the certificate is fetched once for many mails', async () => {
  const fetch = makeSafeFetch(web.transport)
  for (const MessageId of ['one', 'two', 'three']) {
    const posted = signedByAmazon(snsNotification(sesNotification(), { MessageId }), certificate)
    expect(await post('ses', posted, sesConfig, { fetch })).toMatchObject({ kind: 'deliveries' })
  }
  expect(web.calls).toHaveLength(1)
})

test('a mail too large for the message is refused in words that tell what to do', async () => {
  const { content: _, ...rest } = sesNotification()
  const outcome = await receive(
    snsNotification({ ...rest, receipt: { action: { type: 'S3', bucketName: 'b', objectKey: 'k' } } }),
  )
  expect(outcome).toMatchObject({ kind: 'refusal', status: 422, reason: expect.stringContaining('no content') })
})

test.each(['Bounce', 'Complaint', 'Delivery', 'AMAZON_SES_SETUP_NOTIFICATION'])(
  'a notification of %s is acknowledged',
  async (notificationType) => {
    expect(await receive(snsNotification({ notificationType }))).toMatchObject({ kind: 'acknowledge' })
  },
)

test('a message of the topic in plain words is acknowledged', async () => {
  expect(await receive(snsNotification('Hello from the console'))).toMatchObject({ kind: 'acknowledge' })
})

test('a subscription is confirmed by a visit to Amazon, once its signature held', async () => {
  expect(await receive(snsConfirmation())).toMatchObject({ kind: 'acknowledge' })
  expect(web.calls.map(({ url }) => url)).toEqual([CERTIFICATE_URL, CONFIRM_URL])
})

test('the end of a subscription is acknowledged, and not undone', async () => {
  expect(await receive(snsConfirmation({ Type: 'UnsubscribeConfirmation' }))).toMatchObject({ kind: 'acknowledge' })
  expect(web.calls.map(({ url }) => url)).toEqual([CERTIFICATE_URL])
})

test('a confirmation that Amazon does not take is asked for again', async () => {
  web.pages.set(CONFIRM_URL, page('', 500))
  expect(await receive(snsConfirmation())).toMatchObject({ kind: 'refusal', status: 502 })
})

test.each([
  'http://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription',
  'https://evil.test/?Action=ConfirmSubscription',
  'https://sns.eu-west-1.amazonaws.com.evil.test/',
  'https://sns.eu-west-1.amazonaws.com@evil.test/',
  'https://sns.eu-west-1.amazonaws.com:8443/',
  'https://169.254.169.254/latest/meta-data/',
  'https://sns.s3-us-west-2.amazonaws.com/x',
  'not an address',
])('a subscription that asks to visit %s is not confirmed', async (SubscribeURL) => {
  expect(await receive(snsConfirmation({ SubscribeURL }))).toMatchObject({ kind: 'refusal', status: 400 })
  expect(web.calls.map(({ url }) => url)).toEqual([CERTIFICATE_URL])
})

test.each([
  'http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-f3ecfb7224c7233fe7bb5f59f96de52f.pem',
  'https://evil.test/SimpleNotificationService-f3ecfb7224c7233fe7bb5f59f96de52f.pem',
  'https://sns.eu-west-1.amazonaws.com.evil.test/SimpleNotificationService-f3ecfb7224c7233fe7bb5f59f96de52f.pem',
  'https://evil.test/sns.eu-west-1.amazonaws.com/SimpleNotificationService-f3ecfb7224c7233fe7bb5f59f96de52f.pem',
  'https://user@sns.eu-west-1.amazonaws.com/SimpleNotificationService-f3ecfb7224c7233fe7bb5f59f96de52f.pem',
  'https://sns.eu-west-1.amazonaws.com:444/SimpleNotificationService-f3ecfb7224c7233fe7bb5f59f96de52f.pem',
  // A bucket of anybody's, called sns.
  'https://sns.s3.amazonaws.com/SimpleNotificationService-f3ecfb7224c7233fe7bb5f59f96de52f.pem',
  'https://sns.s3-us-west-2.amazonaws.com/SimpleNotificationService-f3ecfb7224c7233fe7bb5f59f96de52f.pem',
  'https://sns.eu-west-1.amazonaws.com/other.pem',
  'https://sns.eu-west-1.amazonaws.com/x/../SimpleNotificationService-f3ecfb7224c7233fe7bb5f59f96de52f.pem?x=1',
  'file:///etc/passwd',
  '',
])('a certificate at %s is not fetched', async (SigningCertURL) => {
  expect(await receive(snsNotification(sesNotification(), { SigningCertURL }))).toMatchObject({
    kind: 'refusal',
    status: 401,
  })
  expect(web.calls).toEqual([])
})

test('another topic, an old message, or one of tomorrow is refused before anything is fetched', async () => {
  const refused = [
    receive(snsNotification(sesNotification(), { TopicArn: 'arn:aws:sns:eu-west-1:999999999999:inbound-mail' })),
    receive(snsNotification(), { now: later(2 * HOUR + 1) }),
    receive(snsNotification(), { now: later(-HOUR) }),
    receive(snsNotification(sesNotification(), { Timestamp: 'yesterday' })),
  ]
  for (const outcome of await Promise.all(refused)) expect(outcome).toMatchObject({ kind: 'refusal', status: 401 })
  expect(web.calls).toEqual([])
})

test('what Amazon did not sign, or signed otherwise, is refused', async () => {
  const stranger = makeCertificate(later(-HOUR), later(HOUR))
  const good = signedByAmazon(snsNotification(), certificate)
  const changed = String(good.body).replace('22b80b92', '22b80b93')
  const unsigned = JSON.stringify({ ...JSON.parse(String(good.body)), Signature: undefined })
  const other = JSON.stringify({ ...JSON.parse(String(good.body)), SignatureVersion: '3' })
  const fetch = makeSafeFetch(web.transport)
  expect(await receive(snsNotification(), { signer: stranger })).toMatchObject({ kind: 'refusal', status: 401 })
  for (const body of [changed, unsigned, other]) {
    expect(await post('ses', { body }, sesConfig, { fetch })).toMatchObject({ kind: 'refusal', status: 401 })
  }
})

test('a certificate out of force signs nothing', async () => {
  const expired = makeCertificate(later(-48 * HOUR), later(-HOUR))
  web.pages.set(CERTIFICATE_URL, page(expired.pem))
  expect(await receive(snsNotification(), { signer: expired })).toMatchObject({ kind: 'refusal', status: 401 })
})

test('a certificate that can not be had now is asked for again', async () => {
  const bad = [
    page('', 500),
    page('no certificate'),
    page('x'.repeat(30_000)),
    page('', 302, { location: 'https://evil.test/' }),
  ]
  for (const answer of bad) {
    web.pages.set(CERTIFICATE_URL, answer)
    expect(await receive(snsNotification())).toMatchObject({ kind: 'refusal', status: 503 })
  }
})

test('without a topic Amazon is not there', async () => {
  const { fetch, count } = noWeb()
  expect(await post('ses', signedByAmazon(snsNotification(), certificate), {}, { fetch })).toMatchObject({
    status: 404,
  })
  expect(count()).toBe(0)
})

test.each(['', 'x', '[]', 'null', '{}', '{"Type":5}', '{"notificationType":"Received"}'])(
  'the body %j is refused as it stands',
  async (body) => {
    expect(await post('ses', { body }, sesConfig)).toMatchObject({ kind: 'refusal', status: 400 })
  },
)
