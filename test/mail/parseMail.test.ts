import { expect, test } from 'vitest'

import { latin, mailOf, parse } from './mails.ts'
import { parseMail } from '../../src/mail/parseMail.ts'

test('a mail is read whole: who, to whom, about what, in answer to what, and its words', async () => {
  const mail = await parse(
    'Return-Path: <Ana@Client.test>',
    'Delivered-To: ticket+0123456789abcdefghjk@reply.studio.test',
    'X-Original-To: Alias@studio.test',
    'From: "Torres, Ana" <Ana@Client.test>',
    'Sender: assistant@client.test',
    'Reply-To: accounts@client.test',
    'To: Studio <Hello@Studio.test>, "b, c" <b@client.test>',
    'Cc: Team: d@client.test, e@client.test;',
    'Subject: =?utf-8?Q?Re:_Factura_a=C3=B1o?=',
    ' =?utf-8?B?IDIwMjY=?=',
    'Message-ID: <answer@client.test>',
    'In-Reply-To: <ours-2@studio.test>',
    'References: <ours-1@studio.test>',
    ' <ours-2@studio.test>',
    'Date: Mon, 2 Mar 2026 10:59:57 +0100 (CET)',
    '',
    'Mañana.',
    'Gracias.',
  )
  expect(mail).toMatchObject({
    messageId: '<answer@client.test>',
    inReplyTo: '<ours-2@studio.test>',
    references: ['<ours-1@studio.test>', '<ours-2@studio.test>'],
    from: { address: 'ana@client.test', name: 'Torres, Ana' },
    fromAddresses: ['ana@client.test'],
    senderAddresses: ['assistant@client.test'],
    replyTo: ['accounts@client.test'],
    to: ['hello@studio.test', 'b@client.test'],
    cc: ['d@client.test', 'e@client.test'],
    deliveredTo: ['ticket+0123456789abcdefghjk@reply.studio.test'],
    xOriginalTo: ['alias@studio.test'],
    subject: 'Re: Factura año 2026',
    date: new Date('2026-03-02T09:59:57Z'),
    text: 'Mañana.\nGracias.\n',
    html: null,
    attachments: [],
    hasFault: false,
    faults: [],
  })
  expect(mail.headers.get('return-path')).toEqual(['<Ana@Client.test>'])
})

test('text, html, an image in it and a file beside it each come to their place', async () => {
  const mail = await parse(
    'From: ana@client.test',
    'Content-Type: multipart/mixed; boundary=mixed',
    '',
    '--mixed',
    'Content-Type: multipart/related; boundary=related',
    '',
    '--related',
    'Content-Type: multipart/alternative; boundary=alternative',
    '',
    '--alternative',
    'Content-Type: text/plain; charset=utf-8; format=flowed',
    '',
    'One long ',
    'line.',
    '--alternative',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<p>One long line. <img src="cid:logo%40client"></p>',
    '--alternative--',
    '--related',
    'Content-Type: image/png; name="=?utf-8?Q?logo_=C3=B1.png?="',
    'Content-ID: <logo@client>',
    'Content-Transfer-Encoding: base64',
    '',
    'iVBORw0KGgo=',
    '--related--',
    '--mixed',
    'Content-Disposition: attachment; filename*0*=utf-8\'\'Factura%20a%C3%B1o; filename*1=" 2026.pdf"',
    'Content-Type: application/pdf',
    'Content-ID: <unused@client>',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    '%PDF=2D1.7',
    '--mixed--',
  )
  expect(mail.text?.trim()).toBe('One long line.')
  expect(mail.html?.trim()).toBe('<p>One long line. <img src="cid:logo%40client"></p>')
  expect(
    mail.attachments.map(({ content, ...file }) => ({ ...file, content: Buffer.from(content).toString('latin1') })),
  ).toEqual([
    {
      filename: 'logo ñ.png',
      contentType: 'image/png',
      cid: 'logo@client',
      isInline: true,
      content: '\x89PNG\r\n\x1a\n',
    },
    {
      filename: 'Factura año 2026.pdf',
      contentType: 'application/pdf',
      cid: 'unused@client',
      isInline: false,
      content: '%PDF-1.7',
    },
  ])
})

test('a mail of html alone has no text: that is made elsewhere, by those who know quotes', async () => {
  const mail = await parse('From: a@b.test', 'Content-Type: text/html', '', '<p>Words</p>')
  expect(mail).toMatchObject({ text: null, html: '<p>Words</p>\n' })
})

test('an empty text beside html is no text', async () => {
  const parts = [
    '--b',
    'Content-Type: text/plain',
    '',
    ' ',
    '--b',
    'Content-Type: text/html',
    '',
    '<p>Words</p>',
    '--b--',
  ]
  const mail = await parse('From: a@b.test', 'Content-Type: multipart/alternative; boundary=b', '', ...parts)
  expect(mail).toMatchObject({ text: null, html: '<p>Words</p>' })
})

test('where text and html follow one another, each holds the words of both', async () => {
  const mail = await parse(
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/html',
    '',
    '<p>What she wrote</p>',
    '--b',
    'Content-Type: text/plain',
    '',
    'What the list added & signed',
    '--b--',
  )
  for (const words of ['What she wrote', 'What the list added']) {
    expect(mail.text).toContain(words)
    expect(mail.html).toContain(words)
  }
})

test('a mail inside the mail is a file, and none of its words are the writer’s', async () => {
  const mail = await parse(
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    '',
    'See the mail below.',
    '--b',
    'Content-Type: message/rfc822',
    'Content-Disposition: inline',
    '',
    'From: boss@evil.test',
    'Message-ID: <inner@evil.test>',
    'Content-Type: multipart/mixed; boundary=c',
    '',
    '--c',
    '',
    'Pay at once.',
    '--c--',
    '--b--',
  )
  expect(mail.text).toBe('See the mail below.')
  expect(mail.from).toBeNull()
  expect(mail.attachments).toMatchObject([{ contentType: 'message/rfc822' }])
  expect(Buffer.from(mail.attachments[0]!.content).toString()).toContain('Pay at once.')
})

test('Outlook’s own packet is kept as the file it is', async () => {
  const mail = await parse(
    'Content-Type: application/ms-tnef; name=winmail.dat',
    'Content-Transfer-Encoding: base64',
    '',
    'eJ8+Ig==',
  )
  expect(mail.attachments).toMatchObject([{ filename: 'winmail.dat', contentType: 'application/ms-tnef' }])
  expect(Buffer.from(mail.attachments[0]!.content).toString('hex')).toBe('789f3e22')
})

test('an invitation to a meeting is a file', async () => {
  const mail = await parse(
    'Content-Type: multipart/alternative; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Shall we meet?',
    '--b',
    'Content-Type: text/calendar; method=REQUEST; charset=utf-8',
    '',
    'BEGIN:VCALENDAR',
    '--b--',
  )
  expect(mail).toMatchObject({ text: 'Shall we meet?', attachments: [{ contentType: 'text/calendar' }] })
})

test('two Froms are both told of', async () => {
  const mail = await parse('From: ana@client.test', 'From: boss@evil.test, third@evil.test', '', 'x')
  expect(mail).toMatchObject({
    from: { address: 'ana@client.test' },
    fromAddresses: ['ana@client.test', 'boss@evil.test', 'third@evil.test'],
  })
})

test.each([
  ['"boss@evil.test" <ana@client.test>', 'ana@client.test'],
  ['=?utf-8?Q?boss=40evil.test?= <ana@client.test>', 'ana@client.test'],
  ['=?utf-8?Q?=22x=22_=3Cboss=40evil.test=3E=2C?= <ana@client.test>', 'ana@client.test'],
  ['ana@client.test (boss@evil.test)', 'ana@client.test'],
  ['<ana@client.test>', 'ana@client.test'],
  ['ANA@CLIENT.TEST', 'ana@client.test'],
  ['"ana torres"@client.test', null],
  ['undisclosed-recipients:;', null],
  ['nobody', null],
  ['', null],
])('the From %j is %j', async (from, address) => {
  const mail = await parse(`From: ${from}`, 'To: x@y.test', '', 'words')
  expect(mail.from?.address ?? null).toBe(address)
})

test('Message-IDs without brackets, on several lines, or more of them than one, are read', async () => {
  const mail = await parse(
    'Message-ID: bare@client.test',
    'In-Reply-To: <one@studio.test> <two@studio.test>',
    'References: <a@x.test>\t<b@x.test><c@x.test>',
    '',
    'x',
  )
  expect(mail).toMatchObject({
    messageId: '<bare@client.test>',
    inReplyTo: '<one@studio.test>',
    references: ['<a@x.test>', '<b@x.test>', '<c@x.test>', '<two@studio.test>'],
  })
})

test.each(['', 'yesterday', 'Mon, 99 Foo 2026', '1', '99999999999999999999'])('the date %j is none', async (date) => {
  expect((await parse(`Date: ${date}`, 'From: a@b.test', '', 'x')).date?.getTime() ?? null).not.toBeNaN()
  expect((await parse('From: a@b.test', '', 'x')).date).toBeNull()
})

test('a mail without From, Date or Message-ID is still one', async () => {
  expect(await parse('Subject: Hello', '', 'Words')).toMatchObject({
    from: null,
    date: null,
    messageId: null,
    inReplyTo: null,
    references: [],
    subject: 'Hello',
    text: 'Words\n',
    hasFault: false,
  })
})

test('what has no header at all is all words', async () => {
  const mail = await parseMail(Buffer.from('Just words.\r\n\r\nAnd more: of them.'))
  expect(mail.text).toBe('Just words.\n\nAnd more: of them.')
})

test('no bytes are a mail without words', async () => {
  expect(await parseMail(new Uint8Array())).toMatchObject({ text: null, html: null, attachments: [], subject: '' })
})

test('a part of a larger buffer is read as that part', async () => {
  const bytes = Buffer.concat([
    Buffer.from('Subject: no\r\n\r\nno'),
    mailOf('Subject: yes', '', 'words'),
    Buffer.from('no'),
  ])
  const view = new Uint8Array(bytes.buffer, bytes.byteOffset + 17, bytes.byteLength - 19)
  expect(await parseMail(view)).toMatchObject({ subject: 'yes', text: 'words\n' })
})

test('bare line feeds and a mailbox’s first line do no harm', async () => {
  const mail = await parseMail(
    Buffer.from('From ana@client.test Mon Mar  2 10:00:00 2026\nFrom: ana@client.test\nSubject: Hi\n\nWords\n'),
  )
  expect(mail).toMatchObject({ from: { address: 'ana@client.test' }, subject: 'Hi', text: 'Words\n' })
})

test('cut base64 gives what can be read of it', async () => {
  const whole = Buffer.from('%PDF-1.7 and so on').toString('base64')
  const mail = await parse(
    'Content-Type: application/pdf; name=a.pdf',
    'Content-Transfer-Encoding: base64',
    '',
    whole.slice(0, 10),
  )
  expect(Buffer.from(mail.attachments[0]!.content).toString()).toBe('%PDF-1.')
})

test('a multipart that never ends is read to its end', async () => {
  const mail = await parse(
    'Content-Type: multipart/mixed; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Words',
  )
  expect(mail.text).toBe('Words\n')
})

test('NULs are taken out of every text', async () => {
  const mail = await parse(
    'Subject: a\0b',
    'From: "a\0b" <ana@client.test>',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    '',
    'x\0y',
    '--b',
    'Content-Type: text/html',
    '',
    '<b>x\0y</b>',
    '--b',
    'Content-Type: application/pdf; name="a\0b.pdf"',
    '',
    'p\0q',
    '--b--',
  )
  const texts = [
    mail.subject,
    mail.from!.name,
    mail.text,
    mail.html,
    mail.attachments[0]!.filename,
    ...[...mail.headers.values()].flat(),
  ]
  for (const text of texts) expect(text).not.toContain('\0')
  expect([mail.subject, mail.from!.name, mail.text!.slice(0, 2)]).toEqual(['ab', 'ab', 'xy'])
  // A file's bytes are its own.
  expect(Buffer.from(mail.attachments[0]!.content).toString()).toBe('p\0q')
})

test('a name in a charset that lies is read all the same', async () => {
  const mail = await parse(
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    Buffer.concat([Buffer.from('Content-Type: application/pdf; name="'), latin('año.pdf'), Buffer.from('"')]),
    '',
    'x',
    '--b--',
  )
  expect(mail.attachments[0]!.filename).toBe('año.pdf')
})
