/** Every provider's path stands open to the internet: whatever is posted there gets an answer, and never a fault of ours. */
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { type ProviderConfig } from '../../src/mail/inboundMail.ts'
import { parseMail } from '../../src/mail/parseMail.ts'
import { makeSafeFetch } from '../../src/mail/safeFetch.ts'
import { makeCertificate } from './certificate.ts'
import * as fixtures from './fixtures.ts'
import { MAIL, NOW, post, type Posted } from './inbound.ts'

/** `SOAK` is the number of mutations of the long form. */
const soak = Number(process.env.SOAK ?? 0)
const RUNS = soak || 2000

const certificate = makeCertificate(new Date(NOW.getTime() - 86_400_000), new Date(NOW.getTime() + 86_400_000))

const fetch = makeSafeFetch((url) => {
  const pages: Record<string, string | Buffer> = {
    [fixtures.CERTIFICATE_URL]: certificate.pem,
    [fixtures.RESEND_API_URL]: JSON.stringify(fixtures.resendDetails()),
    [fixtures.RESEND_RAW_URL]: MAIL,
  }
  const body = pages[url.href]
  return Promise.resolve(
    new Response(body === undefined ? null : new Uint8Array(Buffer.from(body)), {
      status: body === undefined ? 404 : 200,
    }),
  )
})

interface Sample {
  provider: string
  posted: Posted
  config: Partial<ProviderConfig>
  /** Signs the changed body as the provider would, so that what lies behind the signature is reached as well. */
  signAgain?: (body: Buffer) => Posted
}

const postmark = fixtures.postmarkPost()
const sendgrid = fixtures.sendgridParsed()

const samples: Sample[] = [
  { provider: 'raw', posted: fixtures.rawPost(), config: fixtures.rawConfig },
  { provider: 'sendgrid', posted: sendgrid, config: fixtures.sendgridConfig },
  { provider: 'sendgrid', posted: fixtures.sendgridRaw(), config: fixtures.sendgridConfig },
  {
    provider: 'sendgrid',
    posted: fixtures.signedBySendgrid(sendgrid),
    config: fixtures.sendgridSignedConfig,
    signAgain: (body) => fixtures.signedBySendgrid({ ...sendgrid, body }),
  },
  { provider: 'mailgun', posted: fixtures.mailgunMime(), config: fixtures.mailgunConfig },
  { provider: 'mailgun', posted: fixtures.mailgunParsed(), config: fixtures.mailgunConfig },
  { provider: 'mailgun', posted: fixtures.mailgunUrlencoded(), config: fixtures.mailgunConfig },
  { provider: 'postmark', posted: postmark, config: fixtures.postmarkConfig },
  {
    provider: 'ses',
    posted: fixtures.signedByAmazon(fixtures.snsNotification(), certificate),
    config: fixtures.sesConfig,
  },
  {
    provider: 'ses',
    posted: { body: JSON.stringify(fixtures.sesNotification({ content: MAIL.toString('latin1') })) },
    config: fixtures.sesConfig,
    signAgain: (body) => fixtures.signedByAmazon(fixtures.snsNotification(body.toString('utf8')), certificate),
  },
  {
    provider: 'resend',
    posted: fixtures.signedByResend(),
    config: fixtures.resendConfig,
    signAgain: (body) => fixtures.signedByResend(body.toString('utf8')),
  },
]

type Mutation = { at: number; kind: 'set' | 'insert' | 'remove' | 'repeat' | 'cut'; bytes: number[]; length: number }

const interesting = [
  '\r\n',
  '\r\n\r\n',
  '--xYzZY',
  '--',
  '"',
  '{',
  '}',
  '[',
  ']',
  ':',
  ';',
  '=',
  '%',
  '\\',
  '\0',
  'null',
  '[]',
  '{}',
  '-1',
  '<',
  '>',
  '=?utf-8?Q?',
  '?=',
]

const mutation = fc.record<Mutation>({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.constantFrom('set', 'insert', 'remove', 'repeat', 'cut'),
  bytes: fc.oneof(
    fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 1, maxLength: 8 }),
    fc.constantFrom(...interesting).map((text) => [...Buffer.from(text)]),
  ),
  length: fc.integer({ min: 1, max: 60 }),
})

const mutate = (body: Buffer, { at, kind, bytes, length }: Mutation): Buffer => {
  const index = Math.floor(at * body.byteLength)
  const [before, after] = [body.subarray(0, index), body.subarray(index)]
  if (kind === 'cut') return before
  if (kind === 'remove') return Buffer.concat([before, after.subarray(length)])
  if (kind === 'repeat') return Buffer.concat([before, after.subarray(0, length), after])
  return Buffer.concat([before, Buffer.from(bytes), kind === 'set' ? after.subarray(bytes.length) : after])
}

test(
  'a request that was changed anywhere still gets an answer, and none is a fault of ours',
  { timeout: soak ? 3_600_000 : 120_000 },
  async () => {
    const kinds = new Set<string>()
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...samples),
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        async ({ provider, posted, config, signAgain }, mutations) => {
          const body = mutations.reduce(mutate, Buffer.from(posted.body as Uint8Array))
          const request = signAgain ? signAgain(body) : { ...posted, body }
          const outcome = await post(provider, request, config, { fetch })
          kinds.add(outcome.kind)
          if (outcome.kind === 'refusal') expect(outcome.status, outcome.reason).not.toBe(500)
          if (outcome.kind === 'deliveries') expect(outcome.deliveries[0]!.raw.byteLength).toBeGreaterThan(0)
        },
      ),
      { numRuns: RUNS, ...(soak ? {} : { seed: 20_260_302 }) },
    )
    // Changed as they were, some were still mails: the mutations reach all of the code.
    expect(kinds).toEqual(new Set(['deliveries', 'refusal', 'acknowledge']))
  },
)

test(
  'a request of nothing but random bytes gets an answer on every path',
  { timeout: soak ? 3_600_000 : 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...samples),
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom(
          'application/json',
          'multipart/form-data; boundary=-',
          'application/x-www-form-urlencoded',
          'x',
          '',
        ),
        async ({ provider, posted, config }, body, type) => {
          const outcome = await post(
            provider,
            { ...posted, headers: { ...posted.headers, 'content-type': type }, body },
            config,
            { fetch },
          )
          if (outcome.kind === 'refusal') expect(outcome.status, outcome.reason).not.toBe(500)
        },
      ),
      { numRuns: Math.ceil(RUNS / 4), ...(soak ? {} : { seed: 20_260_302 }) },
    )
  },
)

const nasty = Buffer.from(
  [
    'From: =?utf-8?Q?Jos=C3=A9?= <jose@client.test>',
    'To: "a, b" <ticket+0123456789abcdefghjk@reply.studio.test>, Group: c@d.test;',
    'Subject: =?iso-2022-jp?B?GyRCJDMkcyRLJEEkTxsoQg==?=',
    'Content-Type: multipart/mixed; boundary="b1"',
    '',
    'preamble',
    '--b1',
    'Content-Type: multipart/alternative; boundary=b2',
    '',
    '--b2',
    'Content-Type: text/plain; charset=utf-8; format=flowed',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'Ma=C3=B1ana =',
    'gracias',
    '--b2',
    'Content-Type: text/html; charset=iso-8859-1',
    '',
    '<p>x <img src="cid:a@b"></p>',
    '--b2--',
    '--b1',
    "Content-Type: image/png; name*0*=utf-8''a%20; name*1=b.png",
    'Content-Transfer-Encoding: base64',
    'Content-ID: <a@b>',
    '',
    'iVBORw0KGgo=',
    '--b1',
    'Content-Type: message/rfc822',
    '',
    'From: x@y.test',
    '',
    'inner',
    '--b1--',
    '',
  ].join('\r\n'),
)

test(
  'a mail that was changed anywhere is still read: nothing is thrown, and it says what it is',
  { timeout: soak ? 3_600_000 : 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 6 }), async (mutations) => {
        const mail = await parseMail(mutations.reduce(mutate, nasty))
        expect(mail.faults).toEqual([])
        for (const text of [mail.subject, mail.text ?? '', mail.html ?? '', ...mail.to])
          expect(text).not.toContain('\0')
      }),
      { numRuns: RUNS, ...(soak ? {} : { seed: 20_260_302 }) },
    )
  },
)
