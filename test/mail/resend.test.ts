import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { parseMail } from '../../src/mail/parseMail.ts'
import { RESEND_API_URL, RESEND_RAW_URL, resendConfig, resendDetails, resendEvent, signedByResend } from './fixtures.ts'
import { MAIL, noWeb, only, post, SECONDS, type Posted } from './inbound.ts'
import { page, startWebPeer, type WebPeer } from './webPeer.ts'

let web: WebPeer

beforeAll(async () => {
  web = await startWebPeer()
})
beforeEach(() => {
  web.calls.length = 0
  web.pages.clear()
  web.pages.set(RESEND_API_URL, page(JSON.stringify(resendDetails())))
  web.pages.set(RESEND_RAW_URL, page(MAIL))
})
afterAll(() => web.close())

const receive = (posted: Posted = signedByResend()) => post('resend', posted, resendConfig, { fetch: web.fetch })

test('the mail is fetched from Resend, byte for byte', async () => {
  const delivery = only(await receive())
  expect(Buffer.compare(delivery.raw, MAIL)).toBe(0)
  expect(delivery).toMatchObject({
    provider: 'resend',
    isRebuilt: false,
    envelopeTo: ['ticket+0123456789abcdefghjk@reply.studio.test', 'accounts@client.test'],
    envelopeFrom: null,
    providerId: resendEvent.data.email_id,
    missingAttachments: [],
  })
})

test('the key goes to the API and nowhere else', async () => {
  await receive()
  expect(web.calls.map(({ url, headers }) => [url, headers.authorization])).toEqual([
    [RESEND_API_URL, `Bearer ${resendConfig.resendApiKey}`],
    [RESEND_RAW_URL, undefined],
  ])
})

test.each([
  ['there is no link', null],
  ['the link leads elsewhere', { download_url: 'https://evil.test/raw' }],
  ['the link leads nearly there', { download_url: 'https://inbound-cdn.resend.com.evil.test/raw' }],
  ['the link leads into the network', { download_url: 'https://169.254.169.254/raw' }],
  ['the link is not of https', { download_url: RESEND_RAW_URL.replace('https:', 'http:') }],
])('where %s the words are kept, and the files are told of', async (_, raw) => {
  web.pages.set(RESEND_API_URL, page(JSON.stringify(resendDetails(raw))))
  const delivery = only(await receive())
  expect(delivery).toMatchObject({ isRebuilt: true, missingAttachments: ['avatar.png'] })
  expect(web.calls).toHaveLength(1)
  expect(await parseMail(delivery.raw)).toMatchObject({
    messageId: '<answer-1@client.test>',
    inReplyTo: '<ours@studio.test>',
    from: { address: 'ana@client.test', name: 'Ana Torres' },
    to: ['ticket+0123456789abcdefghjk@reply.studio.test'],
    cc: ['accounts@client.test'],
    subject: 'Re: Invoice INV-2026-0007',
    text: 'Mañana, gracias.',
    html: '<p>Mañana, gracias.</p>',
  })
})

test('verdicts are taken where Resend gives them', async () => {
  const authentication = { spf: 'pass', dkim: 'fail', dmarc: 'fail' }
  web.pages.set(RESEND_API_URL, page(JSON.stringify({ ...resendDetails(), authentication })))
  expect(only(await receive()).verdicts).toEqual({ spf: 'pass', dkim: 'fail', dmarc: 'fail', spam: 'none' })
})

test('a mail that can not be fetched now is asked for again', async () => {
  for (const answer of [
    page('', 500),
    page('', 429),
    page('', 404),
    page('no JSON'),
    page('', 301, { location: '/x' }),
  ]) {
    web.pages.set(RESEND_API_URL, answer)
    expect(await receive()).toMatchObject({ kind: 'refusal', status: 503 })
  }
  web.pages.set(RESEND_API_URL, page(JSON.stringify(resendDetails())))
  web.pages.set(RESEND_RAW_URL, page('', 403))
  expect(await receive()).toMatchObject({ kind: 'refusal', status: 503 })
})

test('nothing is fetched before the signature held', async () => {
  const good = signedByResend()
  const refused: Posted[] = [
    { ...good, body: `${String(good.body)} ` },
    { ...good, headers: { ...good.headers, 'svix-id': 'msg_other' } },
    { ...good, headers: { ...good.headers, 'svix-timestamp': String(SECONDS + 1) } },
    { ...good, headers: { ...good.headers, 'svix-signature': '' } },
    { ...good, headers: { ...good.headers, 'svix-signature': 'v1,' } },
    {
      ...good,
      headers: { ...good.headers, 'svix-signature': good.headers!['svix-signature']!.replaceAll('v1,', 'v1a,') },
    },
    { body: good.body },
    signedByResend(resendEvent, { secret: `whsec_${Buffer.from('another').toString('base64')}` }),
    signedByResend(resendEvent, { seconds: SECONDS - 301 }),
    signedByResend(resendEvent, { seconds: SECONDS + 301 }),
  ]
  for (const posted of refused) expect(await receive(posted)).toMatchObject({ kind: 'refusal', status: 401 })
  expect(web.calls).toEqual([])
})

test('a secret without a key in it opens nothing', async () => {
  const config = { ...resendConfig, resendWebhookSecret: 'whsec_' }
  const outcome = await post('resend', signedByResend(resendEvent, { secret: 'whsec_' }), config, { fetch: web.fetch })
  expect(outcome).toMatchObject({ kind: 'refusal', status: 401 })
})

test('without secret or key Resend is not there', async () => {
  const { fetch, count } = noWeb()
  for (const config of [{}, { resendApiKey: 're_1' }, { resendWebhookSecret: resendConfig.resendWebhookSecret }]) {
    expect(await post('resend', signedByResend(), config, { fetch })).toMatchObject({ kind: 'refusal', status: 404 })
  }
  expect(count()).toBe(0)
})

test('other events are acknowledged', async () => {
  expect(await receive(signedByResend({ type: 'email.delivered', data: {} }))).toMatchObject({ kind: 'acknowledge' })
  expect(web.calls).toEqual([])
})

test.each([
  '',
  'x',
  '[]',
  '{}',
  '{"type":5}',
  '{"type":"email.received"}',
  '{"type":"email.received","data":{"email_id":"../../domains"}}',
])('the signed body %j is refused as it stands', async (body) => {
  expect(await receive(signedByResend(body))).toMatchObject({ kind: 'refusal', status: 400 })
  expect(web.calls).toEqual([])
})
