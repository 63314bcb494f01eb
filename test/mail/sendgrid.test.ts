import { generateKeyPairSync } from 'node:crypto'

import { expect, test } from 'vitest'

import { parseMail } from '../../src/mail/parseMail.ts'
import {
  basicAuth,
  sendgridConfig,
  sendgridKeys,
  sendgridParsed,
  sendgridRaw,
  sendgridSignedConfig,
  signedBySendgrid,
} from './fixtures.ts'
import { formBody, MAIL, only, post, SECONDS, type Posted } from './inbound.ts'

const DAY = 24 * 60 * 60

test('raw mode hands over the mail byte for byte, with the receiver’s verdicts', async () => {
  const outcome = await post('sendgrid', sendgridRaw(), sendgridConfig)
  const delivery = only(outcome)
  expect(Buffer.compare(delivery.raw, MAIL)).toBe(0)
  expect(delivery).toMatchObject({
    provider: 'sendgrid',
    isRebuilt: false,
    envelopeTo: ['ticket+0123456789abcdefghjk@reply.studio.test'],
    envelopeFrom: 'ana@client.test',
    verdicts: { spf: 'pass', dkim: 'pass', dmarc: 'none', spam: 'pass' },
  })
  expect(outcome).toMatchObject({ replayKey: null })
})

test('the default mode is made a mail again, each field read in the charset it is said to have', async () => {
  const delivery = only(await post('sendgrid', sendgridParsed(), sendgridConfig))
  expect(delivery.isRebuilt).toBe(true)
  const mail = await parseMail(delivery.raw)
  expect(mail).toMatchObject({
    messageId: '<answer-1@client.test>',
    inReplyTo: '<ours@studio.test>',
    from: { address: 'ana@client.test', name: 'Ana Torres' },
    to: ['ticket+0123456789abcdefghjk@reply.studio.test'],
    subject: 'Año',
    text: 'Mañana, gracias.',
    html: '<p>Mañana, <img src="cid:logo@client.test"> gracias.</p>',
    hasFault: false,
  })
  expect(mail.attachments.map(({ filename, contentType, isInline }) => ({ filename, contentType, isInline }))).toEqual([
    { filename: 'plan.bin', contentType: 'application/x-plan', isInline: false },
    { filename: 'logo.gif', contentType: 'image/gif', isInline: true },
  ])
  expect([...mail.attachments[0]!.content]).toEqual([0, 1, 2, 0xff, 13, 10, 254])
})

test('the same request is always made the same mail', async () => {
  const [first, second] = await Promise.all(
    [1, 2].map(async () => only(await post('sendgrid', sendgridParsed(), sendgridConfig)).raw),
  )
  expect(Buffer.compare(first!, second!)).toBe(0)
})

test.each<[string, Posted]>([
  [
    'a header of ours',
    {
      ...sendgridRaw(),
      query: '',
      headers: { ...sendgridRaw().headers, 'x-inbound-secret': sendgridConfig.sendgridKey },
    },
  ],
  [
    'the address’s password',
    {
      ...sendgridRaw(),
      query: '',
      headers: { ...sendgridRaw().headers, ...basicAuth('inbound', sendgridConfig.sendgridKey) },
    },
  ],
])('the key may also come as %s', async (_, posted) => {
  expect(await post('sendgrid', posted, sendgridConfig)).toMatchObject({ kind: 'deliveries' })
})

test.each(['', '?key=', '?key=wrong', '?key=the-key-in-the-addres', '?KEY=the-key-in-the-address'])(
  'the address with %j is refused',
  async (query) => {
    expect(await post('sendgrid', { ...sendgridRaw(), query }, sendgridConfig)).toMatchObject({
      kind: 'refusal',
      status: 401,
    })
  },
)

test('without key and public key SendGrid is not there', async () => {
  expect(await post('sendgrid', sendgridRaw(), {})).toMatchObject({ kind: 'refusal', status: 404 })
})

test('a signed request is taken, with the key as SendGrid shows it or as PEM', async () => {
  const pem = sendgridKeys.publicKey.export({ type: 'spki', format: 'pem' }).toString()
  for (const config of [sendgridSignedConfig, { sendgridPublicKey: pem }]) {
    expect(only(await post('sendgrid', signedBySendgrid(sendgridRaw()), config)).isRebuilt).toBe(false)
  }
})

test('a signature counts for its own bytes, its own time and its own key only', async () => {
  const good = signedBySendgrid(sendgridRaw())
  const otherKey = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey
  const changed = Buffer.from(good.body)
  changed[changed.byteLength - 40] = changed[changed.byteLength - 40]! ^ 1
  const refused: Posted[] = [
    sendgridRaw(),
    { ...good, body: changed },
    { ...good, headers: { ...good.headers, 'x-twilio-email-event-webhook-timestamp': String(SECONDS + 1) } },
    { ...good, headers: { ...good.headers, 'x-twilio-email-event-webhook-signature': '' } },
    { ...good, headers: { ...good.headers, 'x-twilio-email-event-webhook-signature': 'AAAA' } },
    signedBySendgrid(sendgridRaw(), SECONDS, otherKey),
  ]
  for (const posted of refused) {
    expect(await post('sendgrid', posted, sendgridSignedConfig)).toMatchObject({ kind: 'refusal', status: 401 })
  }
})

test('a mail that SendGrid still tries after days of ours being down is taken; later ones, and those of tomorrow, are not', async () => {
  const outcome = (seconds: number) => post('sendgrid', signedBySendgrid(sendgridRaw(), seconds), sendgridSignedConfig)
  expect(await outcome(SECONDS - 3 * DAY)).toMatchObject({ kind: 'deliveries' })
  expect(await outcome(SECONDS - 4 * DAY)).toMatchObject({ kind: 'refusal', status: 401 })
  expect(await outcome(SECONDS + 600)).toMatchObject({ kind: 'refusal', status: 401 })
})

test('where both proofs are set, both must hold', async () => {
  const config = { ...sendgridConfig, ...sendgridSignedConfig }
  const signed = signedBySendgrid(sendgridRaw())
  expect(await post('sendgrid', { ...signed, query: sendgridRaw().query! }, config)).toMatchObject({
    kind: 'deliveries',
  })
  expect(await post('sendgrid', signed, config)).toMatchObject({ kind: 'refusal', status: 401 })
  expect(await post('sendgrid', sendgridRaw(), config)).toMatchObject({ kind: 'refusal', status: 401 })
})

test('a public key that is none opens nothing', async () => {
  for (const sendgridPublicKey of ['nonsense', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----']) {
    const outcome = await post('sendgrid', signedBySendgrid(sendgridRaw()), { sendgridPublicKey })
    expect(outcome).toMatchObject({ kind: 'refusal', status: 401 })
  }
})

test.each<[string, Posted]>([
  ['no form', { body: MAIL, headers: { 'content-type': 'message/rfc822' } }],
  ['a form without boundary', { body: sendgridRaw().body, headers: { 'content-type': 'multipart/form-data' } }],
  [
    'a form with another boundary',
    { body: sendgridRaw().body, headers: { 'content-type': 'multipart/form-data; boundary=other' } },
  ],
  ['a form that was cut', { ...sendgridRaw(), body: sendgridRaw().body.slice(0, 700) }],
  ['a form without a mail', formBody([{ name: 'attachments', value: '0' }])],
  ['an empty mail', formBody([{ name: 'email', value: '' }])],
  ['nothing', { body: '' }],
])('%s is refused as it stands', async (_, posted) => {
  const outcome = await post('sendgrid', { ...posted, query: sendgridRaw().query! }, sendgridConfig)
  expect(outcome).toMatchObject({ kind: 'refusal', status: 400 })
})

test('nonsense beside the mail costs no mail', async () => {
  const posted = formBody([
    { name: 'envelope', value: '{"to":"not a list","from":{}}' },
    { name: 'dkim', value: '{{{:::,,,' },
    { name: 'spam_score', value: 'much' },
    { name: 'SPF', value: '' },
    { name: 'email', value: MAIL },
  ])
  const delivery = only(await post('sendgrid', { ...posted, query: sendgridRaw().query! }, sendgridConfig))
  expect(delivery).toMatchObject({
    envelopeTo: [],
    envelopeFrom: null,
    verdicts: { spf: 'none', dkim: 'none', dmarc: 'none', spam: 'none' },
  })
})
