import { makeSafeFetch } from '../../src/mail/safeFetch.ts'
import { type AdapterOutcome, type InboundDelivery, type ProviderConfig } from '../../src/mail/inboundMail.ts'
import { noInboundSecrets } from '../../src/options.ts'
import { readInbound } from '../../src/mail/providers.ts'
import { type SafeFetch } from '../../src/mail/safeFetch.ts'

export const NOW = new Date('2026-03-02T10:00:00Z')
export const SECONDS = NOW.getTime() / 1000

/** A client's answer to a ticket, as a mail server takes it in: with a byte that is no UTF-8. */
export const MAIL = Buffer.concat([
  Buffer.from(
    [
      'Received: from mail.client.test by mx.provider.test; Mon, 2 Mar 2026 09:59:58 +0000',
      'From: Ana Torres <ana@client.test>',
      'To: Studio <ticket+0123456789abcdefghjk@reply.studio.test>',
      'Subject: Re: Invoice INV-2026-0007',
      'Message-ID: <answer-1@client.test>',
      'Date: Mon, 2 Mar 2026 10:59:57 +0100',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=iso-8859-1',
      'Content-Transfer-Encoding: 8bit',
      '',
      'Ma',
    ].join('\r\n'),
  ),
  Buffer.from('ñana, gracias.\r\n', 'latin1'),
])

/** A safe fetch for those who must not fetch: what tries is told that nobody answers, and is counted. */
export const noWeb = (): { fetch: SafeFetch; count: () => number } => {
  let count = 0
  const fetch = makeSafeFetch(() => {
    count += 1
    return Promise.reject(new Error('no web in this test'))
  })
  return { fetch, count: () => count }
}

export interface Posted {
  body: Uint8Array | string
  headers?: Record<string, string>
  query?: string
}

/** Posts to a provider's path as the endpoint would hand it over. */
export const post = (
  provider: string,
  { body, headers = {}, query = '' }: Posted,
  config: Partial<ProviderConfig>,
  { fetch = noWeb().fetch, now = NOW }: { fetch?: SafeFetch; now?: Date } = {},
): Promise<AdapterOutcome> =>
  readInbound(
    provider,
    {
      headers: new Headers(headers),
      url: new URL(`https://site.test/api/client-portal/mail/inbound/${provider}${query}`),
      body: typeof body === 'string' ? Buffer.from(body, 'utf8') : body,
    },
    { ...noInboundSecrets, ...config },
    { now, fetch },
  )

/** The one delivery of an outcome; fails the test for any other. */
export const only = (outcome: AdapterOutcome): InboundDelivery => {
  if (outcome.kind !== 'deliveries' || outcome.deliveries.length !== 1) throw new Error(JSON.stringify(outcome))
  return outcome.deliveries[0]!
}

export const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

export interface FormPart {
  name: string
  value: string | Uint8Array
  filename?: string
  type?: string
}

export const BOUNDARY = 'xYzZY'

/** A multipart form as providers write it. */
export const formBody = (parts: readonly FormPart[]): Posted => ({
  headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
  body: Buffer.concat([
    ...parts.flatMap(({ name, value, filename, type }) => [
      Buffer.from(
        `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${filename ? `; filename="${filename}"` : ''}\r\n` +
          `${type ? `Content-Type: ${type}\r\n` : ''}\r\n`,
      ),
      typeof value === 'string' ? Buffer.from(value, 'utf8') : value,
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${BOUNDARY}--\r\n`),
  ]),
})
