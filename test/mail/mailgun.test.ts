import { expect, test } from 'vitest'

import { parseMail } from '../../src/mail/parseMail.ts'
import {
  MAILGUN_MAIL,
  MAILGUN_TOKEN,
  mailgunConfig,
  mailgunMime,
  mailgunParsed,
  mailgunProof,
  mailgunUrlencoded,
} from './fixtures.ts'
import { formBody, only, post, SECONDS } from './inbound.ts'

test.each([
  ['multipart', mailgunMime()],
  ['urlencoded', mailgunUrlencoded()],
])('a route that ends in mime hands over the mail byte for byte, %s', async (_, posted) => {
  const delivery = only(await post('mailgun', posted, mailgunConfig))
  expect(Buffer.compare(delivery.raw, MAILGUN_MAIL)).toBe(0)
  expect(delivery).toMatchObject({
    isRebuilt: false,
    envelopeTo: ['ticket+0123456789abcdefghjk@reply.studio.test'],
    envelopeFrom: 'ana@client.test',
    verdicts: { spf: 'pass', dkim: 'fail', dmarc: 'none', spam: 'pass' },
  })
})

test('a mail that Mailgun took apart is made a mail again', async () => {
  const delivery = only(await post('mailgun', mailgunParsed(), mailgunConfig))
  expect(delivery.isRebuilt).toBe(true)
  const mail = await parseMail(delivery.raw)
  expect(mail).toMatchObject({
    messageId: '<answer-1@client.test>',
    subject: 'Re: Invoice INV-2026-0007',
    text: 'Mañana, gracias.',
    html: '<p>Mañana, gracias.</p>',
    hasFault: false,
  })
  expect(mail.attachments).toMatchObject([{ filename: 'logo.gif', contentType: 'image/gif', cid: 'logo@client.test' }])
})

test('a verdict that came with the mail, below what the receiver wrote, is nobody’s', async () => {
  const { verdicts } = only(await post('mailgun', mailgunParsed(), mailgunConfig))
  expect(verdicts).toEqual({ spf: 'pass', dkim: 'none', dmarc: 'none', spam: 'none' })
})

test('the token is told, to be claimed: the signature covers nothing else', async () => {
  const outcome = await post('mailgun', mailgunMime(), mailgunConfig)
  expect(outcome).toMatchObject({ replayKey: `mailgun:${MAILGUN_TOKEN}` })
})

test('without a key Mailgun is not there', async () => {
  expect(await post('mailgun', mailgunMime(), {})).toMatchObject({ kind: 'refusal', status: 404 })
})

test('what is not signed by our account’s key is refused for good', async () => {
  const refused = [
    mailgunMime(mailgunProof(SECONDS, 'another-key')),
    mailgunMime(mailgunProof().slice(0, 2)),
    mailgunMime(mailgunProof().filter(({ name }) => name !== 'token')),
    mailgunMime(
      mailgunProof().map((part) => (part.name === 'timestamp' ? { ...part, value: String(SECONDS - 1) } : part)),
    ),
    mailgunMime([]),
  ]
  for (const posted of refused) {
    expect(await post('mailgun', posted, mailgunConfig)).toMatchObject({ kind: 'refusal', status: 406 })
  }
})

test('an old signature is refused, and may come again with a new one', async () => {
  for (const seconds of [SECONDS - 301, SECONDS + 301, SECONDS - 100_000]) {
    const outcome = await post('mailgun', mailgunMime(mailgunProof(seconds)), mailgunConfig)
    expect(outcome).toMatchObject({ kind: 'refusal', status: 401 })
  }
  expect(await post('mailgun', mailgunMime(mailgunProof(SECONDS - 299)), mailgunConfig)).toMatchObject({
    kind: 'deliveries',
  })
})

test('a body that is no form, or holds no mail, is refused as it stands', async () => {
  expect(
    await post('mailgun', { body: '{}', headers: { 'content-type': 'application/json' } }, mailgunConfig),
  ).toMatchObject({ status: 400 })
  expect(await post('mailgun', { body: 'x' }, mailgunConfig)).toMatchObject({ kind: 'refusal', status: 400 })
  expect(await post('mailgun', formBody(mailgunProof()), mailgunConfig)).toMatchObject({ kind: 'refusal', status: 400 })
  const cut = { ...mailgunMime(), body: mailgunMime().body.slice(0, -20) }
  expect(await post('mailgun', cut, mailgunConfig)).toMatchObject({ kind: 'refusal', status: 400 })
})

test('nonsense beside the words costs no mail', async () => {
  const posted = formBody([
    { name: 'message-headers', value: '[["Subject"],[1,2],"x",null,["To","a@b.test\\r\\nBcc: c@d.test"]]' },
    { name: 'content-id-map', value: '[]' },
    { name: 'body-plain', value: 'Words' },
    ...mailgunProof(),
  ])
  const mail = await parseMail(only(await post('mailgun', posted, mailgunConfig)).raw)
  expect(mail.text).toBe('Words')
  // A line break in a value starts no header of its own.
  expect(mail.headers.has('bcc')).toBe(false)
})
