/** Mails written to break whoever reads them. The time allowed is many times what they take, and far below what a fault would. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { parseLimits, parseMail } from '../../src/mail/parseMail.ts'
import { type ParsedMail } from '../../src/mail/parsedMail.ts'

const HEAD = 'From: ana@client.test\r\nTo: hello@studio.test\r\nSubject: Hi\r\n'

const BUDGET_MS = 8000
let begun = 0

vi.setConfig({ testTimeout: 60_000 })

beforeEach(() => {
  begun = performance.now()
})
afterEach(() => {
  expect(performance.now() - begun).toBeLessThan(BUDGET_MS)
})

const read = (text: string | Buffer): Promise<ParsedMail> => parseMail(Buffer.from(text as string, 'utf8'))

const MB = 1_000_000

test.each([
  ['one line', `Subject: ${'x'.repeat(MB)}\r\n`],
  ['many folded lines', `Subject: ${'x\r\n '.repeat(MB / 4)}\r\n`],
  ['many recipients', `To: ${'a@b.test, '.repeat(MB / 10)}\r\n`],
  ['open brackets', `To: ${'<'.repeat(MB)}\r\n`],
  ['open quotes', `Cc: ${'"a\\'.repeat(MB / 4)}\r\n`],
  ['open comments', `From: ${'('.repeat(MB)}\r\n`],
  ['spaces', `From: a${' '.repeat(MB)}@b.test\r\n`],
  ['many long headers', `To: ${' a@'.repeat(21_000)}\r\n`.repeat(15)],
  ['many references', `References: ${'<a@b.test> '.repeat(MB / 11)}\r\n`],
  ['encoded words', `Subject: ${'=?utf-8?Q?a?= '.repeat(MB / 14)}\r\n`],
  ['beginnings of encoded words', `Subject: ${'=?a?q?'.repeat(MB / 6)}\r\n`],
  ['parameters', `Content-Disposition: ${'; a*0*=x'.repeat(MB / 8)}\r\n`],
  ['many small headers', 'X-A: 1\r\n'.repeat(MB / 8)],
  ['many of one name', 'From: a@b.test\r\n'.repeat(MB / 16)],
  ['colons', ':\r\n'.repeat(MB / 3)],
])('a megabyte of header, %s, costs no time, and the mail is still read', async (_, header) => {
  const mail = await read(`${HEAD}${header}\r\nWords`)
  expect(mail).toMatchObject({ from: { address: 'ana@client.test' }, subject: 'Hi', text: 'Words' })
  expect(mail.to.length).toBeLessThanOrEqual(200)
})

test('a header that never ends leaves who wrote and something to look at', async () => {
  const mail = await read(`${HEAD}${'X-A: 1\r\n'.repeat(MB / 4)}`)
  expect(mail).toMatchObject({ from: { address: 'ana@client.test' }, faults: ['header-cut'] })
})

test('five thousand parts are not all read: the first words are, and it is told', async () => {
  const parts = Array.from({ length: 5000 }, (_, index) => `--b\r\nContent-Type: text/plain\r\n\r\nPart ${index}\r\n`)
  const mail = await read(`${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n${parts.join('')}--b--`)
  expect(mail).toMatchObject({ hasFault: true, faults: ['parts-cut'] })
  expect(mail.text).toMatch(/^Part 0\nPart 1\n/)
})

test('five hundred files are all read', async () => {
  const part = '--b\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\nx\r\n'
  const mail = await read(`${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n${part.repeat(500)}--b--`)
  expect(mail.attachments).toHaveLength(500)
  expect(mail.faults).toEqual([])
})

test.each([
  ['with names of their own', (level: number) => `b${level}`],
  ['all called the same', () => 'b'],
  ['each the beginning of the next', (level: number) => 'b'.repeat((level % 60) + 1)],
])('five thousand multiparts inside one another, %s, are not followed down', async (_, name) => {
  const levels = Array.from(
    { length: 5000 },
    (_level, level) => `Content-Type: multipart/mixed; boundary="${name(level)}"\r\n\r\n--${name(level)}\r\n`,
  )
  const mail = await read(`${HEAD}${levels.join('')}\r\nWords`)
  expect(mail.from?.address).toBe('ana@client.test')
  expect(`${mail.text}${mail.attachments.map(({ content }) => Buffer.from(content).toString()).join('')}`).toContain(
    'Words',
  )
})

test('mails inside mails inside mails are one file', async () => {
  const mail = await read(`${HEAD}${'Content-Type: message/rfc822\r\n\r\n'.repeat(20_000)}Words`)
  expect(mail.attachments).toHaveLength(1)
})

test('lines that could be boundaries cost no time', async () => {
  const open = Array.from(
    { length: 29 },
    (_, level) =>
      `Content-Type: multipart/mixed; boundary="${'-'.repeat(level + 1)}"\r\n\r\n--${'-'.repeat(level + 1)}\r\n`,
  )
  const mail = await read(
    `${HEAD}${open.join('')}Content-Type: text/plain\r\n\r\n${`${'-'.repeat(70)}x\r\n`.repeat(MB / 72)}`,
  )
  expect(mail.from?.address).toBe('ana@client.test')
})

test('a mail of thirty megabytes is read in its time and without five times its memory', async () => {
  const content = Buffer.alloc(22 * 1024 * 1024, 'PDF')
  const raw = Buffer.concat([
    Buffer.from(`${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nWords\r\n--b\r\n`),
    Buffer.from('Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n'),
    Buffer.from(content.toString('base64').replace(/.{76}/g, '$&\r\n')),
    Buffer.from('\r\n--b--\r\n'),
  ])
  expect(raw.byteLength).toBeGreaterThan(30 * MB)
  const { arrayBuffers, heapUsed } = process.memoryUsage()
  const mail = await parseMail(raw)
  const after = process.memoryUsage()
  expect(after.arrayBuffers + after.heapUsed - arrayBuffers - heapUsed).toBeLessThan(5 * raw.byteLength)
  expect(mail).toMatchObject({ text: 'Words', faults: [] })
  expect(Buffer.compare(mail.attachments[0]!.content, content)).toBe(0)
})

test('a mail larger than is read is read to there', async () => {
  const limits = { ...parseLimits, maxBytes: 2000 }
  const mail = await parseMail(Buffer.from(`${HEAD}\r\n${'Words '.repeat(1000)}`), limits)
  expect(mail).toMatchObject({ subject: 'Hi', faults: ['too-large'] })
  expect(mail.text).toMatch(/^Words Words/)
})

test.each([
  ['spaces', `Hi${' '.repeat(MB)}x`],
  ['flowed lines', 'x \r\n'.repeat(MB / 4)],
  ['quotes', '>'.repeat(MB)],
  ['escapes', '='.repeat(MB)],
  ['soft breaks', '=   '.repeat(MB / 4)],
])('a megabyte of text, %s, costs no time', async (_, text) => {
  for (const encoding of ['8bit', 'quoted-printable', 'base64']) {
    const mail = await read(
      `${HEAD}Content-Type: text/plain; format=flowed\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${text}`,
    )
    expect(mail.faults).toEqual([])
  }
})

test.each([
  ['nested', '<b>'.repeat(MB / 3)],
  ['nested cells', '<li><td>'.repeat(MB / 8)],
  ['open', '<'.repeat(MB)],
  ['comments', '<!--'.repeat(MB / 4)],
])('html beside text, %s, costs no time and no words', async (_, html) => {
  const mail = await read(
    `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nWords\r\n--b\r\nContent-Type: text/html\r\n\r\n${html}\r\n--b--`,
  )
  expect(mail.text).toContain('Words')
  expect(mail.html).toContain(html.slice(0, 100))
})

test('text is cut at its limit, and that is told', async () => {
  const mail = await read(`${HEAD}\r\n${'word '.repeat(600_000)}`)
  expect(mail.text).toHaveLength(parseLimits.maxText)
  expect(mail.faults).toEqual(['text-cut'])
})

test('a part’s header beyond all measure makes the parser give up, and the mail is read without it', async () => {
  const mail = await read(
    `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nWords\r\n--b\r\n` +
      `X: ${'x'.repeat(100_000)}\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERg==\r\n--b--`,
  )
  expect(mail).toMatchObject({ text: 'Words', faults: ['parser-failed'] })
  expect(mail.attachments).toMatchObject([{ filename: 'a.pdf', contentType: 'application/pdf' }])
  expect(Buffer.from(mail.attachments[0]!.content).toString()).toBe('%PDF')
})

test('a parser that takes too long is left behind', async () => {
  const raw = Buffer.from(`${HEAD}Content-Type: text/plain; format=flowed\r\n\r\n${'x \r\n'.repeat(MB / 4)}`)
  const mail = await parseMail(raw, { ...parseLimits, timeoutMs: 1 })
  expect(mail).toMatchObject({ subject: 'Hi', faults: ['parser-slow'] })
  expect(mail.text).toMatch(/^x \nx \n/)
})
