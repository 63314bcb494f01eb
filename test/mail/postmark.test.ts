import { expect, test } from 'vitest'

import { parseMail } from '../../src/mail/parseMail.ts'
import { basicAuth, postmarkConfig, postmarkMail, postmarkPost } from './fixtures.ts'
import { MAIL, only, post, type Posted } from './inbound.ts'

test('a mail that Postmark took apart is made a mail again', async () => {
  const delivery = only(await post('postmark', postmarkPost(), postmarkConfig))
  expect(delivery).toMatchObject({
    isRebuilt: true,
    envelopeTo: ['ticket+0123456789abcdefghjk@reply.studio.test'],
    envelopeFrom: 'ana@client.test',
    providerId: '73e6d360-66eb-11e1-8e72-a8904824019b',
  })
  const mail = await parseMail(delivery.raw)
  expect(mail).toMatchObject({
    messageId: '<answer-1@client.test>',
    inReplyTo: '<ours@studio.test>',
    from: { address: 'ana@client.test', name: 'Torres, Ana' },
    to: ['ticket+0123456789abcdefghjk@reply.studio.test'],
    cc: ['accounts@client.test'],
    subject: 'Re: Invoice INV-2026-0007',
    date: new Date('2026-03-02T09:59:57Z'),
    text: 'Mañana, gracias.',
    html: '<p>Mañana, gracias.</p>',
    hasFault: false,
  })
  expect(mail.attachments).toMatchObject([{ filename: 'factura ñ.pdf', contentType: 'application/pdf' }])
})

test('with the raw mail in the JSON, that is what is kept', async () => {
  const RawEmail = MAIL.toString('latin1').replace('ñ', 'n')
  const delivery = only(await post('postmark', postmarkPost({ ...postmarkMail, RawEmail }), postmarkConfig))
  expect(delivery.isRebuilt).toBe(false)
  expect(Buffer.from(delivery.raw).toString('utf8')).toBe(RawEmail)
})

test('the first of each verdict is Postmark’s; a second came with the mail', async () => {
  const { verdicts } = only(await post('postmark', postmarkPost(), postmarkConfig))
  expect(verdicts).toEqual({ spf: 'fail', dkim: 'pass', dmarc: 'none', spam: 'pass' })
})

test('without user and password Postmark is not there', async () => {
  expect(await post('postmark', postmarkPost(), {})).toMatchObject({ kind: 'refusal', status: 404 })
  expect(await post('postmark', postmarkPost(), { postmarkUser: 'inbound' })).toMatchObject({
    kind: 'refusal',
    status: 404,
  })
})

test('a wrong user or password answers 403, which alone stops the retries', async () => {
  const { body } = postmarkPost()
  const wrong: Record<string, string>[] = [
    {},
    { authorization: '' },
    { authorization: 'Bearer x' },
    { authorization: 'Basic' },
    { authorization: 'Basic ****' },
    { authorization: `Basic ${Buffer.from('inbound').toString('base64')}` },
    basicAuth('inbound', ''),
    basicAuth('inbound', 'a'),
    basicAuth('', postmarkConfig.postmarkPassword),
    basicAuth('Inbound', postmarkConfig.postmarkPassword),
  ]
  for (const headers of wrong) {
    expect(await post('postmark', { body, headers }, postmarkConfig)).toMatchObject({ kind: 'refusal', status: 403 })
  }
})

test.each(['', 'x', '[]', 'null', '"mail"', '{"From":', '{}', '{"Headers":"none"}', '{"From":5}', '['.repeat(100_000)])(
  'the body %.20j is refused as it stands',
  async (body) => {
    const posted: Posted = { ...postmarkPost(), body }
    expect(await post('postmark', posted, postmarkConfig)).toMatchObject({ kind: 'refusal', status: 400 })
  },
)

test('events that tell of our own mails are acknowledged', async () => {
  expect(await post('postmark', postmarkPost({ RecordType: 'Delivery' }), postmarkConfig)).toMatchObject({
    kind: 'acknowledge',
  })
})

test('fields of other types than promised cost no mail', async () => {
  const mail = {
    ...postmarkMail,
    Headers: [null, 'x', { Name: 5 }],
    Attachments: { a: 1 },
    To: ['x'],
    Cc: null,
    MessageID: 7,
  }
  const delivery = only(await post('postmark', postmarkPost(mail), postmarkConfig))
  expect((await parseMail(delivery.raw)).text).toBe('Mañana, gracias.')
})
