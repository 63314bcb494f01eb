import { gzipSync } from 'node:zlib'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { makeSafeFetch } from '../../src/mail/safeFetch.ts'
import { page, startWebPeer, type WebPeer } from './webPeer.ts'

const hosts = /files\.provider\.test/
let web: WebPeer

beforeAll(async () => {
  web = await startWebPeer()
  web.pages.set('https://files.provider.test/mail', page('the mail'))
  web.pages.set('https://files.provider.test/moved', page('', 302, { location: 'https://evil.test/' }))
  web.pages.set('https://files.provider.test/gone', page('', 410))
  web.pages.set('https://files.provider.test/large', page('x'.repeat(1001)))
  web.pages.set(
    'https://files.provider.test/packed',
    page(gzipSync('x'.repeat(1_000_000)), 200, { 'content-encoding': 'gzip' }),
  )
  web.pages.set('https://files.provider.test/slow', (response) => response.writeHead(200).write('a little'))
  web.pages.set('https://files.provider.test/silent', () => undefined)
})
afterAll(() => web.close())

const get = (path: string) => web.fetch({ url: `https://files.provider.test/${path}`, hosts, maxBytes: 1000 })

test('what a provider’s host answers is fetched', async () => {
  const answer = await get('mail')
  expect(answer.isOk && Buffer.from(answer.bytes).toString()).toBe('the mail')
})

test.each([
  'http://files.provider.test/mail',
  'https://files.provider.test:8443/mail',
  'https://user@files.provider.test/mail',
  'https://:secret@files.provider.test/mail',
  'https://files.provider.test.evil.test/mail',
  'https://evil.test/files.provider.test',
  'https://evilfiles.provider.test/mail',
  'https://files.provider.test@evil.test/mail',
  'https://files.provider.test%00.evil.test/',
  'https://files-provider.test/mail',
  'https://127.0.0.1/mail',
  'https://[::1]/mail',
  'ftp://files.provider.test/mail',
  'file:///etc/passwd',
  'data:text/plain,x',
  'files.provider.test/mail',
  `https://files.provider.test/${'x'.repeat(5000)}`,
  '',
])('%s is not called', async (url) => {
  const before = web.calls.length
  expect(await web.fetch({ url, hosts, maxBytes: 1000 })).toMatchObject({ isOk: false, failure: 'forbidden-url' })
  expect(web.calls).toHaveLength(before)
})

test('a redirect is not followed', async () => {
  expect(await get('moved')).toEqual({ isOk: false, failure: 'redirected', status: null })
  expect(web.calls.at(-1)?.url).toBe('https://files.provider.test/moved')
})

test('a status other than 200 is told', async () => {
  expect(await get('gone')).toEqual({ isOk: false, failure: 'bad-status', status: 410 })
})

test('what is larger than allowed is given up, also when it is packed small', async () => {
  expect(await get('large')).toMatchObject({ failure: 'too-large' })
  expect(await get('packed')).toMatchObject({ failure: 'too-large' })
})

test('a host that does not answer, or never finishes, is given up in time', async () => {
  const impatient = makeSafeFetch(web.transport, 200)
  for (const path of ['slow', 'silent']) {
    const answer = await impatient({ url: `https://files.provider.test/${path}`, hosts, maxBytes: 1000 })
    expect(answer).toMatchObject({ isOk: false, failure: 'unreachable' })
  }
})
