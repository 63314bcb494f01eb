import { expect, test } from 'vitest'

import { latin, parse } from './mails.ts'

const body = async (charset: string | null, bytes: Buffer, encoding = '8bit'): Promise<string | undefined> => {
  const type = charset === null ? 'text/plain' : `text/plain; charset=${charset}`
  const mail = await parse(
    'From: a@b.test',
    `Content-Type: ${type}`,
    `Content-Transfer-Encoding: ${encoding}`,
    '',
    bytes,
  )
  expect(mail.hasFault).toBe(false)
  return mail.text?.trim()
}

const SPANISH = 'Señor Núñez: ¿mañana? Año 2026, 30 % más.'

test.each([
  ['utf-8', Buffer.from(`${SPANISH} 🙂`), `${SPANISH} 🙂`],
  ['UTF-8', Buffer.from('日本語 العربية'), '日本語 العربية'],
  ['iso-8859-1', latin(SPANISH), SPANISH],
  ['windows-1252', latin('\x93Cien\x94 \x80'), '“Cien” €'],
  ['iso-8859-1', latin('\x93Cien\x94 \x80'), '“Cien” €'],
  ['iso-8859-15', latin('100 \xa4'), '100 €'],
  ['iso-8859-2', latin('Za\xbf\xf3\xb3\xe6'), 'Zażółć'],
  ['windows-1251', latin('\xcf\xf0\xe8\xe2\xe5\xf2'), 'Привет'],
  ['koi8-r', latin('\xf0\xd2\xc9\xd7\xc5\xd4'), 'Привет'],
  ['windows-1256', latin('\xe3\xd1\xcd\xc8\xc7'), 'مرحبا'],
  ['iso-2022-jp', latin('\x1b$B$3$s$K$A$O\x1b(B, Ana'), 'こんにちは, Ana'],
  ['shift_jis', latin('\x82\xb1\x82\xf1\x82\xc9\x82\xbf\x82\xcd'), 'こんにちは'],
  ['euc-jp', latin('\xa4\xb3\xa4\xf3\xa4\xcb\xa4\xc1\xa4\xcf'), 'こんにちは'],
  ['gb18030', latin('\xc4\xe3\xba\xc3\x81\x30\x89\x38'), '你好ß'],
  ['gb2312', latin('\xc4\xe3\xba\xc3 \x81\x30\x89\x38'), '你好 ß'],
  ['big5', latin('\xa7A\xa6n'), '你好'],
  ['ks_c_5601-1987', latin('\xbe\xc8\xb3\xe7'), '안녕'],
  // It looks like UTF-8 and is none: a charset of two bytes is believed.
  ['gbk', latin('\xc1\xaa\xcd\xa8'), '联通'],
])('%s is read as what it says: %#', async (charset, bytes, text) => {
  expect(await body(charset, bytes)).toBe(text)
  expect(await body(charset, Buffer.from(bytes.toString('base64')), 'base64')).toBe(text)
})

test.each([
  ['utf-8', latin(SPANISH)],
  ['us-ascii', latin(SPANISH)],
  ['us-ascii', Buffer.from(SPANISH)],
  ['iso-8859-1', Buffer.from(SPANISH)],
  ['windows-1252', Buffer.from(SPANISH)],
  ['windows-1251', Buffer.from(SPANISH)],
  ['x-unknown', latin(SPANISH)],
  ['no-such-charset', Buffer.from(SPANISH)],
  ['no-such-charset', latin(SPANISH)],
  ['utf-7', Buffer.from(SPANISH)],
  ['""', Buffer.from(SPANISH)],
  [null, latin(SPANISH)],
  [null, Buffer.from(SPANISH)],
])('what is said to be %s and is not is read as what it is: %#', async (charset, bytes) => {
  expect(await body(charset, bytes)).toBe(SPANISH)
})

test('one bad byte does not turn a whole text into another charset', async () => {
  const damaged = Buffer.concat([Buffer.from(SPANISH), Buffer.from([0xff]), Buffer.from(' Muñoz')])
  expect(await body('utf-8', damaged)).toBe(`${SPANISH}\ufffd Muñoz`)
})

test('html that lies is read as well, and its sibling that does not stays as it is', async () => {
  const mail = await parse(
    'From: a@b.test',
    'Content-Type: multipart/alternative; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    SPANISH,
    '--b',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    '<p>Se=F1or</p>',
    '--b--',
  )
  expect([mail.text?.trim(), mail.html?.trim()]).toEqual([SPANISH, '<p>Señor</p>'])
})

test('flowed text stays flowed when its charset is put right', async () => {
  const mail = await parse(
    'Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes',
    '',
    latin('Ma \r\nñana'),
  )
  expect(mail.text?.trim()).toBe('Mañana')
})

test.each([
  ['encoded as it says', 'Subject: =?iso-8859-1?Q?A=F1o?=', 'Año'],
  ['encoded, and lying', 'Subject: =?utf-8?Q?A=F1o?=', 'Año'],
  ['UTF-8 under another name', 'Subject: =?iso-8859-1?Q?A=C3=B1o?=', 'Año'],
  ['a character cut in two', 'Subject: =?utf-8?Q?A=C3?= =?utf-8?Q?=B1o?=', 'Año'],
  ['words side by side', 'Subject: =?utf-8?Q?A=C3=B1o?= =?iso-8859-1?Q?_2026?= and', 'Año 2026 and'],
  ['with a language', 'Subject: =?utf-8*es?Q?A=C3=B1o?=', 'Año'],
  ['Japanese', 'Subject: =?iso-2022-jp?B?GyRCJDMkcyRLJEEkTxsoQg==?=', 'こんにちは'],
  ['bare UTF-8', 'Subject: Año', 'Año'],
  ['bare Latin', Buffer.concat([Buffer.from('Subject: '), latin('Año')]), 'Año'],
  ['no word after all', 'Subject: =?utf-8?X?A?= =?', '=?utf-8?X?A?= =?'],
])('a subject %s is read', async (_, header, subject) => {
  expect((await parse(header, '', 'x')).subject).toBe(subject)
})

test('a bare header is in the charset of the body, if it is not UTF-8', async () => {
  const header = Buffer.concat([Buffer.from('Subject: '), latin('\xc4\xe3\xba\xc3')])
  const mail = await parse(header, 'Content-Type: text/plain; charset=gb2312', '', latin('\xc4\xe3\xba\xc3'))
  expect([mail.subject, mail.text?.trim()]).toEqual(['你好', '你好'])
})

test.each([
  ['=?utf-8?Q?Jos=E9?= <jose@client.test>', 'José'],
  ['=?utf-8?Q?Jos=C3?= =?utf-8?Q?=A9?= <jose@client.test>', 'José'],
  ['=?iso-8859-1?Q?Jos=E9?= =?utf-8?Q?_N=C3=BA=C3=B1ez?= <jose@client.test>', 'José Núñez'],
  ['"=?utf-8?Q?Jos=C3=A9?=" <jose@client.test>', 'José'],
])('the name in %s is read', async (from, name) => {
  expect((await parse(`From: ${from}`, '', 'x')).from).toEqual({ address: 'jose@client.test', name })
})
