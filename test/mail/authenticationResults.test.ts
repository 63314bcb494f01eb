import { expect, test } from 'vitest'

import { authenticationResults } from '../../src/mail/authenticationResults.ts'
import { parse } from './mails.ts'

const results = async (receiver: string | null, ...headers: string[]) =>
  authenticationResults(
    await parse(...headers.map((value) => `Authentication-Results: ${value}`), 'From: a@b.test', '', 'x'),
    receiver,
  )

const none = { spf: 'none', dkim: 'none', dmarc: 'none', spam: 'none' }

test('the named receiver’s verdicts are read', async () => {
  const header =
    'mx.studio.test 1; spf=pass smtp.mailfrom=a@b.test;\r\n dkim=fail (bad) header.d=x.test; dkim=pass header.d=b.test; dmarc=fail (p=reject)'
  expect(await results('MX.studio.test', header)).toEqual({ spf: 'pass', dkim: 'pass', dmarc: 'fail', spam: 'none' })
})

test('what another server says, or says it is ours, counts nothing', async () => {
  expect(await results('mx.studio.test', 'mx.evil.test; dmarc=pass')).toEqual(none)
  expect(await results('mx.studio.test', 'mx.studio.test.evil.test; dmarc=pass')).toEqual(none)
  expect(await results('mx.studio.test', 'mx.evil.test; x=y (mx.studio.test; dmarc=pass)')).toEqual(none)
})

test('where the host names no receiver nobody is believed', async () => {
  expect(await results(null, 'mx.studio.test; dmarc=pass')).toEqual(none)
  expect(await results(' ', '; dmarc=pass')).toEqual(none)
})

test('the topmost header is the last that was written', async () => {
  expect(await results('mx.studio.test', 'mx.studio.test; dmarc=fail', 'mx.studio.test; dmarc=pass')).toMatchObject({
    dmarc: 'fail',
  })
})

test('comments say nothing', async () => {
  expect(await results('mx.studio.test', 'mx.studio.test; dmarc=fail (ok; dmarc=pass); spf=none (spf=pass)')).toEqual({
    ...none,
    dmarc: 'fail',
  })
})

test.each([
  '',
  ';',
  'mx.studio.test',
  'mx.studio.test; none',
  'mx.studio.test; dmarc',
  'mx.studio.test; =pass',
  `mx.studio.test; ${'('.repeat(50_000)}`,
])('the header %.30j is no verdict', async (header) => {
  expect(await results('mx.studio.test', header)).toEqual(none)
})
