import { expect, test } from 'vitest'

import { rawConfig, rawPost } from './fixtures.ts'
import { MAIL, only, post } from './inbound.ts'

const both = ['raw', 'cloudflare'] as const
const config = { ...rawConfig, cloudflareSecret: rawConfig.rawSecret }

test.each(both)('%s hands over the mail byte for byte, with the envelope beside it', async (provider) => {
  const delivery = only(await post(provider, rawPost(), config))
  expect(Buffer.compare(delivery.raw, MAIL)).toBe(0)
  expect(delivery).toMatchObject({
    provider,
    isRebuilt: false,
    envelopeTo: ['ticket+0123456789abcdefghjk@reply.studio.test', 'second@studio.test'],
    envelopeFrom: 'ana@client.test',
    verdicts: { spf: 'none', dkim: 'none', dmarc: 'none', spam: 'none' },
    providerId: null,
  })
})

test.each(both)('%s without a secret set is not there', async (provider) => {
  expect(await post(provider, rawPost(), {})).toMatchObject({ kind: 'refusal', status: 404 })
  expect(
    await post(provider, rawPost({ headers: { 'x-inbound-secret': '' } }), { rawSecret: '', cloudflareSecret: '' }),
  ).toMatchObject({ kind: 'refusal', status: 404 })
})

test.each(['', 'a-long-secret-of-our', 'a-long-secret-of-ours2', 'A-LONG-SECRET-OF-OURS', 'x'.repeat(100_000)])(
  'the secret %# is not ours',
  async (secret) => {
    for (const provider of both) {
      const outcome = await post(provider, rawPost({ headers: { 'x-inbound-secret': secret } }), config)
      expect(outcome).toMatchObject({ kind: 'refusal', status: 401 })
    }
  },
)

test('a request without the header of the secret is refused', async () => {
  expect(await post('raw', { body: MAIL }, config)).toMatchObject({ kind: 'refusal', status: 401 })
})

test('one provider’s secret opens no other', async () => {
  expect(await post('cloudflare', rawPost(), { ...config, cloudflareSecret: 'another' })).toMatchObject({ status: 401 })
})

test('the envelope may be missing, and its sender empty', async () => {
  const bare = { 'x-inbound-secret': rawConfig.rawSecret }
  expect(only(await post('raw', { body: MAIL, headers: bare }, config))).toMatchObject({
    envelopeTo: [],
    envelopeFrom: null,
  })
  for (const sender of ['', '<>']) {
    const outcome = await post('raw', { body: MAIL, headers: { ...bare, 'x-envelope-from': sender } }, config)
    expect(only(outcome).envelopeFrom).toBe('')
  }
  const nonsense = { ...bare, 'x-envelope-to': 'not an address,,<>, "x"@', 'x-envelope-from': 'two words' }
  expect(only(await post('raw', { body: MAIL, headers: nonsense }, config))).toMatchObject({
    envelopeTo: [],
    envelopeFrom: null,
  })
})

test.each([
  ['nothing', { body: '' }],
  ['empty lines', { body: '\r\n \r\n' }],
  ['JSON', { body: '{"from":"ana@client.test"}', headers: { 'content-type': 'application/json' } }],
  ['a form', { body: '--x\r\n', headers: { 'content-type': 'multipart/form-data; boundary=x' } }],
])('a body of %s is refused as no mail', async (_, changes) => {
  expect(await post('raw', rawPost(changes), config)).toMatchObject({ kind: 'refusal', status: 400 })
})

test('a provider we do not know is not there', async () => {
  expect(await post('mandrill', rawPost(), config)).toMatchObject({ kind: 'refusal', status: 404 })
  expect(await post('__proto__', rawPost(), config)).toMatchObject({ kind: 'refusal', status: 404 })
})
